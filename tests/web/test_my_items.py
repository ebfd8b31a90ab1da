"""My items: what needs attention and why, what waits for one's word, and all of them."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event

from tests.fixtures.database import NOW, TODAY
from tests.services.ownership_records import allocated
from tests.services.records import a_report, an_item
from tests.web.letter_pages import main_text
from tests.web.owner_pages import ITEM, OTHER, Work, work
from tracker.domain.completion import CompletionWords
from tracker.domain.permissions import Actor
from tracker.domain.target_dates import DateReason, DateWanted
from tracker.domain.vocabulary import ForWhom, OwnRating, TargetState
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.queries.items import item_by_reference
from tracker.queries.offices import post_by_slug
from tracker.queries.target_dates import targets_of
from tracker.services import completion
from tracker.services.my_items import my_items
from tracker.services.target_dates import decide_date, want_date

__all__ = ["work"]


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setenv("TEST_CLOCK", f"{day.isoformat()}T12:00:00+00:00")


def the_item(reference: str = ITEM) -> Item:
    item = item_by_reference(db.session(), reference)
    assert item is not None
    return item


def moved(work: Work, act: Callable[..., None], who: str, words: str = "See the new form.") -> None:
    with work.app.app_context():
        item = the_item()
        act(
            item=item,
            version=db.session.get_one(Progress, item.id).version,
            said=CompletionWords(words),
            by=work.people[who].actor,
            now=NOW,
            today=TODAY,
        )


def asked(work: Work, who: str) -> None:
    """Another date asked for, past the inspectorate's."""
    with work.app.app_context():
        item = the_item()
        want_date(
            item=item,
            version=db.session.get_one(Progress, item.id).version,
            wanted=DateWanted(date(2026, 9, 30), DateReason.RESOURCING, "Two posts are empty.", "They are."),
            by=work.people[who].actor,
            now=NOW,
            today=TODAY,
        )


def test_every_item_of_ones_posts_stands_under_all_with_its_rating_and_days(work: Work) -> None:
    owner = work.visitor("owner")
    owner.get("/my-items?show=all")
    said = main_text(owner)
    for words in (ITEM, OTHER, "30 June 2026", "1 July 2026", "No date agreed", "New"):
        assert words in said
    assert "All (2)" in said
    assert "You are the owner" not in said


def test_the_executive_lead_sees_what_they_are_to_the_item_and_is_offered_no_update(work: Work) -> None:
    executive = work.visitor("executive")
    executive.get("/my-items?show=all")
    assert "You are the executive lead" in main_text(executive)
    assert "Record an update" not in main_text(executive)


def test_nobody_sees_the_items_of_others(work: Work) -> None:
    stranger = work.visitor("stranger")
    stranger.get("/my-items?show=all")
    assert ITEM not in main_text(stranger)
    assert "No item is yours" in main_text(stranger)


def test_attention_is_asked_from_the_day_on_that_the_item_turns_amber(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The second item has no date of its own: that is Amber 28 days after it was recorded.
    on_day(monkeypatch, date(2026, 2, 3))
    owner = work.visitor("owner")
    owner.get("/my-items")
    assert "Nothing needs your attention today." in main_text(owner)
    on_day(monkeypatch, date(2026, 2, 4))
    owner = work.visitor("owner")
    owner.get("/my-items")
    said = main_text(owner)
    assert "1 of 2 items needs attention." in said
    assert "No date agreed since it was recorded on 7 January 2026" in said
    assert ITEM not in said


def test_what_is_off_track_comes_first(work: Work) -> None:
    work.update("owner", "Nobody has time.", OwnRating.OFF_TRACK, item=OTHER)
    owner = work.visitor("owner")
    owner.get("/my-items?show=all")
    said = main_text(owner)
    assert said.index(OTHER) < said.index(ITEM)
    assert "Said to be off track on 7 January 2026" in said


def test_the_home_page_says_what_needs_attention(work: Work) -> None:
    work.update("owner", "Nobody has time.", OwnRating.OFF_TRACK)
    owner = work.visitor("owner")
    owner.get("/")
    said = main_text(owner)
    assert "Items of yours that need attention" in said
    assert "Said to be off track on 7 January 2026" in said
    stranger = work.visitor("stranger")
    stranger.get("/")
    assert "Items of yours that need attention" not in main_text(stranger)


def test_a_proposal_waits_for_whoever_signs_off_and_then_for_the_owner_when_it_is_sent_back(
    work: Work,
) -> None:
    moved(work, completion.propose_completion, "owner")
    signing, owner = work.visitor("signing"), work.visitor("owner")
    signing.get("/my-items?show=waiting")
    assert "Owen Owner says that it is complete." in main_text(signing)
    owner.get("/my-items?show=waiting")
    assert "Nothing waits for your word." in main_text(owner)
    moved(work, completion.send_back, "signing", "The proof is missing.")
    signing.get("/my-items?show=waiting")
    assert ITEM not in main_text(signing)
    owner.get("/my-items?show=waiting")
    assert "Completion was sent back on 7 January 2026: The proof is missing." in main_text(owner)


def test_a_date_that_was_asked_for_waits_for_the_executive_lead_and_its_refusal_is_told(work: Work) -> None:
    asked(work, "owner")
    executive, owner = work.visitor("executive"), work.visitor("owner")
    executive.get("/my-items?show=waiting")
    assert "Owen Owner asks for 30 September 2026." in main_text(executive)
    owner.get("/my-items?show=waiting")
    assert "asks for" not in main_text(owner)
    with work.app.app_context():
        target = targets_of(db.session(), the_item().id)[-1]
        decide_date(
            target=target,
            version=target.version,
            state=TargetState.REFUSED,
            words="The summer is time enough.",
            by=work.people["executive"].actor,
            now=NOW,
            today=TODAY,
        )
    owner.get("/my-items")
    assert "The date 30 September 2026 was refused on 7 January 2026" in main_text(owner)


def test_an_item_under_embargo_is_not_there_for_its_owner_who_is_no_named_reader(work: Work) -> None:
    with work.app.app_context():
        post = post_by_slug(db.session(), "head-of-reviews")
        assert post is not None
        report = a_report("Secret findings", published_on=date(2026, 3, 1), is_embargoed=True)
        item = an_item(report, "Something secret should be done.", for_whom=ForWhom.FORCE)
        reference = allocated(item, post).reference
    owner = work.visitor("owner")
    owner.get("/my-items?show=all")
    assert reference not in owner.html
    assert "Something secret" not in owner.html


def test_the_number_of_statements_does_not_grow_with_the_items(work: Work) -> None:
    by = work.people["owner"].actor
    few = statements(work, by)
    with work.app.app_context():
        post = post_by_slug(db.session(), "head-of-reviews")
        assert post is not None
        report = a_report("Another report")
        for number in range(1, 9):
            allocated(an_item(report, number=str(number), for_whom=ForWhom.FORCE), post)
    assert statements(work, by) == few


def statements(work: Work, by: Actor) -> int:
    """How many statements the page's view sends to the database."""
    sent: list[str] = []
    with work.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
        my_items(by=by, today=TODAY)
    return len(sent)
