"""What pages leave in a text: furniture, footnotes, line ends, lost spaces, ligatures; and reports on progress."""

# ruff: noqa: E501

from tests.domain.phrasing.report_corpus import (
    F,
    O,
    P,
    afi,
    after,
    at_once,
    coc,
    each,
    heading,
    month,
    on,
    phrasing,
    plain,
    rec,
    vague,
)  # fmt: skip

PAGES = [
    phrasing("page furniture in the middle", """
Recommendation 3

By 31 October 2025, the force should agree with each hospital who waits with a patient and

17

how long an officer may be asked to stay.

Recommendation 4

«The force should publish what was agreed.»
""", rec("3", F, "force", on("By 31 October 2025", "2025-10-31"),
         text="By 31 October 2025, the force should agree with each hospital who waits with a patient and how "
              "long an officer may be asked to stay."), rec("4", F, "force")),
    phrasing("page furniture in the middle", """
Recommendation 1
All chief constables should make sure that every officer who works
alone carries a radio that works in
A quiet coast: policing the marshes
Page 9 of 31
cellars and on boats.

Recommendation 2
«All chief constables should test those radios.»

A quiet coast: policing the marshes
Page 10 of 31

The tests that we saw were short.

A quiet coast: policing the marshes
Page 11 of 31
""", rec("1", F, "all chief constables",
         text="All chief constables should make sure that every officer who works alone carries a radio that "
              "works in cellars and on boats."), rec("2", F, "all chief constables")),
    phrasing("page furniture in the middle", """
PEEL 2025 – Saltmarsh Police

Areas for improvement

«The force should keep its promises to
victims.»

PEEL 2025 – Saltmarsh Police

– 22 –

«The force should tell them of delays.»

PEEL 2025 – Saltmarsh Police

– 23 –
""", afi(None, F, "force"), afi(None, F, "force")),

    phrasing("footnotes", """
Recommendation 8

By 31 May 2026, the force should use the national scale of harm6 in every plan.7

Recommendation 9

«The force should share those plans.»

6 A score for each kind of crime, kept by the Office for National Statistics.
7 Plans are written each spring.
""", rec("8", F, "force", on("By 31 May 2026", "2026-05-31"),
         text="By 31 May 2026, the force should use the national scale of harm in every plan."),
        rec("9", F, "force")),
    phrasing("footnotes", """
Recommendation 2

Chief constables[3] should lend out their divers without charge.[4]

[3] Or those who act for them.
[4] Fuel apart.
""", rec("2", F, "chief constables", text="Chief constables should lend out their divers without charge.")),
    phrasing("footnotes", """
Area for improvement

The force should follow the code of practice¹² when it seizes telephones.

¹² Extraction of information: code of practice, 2022.
""", afi(None, F, "force", text="The force should follow the code of practice when it seizes telephones.")),

    phrasing("hyphens at line ends", """
Recommendation 5
The force should improve its under-
standing of what neigh-
bourhood officers do.
""", rec("5", F, "force",
         text="The force should improve its understanding of what neighbourhood officers do.")),
    phrasing("hyphens at line ends", """
Recommendation 6
By 1 September 2025, the force should have a county-
wide plan for its long-
term lets, agreed with the co-
ordinators of both councils.
""", rec("6", F, "force", on("By 1 September 2025", "2025-09-01"),
         text="By 1 September 2025, the force should have a county-wide plan for its long-term lets, agreed with "
              "the co-ordinators of both councils.")),
    phrasing("hyphens at line ends", """
Area for improvement 1
The force needs to find out why inves\u00ad
tigations of fraud take so long.
""", afi("1", F, "force",
         text="The force needs to find out why investigations of fraud take so long.")),

    phrasing("lost spaces", """
Recommendation1
«By 31 March 2026, chief constables should share one map of the coast.»
""", rec("1", F, "chief constables", on("By 31 March 2026", "2026-03-31"))),
    phrasing("lost spaces", """
Recommendation 2

By 30 June 2026,all chief constables should close the old stores.They should tell us when.
""", rec("2", F, "all chief constables", on("By 30 June 2026", "2026-06-30"),
         text="By 30 June 2026, all chief constables should close the old stores. They should tell us when.")),
    phrasing("lost spaces", """
Recommendation 3

By31January2026, the College of Policing should reissue its book.
""", rec("3", O, "College of Policing", on("By 31 January 2026", "2026-01-31"),
         text="By 31 January 2026, the College of Policing should reissue its book.")),

    phrasing("ligatures and odd spaces", """
Recommendation 1

The force should ﬁnd out which oﬃcers need to qualify again.
""", rec("1", F, "force", text="The force should find out which officers need to qualify again.")),
    phrasing("ligatures and odd spaces", """
Recommendation\u00a07

«By\u00a030\u00a0November\u00a02025, the\u00a0force should number its lockers.»
""", rec("7", F, "force", on("By 30 November 2025", "2025-11-30"))),
    phrasing("ligatures and odd spaces", """
Area for improvement

The Constabulary should re\u200bcord the con\ufb02icts of interest of its staﬀ.
""", afi(None, F, "Constabulary",
         text="The Constabulary should record the conflicts of interest of its staff.")),

    phrasing("a status after each item", """
Recommendation 1

«By 31 December 2024, the Home Office should fund three pilots.»

Status: partly met

Two of the pilots have started.

Recommendation 2

«All chief constables should train a diver.»

Status: met
""", rec("1", O, "Home Office", on("By 31 December 2024", "2024-12-31"), status="partly met"),
        rec("2", F, "all chief constables", status="met")),
    phrasing("a status after each item", """
Recommendation 3: «Chief constables should lock their armouries.» Status: Complete.
""", rec("3", F, "chief constables", status="Complete")),
    phrasing("a status after each item", """
Area for improvement 1

«The force should mow its lawns.»

Progress: no progress

The lawns are as they were. They should be mown.

Area for improvement 2

«The force should prune its hedges.»

Status – Closed
""", afi("1", F, "force", status="no progress"), afi("2", F, "force", status="Closed")),

    phrasing("an item restated from an earlier report", """
Recommendation 4 from our 2023 report

«By 31 May 2024, all chief constables should name a lead for wildlife crime.»

All but two forces have done so.
""", rec("4", F, "all chief constables", on("By 31 May 2024", "2024-05-31"))),
    phrasing("an item restated from an earlier report", """
Previous areas for improvement

1. «The force should answer its letters.»

New areas for improvement

1. «The force should answer its telephones.»
""", afi("1", F, "force"), afi("1", F, "force")),
    phrasing("an item restated from an earlier report", """
Recommendation 2 (restated from 2022)

«The force should count its horses.»
""", rec("2", F, "force")),

    phrasing("a cause of concern over two pages", """
Cause of concern

The force’s armoury isn’t safe, and those who look after it have not been

Police armouries 2025

8

trained since it opened.

Recommendation

«The force should train them immediately.»

Police armouries 2025

9
""", coc(None, F, text="The force’s armoury isn’t safe, and those who look after it have not been trained since "
                       "it opened."), rec(None, F, "force", at_once("immediately"), parent=0)),
    phrasing("a cause of concern over two pages", (
        heading("Cause of concern 3"),
        plain("«The Constabulary doesn’t know where its vans are.»"),
        plain("41"),
        heading("Recommendations"),
        plain("1. «By the end of June 2025, the Constabulary should fit each van with a tracker.»"),
        plain("2. «The Constabulary should, every six months, test the trackers.»"),
        plain("42"),
    ), coc("3", F), rec("1", F, "Constabulary", month("By the end of June 2025", "2025-06-30"), parent=0),
        rec("2", F, "Constabulary", each("every six months"), parent=0)),
    phrasing("a cause of concern over two pages", """
Cause of concern
«Saltmarsh Police loses one letter in nine.»
12
Recommendations
1. «Within six weeks of publication, Saltmarsh Police should open a post room.»
13
2. «Saltmarsh Police should, as soon as practicable, tell those whose letters were lost.»
""", coc(None, F), rec("1", F, "Saltmarsh Police", after("Within six weeks of publication", "2025-07-24"), parent=0),
        rec("2", F, "Saltmarsh Police", vague("as soon as practicable"), parent=0)),

    phrasing("the lines of a page", """
Recommendation 11
By 1 December 2025, the Police and Crime Commissioner for
Saltmarsh should ask the panel whether it agrees with the way
in which the commissioner’s office answers complaints about the
chief constable.
Recommendation 12
By 1 December 2025, the panel should answer.
""", rec("11", P, "Police and Crime Commissioner for Saltmarsh", on("By 1 December 2025", "2025-12-01"),
         text="By 1 December 2025, the Police and Crime Commissioner for Saltmarsh should ask the panel whether it "
              "agrees with the way in which the commissioner’s office answers complaints about the chief "
              "constable."),
        rec("12", O, "panel", on("By 1 December 2025", "2025-12-01"),
            text="By 1 December 2025, the panel should answer.")),
    phrasing("the lines of a page", """
Areas for improvement
1. The force should make sure that its crime scene
   investigators are sent to each burglary within
   a day.
2. The force should make sure that it has enough
   of them.
The next chapter is about the workforce.
""", afi("1", F, "force", text="The force should make sure that its crime scene investigators are sent to each "
                               "burglary within a day."),
        afi("2", F, "force", text="The force should make sure that it has enough of them.")),
    phrasing("the lines of a page", """
Recommendation 2. The force should, in its next plan for
the estate, say what it will do with the cells at
Saltmarsh Quay:
• whether it will mend them;
• whether it will
close them.
""", rec("2", F, "force", text="The force should, in its next plan for the estate, say what it will do with the "
                               "cells at Saltmarsh Quay: - whether it will mend them; - whether it will close them.")),
]  # fmt: skip
