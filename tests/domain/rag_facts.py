"""Items as the tests of the rating rule take them, and any item at all for hypothesis."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tracker.domain.rag import CAN_BE_SET, Override, RatingFacts
from tracker.domain.rag_thresholds import DatedThresholds, Thresholds
from tracker.domain.vocabulary import Delivery, OwnRating

QUIET = RatingFacts(
    for_others_only=False,
    is_off_list=False,
    has_outside_closer=True,
    delivery=Delivery.IN_PROGRESS,
    recorded_on=date(2026, 1, 5),
    allocated_on=date(2026, 1, 6),
    date_in_force=date(2027, 6, 30),
    last_update_on=date(2026, 3, 2),
)
"""In progress, due far ahead and lately updated: Green in March and April 2026."""

# Everything happens within two years, so that deadlines, silences and overrides meet; February 2024 is long.
days = st.dates(date(2023, 6, 1), date(2025, 6, 30))
maybe = st.none() | days
far_days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
counts = st.integers(1, 730)
thresholds = st.builds(Thresholds, counts, counts, counts, counts, counts, counts)
histories = st.lists(
    st.builds(DatedThresholds, maybe, thresholds), max_size=3, unique_by=lambda dated: dated.from_on
)


@st.composite
def overrides(draw: st.DrawFn) -> Override:
    """An override in any time, of a day at the shortest."""
    from_on = draw(days)
    lasting = draw(st.integers(0, 120))
    rating = draw(st.sampled_from(CAN_BE_SET))
    return Override(rating, "Waits for the new building", "Dana Ohm", from_on, from_on + timedelta(lasting))


@st.composite
def rating_facts(draw: st.DrawFn, on: st.SearchStrategy[date] = days) -> RatingFacts:
    """Any item, be its facts likely together or not."""
    some = st.none() | on
    targets = tuple(draw(st.lists(some, max_size=3)))
    return RatingFacts(
        for_others_only=draw(st.integers(0, 9)) == 0,
        is_off_list=draw(st.integers(0, 9)) == 0,
        has_outside_closer=draw(st.booleans()),
        # The first three twice: what is over has but one turning point.
        delivery=draw(st.sampled_from([*Delivery, *list(Delivery)[:3]])),
        recorded_on=draw(on),
        allocated_on=draw(some),
        proposed_on=draw(some),
        date_in_force=draw(some),
        inspectorate_on=draw(some),
        is_immediate=draw(st.booleans()),
        own_rating=draw(st.none() | st.sampled_from(OwnRating)),
        own_rating_on=draw(some),
        last_update_on=draw(some),
        open_action_targets=targets,
        actions_total=len(targets) + draw(st.integers(0, 2)),
        update_cycle_days=draw(st.none() | counts),
        override=draw(st.none() | overrides()),
    )
