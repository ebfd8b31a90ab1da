"""The pages of papers in a real browser: axe, wide and narrow windows, nothing cut."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.services.meeting_records import ACT, a_story, meets
from tests.services.records import a_report, an_item
from tests.web.test_offices_in_a_browser import look_over, sign_in
from tracker.domain.paper_edits import PartDetails, mark_of
from tracker.domain.papers import PartKind
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.services import board_paper_parts, board_papers
from tracker.services.paper_documents import kept

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]
LONG = "Longwordwithoutanyspace" * 12


@pytest.fixture
def secretary(app: Flask, make_account: MakeAccount) -> Person:
    """A status paper with an edited section whose figures changed, a long word and a section left out."""
    made = make_account(Role.BOARD_SECRETARY, name="Bo Secretary")
    owner = make_account(Role.OWNER, name="Owen Hart")
    with app.app_context():
        story = a_story(secretary=made.actor, owner=owner.actor)
        act = {"by": made.actor} | ACT
        paper = board_papers.draft_status_paper(meeting=meets(story), **act)
        part = next(one for one in paper.parts if one.kind is PartKind.SUMMARY)
        typed = PartDetails("Summary", f"Owen Hart says {LONG}", is_left_out_of_public=True, drafted="0" * 64)
        board_paper_parts.change_part(
            paper=paper, key=part.id, seen=mark_of(kept(part)), details=typed, **act
        )
        an_item(a_report("Bicycles"), f"Review {LONG}.", for_whom=ForWhom.FORCE)
        db.session.remove()
    return made


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_papers_pass_axe_and_fit(
    app: Flask,
    secretary: Person,
    serve: Serve,
    new_page: Callable[..., Page],
    width: int,
    stopped_clock: None,
) -> None:
    address, page = serve(app), new_page(width)
    sign_in(page, address, secretary)
    papers = f"{address}/boards/wessmere-delivery-group/meetings/2026-02-04/papers"
    for path in ("", "/1", "/1/preview", "/1/public", "/1/edit", "/1/sections/7", "/1/sections/5"):
        page.goto(f"{papers}{path}")
        look_over(page)
    page.goto(f"{papers}/1/sections/new")
    page.get_by_role("button", name="Add the section").click()
    look_over(page)
    page.goto(f"{papers}/new")
    page.get_by_label("Text of the paper (optional)").fill(
        f"1. Purpose\n\n1.1 {LONG}\n\n2. Summary\n\n2.1 Read."
    )
    page.get_by_role("button", name="Show how it is read").click()
    look_over(page)
    page.get_by_role("button", name="Save the paper").click()
    look_over(page)


def test_two_people_in_one_section_read_both_texts(
    app: Flask, secretary: Person, serve: Serve, new_page: Callable[..., Page], stopped_clock: None
) -> None:
    address = serve(app)
    first, second = new_page(), new_page(390)
    where = f"{address}/boards/wessmere-delivery-group/meetings/2026-02-04/papers/1/sections/7"
    for page in (first, second):
        sign_in(page, address, secretary)
        page.goto(where)
    for page, words in ((first, "One text."), (second, "Another text.")):
        page.get_by_label("Text", exact=True).fill(words)
        page.get_by_role("button", name="Save the section").click()
    assert second.get_by_text("One text.", exact=True).is_visible()
    assert second.get_by_label("Text", exact=True).input_value() == "Another text."
    look_over(second)
