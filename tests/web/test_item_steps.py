"""The page of an item begins with its state and has one main button: what this person would do next."""

from tests.fixtures.page_check import Visitor, parsed, text_of
from tests.web.completion_pages import ITEM, SECOND, Desk, desk
from tests.web.date_pages import ITEM as DATED
from tests.web.date_pages import DatePages, date_pages
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import LinkKind, Role
from tracker.web.item_words import link_in_words

__all__ = ["date_pages", "desk"]

PLAIN = ("govuk-button--secondary", "govuk-button--warning")


def main_buttons(visitor: Visitor, path: str) -> list[str]:
    """The words of the main buttons that a page offers."""
    visitor.get(path)
    main = next(iter(parsed(visitor.html).iter("main")))
    return [
        text_of(one)
        for one in main.iter()
        if "govuk-button" in (one.get("class") or "").split()
        and not any(kind in (one.get("class") or "") for kind in PLAIN)
    ]


def test_the_page_begins_with_the_rating_the_delivery_and_the_date(date_pages: DatePages) -> None:
    owner = date_pages.visitor(date_pages.owner)
    owner.get(DATED)
    said = main_text(owner)
    assert "In progress. Date in force 30 June 2026, due in 174 days." in said
    assert (
        said.index("In progress. Date in force") < said.index("What is asked") < said.index("Where it stands")
    )


def test_the_owner_records_an_update(desk: Desk) -> None:
    assert main_buttons(desk.visitor(desk.owner), f"/items/{ITEM}") == ["Record an update"]


def test_who_signs_off_checks_what_is_proposed(desk: Desk) -> None:
    owner, checker = desk.visitor(desk.owner), desk.visitor(desk.checker)
    assert main_buttons(checker, f"/items/{ITEM}") == []
    owner.submit(f"/items/{ITEM}/propose", {"words": "The new form is in use."})
    assert main_buttons(checker, f"/items/{ITEM}") == ["Check completion"]


def test_the_executive_lead_decides_on_the_date_that_waits(date_pages: DatePages) -> None:
    asked = {"on-day": "30", "on-month": "9", "on-year": "2026", "reason": "resourcing"}
    date_pages.visitor(date_pages.owner).submit(
        f"{DATED}/dates/new", asked | {"words": "Staff.", "past_words": "Told."}
    )
    lead = date_pages.visitor(date_pages.lead)
    assert main_buttons(lead, DATED) == ["Decide on the date asked for"]


def test_an_item_that_nobody_owns_is_given_to_a_post(desk: Desk) -> None:
    lead = desk.visitor(Role.FORCE_INSPECTION_LEAD)
    assert main_buttons(lead, f"/items/{SECOND}") == ["Give it to a post"]


def test_the_auditor_is_asked_for_nothing(desk: Desk) -> None:
    assert main_buttons(desk.visitor(Role.AUDITOR), f"/items/{ITEM}") == []


def test_every_kind_of_link_reads_as_a_sentence_from_either_side() -> None:
    kinds = [link_in_words(kind, is_earlier=True, noun="item") for kind in LinkKind]
    assert kinds == [
        "This item follows it up.",
        "This item carries it forward.",
        "This item finds it partly met.",
        "This item supersedes it.",
        "This item repeats it.",
    ]
    other = link_in_words(LinkKind.PARTLY_MET, is_earlier=False, noun="report")
    assert other == "It finds this report partly met."
