"""One paragraph of the PCC in several answers: carried over, changed everywhere, or let go, in one act."""

from collections.abc import Sequence

from tracker.domain.audit import Change, Subject
from tracker.domain.markup import join_paragraphs, paragraphs_of
from tracker.domain.refusals import Invalid
from tracker.domain.text_differences import compare_paragraphs
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.response import Answer, Response
from tracker.models.shared_paragraph import SharedParagraph, SharedPlace
from tracker.queries.shared_paragraphs import answer_by_id, shared_in
from tracker.services.letter_details import MAX_TEXT
from tracker.services.writing import claim


def carried_over(
    *, response: Response, answer: Answer, before: str, also: Sequence[tuple[Answer, Item]], everywhere: bool
) -> list[Change]:
    """What a change of an answer's PCC response does to other answers; the changes, for the caller's event.

    `before` is the response as it stood; `also` are the answers, taken at their version, that its paragraphs
    are to stand in from now on; `everywhere` says that a shared paragraph which was reworded is reworded in
    the other answers too. Otherwise this answer shares it no longer.
    """
    changes = _reworded(response, answer, before, everywhere=everywhere)
    for other, item in also:
        changes += _added(response, answer, other, item)
    return changes


def _reworded(response: Response, answer: Answer, before: str, *, everywhere: bool) -> list[Change]:
    session = db.session()
    new = paragraphs_of(answer.pcc)
    rows = compare_paragraphs(paragraphs_of(before), new)
    became = {row.old: row.new for row in rows if row.old is not None}
    changes = []
    for shared in shared_in(session, answer.id):
        if shared.text in new:
            continue
        words = became.get(shared.text)
        others = [place.answer_id for place in shared.places if place.answer_id != answer.id]
        if words is None or not everywhere:
            _leave(shared, answer)
            continue
        for key in others:
            other, item = answer_by_id(session, key)
            if shared.text not in paragraphs_of(other.pcc):
                _leave(shared, other)
                continue
            texts = [words if text == shared.text else text for text in paragraphs_of(other.pcc)]
            claim(other, other.version, "answer")
            changes.append(_written(response, other, item, texts))
        shared.text = words
    session.flush()
    return changes


def _added(response: Response, answer: Answer, other: Answer, item: Item) -> list[Change]:
    """Put the answer's paragraphs behind those of another answer, and tie the two together."""
    session = db.session()
    texts = list(paragraphs_of(other.pcc))
    own = paragraphs_of(answer.pcc)
    missing = [text for text in own if text not in texts]
    for text in own:
        kept = next((one for one in shared_in(session, answer.id) if one.text == text), None)
        if kept is None:
            kept = SharedParagraph(
                response_id=response.id, text=text, places=[SharedPlace(answer_id=answer.id)]
            )
            session.add(kept)
        if other.id not in {place.answer_id for place in kept.places}:
            kept.places.append(SharedPlace(answer_id=other.id))
        session.flush()
    return [_written(response, other, item, [*texts, *missing])] if missing else []


def _written(response: Response, other: Answer, item: Item, texts: Sequence[str]) -> Change:
    before, other.pcc = other.pcc, join_paragraphs(texts)
    if len(other.pcc) > MAX_TEXT:
        problem = f"The response to {item.reference} would have more than {MAX_TEXT:,} characters."
        raise Invalid({"also_answers": problem})
    subject = Subject("answer", other.id, f"{response.reference} {item.reference}")
    return Change(subject, "pcc", before, other.pcc)


def _leave(shared: SharedParagraph, answer: Answer) -> None:
    """Take an answer out of those that share a paragraph; one alone shares it with nobody."""
    shared.places = [place for place in shared.places if place.answer_id != answer.id]
    if len(shared.places) < 2:
        db.session.delete(shared)
