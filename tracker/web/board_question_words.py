"""Questions for the Chief Constable in the words of their pages."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.questions import Assurance
from tracker.services.board_questions import QuestionAsked, QuestionsOfMeeting
from tracker.services.question_answers import VerdictOnItem
from tracker.web.presenting import Tag, Tone, counted, moment_in_words, tag_of

TITLE = "Questions for the Chief Constable"
OPEN = Tag("Not answered yet", Tone.PLAIN)
NO_VERDICT = Tag("No verdict yet", Tone.PLAIN)
TONES = {
    Assurance.ASSURED: Tone.GREEN,
    Assurance.PARTLY_ASSURED: Tone.AMBER,
    Assurance.NOT_ASSURED: Tone.RED,
}


@dataclass(frozen=True)
class QuestionLine:
    """One question on the page; `answer_href` is "" where the visitor may not record the answer."""

    reference: str
    href: str
    name: str
    about: str
    rating: Tag | None
    words: str
    earlier: tuple[str, ...]
    answer: str
    verdict: Tag
    judged: str
    answer_href: str
    answer_text: str


@dataclass(frozen=True)
class QuestionsPage:
    """Everything that the page of questions says."""

    caption: str
    back_href: str
    word_href: str
    state: str
    why_not: str
    lines: tuple[QuestionLine, ...]
    left_out: str
    not_again: tuple[tuple[str, str, str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class VerdictLine:
    """What was answered at one meeting, on the page of its item."""

    meeting: str
    href: str
    question: str
    answer: str
    verdict: Tag
    judged_by: str


def questions_page(found: QuestionsOfMeeting) -> QuestionsPage:
    """The questions of a meeting, as this visitor reads them."""
    place: dict[str, Any] = {"board": found.board.reference, "on": found.meeting.on.isoformat()}
    return QuestionsPage(
        caption=f"{found.board.name}, meeting on {date_in_words(found.meeting.on)}",
        back_href=url_for("meetings.show", **place),
        word_href=url_for("board_questions.word", **place),
        state=_state(found),
        why_not=found.may_answer.reason,
        lines=tuple(_line(one, place, may_answer=bool(found.may_answer)) for one in found.asked),
        left_out=found.left_out,
        not_again=tuple(
            (one.reference, url_for("items.show", reference=one.reference), one.name, said)
            for one, said in found.not_again
        ),
    )


def _state(found: QuestionsOfMeeting) -> str:
    answered = sum(1 for one in found.asked if one.version)
    judged = sum(1 for one in found.asked if one.assurance is not None)
    questions = counted(len(found.asked), "question")
    head, moment = found.head, moment_in_words(found.head.as_at)
    rows = "draft" if head.is_draft else f"final copy, version {head.version},"
    return f"{questions}: {answered} answered, {judged} with a verdict. Drawn from the {rows} as at {moment}."


def _line(one: QuestionAsked, place: dict[str, Any], *, may_answer: bool) -> QuestionLine:
    about = f"{one.item.report_title}. Owner: {one.owner or 'nobody yet'}."
    judged = f"{one.judged_by}, {moment_in_words(one.judged_at)}" if one.judged_by else ""
    reference = one.item.reference
    return QuestionLine(
        reference=reference,
        href=url_for("items.show", reference=reference),
        name=one.item.name,
        about=about,
        rating=tag_of(one.rating) if one.rating is not None else None,
        words=one.words,
        earlier=one.earlier,
        answer=one.answer,
        verdict=_verdict(one.assurance) if one.version else OPEN,
        judged=judged,
        answer_href=url_for("board_questions.answer", reference=reference, **place) if may_answer else "",
        answer_text="Change the answer or the verdict" if one.version else "Record the answer",
    )


def _verdict(assurance: Assurance | None) -> Tag:
    return Tag(assurance.label, TONES[assurance]) if assurance is not None else NO_VERDICT


def verdict_lines(found: tuple[VerdictOnItem, ...]) -> tuple[VerdictLine, ...]:
    """The answers and verdicts on an item, as its page lists them."""
    return tuple(
        VerdictLine(
            meeting=f"{one.board}, {date_in_words(one.on)}",
            href=url_for("meetings.show", board=one.board_reference, on=one.on.isoformat()),
            question=one.question,
            answer=one.answer,
            verdict=_verdict(one.assurance),
            judged_by=one.judged_by,
        )
        for one in found
    )
