"""Causes of concern with their recommendations, areas for improvement under a graded question, and findings."""

# ruff: noqa: E501

from tests.domain.phrasing.report_corpus import (
    F,
    O,
    U,
    afi,
    after,
    asri,
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
from tracker.domain.vocabulary import Grade

KINDS = [
    phrasing("a cause of concern with its recommendations", """
Cause of concern

«The Constabulary isn’t finding out soon enough who is at risk in its cells.»

Recommendations

1. «By 31 July 2025, the Constabulary should look at every detainee’s record on arrival.»

2. «Within three months, the Constabulary should train its detention officers.»
""", coc(None, F), rec("1", F, "Constabulary", on("By 31 July 2025", "2025-07-31"), parent=0),
        rec("2", F, "Constabulary", after("Within three months", "2025-09-12"), parent=0)),
    phrasing("a cause of concern with its recommendations", """
Cause of concern 1

«The force is too slow to send help to people who live far from its stations.»

Recommendation 1

«The force should move two vehicles to the coast.»

Cause of concern 2

«The force doesn’t know how many of its officers are trained to drive at speed.»

Recommendation 1

«The force should draw up a list of its drivers.»

Recommendation 2

«The force should test each driver every two years.»
""", coc("1", F), rec("1", F, "force", parent=0), coc("2", F), rec("1", F, "force", parent=2),
        rec("2", F, "force", each("every two years"), parent=2)),
    phrasing("a cause of concern with its recommendations", """
CAUSE OF CONCERN: «Saltmarsh Police is failing people who report burglary. Too many wait a week for a visit.»

Recommendation: «With immediate effect, Saltmarsh Police should visit each victim of burglary within two days.»
""", coc(None, F), rec(None, F, "Saltmarsh Police", at_once("With immediate effect"), parent=0)),
    phrasing("a cause of concern with its recommendations", """
Accelerated cause of concern

«The force’s vetting unit has let files lie for years.

Some files have been lost.»

Recommendations

Within 28 days, the force should:

• count the files that are open; and
• ask for help from its neighbours.
""", coc(None, F),
        rec(None, F, "force", after("Within 28 days", "2025-07-10"), parent=0,
            text="Within 28 days, the force should: - count the files that are open; and"),
        rec(None, F, "force", after("Within 28 days", "2025-07-10"), parent=0,
            text="Within 28 days, the force should: - ask for help from its neighbours.")),
    phrasing("a cause of concern with its recommendations", (
        heading("Cause of concern"),
        plain("«The force’s record of the property it seizes can’t be relied on.»"),
        heading("Recommendations"),
        plain("«By September 2025, the force should count all the property that it holds.»"),
        plain("«By December 2025, the force should destroy what it need not keep.»"),
        heading("Main findings"),
        plain("In this section we set out what we found on property."),
    ), coc(None, F), rec(None, F, "force", month("By September 2025", "2025-09-30"), parent=0),
        rec(None, F, "force", month("By December 2025", "2025-12-31"), parent=0)),
    phrasing("a cause of concern with its recommendations", """
Causes of concern

1. «The force can’t show that its armed officers pass their tests.»

Areas for improvement

1. «The force should plan its leave better.»
""", coc("1", F), afi("1", F, "force")),

    phrasing("areas for improvement under a graded question", """
Responding to the public

Requires improvement

Saltmarsh Police requires improvement at responding to the public.

Areas for improvement

«The force should answer calls that aren’t urgent more quickly.»

«The force needs to tell callers when nobody will come.»
""", afi(None, F, "force", grade=Grade.REQUIRES_IMPROVEMENT),
        afi(None, F, "force", grade=Grade.REQUIRES_IMPROVEMENT)),
    phrasing("areas for improvement under a graded question", (
        heading("Managing offenders"),
        plain("Adequate"),
        heading("Area for improvement"),
        plain("«The force needs to visit each registered offender on time.»"),
        heading("The force circulates wanted people promptly"),
        plain("We saw good examples of this."),
        heading("Looking after the workforce"),
        plain("Inadequate"),
        heading("Area for improvement"),
        plain("«The force should replace the chairs in its control room.»"),
    ), afi(None, F, "force", grade=Grade.ADEQUATE), afi(None, F, "force", grade=Grade.INADEQUATE)),
    phrasing("areas for improvement under a graded question", """
## Preventing crime

**Good**

The force is good at preventing crime.

### Areas for improvement

- «The force should share its plans with shopkeepers.»
- «The force should count what its patrols prevent.»

## Treatment of the public

**Outstanding**

Officers are polite.
""", afi(None, F, "force", grade=Grade.GOOD), afi(None, F, "force", grade=Grade.GOOD)),
    phrasing("areas for improvement under a graded question", """
Investigating crime

The force is adequate at investigating crime.

Area for improvement

«The force should make sure that victims are asked whether they support an investigation.»

Leading the force

Grade: Good

Area for improvement

«The force should ask its staff what they need.»
""", afi(None, F, "force", grade=Grade.ADEQUATE), afi(None, F, "force", grade=Grade.GOOD)),

    phrasing("areas for improvement without numbers", """
Areas for improvement

• «The force should write down the reasons for each strip search.»
• «The force should look at a sample of these each quarter.»

What we found

The force had no such sample.
""", afi(None, F, "force"), afi(None, F, "force", each("each quarter"))),
    phrasing("areas for improvement without numbers", """
Area for improvement

«The force should review how its officers speak to children.»

We heard from nine schools. Some had waited months for a visit.
""", afi(None, F, "force")),
    phrasing("areas for improvement without numbers", """
Areas for improvement

«The Constabulary needs to improve how it shares information with hospitals.»

«The Constabulary should make better use of its volunteers.»

«The Constabulary should learn from complaints.»
""", afi(None, F, "Constabulary"), afi(None, F, "Constabulary"), afi(None, F, "Constabulary")),

    phrasing("an area for improvement that explains itself", """
Area for improvement

«The force needs to improve the quality of its case files.

Prosecutors sent back a third of the files that we read. Statements were missing from most of these.»

Area for improvement

«The force should teach its officers to write statements.»
""", afi(None, F, "force"), afi(None, F, "force")),
    phrasing("an area for improvement that explains itself", """
Area for improvement 1: «The force doesn’t record all reports of nuisance. The force should make sure that it does.»
""", afi("1", F, "force")),
    phrasing("an area for improvement that explains itself", """
Area for improvement 2

«The force doesn’t understand its demand.

It has no list of what its neighbourhood teams do, and its forecasts are four years old.»

Cause of concern

«The force can’t pay for its plans.»
""", afi("2", F), coc(None, F)),

    phrasing("areas still requiring improvement", """
Areas still requiring improvement

1. «Strip searches of teenagers are still not written down.»

2. «We are concerned about the time that people wait in the yard. The Constabulary needs to shorten it.»
""", asri("1", F), asri("2", F, "Constabulary")),
    phrasing("areas still requiring improvement", (
        heading("Areas that still require improvement"),
        listed("«Plans for children who go missing again and again are still too thin.»"),
        listed("«The force still keeps no record of who came to its meetings.»"),
    ), asri(None, F), asri(None, F)),
    phrasing("areas still requiring improvement", """
Area still requiring improvement 2

«Officers still don’t hear what children say about their homes.»
""", asri("2", F)),

    phrasing("kinds abbreviated", """
CoC 1: «The force can’t tell how many knives it has seized.»

Rec 1: «The force should count them.»
""", coc("1", F), rec("1", F, "force", parent=0)),
    phrasing("kinds abbreviated", """
AFIs

1. «The force should speak to those who leave it.»

2. «The force should publish how many do.»
""", afi("1", F, "force"), afi("2", F, "force")),
    phrasing("kinds abbreviated", """
Recs

Rec. 1 «The Border Force should tell forces which boats it stops.»

Rec. 2 «Forces should keep that list.»
""", rec("1", O, "Border Force"), rec("2", F, "forces")),

    phrasing("nothing for anybody", """
Spotlight on drones

Nine forces own drones. Their pilots were well trained, and the public was told of each flight.
"""),
    phrasing("nothing for anybody", """
Recommendations

We make no recommendations in this report.
"""),
    phrasing("nothing for anybody", """
Causes of concern

We have no causes of concern about this force.

Areas for improvement

None.
"""),

    phrasing("advice of other bodies", """
Learning recommendation 1

«Saltmarsh Police should teach its officers when to call an ambulance.»
""", rec("1", F, "Saltmarsh Police")),
    phrasing("advice of other bodies", """
National recommendation 2

«The Department for Transport should test the new breath meter.»
""", rec("2", O, "Department for Transport")),
    phrasing("advice of other bodies", """
Key recommendations

1. «Shop alarms should be tested each year.»
2. «The force should keep a list of those that fail.»
""", rec("1", U, "", each("each year")), rec("2", F, "force")),
]  # fmt: skip
