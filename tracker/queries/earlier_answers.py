"""What the PCC said before, in letters that were issued, to be found again by its theme."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.themes import EarlierWords
from tracker.domain.vocabulary import ISSUED
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.models.response import Answer, Response
from tracker.queries.reports import visible


def earlier_answers(session: Session, actor: Actor, today: date, *, not_of: int) -> list[EarlierWords]:
    """The PCC's responses in issued letters that this person may know of, but for those of one letter.

    The key names the letter and the item: "S55-2024-01 R2023-07-REC1".
    """
    rows = session.execute(
        select(Response.reference, Item.reference, Item.text, Answer.pcc, Response.letter_dated)
        .select_from(Answer)
        .join(Response, Response.id == Answer.response_id)
        .join(Item, Item.id == Answer.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(Response.status.in_(ISSUED), Response.id != not_of, Answer.pcc != "", visible(actor, today))
        .order_by(Response.letter_dated.desc(), Answer.id)
    )
    return [
        EarlierWords(f"{letter} {item}", asked, said, on or date.min)
        for letter, item, asked, said, on in rows
    ]
