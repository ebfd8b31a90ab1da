from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY
from tests.services.letter_records import ACT, a_letter, in_full, record_offices
from tests.services.records import a_report, an_item
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ItemKind, Position, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.response import Answer, Response
from tracker.queries.events import event_count, timeline
from tracker.queries.items import item_by_reference
from tracker.queries.responses import answer_to
from tracker.services.answers import AnswerDetails, clear_comments, write_answer
from tracker.services.response_views import ItemInResponse, response_in_full

pytestmark = pytest.mark.usefixtures("register")
LEAD = Actor(None, "Lee Force", frozenset({Role.FORCE_INSPECTION_LEAD}))
OFFICE = Actor(None, "Asha Patel", frozenset({Role.OFFICE_STAFF}))
AUDITOR = Actor(None, "Ada Audit", frozenset({Role.AUDITOR}))


@pytest.fixture
def letter() -> Response:
    """A letter in which nothing is answered yet."""
    record_offices()
    return a_letter(answered=False)


def item(reference: str = "R2025-01-REC1") -> Item:
    found = item_by_reference(db.session(), reference)
    assert found is not None
    return found


def write(letter: Response, version: int, by: Actor | None = None, **said: object) -> Answer:
    who = {"by": by, "now": NOW} if by else ACT
    details = AnswerDetails(**said)  # type: ignore[arg-type]
    return write_answer(response=letter, item=item(), version=version, details=details, **who)


def view(letter: Response, reference: str = "R2025-01-REC1") -> ItemInResponse:
    return next(one for one in in_full(letter).items if one.reference == reference)


def test_both_voices_are_kept_by_paragraph(letter: Response) -> None:
    write(letter, 0, chief_constable="One.\r\n\r\n\r\nTwo,\nstill two.", pcc="- a\n- b", reply="Thanks.")
    one = view(letter)
    assert one.chief_constable == ("One.", "Two,\nstill two.")
    assert (one.pcc, one.reply, one.version) == (("- a\n- b",), ("Thanks.",), 1)


def test_a_voice_left_out_stays_as_it_stands(letter: Response) -> None:
    write(letter, 0, chief_constable="Ours.", pcc="Mine.")
    write(letter, 1, LEAD, chief_constable="Ours, corrected.")
    one = view(letter)
    assert (one.chief_constable, one.pcc) == (("Ours, corrected.",), ("Mine.",))


def test_the_force_writes_its_own_voice_and_no_other(letter: Response) -> None:
    write(letter, 0, LEAD, chief_constable="Ours.")
    for said in ({"pcc": "Mine."}, {"chief_constable": "x", "reply": "y"}, {"item_heading": "z"}, {}):
        with pytest.raises(NotAllowed, match="write the PCC's responses"):
            write(letter, 1, LEAD, **said)


def test_an_auditor_writes_nothing(letter: Response) -> None:
    with pytest.raises(NotAllowed):
        write(letter, 0, AUDITOR, chief_constable="x")
    assert answer_to(db.session(), letter, item()) is None


def test_of_two_first_answers_the_second_is_a_conflict(letter: Response) -> None:
    write(letter, 0, LEAD, chief_constable="First.")
    with pytest.raises(Conflict, match="Lee Force saved this"):
        write(letter, 0, OFFICE, chief_constable="Second.")
    assert view(letter).chief_constable == ("First.",)


@pytest.mark.parametrize("version", [-1, 3, 2**31 - 2])
def test_a_version_that_was_never_given_out_does_not_win(letter: Response, version: int) -> None:
    with pytest.raises(Conflict):
        write(letter, version, chief_constable="Forged.")
    write(letter, 0, chief_constable="True.")
    with pytest.raises(Conflict):
        write(letter, version, chief_constable="Forged.")


def test_an_item_of_another_report_is_not_answered_here(letter: Response) -> None:
    other = an_item(a_report("Another report"), "The force should do more.")
    with pytest.raises(NotHere, match="does not answer"):
        write_answer(response=letter, item=other, version=0, details=AnswerDetails("x", "y"), **ACT)


def test_only_a_recommendation_is_agreed(letter: Response) -> None:
    finding = item("R2025-01-AFI1")
    assert finding.kind is ItemKind.AREA_FOR_IMPROVEMENT
    details = AnswerDetails(pcc="x", stance=Position.AGREED)
    with pytest.raises(Invalid, match="Only a recommendation"):
        write_answer(response=letter, item=finding, version=0, details=details, **ACT)


