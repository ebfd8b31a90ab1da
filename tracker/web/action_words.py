"""Actions as the pages print them: where they stand, when they fall due, what came of them."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.commitments import CommitmentState
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import ActionState
from tracker.services.action_views import ActionInFull, ActionsOfItem, ActionToWorkOn
from tracker.web.addresses import page_at
from tracker.web.item_words import first_words
from tracker.web.presenting import Tag, Tone, counted
from tracker.web.progress_proof_words import ProofLine, proof_line

LONGEST_TITLE = 120


@dataclass(frozen=True)
class ActionLine:
    """One action as a list prints it; `items` are their references with their addresses."""

    key: int
    href: str
    what: str
    tag: Tag
    when: str
    missed: str
    post: str
    proof_expected: str
    outcome: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ActionsPanel:
    """The actions of an item as its page prints them."""

    heading: str
    lines: tuple[ActionLine, ...]
    new_href: str
    why_not: str


@dataclass(frozen=True)
class ActionPage:
    """One action as its own page prints it."""

    line: ActionLine
    title: str
    is_cut: bool
    is_open: bool
    is_repeating: bool
    items: tuple[tuple[str, str, str], ...]
    turns: tuple[tuple[str, str, str], ...]
    missed: tuple[str, ...]
    proofs: tuple[ProofLine, ...]
    proof_href: str
    letter: str
    letter_href: str
    promise: str
    waits_in_letter: bool
    may_change: Verdict
    may_report: Verdict


def action_line(one: ActionInFull, today: date) -> ActionLine:
    """An action in words."""
    action = one.row.action
    return ActionLine(
        action.id,
        url_for("actions.show", key=action.id),
        action.what,
        Tag("Overdue", Tone.RED) if one.is_overdue else _tag(action.state),
        _when(one, today),
        _missed(one),
        one.row.post,
        action.proof_expected,
        _outcome(one),
        tuple((found.reference, url_for("items.show", reference=found.reference)) for found in one.row.items),
    )


def actions_panel(reference: str, found: ActionsOfItem, today: date) -> ActionsPanel:
    """How many actions of an item are open, and each of them."""
    still_open, total = found.counted
    return ActionsPanel(
        f"{still_open} of {counted(total, 'action')} open" if total else "No action is planned.",
        tuple(action_line(one, today) for one in found.actions),
        page_at("actions.new", reference=reference) if found.may_add else "",
        found.may_add.reason,
    )


def action_page(found: ActionToWorkOn, today: date) -> ActionPage:
    """Everything that the page of an action says."""
    action, promised = found.action.row.action, found.promised
    made = promised.commitment if promised is not None else None
    is_open, title = action.state is ActionState.OPEN, first_words(action.what, LONGEST_TITLE)
    return ActionPage(
        action_line(found.action, today),
        title,
        title != action.what,
        is_open,
        found.action.details.is_repeating,
        tuple(
            (
                one.reference,
                url_for("items.show", reference=one.reference),
                first_words(one.text, 80),
            )
            for one in found.action.row.items
        ),
        tuple((date_in_words(turn.done_on), turn.words, turn.recorded_by) for turn in action.times_done),
        tuple(date_in_words(day) for day in found.action.missed),
        tuple(proof_line(one) for one in found.proofs),
        _place_for_proof(found),
        promised.letter if promised is not None else "",
        url_for("commitment_outcomes.show", key=made.id) if made is not None else "",
        made.state.label.lower() if made is not None else "",
        made is not None and not is_open and made.state is CommitmentState.OPEN,
        found.may_change,
        found.may_report,
    )


def _place_for_proof(found: ActionToWorkOn) -> str:
    """Where proof is added for the first item of the action; "" where this person may not."""
    items = found.action.row.items
    return page_at("proofs.new", reference=items[0].reference) if found.may_report and items else ""


def _tag(state: ActionState) -> Tag:
    tones = {
        ActionState.OPEN: Tone.PLAIN,
        ActionState.DONE: Tone.GREEN,
        ActionState.DROPPED: Tone.GREY,
    }
    return Tag(state.label, tones[state])


def _when(one: ActionInFull, today: date) -> str:
    action = one.row.action
    if action.settled_on is not None:
        return f"{action.state.label} on {date_in_words(action.settled_on)}"
    if one.due is None:
        return ""
    said = f"Due on {date_in_words(one.due)}"
    if one.details.every_months:
        months = one.details.every_months
        every = {1: "Every month", 12: "Every year"}.get(months, f"Every {months} months")
        said = f"{every}, next due on {date_in_words(one.due)}"
    return f"{said}: {counted((today - one.due).days, 'day')} overdue" if one.is_overdue else said


def _missed(one: ActionInFull) -> str:
    if not one.missed:
        return ""
    times = {1: "once", 2: "twice"}.get(len(one.missed), f"{len(one.missed)} times")
    return f"Missed {times}, last on {date_in_words(one.missed[-1])}"


def _outcome(one: ActionInFull) -> str:
    action = one.row.action
    if action.outcome:
        return action.outcome
    if not action.times_done:
        return ""
    last = action.times_done[-1]
    return f"Last done on {date_in_words(last.done_on)}: {last.words}"
