"""The questions of a meeting as a Word file, made by the writer of board papers."""

from datetime import date, datetime

from tracker.documents.board_paper import write_paper
from tracker.documents.status_pack_words import copy_in_words, history_head
from tracker.domain.papers import Paper, PaperPart, PartKind
from tracker.domain.permissions import Actor
from tracker.models.meeting import Meeting
from tracker.services.board_questions import QuestionAsked, QuestionsOfMeeting, questions_for_meeting
from tracker.services.paper_documents import style_of_board

TITLE = "Questions for the Chief Constable"
NONE = "No item of this board gives rise to a question."


def questions_bytes(*, meeting: Meeting, by: Actor, now: datetime, today: date) -> bytes:
    """The questions of a meeting as a Word file, with what is answered so far."""
    found = questions_for_meeting(meeting=meeting, by=by, now=now, today=today)
    return write_paper(paper_of_questions(found, author=by.name, now=now))


def paper_of_questions(found: QuestionsOfMeeting, *, author: str, now: datetime) -> Paper:
    """The questions as a paper of one section, in the look of the board's papers."""
    head, marking = found.head, found.board.marking
    return Paper(
        style=style_of_board(found.board),
        title=TITLE,
        parts=_parts(found),
        board=found.board.name,
        author=author,
        made_at=now,
        meeting_on=found.meeting.on,
        agenda_item=found.meeting.agenda_item,
        marking=marking.label if marking else "",
        to="The Chief Constable",
        sent_by="The PCC",
        draft=copy_in_words(head) if head.is_draft else "",
        head="" if head.is_draft else history_head(head),
    )


def _parts(found: QuestionsOfMeeting) -> tuple[PaperPart, ...]:
    told = [f"{place}. {_told(one)}" for place, one in enumerate(found.asked, start=1)] or [NONE]
    if found.left_out:
        told.append(found.left_out)
    parts = [PaperPart(PartKind.FREE, number="", text="\n\n".join(told))]
    if found.not_again:
        lines = [f"- {item.reference} {item.name}. {' '.join(said)}" for item, said in found.not_again]
        heading = "Asked last time and not again"
        parts.append(PaperPart(PartKind.FREE, number="", heading=heading, text="\n".join(lines)))
    return tuple(parts)


def _told(one: QuestionAsked) -> str:
    """The question as a paragraph, with what came of the last ones and its own answer as points below it."""
    facts = [one.rating.label.partition(" – ")[0] if one.rating is not None else "", one.owner]
    about = "; ".join(filter(None, facts))
    named = f"{one.item.reference} {one.item.name}, {one.item.report_title}{f' ({about})' if about else ''}"
    points = list(one.earlier)
    if one.answer:
        verdict = one.assurance.label if one.assurance is not None else "No verdict yet"
        points.append(f"Answer: {' '.join(one.answer.split())} {verdict}.")
    return "\n".join([f"{named}. {one.words}", *(f"- {point}" for point in points)])
