"""How items are headed and numbered, and what only looks like a heading."""

from tests.domain.phrasing.report_corpus import (
    F,
    O,
    P,
    afi,
    after,
    at_once,
    each,
    heading,
    listed,
    month,
    on,
    phrasing,
    plain,
    rec,
    vague,
)  # fmt: skip

HEADINGS = [
    phrasing("a heading on a line of its own", """
Recommendation 1

«By 31 October 2025, all chief constables should check that their control rooms answer every text message.»
""", rec("1", F, "all chief constables", on("By 31 October 2025", "2025-10-31"))),
    phrasing("a heading on a line of its own", """
Recommendation 12
«The Constabulary should publish what it spends on interpreters.»

Recommendation 13
«The Constabulary should ask deaf callers what they think of its service.»
""", rec("12", F, "Constabulary"), rec("13", F, "Constabulary")),
    phrasing("a heading on a line of its own", (
        heading("Stalking orders"), plain("Officers seldom apply for these orders. They told us why."),
        heading("Recommendation 5"),
        plain("«The force should look again at every application that was refused.»"),
        heading("Firearms licensing"), plain("The unit has eleven staff."),
    ), rec("5", F, "force")),

    phrasing("a heading in capitals", """
RECOMMENDATION 2

«By July 2026, chief constables should appoint a lead for rural theft.»
""", rec("2", F, "chief constables", month("By July 2026", "2026-07-31"))),
    phrasing("a heading in capitals", """
AREAS FOR IMPROVEMENT

AREA FOR IMPROVEMENT 3
«The force needs to return property to its owners sooner.»
""", afi("3", F, "force")),
    phrasing("a heading in capitals", """
RECOMMENDATIONS

1. «The force should mend the cameras in its cells.»

2. «The force should test the cell call bells weekly.»
""", rec("1", F, "force"), rec("2", F, "force", each("weekly"))),

    phrasing("a heading run in with the text", """
Recommendation 3: «By 1 December 2025, the College of Policing should publish guidance on drones.»
""", rec("3", O, "College of Policing", on("By 1 December 2025", "2025-12-01"))),
    phrasing("a heading run in with the text", """
Recommendation 6 – «The force should keep one list of its keys.»

Recommendation 7 – «The force should say who holds each key.»
""", rec("6", F, "force"), rec("7", F, "force")),
    phrasing("a heading run in with the text", """
Recommendation 8. «Within six months, chief constables should train call handlers to spot fraud.»
""", rec("8", F, "chief constables", after("Within six months", "2025-12-12"))),
    phrasing("a heading run in with the text", """
AFI 2: «The Constabulary needs to record why it closes a case of vehicle crime.»
""", afi("2", F, "Constabulary")),
    phrasing("a heading run in with the text", """
**Recommendation 9:** «All forces should count the hours that officers wait in hospitals.»
""", rec("9", F, "all forces")),

    phrasing("a heading that names the addressee", """
Recommendation 1 – To Chief Constables

«By 30 April 2026, draw up a plan for the storage of digital evidence.»
""", rec("1", F, "Chief Constables", on("By 30 April 2026", "2026-04-30"))),
    phrasing("a heading that names the addressee", """
Recommendation 4 (for the Home Office)

«Change the counting rules so that one call makes one record.»
""", rec("4", O, "Home Office")),
    phrasing("a heading that names the addressee", """
Recommendation 2: for police and crime commissioners

«Pay for a second refuge in each county by March 2027.»
""", rec("2", P, "police and crime commissioners", month("by March 2027", "2027-03-31"))),

    phrasing("a heading with a title", """
Recommendation 3: Digital evidence stores

«The force should know what each of its stores holds.»
""", rec("3", F, "force")),
    phrasing("a heading with a title", """
Recommendation 10

Supervision of cases

«Sergeants should look at every open case. The force should tell them how often.»
""", rec("10", F, "force")),
    phrasing("a heading with a title", """
Area for improvement 1 – Response times

«The force should reach callers in its villages as fast as it says it will.»
""", afi("1", F, "force")),

    phrasing("one heading for several items", """
Recommendations 3 and 4

«By 30 September 2025, the force should train its dog handlers and record that training.»
""", rec("3 and 4", F, "force", on("By 30 September 2025", "2025-09-30"))),
    phrasing("one heading for several items", """
Recommendations 5 and 6

5. «The force should insure its boats.»

6. «The force should mark its boats.»
""", rec("5", F, "force"), rec("6", F, "force")),
    phrasing("one heading for several items", """
Recommendations 7–9: «The Constabulary should name one officer for each of these matters.»
""", rec("7–9", F, "Constabulary")),

    phrasing("recommended without a heading", """
Few officers knew the rules. «We recommend that the force should print the rules in every vehicle.»
""", rec(None, F, "force")),
    phrasing("recommended without a heading", """
Bail was seldom looked at again.

«We recommend that, within three months, the Constabulary looks again at each case on bail.»

The next chapter is about custody.
""", rec(None, F, "Constabulary", after("within three months", "2025-09-12"))),
    phrasing("recommended without a heading", """
«We recommend that the Home Office reviews how it pays for the helicopter service.»
""", rec(None, O, "Home Office")),

    phrasing("a numbered list below a heading for all", """
Recommendations

1. «The force should teach its new inspectors how to lead a search.»

2. «By 1 May 2026, the force should buy two boats.»

3. «The force should, as soon as possible, sell the old ones.»
""", rec("1", F, "force"), rec("2", F, "force", on("By 1 May 2026", "2026-05-01")),
        rec("3", F, "force", vague("as soon as possible"))),
    phrasing("a numbered list below a heading for all", """
Areas for improvement
1) «The force should improve the lighting of its car parks.»
2) «The force should improve how it files photographs.»
""", afi("1", F, "force"), afi("2", F, "force")),
    phrasing("a numbered list below a heading for all", """
Our recommendations:

(1) «The Ministry of Justice should pay for video links.»
(2) «Chief constables should use them.»
""", rec("1", O, "Ministry of Justice"), rec("2", F, "chief constables")),

    phrasing("a numbered area for improvement", """
Area for improvement 2

«The force doesn’t always tell victims when a suspect is released. It should do so in every case.»
""", afi("2", F, "")),
    phrasing("a numbered area for improvement", """
AFI 4

«The Constabulary should keep its training records in one place.»
""", afi("4", F, "Constabulary")),
    phrasing("a numbered area for improvement", """
Recommendation 1

«All chief constables should hold an amnesty for knives.»

Area for improvement 1

«Chief constables should tell schools about it.»
""", rec("1", F, "all chief constables"), afi("1", F, "chief constables")),

    phrasing("decimal parts of an item", """
Recommendation 7

«The force should change how it looks after exhibits.»

7.1 «By 31 August 2025, it should weigh every package of drugs.»

7.2 «By 30 November 2025, it should photograph every package of drugs.»
""", rec("7", F, "force"), rec("7.1", F, "", on("By 31 August 2025", "2025-08-31"), parent=0),
        rec("7.2", F, "", on("By 30 November 2025", "2025-11-30"), parent=0)),
    phrasing("decimal parts of an item", """
Recommendation 2.1: «The force should list its interview rooms.»

Recommendation 2.2: «The force should test the recorder in each.»
""", rec("2.1", F, "force"), rec("2.2", F, "force")),
    phrasing("decimal parts of an item", """
Recommendations

4. «The Constabulary should improve its custody records.»
4.1 «Custody sergeants should sign each entry.»
4.2 «The Constabulary should sample twenty records every month.»
5. «The Constabulary should buy new mattresses.»
""", rec("4", F, "Constabulary"), rec("4.1", F, "", parent=0),
        rec("4.2", F, "Constabulary", each("every month"), parent=0), rec("5", F, "Constabulary")),

    phrasing("numbers that skip or start late", """
Recommendation 2

«The force should write to each owner of a stolen tractor.»

Recommendation 5

«The force should return the tractors it holds.»
""", rec("2", F, "force"), rec("5", F, "force")),
    phrasing("numbers that skip or start late", """
Recommendations

11. «The force should fit trackers.»

14. «The force should teach farmers to use them.»
""", rec("11", F, "force"), rec("14", F, "force")),
    phrasing("numbers that skip or start late", """
Recommendation 3a

«The force should ask witnesses how they wish to be told.»

Recommendation 3b

«The force should tell them so.»
""", rec("3a", F, "force"), rec("3b", F, "force")),

    phrasing("a mention that is no item", """
In recommendation 3 of our earlier report we asked for a new mast. Recommendation 3 was met in May.

Recommendation 4 is discussed in the next chapter.
"""),
    phrasing("a mention that is no item", """
Summary

We make three recommendations and find two areas for improvement. They should help the force.
"""),
    phrasing("a mention that is no item", """
Recommendation 6

«The force should act on recommendation 5 before it buys anything.»

Recommendation 5 of 2022 had asked for the same.
""", rec("6", F, "force")),

    phrasing("a table of contents", """
Contents

Foreword ........ 2
Recommendation 1 ........ 14
Recommendation 2 ........ 19
Areas for improvement ........ 23

Recommendation 1

«The force should buy a second printer.»
""", rec("1", F, "force")),
    phrasing("a table of contents", """
Contents
Causes of concern 3
Recommendations 5
Areas for improvement 8

We inspected the force in March.
"""),
    phrasing("a table of contents", """
Contents

Introduction\t1
Recommendation 1\t7
Recommendation 2\t9

Recommendation 2

«Chief constables should lend each other their divers.»
""", rec("2", F, "chief constables")),

    phrasing("a list item of a file", (
        heading("Areas for improvement"),
        listed("«The force should answer letters within 28 days.»"),
        listed("«The force should keep copies of its answers.»"),
    ), afi(None, F, "force"), afi(None, F, "force")),
    phrasing("a list item of a file", (
        heading("Recommendation 1"),
        plain("With immediate effect, the force should make sure that its vans:"),
        listed("have a first aid kit;"),
        listed("are cleaned each night."),
    ), rec("1", F, "force", at_once("With immediate effect"),
           text="With immediate effect, the force should make sure that its vans: - have a first aid kit; "
                "- are cleaned each night.")),
    phrasing("a list item of a file", (
        heading("Recommendations"),
        listed("«By 30 June 2026, the National Crime Agency should share its list of mules.»"),
        listed("«Forces should check that list.»"),
    ), rec(None, O, "National Crime Agency", on("By 30 June 2026", "2026-06-30")), rec(None, F, "forces")),
]  # fmt: skip