def test_a_text_too_long_is_refused_with_its_length_and_nothing_is_begun(letter: Response) -> None:
    before = event_count(db.session())
    with pytest.raises(Invalid) as refusal:
        write(letter, 0, pcc="x" * 100_000, item_heading="y" * 301)
    assert set(refusal.value.problems) == {"pcc", "item_heading"}
    assert "30,000 characters or fewer; it has 100,000" in refusal.value.problems["pcc"]
    assert event_count(db.session()) == before
    assert view(letter).version == 0


def test_what_is_typed_stays_as_typed_but_for_control_characters(letter: Response) -> None:
    typed = "<script>alert(1)</script> {{ 7*7 }} =1+1 \u202eback\u202c &lt;b&gt; %s"
    write(letter, 0, pcc=f"\x00{typed}\x07\x0bnext")
    assert view(letter).pcc == (f"{typed}\nnext",)


def test_the_sentence_for_other_bodies_writes_itself_and_can_be_replaced(letter: Response) -> None:
    other = item("R2025-01-REC2")
    assert view(letter, other.reference).chief_constable == ("This recommendation is for the Home Office.",)
    assert view(letter, other.reference).is_standard_sentence
    write_answer(response=letter, item=other, version=0, details=AnswerDetails("Not ours.", ""), **ACT)
    assert view(letter, other.reference).chief_constable == ("Not ours.",)
    write_answer(response=letter, item=other, version=1, details=AnswerDetails("", ""), **ACT)
    assert view(letter, other.reference).is_standard_sentence


def test_an_emptied_heading_is_the_standard_one_again(letter: Response) -> None:
    write(letter, 0, pcc="", group_heading="What was asked of us", item_heading="First of all")
    assert (view(letter).group_heading, view(letter).heading) == ("What was asked of us", "First of all")
    write(letter, 1, pcc="", group_heading=" ", item_heading="")
    assert (view(letter).group_heading, view(letter).heading) == ("Recommendations:", "Recommendation 1")


def test_clearing_records_who_and_when_and_ends_with_the_words_that_were_cleared(letter: Response) -> None:
    write(letter, 0, chief_constable="Ours.")
    clear_comments(
        response=letter, item=item(), version=1, cleared_on=date(2026, 1, 6), by=LEAD, now=NOW, today=TODAY
    )
    assert (view(letter).cleared_on, view(letter).cleared_by) == (date(2026, 1, 6), "Lee Force")
    write(letter, 2, pcc="Mine.")
    assert view(letter).cleared_on == date(2026, 1, 6)
    write(letter, 3, chief_constable="Ours, changed.")
    assert (view(letter).cleared_on, view(letter).cleared_by) == (None, None)


@pytest.mark.parametrize(
    ("said", "day", "message"),
    [
        ("", date(2026, 1, 6), "no comments to clear"),
        ("Ours.", date(2026, 1, 8), "cannot be in the future"),
    ],
)
def test_what_is_not_there_and_what_is_not_yet_cannot_be_cleared(
    letter: Response, said: str, day: date, message: str
) -> None:
    write(letter, 0, chief_constable=said, pcc="x")
    with pytest.raises(Invalid, match=message):
        clear_comments(response=letter, item=item(), version=1, cleared_on=day, by=LEAD, now=NOW, today=TODAY)


def test_each_change_of_an_answer_is_told_field_by_field(letter: Response) -> None:
    answer = write(letter, 0, chief_constable="Ours.", pcc="Mine.")
    write(letter, 1, pcc="Mine, better.")
    event = timeline(db.session(), [("answer", answer.id)])[0]
    assert [(line.field, line.before, line.after) for line in event.changes] == [
        ("pcc", "Mine.", "Mine, better.")
    ]


@pytest.mark.parametrize(
    ("role", "force", "pcc"),
    [
        (Role.OFFICE_STAFF, True, True),
        (Role.APPROVER, True, True),
        (Role.FORCE_INSPECTION_LEAD, True, False),
        (Role.AUDITOR, False, False),
        (Role.OWNER, False, False),
    ],
)
def test_before_issue_each_side_s_draft_is_for_its_readers(
    letter: Response, role: Role, force: bool, pcc: bool
) -> None:
    write(letter, 0, chief_constable="Ours.", pcc="Mine.", reply="Thanks.", stance=Position.AGREED)
    reader = Actor(5, "R", frozenset({role}))
    one = response_in_full(response=letter, by=reader, today=TODAY).items[0]
    assert bool(one.chief_constable) is force
    assert (bool(one.pcc), bool(one.reply), one.stance is not None) == (pcc, pcc, pcc)
