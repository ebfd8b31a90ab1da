from dataclasses import replace
from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import ACT, DATED, a_letter, in_full, record_offices
from tests.services.records import a_report, an_item
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ForWhom, ItemKind, Layout, Marking, Position, ResponseStatus, Role
from tracker.models.base import db
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.events import timeline
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.letter_details import LetterDetails, details_of
from tracker.services.response_views import response_in_full
from tracker.services.responses import (
    change_letter,
    confirm_holders,
    get_response,
    start_response,
)

pytestmark = pytest.mark.usefixtures("register")
LEAD = Actor(None, "Lee Force", frozenset({Role.FORCE_INSPECTION_LEAD}))


def change(response: Response, **parts: object) -> None:
    details = replace(details_of(response), **parts)  # type: ignore[arg-type]
    change_letter(response=response, version=response.version, details=details, **ACT)


def test_a_new_letter_takes_its_parts_from_the_list_on_its_date() -> None:
    record_offices()
    full = in_full(a_letter(letter_dated=date(2026, 1, 5)))
    assert full.parts.addressee_block.startswith("Rt Hon Bela Farrow MP\nHome Secretary")
    assert full.parts.signatory_title == "Police and Crime Commissioner for Wessmere"
    assert full.reference == "S55-2026-01"
    assert full.subject.startswith("HMICFRS Report: Missing children in Wessmere")


def test_the_newcomer_holds_the_day() -> None:
    record_offices()
    response = a_letter(letter_dated=date(2026, 1, 6))
    assert in_full(response).parts.addressee_block.startswith("Rt Hon Cora Quill MP")


def test_a_part_written_by_hand_stays_when_the_date_moves() -> None:
    record_offices()
    response = a_letter()
    change(response, addressee_block="Somebody else", letter_dated=date(2026, 1, 7))
    parts = in_full(response).parts
    assert parts.addressee_block == "Somebody else"
    assert parts.salutation == "Dear Home Secretary"
    change(response, addressee_block=None)
    assert in_full(response).parts.addressee_block.startswith("Rt Hon Cora Quill MP")


def test_what_nobody_can_derive_is_missing_until_it_is_written_by_hand() -> None:
    response = a_letter()
    missing = in_full(response).missing
    assert any(line.startswith("No letterhead") for line in missing)
    assert any(line.startswith("Nobody is recorded as Home Secretary") for line in missing)
    change(response, office_block="Our office", addressee_block="The Home Secretary", salutation="Dear Sir")
    missing = in_full(response).missing
    assert not any("letterhead" in line or "Home Secretary" in line for line in missing)
    assert any(line.startswith("No local policing body") for line in missing)


def test_what_is_missing_says_where_it_is_put_right() -> None:
    record_offices()
    places = {lack.place for lack in in_full(a_letter(answered=False, letter_dated=None)).lacks}
    assert places == {"letter", "R2025-01-REC1", "R2025-01-AFI1"}


def test_a_letter_answers_at_least_one_report_and_each_once() -> None:
    record_offices()
    with pytest.raises(Invalid, match="at least one report"):
        start_response(reports=[], letter_dated=None, layout=Layout.HEADED, today=TODAY, **ACT)
    report = a_report()
    response = start_response(
        reports=[report, report], letter_dated=None, layout=Layout.HEADED, today=TODAY, **ACT
    )
    assert len(response.reports) == 1


def test_a_letter_is_not_dated_before_its_report() -> None:
    record_offices()
    early = date(2025, 12, 11)
    with pytest.raises(Invalid) as refusal:
        start_response(reports=[a_report()], letter_dated=early, layout=Layout.HEADED, today=TODAY, **ACT)
    assert refusal.value.problems == {
        "letter_dated": "The letter cannot be dated before the report it answers, "
        "published on 12 December 2025."
    }


def test_nor_is_its_date_moved_there() -> None:
    response = a_letter()
    with pytest.raises(Invalid, match="before the report it answers"):
        change(response, letter_dated=date(2025, 12, 11))


@pytest.mark.parametrize(
    ("part", "limit"),
    [("paragraphs", 30_000), ("office_block", 30_000), ("salutation", 200), ("signatory_title", 300)],
)
def test_a_part_longer_than_the_register_keeps_is_refused_by_name(part: str, limit: int) -> None:
    response = a_letter()
    with pytest.raises(Invalid) as refusal:
        change(response, **{part: "x" * (limit + 1)})
    assert list(refusal.value.problems) == [part]
    assert f"{limit:,} characters" in refusal.value.problems[part]
    change(response, **{part: "x" * limit})


def test_control_characters_leave_the_parts_and_lines_stay_lines() -> None:
    response = a_letter()
    change(
        response, addressee_block="One\x0bTwo\x07", salutation="Dear\nHome Secretary", paragraphs="a\r\n\r\nb"
    )
    full = in_full(response)
    assert full.parts.addressee_block == "One\nTwo"
    assert full.parts.salutation == "Dear Home Secretary"
    assert full.paragraphs == ("a", "b")


