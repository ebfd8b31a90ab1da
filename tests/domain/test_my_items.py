"""What of a person's items needs attention, with the day before and after."""

from datetime import date, timedelta

from tracker.domain.my_items import DateDecided, MyItem, order_of, sent_back_in_words, why_attention
from tracker.domain.rag import Override, RatingFacts, TurningPoint, turning_points
from tracker.domain.vocabulary import Delivery, OwnRating, Rating, Standing, TargetState

DAY = date(2026, 3, 2)


def points(**given: object) -> tuple[TurningPoint, ...]:
    """The ratings of an item recorded and allocated on 2 March 2026."""
    plain: dict[str, object] = {
        "for_others_only": False,
        "is_off_list": False,
        "has_outside_closer": True,
        "delivery": Delivery.IN_PROGRESS,
        "recorded_on": DAY,
        "allocated_on": DAY,
        "date_in_force": date(2026, 12, 31),
    }
    return turning_points(RatingFacts(**(plain | given)), [])  # type: ignore[arg-type]


def mine(**given: object) -> MyItem:
    plain: dict[str, object] = {
        "standing": Standing.OPEN,
        "delivery": Delivery.IN_PROGRESS,
        "points": points(),
    }
    return MyItem(**(plain | given))  # type: ignore[arg-type]


def test_an_item_far_from_every_day_can_be_left_alone() -> None:
    assert why_attention(mine(), DAY) == ()


def test_an_update_is_asked_for_two_weeks_before_its_wait_runs_out() -> None:
    last = DAY + timedelta(days=92)
    asked = ("An update is due by 2 June 2026",)
    assert mine().update_due_on(DAY) == last
    assert why_attention(mine(), last - timedelta(days=15)) == ()
    assert why_attention(mine(), last - timedelta(days=14)) == asked
    assert why_attention(mine(), last) == asked
    late = why_attention(mine(), last + timedelta(days=1))
    assert late == ("No update since it was allocated on 2 March 2026",)
    assert mine().update_due_on(last + timedelta(days=1)) is None


def test_an_overdue_item_says_so_from_the_day_after() -> None:
    due = mine(points=points(date_in_force=date(2026, 4, 1), last_update_on=DAY))
    assert why_attention(due, date(2026, 4, 1)) == ("Due today",)
    assert why_attention(due, date(2026, 4, 2)) == ("1 day overdue (due on 1 April 2026)",)


def test_what_was_proposed_in_time_is_still_said_to_turn_red() -> None:
    done = points(delivery=Delivery.PROPOSED_COMPLETE, date_in_force=date(2026, 4, 1), proposed_on=DAY)
    proposed = mine(delivery=Delivery.PROPOSED_COMPLETE, points=done)
    assert why_attention(proposed, date(2026, 3, 4)) == ()
    assert why_attention(proposed, date(2026, 3, 5)) == ("Turns Red on 2 April 2026",)


def test_the_owner_s_own_word_asks_for_attention() -> None:
    off = points(own_rating=OwnRating.OFF_TRACK, own_rating_on=DAY, last_update_on=DAY)
    assert why_attention(mine(points=off), DAY) == ("Said to be off track on 2 March 2026",)


def test_a_rating_that_somebody_set_is_said_before_what_the_rule_says() -> None:
    ends = DAY + timedelta(days=9)
    override = Override(Rating.AMBER, "The supplier named the spring.", "Alex Chief", DAY, ends)
    overdue = mine(points=points(date_in_force=date(2026, 2, 1), last_update_on=DAY, override=override))
    said = why_attention(overdue, DAY)

    assert said[:2] == (
        "The rating is overridden until 11 March 2026",
        "29 days overdue (due on 1 February 2026)",
    )
    assert why_attention(overdue, ends + timedelta(days=1)) == ("39 days overdue (due on 1 February 2026)",)


def test_a_decision_on_a_date_is_told_for_two_weeks() -> None:
    decided = DateDecided(TargetState.REFUSED, date(2027, 1, 31), DAY)
    told = ("The date 31 January 2027 was refused on 2 March 2026",)
    assert why_attention(mine(decided=decided), DAY + timedelta(days=14)) == told
    assert why_attention(mine(decided=decided), DAY + timedelta(days=15)) == ()


def test_what_was_sent_back_stays_until_it_is_answered() -> None:
    back = mine(sent_back_on=DAY, decided=DateDecided(TargetState.SENT_BACK, date(2027, 1, 31), DAY))
    assert sent_back_in_words(back) == (
        "Completion was sent back on 2 March 2026",
        "The date that was asked for, 31 January 2027, was sent back on 2 March 2026",
    )
    assert set(sent_back_in_words(back)) <= set(why_attention(back, DAY + timedelta(days=40)))
    told = sent_back_in_words(mine(sent_back_on=DAY, missing="The proof"), is_whole=True)
    assert told == ("Completion was sent back on 2 March 2026: The proof",)
    again = mine(sent_back_on=DAY, delivery=Delivery.PROPOSED_COMPLETE)
    assert sent_back_in_words(again) == ()


def test_what_has_ended_or_is_signed_off_needs_nothing() -> None:
    late = points(date_in_force=date(2026, 3, 3))
    day = date(2026, 6, 1)
    assert why_attention(mine(points=late), day)
    assert why_attention(mine(points=late, standing=Standing.CLOSED), day) == ()
    assert why_attention(mine(points=late, delivery=Delivery.SIGNED_OFF), day) == ()


def test_the_worst_comes_first_and_then_what_is_due_soonest() -> None:
    order = [
        order_of(Rating.RED, date(2026, 5, 1), "R-1"),
        order_of(Rating.RED, None, "R-0"),
        order_of(Rating.AMBER, date(2026, 1, 1), "R-2"),
        order_of(Rating.GREEN, None, "R-3"),
        order_of(Rating.BLUE_CLOSED, None, "R-4"),
    ]
    assert order == sorted(order)
