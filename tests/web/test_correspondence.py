"""The pages of HMICFRS's letters: one form, many items, and what each of them says afterwards."""

from datetime import date

from tests.fixtures.page_check import parsed, values_of
from tests.services.records import a_report, an_item
from tests.web.completion_pages import ITEM, SECOND, THIRD, Desk, desk
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import Role

__all__ = ["desk"]

LETTER = {
    "subject": "Missing children: your update",
    "dated_on-day": "5",
    "dated_on-month": "1",
    "dated_on-year": "2026",
}


def rows(*said: tuple[str, str]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for place, (reference, effect) in enumerate(said):
        typed |= {f"items-{place}-reference": reference, f"items-{place}-effect": effect}
    return typed


def test_one_letter_closes_two_items_and_the_next_reopens_one(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.get("/correspondence")
    assert "No letter yet" in main_text(office)
    sent = office.submit("/correspondence/new", LETTER | rows((ITEM, "closes"), (SECOND.lower(), "closes")))
    office.get(sent.location)
    assert main_text(office).count("Closes it") == 2
    office.get(f"/items/{ITEM}")
    said = main_text(office)
    assert "5 January 2026, closed by HMICFRS" in said
    assert "Blue – closed by HMICFRS" in said
    again, why = LETTER | {"subject": "A closure withdrawn"}, {"items-0-note": "It came back."}
    office.submit("/correspondence/new", again | rows((ITEM, "reopens"), (THIRD, "mentions")) | why)
    office.get(f"/items/{ITEM}")
    said = main_text(office)
    assert "HMICFRS Not closed" in said
    assert "A closure withdrawn" in said
    office.get("/correspondence")
    said = main_text(office)
    assert said.index("Withdraws its closure") < said.index("Closes it 2 items")


def test_the_letter_of_a_report_offers_every_item_of_ours(desk: Desk) -> None:
    lead = desk.visitor(Role.FORCE_INSPECTION_LEAD)
    lead.get("/reports/R2025-01")
    assert 'href="/correspondence/new?report=R2025-01"' in lead.html
    lead.submit("/correspondence/new?report=R2025-01", LETTER | {"items-1-effect": "closes"})
    lead.get(f"/items/{SECOND}")
    assert "closed by HMICFRS" in main_text(lead)
    lead.get(f"/items/{THIRD}")
    assert "No letter about this item is recorded." in main_text(lead)


def test_from_an_item_its_reference_is_filled_in(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.get(f"/items/{THIRD}")
    assert f'href="/correspondence/new?item={THIRD}"' in office.html
    office.submit(f"/correspondence/new?item={THIRD}", LETTER | {"items-0-effect": "closes"})
    office.get(f"/items/{THIRD}")
    assert "closed by HMICFRS" in main_text(office)


def test_a_refusal_stands_beside_its_row_and_nothing_typed_is_lost(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    typed = LETTER | rows((ITEM, "closes"), (SECOND, "reopens"))
    office.submit("/correspondence/new", typed, status=400)
    assert "HMICFRS has not closed it" in main_text(office)
    assert 'href="#items-1-reference"' in office.html
    assert LETTER["subject"] in office.html
    office.get(f"/items/{ITEM}")
    assert "HMICFRS Not closed" in main_text(office)


def test_a_closing_letter_dated_before_the_item_is_refused(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    early = {"dated_on-day": "11", "dated_on-month": "12", "dated_on-year": "2025"}
    typed = LETTER | rows((ITEM, "closes")) | early
    office.submit("/correspondence/new", typed, status=400)
    assert "was published on 12 December 2025: a letter dated 11 December 2025 cannot speak of it" in (
        main_text(office)
    )


def test_rows_half_filled_and_references_unknown_are_told(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    typed = LETTER | {"items-0-reference": ITEM, "items-1-effect": "closes"}
    office.submit("/correspondence/new", typed, status=400)
    said = main_text(office)
    assert "Item 1: choose what the letter does with it" in said
    assert "Item 2: enter its reference" in said
    office.submit("/correspondence/new", LETTER | rows(("R2099-01-REC1", "closes")), status=400)
    assert "There is no item R2099-01-REC1." in main_text(office)
    office.submit("/correspondence/new", LETTER, status=400)
    assert "Say what the letter does with at least one item." in main_text(office)


def test_a_letter_without_its_date_is_asked_for_it_in_one_sentence(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.submit("/correspondence/new", {"subject": "Roads"} | rows((ITEM, "closes")), status=400)
    assert "Enter the date that the letter bears, for example 27 3 2026" in main_text(office)


def test_more_rows_keep_what_was_typed(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.get("/correspondence/new")
    assert "Item 6" not in main_text(office)
    main = next(parsed(office.html).iter("main"))
    form = next(form for form in main.iter("form") if "subject" in values_of(form))
    office.post("/correspondence/new", values_of(form) | rows((ITEM, "closes")) | {"more": "yes"}, 200)
    assert "Item 10" in main_text(office)
    assert f'value="{ITEM}"' in office.html
    assert "There is a problem" not in office.html


def test_the_button_pressed_twice_records_one_letter(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.get("/correspondence/new")
    page = office.html
    first = office.send(LETTER | rows((THIRD, "mentions")), path="/correspondence/new")
    office.html = page
    second = office.send(LETTER | rows((THIRD, "mentions")), path="/correspondence/new")
    assert first.location == second.location


def test_an_item_under_embargo_is_not_there_to_be_written_about(desk: Desk) -> None:
    with desk.app.app_context():
        hidden = an_item(a_report("Secret", published_on=date(2026, 3, 3), is_embargoed=True)).reference
    office = desk.visitor(Role.OFFICE_STAFF)
    office.submit("/correspondence/new", LETTER | rows((hidden, "closes")), status=400)
    assert f"There is no item {hidden}." in main_text(office)
    office.get(f"/correspondence/new?item={hidden}", 403)


def test_the_register_and_the_reports_lead_to_the_letters(desk: Desk) -> None:
    auditor = desk.visitor(Role.AUDITOR)
    for place in ("/register", "/reports"):
        auditor.get(place)
        links = [link.get("href") for link in next(parsed(auditor.html).iter("main")).iter("a")]
        assert "/correspondence" in links


def test_readers_see_the_letters_and_no_button(desk: Desk) -> None:
    desk.visitor(Role.OFFICE_STAFF).submit("/correspondence/new", LETTER | rows((ITEM, "closes")))
    auditor = desk.visitor(Role.AUDITOR)
    auditor.get("/correspondence")
    assert LETTER["subject"] in main_text(auditor)
    assert "Record a letter" not in main_text(auditor)
    auditor.get("/correspondence/1")
    auditor.get("/correspondence/2", 404)