def test_of_two_saves_from_one_version_the_first_wins() -> None:
    response = a_letter(answered=False)
    details = details_of(response)
    change_letter(response=response, version=1, details=details, **ACT)
    with pytest.raises(Conflict, match="Command line saved this"):
        change_letter(response=response, version=1, details=replace(details, paragraphs="Mine"), **ACT)
    assert in_full(response).paragraphs != ("Mine",)


def test_every_option_of_the_letter_is_kept_and_told() -> None:
    response = a_letter()
    details = LetterDetails(
        DATED,
        Layout.NUMBERED,
        "One.",
        prints_pcc_responses=False,
        prints_items_for_others=False,
        marking=Marking.OFFICIAL,
        prints_signature=False,
        enclosures=("Enc",),
        appendix_headings=("Heading",),
    )
    change_letter(response=response, version=response.version, details=details, **ACT)
    assert details_of(response) == details
    told = {line.field for line in timeline(db.session(), [("response", response.id)])[0].changes}
    assert told >= {
        "layout", "paragraphs", "prints_pcc_responses", "prints_items_for_others", "marking",
        "prints_signature", "enclosure 1", "appendix_heading 1",
    }  # fmt: skip


def test_the_force_does_not_change_the_letter() -> None:
    response = a_letter()
    with pytest.raises(NotAllowed, match="PCC office staff"):
        change_letter(
            response=response, version=response.version, details=details_of(response), by=LEAD, now=NOW
        )


def test_the_names_are_confirmed_by_name_and_day() -> None:
    response = a_letter()
    confirm_holders(response=response, version=response.version, today=TODAY, **ACT)
    assert (response.holders_confirmed_on, response.holders_confirmed_by) == (TODAY, "Command line")


def test_there_is_no_letter_of_a_made_up_reference() -> None:
    for reference in ("S55-2026-99", "0", "9" * 40, "none", "٣"):
        with pytest.raises(NotHere):
            get_response(reference=reference, by=LEAD, today=TODAY)


def test_a_letter_to_a_report_under_embargo_is_for_its_readers() -> None:
    office = person(Role.OFFICE_STAFF)
    report = a_report("Not out yet", published_on=date(2026, 3, 2), is_embargoed=True, by=office)
    start_response(reports=[report], letter_dated=None, layout=Layout.HEADED, today=TODAY, by=office, now=NOW)
    assert get_response(reference="S55-2026-01", by=office, today=TODAY).status is ResponseStatus.PREPARING
    with pytest.raises(NotAllowed, match="embargo"):
        get_response(reference="S55-2026-01", by=LEAD, today=TODAY)
    opened = get_response(reference="S55-2026-01", by=LEAD, today=date(2026, 3, 2))
    assert opened.reference == "S55-2026-01"


def test_the_force_sees_neither_the_pcc_s_words_nor_what_would_give_them_away() -> None:
    record_offices()
    response = a_letter(answered=False)
    report = db.session.get_one(Report, response.reports[0].report_id)
    item = an_item(report, "Another.", number="9", for_whom=ForWhom.FORCE)
    said = AnswerDetails(chief_constable="Ours.", pcc="Mine.", stance=Position.NOT_AGREED)
    write_answer(response=response, item=item, version=0, details=said, **ACT)
    seen = response_in_full(response=response, by=LEAD, today=TODAY)
    one = next(line for line in seen.items if line.reference == item.reference)
    assert (one.chief_constable, one.pcc, one.stance) == (("Ours.",), (), None)
    assert seen.paragraphs == ()
    assert not any("not agreed" in sentence for sentence in seen.missing)
    assert any("not agreed" in sentence for sentence in in_full(response).missing)


def test_what_stands_under_a_cause_of_concern_follows_it_whenever_it_was_recorded() -> None:
    record_offices()
    report = a_report()
    cause = an_item(report, "Calls wait.", kind=ItemKind.CAUSE_OF_CONCERN)
    an_item(report, "The force should keep a list.", number="1")
    an_item(report, "The force should answer calls.", number="1", parent_id=cause.id)
    response = start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT)
    assert [item.reference for item in in_full(response).items] == [
        "R2025-01-COC1",
        "R2025-01-COC1-REC1",
        "R2025-01-REC1",
    ]


def test_a_second_press_of_the_button_starts_no_second_letter() -> None:
    record_offices()
    report = a_report()
    start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT)
    with pytest.raises(Invalid, match="S55-2026-01 is being prepared for just this"):
        start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT)
    later = start_response(reports=[report], letter_dated=TODAY, layout=Layout.HEADED, today=TODAY, **ACT)
    assert later.reference == "S55-2026-02"
