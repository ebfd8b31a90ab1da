"""Paragraphs that several answers of a letter share."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.item import Item
from tracker.models.response import Answer
from tracker.models.shared_paragraph import SharedParagraph, SharedPlace


def shared_in(session: Session, answer_id: int) -> list[SharedParagraph]:
    """The shared paragraphs that stand in an answer."""
    return list(
        session.scalars(
            select(SharedParagraph)
            .join(SharedPlace, SharedPlace.shared_paragraph_id == SharedParagraph.id)
            .where(SharedPlace.answer_id == answer_id)
            .order_by(SharedParagraph.id)
        )
    )


@dataclass(frozen=True)
class SharedRow:
    """A shared paragraph of an answer, with the references of the other items it answers."""

    text: str
    others: tuple[str, ...]


def shared_rows(session: Session, answer_id: int) -> list[SharedRow]:
    """The shared paragraphs of an answer as its page tells of them."""
    found = []
    for shared in shared_in(session, answer_id):
        references = session.scalars(
            select(Item.reference)
            .join(Answer, Answer.item_id == Item.id)
            .join(SharedPlace, SharedPlace.answer_id == Answer.id)
            .where(SharedPlace.shared_paragraph_id == shared.id, Answer.id != answer_id)
            .order_by(Item.position, Item.id)
        )
        found.append(SharedRow(shared.text, tuple(references)))
    return found


def answer_by_id(session: Session, key: int) -> tuple[Answer, Item]:
    """An answer with its item."""
    answer, item = session.execute(
        select(Answer, Item).join(Item, Item.id == Answer.item_id).where(Answer.id == key)
    ).one()
    return answer, item
