"""Words kept while they are typed: offered back to their writer, gone once saved, never anybody else's."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.fixtures.app import Person, token_of
from tests.fixtures.database import NOW
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.web.letter_pages import DRAFT, FIRST, Letters, letters, letters_sqlite, main_text
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.typed_draft import TypedDraft
from tracker.queries.events import event_count
from tracker.services.proof_store import LocalFolder
from tracker.services.redactions import ask_redaction, confirm_redaction
from tracker.services.typed_drafts import LONGEST, MOST_DRAFTS

__all__ = ["letters", "letters_sqlite"]

PAGE = f"/responses/{DRAFT}/answers/{FIRST}"
EDITOR = f"/responses/{DRAFT}/paragraphs"


def form_of(visit: Visitor, path: str) -> dict[str, str]:
    visit.get(path)
    wanted = "paragraphs" if path == EDITOR else "answer"
    return values_of(next(f for f in parsed(visit.html).iter("form") if f.get("id") == wanted))


def keep(visit: Visitor, path: str, window: str = "w1", status: int = 200, **typed: Any) -> dict[str, object]:
    own = {"draft-path": path, "draft-window": window, "draft-version": typed.pop("version", "0")}
    sent = visit.client.post("/drafts", data=form_of(visit, path) | typed | own)
    assert sent.status_code == status
    return json.loads(sent.get_data(as_text=True)) if sent.is_json else {}


def drafts(letters: Letters) -> int:
    with letters.app.app_context():
        return db.session.scalar(select(func.count(TypedDraft.id))) or 0


def link(visit: Visitor) -> str:
    links = [a.get("href") or "" for a in parsed(visit.html).iter("a")]
    return next(href for href in links if "?draft=" in href)


def office(letters: Letters, name: str = "") -> tuple[Visitor, Person]:
    return letters.visitor(Role.OFFICE_STAFF, name=name)


def test_what_was_typed_is_offered_back_filled_in_when_asked_and_gone_once_saved(letters: Letters) -> None:
    visit, _ = office(letters)
    with letters.app.app_context():
        before = event_count(db.session())
    assert keep(visit, PAGE, pcc="Half a sent", stance="agreed") == {"kept": True, "version": 1}
    keep(visit, PAGE, pcc="Half a sentence", stance="agreed", version="1")
    with letters.app.app_context():
        assert event_count(db.session()) == before
    visit.get(PAGE)
    assert "You typed here and did not save it" in main_text(visit)
    assert "Half a sentence" not in visit.html
    visit.get(link(visit))
    assert "is filled in below. It is not saved yet." in main_text(visit)
    assert "Half a sentence" in visit.html
    visit.send({"pcc": "Half a sentence", "stay": "yes"}, path=f"{PAGE}?draft=1")
    assert drafts(letters) == 0
    visit.get(PAGE)
    assert "Half a sentence" in visit.html
    assert "did not save it" not in main_text(visit)


def test_paragraphs_come_back_in_as_many_boxes_as_were_typed(letters: Letters) -> None:
    visit, _ = office(letters)
    fields: dict[str, Any] = {f"paragraph-{n}": f"Typed {n}." for n in range(4)}
    keep(visit, EDITOR, **fields)
    visit.get(EDITOR)
    visit.get(link(visit))
    form = values_of(next(f for f in parsed(visit.html).iter("form") if f.get("id") == "paragraphs"))
    assert [text.strip() for name, text in form.items() if name.startswith("paragraph-")] == list(
        fields.values()
    )


def test_saving_in_the_window_itself_lets_go_of_its_words_only(letters: Letters) -> None:
    visit, _ = office(letters)
    keep(visit, PAGE, "w1", pcc="One")
    keep(visit, PAGE, "w2", pcc="Two")
    sent = form_of(visit, PAGE) | {"pcc": "One", "draft-window": "w1", "draft-version": "1"}
    visit.post(PAGE, sent)
    assert drafts(letters) == 1
    visit.get(PAGE)
    visit.get(link(visit))
    assert "Two" in visit.html


def test_words_of_a_refused_form_stay_kept(letters: Letters) -> None:
    visit, _ = office(letters)
    keep(visit, PAGE, pcc="Words")
    visit.post(PAGE, form_of(visit, PAGE) | {"pcc": "x" * 30_001, "draft-window": "w1"}, 400)
    assert drafts(letters) == 1
    assert 'data-draft-window="w1"' in visit.html


def test_what_somebody_else_saved_meanwhile_shows_as_a_conflict_of_the_filled_in_words(
    letters: Letters,
) -> None:
    visit, _ = office(letters)
    keep(visit, PAGE, pcc="Mine.")
    other, _ = office(letters, "Tom Reed")
    other.submit(PAGE, {"pcc": "His."})
    visit.get(PAGE)
    visit.get(link(visit))
    visit.send({"stay": "yes"}, path=f"{PAGE}?draft=1", status=409)
    assert "Tom Reed changed “PCC’s response” while you were writing" in main_text(visit)
    assert "Mine." in visit.html
    assert drafts(letters) == 1


def test_they_can_be_let_go_of(letters: Letters) -> None:
    visit, _ = office(letters)
    keep(visit, PAGE, pcc="Never mind")
    visit.get(PAGE)
    assert visit.send(path="", button="Discard what I typed", status=303).location == PAGE
    assert drafts(letters) == 0


def test_nobody_else_gets_them_by_any_way(letters: Letters) -> None:
    visit, _ = office(letters)
    keep(visit, PAGE, pcc="Private so far")
    other, _ = office(letters, "Tom Reed")
    other.get(PAGE)
    assert "did not save it" not in main_text(other)
    other.get(f"{PAGE}?draft=1")
    assert "Private so far" not in other.html
    other.post("/drafts/1/discard", {"csrf_token": token_of(other)}, 404)
    assert drafts(letters) == 1
    visit.get(f"{EDITOR}?draft=1")
    assert "Private so far" not in visit.html


@pytest.mark.parametrize("draft", ["0", "-1", "1 OR 1=1", "٣", "9" * 30, ""])
def test_a_forged_draft_is_no_draft(letters: Letters, draft: str) -> None:
    visit, _ = office(letters)
    visit.get(f"{PAGE}?draft={draft}")
    assert "is filled in below" not in main_text(visit)


@pytest.mark.parametrize(
    "own",
    [
        {"draft-path": "/responses"},
        {"draft-path": "https://evil.example/"},
        {"draft-path": "//evil.example"},
        {"draft-path": PAGE + "x" * 400},
        {"draft-window": "not ours!"},
        {"draft-window": "w" * 41},
    ],
)
def test_words_for_no_form_of_ours_are_not_kept(letters: Letters, own: dict[str, str]) -> None:
    visit, _ = office(letters)
    sent = form_of(visit, PAGE) | {"draft-path": PAGE, "draft-window": "w1"} | own
    assert visit.client.post("/drafts", data=sent).status_code == 400
    assert drafts(letters) == 0


def test_who_may_not_open_the_form_may_not_keep_words_for_it(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.AUDITOR)
    visit.get("/")
    sent = {"csrf_token": token_of(visit), "draft-path": PAGE, "draft-window": "w1", "pcc": "X"}
    assert visit.client.post("/drafts", data=sent).status_code == 403
    assert drafts(letters) == 0


def test_too_long_words_are_refused_with_what_to_do(letters: Letters) -> None:
    visit, _ = office(letters)
    told = keep(visit, PAGE, status=400, pcc="x" * LONGEST)
    assert "save it" in str(told["why"])


def test_the_oldest_of_very_many_windows_gives_way(letters: Letters) -> None:
    visit, _ = office(letters)
    for number in range(MOST_DRAFTS + 3):
        keep(visit, PAGE, f"w{number}", pcc=f"Words {number}")
    assert drafts(letters) == MOST_DRAFTS


def test_the_token_and_the_script_s_own_fields_are_not_kept(letters: Letters) -> None:
    visit, _ = office(letters)
    keep(visit, PAGE, pcc="Words")
    with letters.app.app_context():
        row = db.session.scalars(select(TypedDraft)).one()
        assert not {"csrf_token", "draft-path", "draft-window"} & {name for name, _ in json.loads(row.fields)}


def test_a_redaction_reaches_them_and_the_window_cannot_bring_the_words_back(letters: Letters) -> None:
    visit, _ = office(letters)
    keep(visit, PAGE, pcc="Zelda Vane “said” so.\nTwice.")
    asks, _ = office(letters, "Asha Patel")
    asks.submit("/redactions/new", {"words": "Zelda Vane", "reason": "A name."}, status=200)
    assert "Zelda Vane “said”" not in main_text(asks)  # somebody's own draft is counted, not shown
    with letters.app.app_context():
        people = [letters.make_account(Role.OFFICE_STAFF) for _ in range(2)]
        one, two = (Actor(p.account_id, p.name, p.roles) for p in people)
        exports = letters.app.config["SETTINGS"].exports_dir
        exports.mkdir(exist_ok=True)
        asked = ask_redaction(
            words="Zelda Vane",
            reason="A name.",
            exports_dir=exports,
            store=LocalFolder(exports.parent / "evidence"),
            by=one,
            now=NOW,
        )
        confirm_redaction(
            redaction=asked,
            version=asked.version,
            exports_dir=exports,
            store=LocalFolder(exports.parent / "evidence"),
            by=two,
            now=NOW,
        )
    keep(visit, PAGE, pcc="Zelda Vane again", version="1", status=409)
    visit.get(PAGE)
    visit.get(link(visit))
    assert "[redacted] “said” so.\nTwice." in visit.html
    assert "Zelda" not in visit.html
