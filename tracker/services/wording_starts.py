"""Words to start a PCC's response from: standard openings, and earlier answers on the same theme."""

from dataclasses import dataclass
from datetime import date

from tracker.documents.opening_wordings import openings
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.themes import on_the_same_theme
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.response import Response
from tracker.queries.earlier_answers import earlier_answers
from tracker.services.reports import require


@dataclass(frozen=True)
class WordingStart:
    """Words that can be put at the end of what is typed; `key` names them."""

    key: str
    label: str
    text: str


def wording_starts(*, response: Response, item: Item, by: Actor, today: date) -> tuple[WordingStart, ...]:
    """The words offered for an item: answers on its theme, the likest first, then the openings."""
    require(may(by, Ability.EDIT_PCC_RESPONSES))
    said = on_the_same_theme(item.text, earlier_answers(db.session(), by, today, not_of=response.id))
    told = [
        WordingStart(
            f"said {one.key}",
            f"Said on the same theme in {one.key.partition(' ')[0]}"
            + (f" on {date_in_words(one.on)}" if one.on > date.min else ""),
            one.said,
        )
        for one in said
    ]
    return (*told, *(WordingStart(f"opening {one.key}", one.label, one.text) for one in openings()))


def with_start(typed: str, start: WordingStart) -> str:
    """What was typed, with the words behind it; not a letter of it is overwritten."""
    return f"{typed.rstrip()}\n\n{start.text}" if typed.strip() else start.text
