"""The pages: sessions and rules first, then the frame, then every blueprint in one list."""

from flask import Flask

from tracker.domain.working_days import read_bank_holidays
from tracker.web import (
    accounts,
    action_outcomes,
    actions,
    allocations,
    answers,
    as_at,
    asked,
    board_items,
    board_looks,
    board_paper_sections,
    board_papers,
    board_people,
    board_questions,
    board_texts,
    boards,
    chains,
    chasing,
    commissions,
    commitment_outcomes,
    commitments,
    compare,
    completions,
    correspondence,
    covers,
    delegations,
    final_copies,
    forecast,
    hand_overs,
    health,
    history,
    home,
    init_frame,
    items,
    letter_editor,
    letter_imports,
    letter_versions,
    letters,
    margin_comments,
    marked_copies,
    meeting_records,
    meetings,
    my_items,
    offices,
    packs,
    plans,
    post_accounts,
    proofs,
    ratings,
    redactions,
    reminders,
    reports,
    response_moves,
    response_pages,
    responses,
    settings,
    sign_in,
    target_dates,
    told,
    typed_drafts,
    updates,
)
from tracker.web.allow import init_allow
from tracker.web.navigation import init_navigation
from tracker.web.sessions import init_sessions
from tracker.web.starting import init_starting

BLUEPRINTS = (
    accounts.pages,
    allocations.pages,
    reports.pages,
    items.pages,
    home.pages,
    health.pages,
    offices.pages,
    history.pages,
    redactions.pages,
    responses.pages,
    response_moves.pages,
    delegations.pages,
    plans.pages,
    response_pages.pages,
    letters.pages,
    letter_editor.pages,
    letter_versions.pages,
    margin_comments.pages,
    typed_drafts.pages,
    answers.pages,
    commissions.pages,
    asked.pages,
    covers.pages,
    hand_overs.pages,
    post_accounts.pages,
    letter_imports.pages,
    commitments.pages,
    marked_copies.pages,
    told.pages,
    proofs.pages,
    commitment_outcomes.pages,
    actions.pages,
    action_outcomes.pages,
    target_dates.pages,
    ratings.pages,
    updates.pages,
    my_items.pages,
    completions.pages,
    correspondence.pages,
    chains.pages,
    chasing.pages,
    board_texts.pages,
    reminders.pages,
    settings.pages,
    forecast.pages,
    as_at.pages,
    compare.pages,
    boards.pages,
    packs.pages,
    meetings.pages,
    final_copies.pages,
    meeting_records.pages,
    board_people.pages,
    board_items.pages,
    board_looks.pages,
    board_papers.pages,
    board_paper_sections.pages,
    board_questions.pages,
)
"""The pages of the register, a line for each file."""


def add_pages(app: Flask) -> None:
    """Give the application its sessions, its rules, its frame and its pages."""
    installed = app.config["SETTINGS"]
    is_served_over_tls = installed.is_served_over_tls
    holidays = (installed.seeds_dir / "bank_holidays.json").read_text(encoding="utf-8")
    app.config["BANK_HOLIDAYS"] = read_bank_holidays(holidays)
    init_sessions(app, is_served_over_tls=is_served_over_tls)
    # Before the frame: who may come in is asked before a form's token is, so that a session that has ended
    # leads to the sign-in page and not to a refusal of the form.
    init_allow(app)
    init_frame(app, is_served_over_tls=is_served_over_tls)
    init_navigation(app)
    init_starting(app)
    sign_in.init_sign_in(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
