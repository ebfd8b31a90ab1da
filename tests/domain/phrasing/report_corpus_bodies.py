"""Bodies of items: several paragraphs, lists inside them, boxes, tables, and where they end."""

# ruff: noqa: E501

from tests.domain.phrasing.report_corpus import (
    B,
    F,
    O,
    P,
    afi,
    after,
    at_once,
    coc,
    each,
    heading,
    listed,
    month,
    on,
    phrasing,
    plain,
    rec,
)  # fmt: skip

BODIES = [
    phrasing("a body of several paragraphs", """
Recommendation 2

«By 28 February 2026, all chief constables should have a plan for floods.

The plan should say who will open rest centres. It should be tested at least annually.»

Recommendation 3

«Chief constables should share their plans.»
""", rec("2", F, "all chief constables", on("By 28 February 2026", "2026-02-28"), each("at least annually")),
        rec("3", F, "chief constables")),
    phrasing("a body of several paragraphs", """
Recommendation 1

«The force should set up a team for hidden assets.

This team should have an accountant of its own.»

Our inspectors spoke to eleven accountants. None had been asked for advice.

Recommendation 2

«The force should advertise for an accountant.»
""", rec("1", F, "force"), rec("2", F, "force")),
    phrasing("a body of several paragraphs", """
Cause of concern

«The force lets calls from care homes wait.

Staff told us that they give up. Some walk to the station instead.»

Recommendation

«The force should answer these calls first.»
""", coc(None, F), rec(None, F, "force", parent=0)),

    phrasing("a list of purposes inside an item", """
Recommendation 4

«The force should change its shift pattern so that:

• there are enough officers on Friday nights;
• officers rest between shifts; and
• leave is fairly shared.»

Recommendation 5

«The force should ask its officers whether this works.»
""", rec("4", F, "force"), rec("5", F, "force")),
    phrasing("a list of purposes inside an item", """
Areas for improvement

«The force should improve its website to make sure that:
- people can report a crime in Welsh;
- forms work on a telephone.»

«The force should count its visitors.»
""", afi(None, F, "force"), afi(None, F, "force")),
    phrasing("a list of purposes inside an item", """
Area for improvement

• «The Constabulary should review its estate, including:
  – stations;
  – garages; and
  – masts.»
• «The Constabulary should sell what it doesn’t need.»
""", afi(None, F, "Constabulary"), afi(None, F, "Constabulary")),

    phrasing("a list of duties inside a numbered item", """
Recommendation 6

«By 31 January 2026, chief constables should:

1. appoint a lead for missing adults;
2. train that lead; and
3. publish the lead’s name.»

Recommendation 7

«Chief constables should meet those leads.»
""", rec("6", F, "chief constables", on("By 31 January 2026", "2026-01-31")), rec("7", F, "chief constables")),
    phrasing("a list of duties inside a numbered item", """
Recommendations

3. «The force should:
(a) write to every licence holder;
(b) visit those who don’t answer.»

4. «The force should report on this to its board.»
""", rec("3", F, "force"), rec("4", F, "force")),
    phrasing("a list of duties inside a numbered item", """
Recommendation 1: «Within a year, the force should:
• buy new radios; and
• teach its officers to use them.»
""", rec("1", F, "force", after("Within a year", "2026-06-12"))),

    phrasing("bullets that are duties of their own", """
Cause of concern

«The Constabulary keeps people in its cells for too long.»

Recommendations

By 31 August 2025, the Constabulary should:

• tell inspectors to look at each case after six hours; and
• write down what they decide.
""", coc(None, F),
        rec(None, F, "Constabulary", on("By 31 August 2025", "2025-08-31"), parent=0,
            text="By 31 August 2025, the Constabulary should: - tell inspectors to look at each case after six "
                 "hours; and"),
        rec(None, F, "Constabulary", on("By 31 August 2025", "2025-08-31"), parent=0,
            text="By 31 August 2025, the Constabulary should: - write down what they decide.")),
    phrasing("bullets that are duties of their own", """
Recommendations

With immediate effect, the force should:

- stop using the old form;
- destroy its stock of them.
""", rec(None, F, "force", at_once("With immediate effect"),
         text="With immediate effect, the force should: - stop using the old form;"),
        rec(None, F, "force", at_once("With immediate effect"),
            text="With immediate effect, the force should: - destroy its stock of them.")),
    phrasing("bullets that are duties of their own", (
        heading("Recommendations"),
        plain("Police and crime commissioners should:"),
        listed("ask for the figures every quarter;"),
        listed("publish them."),
    ), rec(None, P, "police and crime commissioners", each("every quarter"),
           text="Police and crime commissioners should: - ask for the figures every quarter;"),
        rec(None, P, "police and crime commissioners", text="Police and crime commissioners should: - publish them.")),

    phrasing("where the body ends", """
Recommendation 2

«The force should buy better torches.»

Why this matters

Officers should never need to borrow a torch.
""", rec("2", F, "force")),
    phrasing("where the body ends", (
        heading("Recommendation 9"),
        plain("«The National Police Chiefs’ Council should choose one form for all forces.»"),
        heading("Annex A: About the data"),
        plain("Our figures come from 43 forces. They should be read with care."),
    ), rec("9", O, "National Police Chiefs’ Council")),
    phrasing("where the body ends", """
Recommendation 3

«By 1 November 2025, the force should have enough call handlers on every shift.»

In May 2025, one in nine callers hung up. At night it was one in four.

Sergeants told us that they knew of this.
""", rec("3", F, "force", on("By 1 November 2025", "2025-11-01"))),

    phrasing("an item in a box", """
┌──────────────────────────────┐
│ Recommendation 5             │
│ The force should list the    │
│ languages its officers speak.│
└──────────────────────────────┘
""", rec("5", F, "force", text="The force should list the languages its officers speak.")),
    phrasing("an item in a box", """
> **Area for improvement**
>
> The force should test its
> spare generator.

The generator is old.
""", afi(None, F, "force", text="The force should test its spare generator.")),
    phrasing("an item in a box", """
+-----------------------------------------+
| Recommendation 1                        |
| By 30 June 2026, the Home Office should |
| end the old form.                       |
+-----------------------------------------+
""", rec("1", O, "Home Office", on("By 30 June 2026", "2026-06-30"),
         text="By 30 June 2026, the Home Office should end the old form.")),

    phrasing("a table made text", """
No.\tRecommendation\tDeadline
1\t«The force should buy bicycles.»\tBy 31 October 2025
2\t«The Home Office should pay for them.»\tBy March 2026
""", rec("1", F, "force", on("By 31 October 2025", "2025-10-31")),
        rec("2", O, "Home Office", month("By March 2026", "2026-03-31"))),
    phrasing("a table made text", """
| Ref | Recommendation | For |
|-----|----------------|-----|
| 1 | «Keep spare keys in a safe.» | All chief constables |
| 2 | «Ask for a list of them each year.» | Police and crime commissioners |
""", rec("1", F, "all chief constables"), rec("2", P, "police and crime commissioners", each("each year"))),
    phrasing("a table made text", """
Reference | Addressee | What should be done | Timescale
Recommendation 4 | Chief constables and police and crime commissioners | «Agree who pays.» | Within three months
""", rec("4", B, "chief constables; police and crime commissioners",
         after("Within three months", "2025-09-12"))),
    phrasing("a table made text", """
Number
Area for improvement
Timescale

1
«The force should mend its gates.»
Immediately

2
«The force should paint its gates.»
By July 2026
""", afi("1", F, "force", at_once("Immediately")), afi("2", F, "force", month("By July 2026", "2026-07-31"))),
]  # fmt: skip
