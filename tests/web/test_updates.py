"""Updates through the browser: the two-minute update, nothing new in one press, and two windows."""

import pytest
from sqlalchemy import func, select

from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.web.letter_pages import main_text
from tests.web.owner_pages import ITEM, Work, work
from tracker.domain.correspondence import LetterDetails
from tracker.domain.vocabulary import Effect, OwnRating
from tracker.models.base import db
from tracker.models.progress_update import ProgressUpdate
from tracker.queries.items import item_by_reference
from tracker.services.correspondence import Said, record_correspondence

__all__ = ["work"]
PAGE = f"/items/{ITEM}/update"
SAID = {"done": "All were trained.", "next_steps": "Test them.", "own_rating": "on_track"}


def recorded(work: Work) -> int:
    with work.app.app_context():
        return db.session.scalar(select(func.count(ProgressUpdate.id))) or 0


def form_on(visit: Visitor, path: str, action: str = "") -> dict[str, str]:
    """The hidden fields and boxes of the form of a page, as they stand."""
    visit.get(path)
    forms = list(next(parsed(visit.html).iter("main")).iter("form"))
    if action:
        return values_of(next(form for form in forms if form.get("action") == action))
    return values_of(next(form for form in forms if form.get("id") == "update"))


def test_an_update_is_recorded_and_shown_on_the_item(work: Work) -> None:
    owner = work.visitor("owner")
    assert owner.submit(PAGE, SAID).location == "/my-items"
    owner.get(f"/items/{ITEM}")
    said = main_text(owner)
    assert "7 January 2026, Owen Owner" in said
    assert "All were trained." in said
    assert "Owen Owner recorded an update" in said


def test_the_earlier_updates_stand_beside_the_form(work: Work) -> None:
    work.update("second", "The first words.")
    work.update("owner", "The second words.")
    owner = work.visitor("owner")
    owner.get(PAGE)
    said = main_text(owner)
    assert said.index("The second words.") < said.index("The first words.")
    owner.get(f"/items/{ITEM}/updates")
    assert "The first words." in main_text(owner)


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(work: Work) -> None:
    owner = work.visitor("owner")
    owner.submit(PAGE, {"done": "", "next_steps": "Kept words."}, status=400)
    said = main_text(owner)
    assert "Say what was done since the last update" in said
    assert "Choose how the item stands: on track, at risk or off track" in said
    assert "Kept words." in said
    assert recorded(work) == 0


def test_every_free_text_says_that_no_case_material_belongs_here(work: Work) -> None:
    owner = work.visitor("owner")
    owner.get(PAGE)
    assert main_text(owner).count("Proof of progress (no case material).") >= 3


def test_nothing_new_is_one_press_on_my_items_and_counted(work: Work) -> None:
    owner = work.visitor("owner")
    owner.get("/my-items?show=all")
    for times in ("1 time", "2 times", "3 times"):
        pressed = form_on(owner, "/my-items?show=all", f"/items/{ITEM}/nothing-new")
        assert owner.post(f"/items/{ITEM}/nothing-new", pressed).location == "/my-items"
        owner.get("/my-items?show=all")
        assert f"Nothing new said {times}, last on 7 January 2026." in main_text(owner)
    assert recorded(work) == 3


def test_nothing_new_pressed_twice_is_one_record(work: Work) -> None:
    owner = work.visitor("owner")
    pressed = form_on(owner, f"/items/{ITEM}", f"/items/{ITEM}/nothing-new")
    for _ in range(2):
        assert owner.post(f"/items/{ITEM}/nothing-new", pressed).location == "/my-items"
    assert recorded(work) == 1


def test_nothing_new_is_not_offered_after_a_worse_word(work: Work) -> None:
    work.update("owner", "Late.", OwnRating.AT_RISK)
    owner = work.visitor("owner")
    owner.get(f"/items/{ITEM}")
    assert "The last update said at risk: say in an update what has changed since." in main_text(owner)
    assert f'action="/items/{ITEM}/nothing-new"' not in owner.html


def test_nothing_new_over_somebody_else_s_newer_update_leads_to_reading_it(work: Work) -> None:
    owner = work.visitor("owner")
    pressed = form_on(owner, f"/items/{ITEM}", f"/items/{ITEM}/nothing-new")
    work.update("second", "Something new.")
    assert owner.post(f"/items/{ITEM}/nothing-new", pressed).location == PAGE
    owner.get(PAGE)
    assert "Sia Second recorded an update on R2025-01-REC1 meanwhile" in owner.html
    assert recorded(work) == 1


def test_two_windows_show_the_other_s_update_beside_one_s_own_words(work: Work) -> None:
    first, second = work.visitor("owner"), work.visitor("second")
    typed = form_on(second, PAGE) | SAID | {"done": "From the second window."}
    first.submit(PAGE, SAID | {"done": "From the first window."})
    second.post(PAGE, typed, status=409)
    said = main_text(second)
    assert "Owen Owner recorded an update while you were writing" in said
    assert "From the first window." in said
    assert "From the second window." in said
    second.send(path=PAGE, button="Save update")
    assert recorded(work) == 2


def test_an_update_sent_twice_is_one_record(work: Work) -> None:
    owner = work.visitor("owner")
    typed = form_on(owner, PAGE) | SAID
    for _ in range(2):
        assert owner.post(PAGE, typed).location == "/my-items"
    assert recorded(work) == 1


@pytest.mark.parametrize("who", ["stranger", "executive"])
def test_who_has_no_post_of_the_item_is_told_why(work: Work, who: str) -> None:
    visit = work.visitor(who)
    visit.get(PAGE, status=403)
    assert "Only its owner, a contributor, or who covers for them may record an update." in main_text(visit)


def test_everybody_reads_the_updates(work: Work) -> None:
    work.update("owner", "Read by all.")
    auditor = work.visitor("auditor")
    auditor.get(f"/items/{ITEM}/updates")
    assert "Read by all." in main_text(auditor)
    assert "Record an update" not in main_text(auditor)


def close(work: Work) -> None:
    """The inspectorate closes the item."""
    with work.app.app_context():
        item = item_by_reference(db.session(), ITEM)
        assert item is not None
        record_correspondence(
            details=LetterDetails(subject="Closure", dated_on=TODAY, received_on=TODAY, words="Closed."),
            said=[Said(item, Effect.CLOSES)],
            nonce="once",
            by=work.people["lead"].actor,
            now=NOW,
            today=TODAY,
        )


def test_a_late_note_is_marked_and_not_rated(work: Work) -> None:
    close(work)
    owner = work.visitor("owner")
    owner.submit(PAGE, {"done": "The form is still in use."})
    owner.get(f"/items/{ITEM}/updates")
    said = main_text(owner)
    assert "7 January 2026, Owen Owner Late note" in said
    assert "On track" not in said


def test_an_item_that_ended_while_an_update_was_written_keeps_the_words(work: Work) -> None:
    owner = work.visitor("owner")
    typed = form_on(owner, PAGE) | SAID | {"board_text": "Words for the board."}
    close(work)
    owner.post(PAGE, typed, status=409)
    said = main_text(owner)
    for words in ("The item ended while you were writing", "All were trained.", "Words for the board."):
        assert words in said
    assert recorded(work) == 0
    owner.send(path=PAGE, button="Save late note")
    assert recorded(work) == 1
