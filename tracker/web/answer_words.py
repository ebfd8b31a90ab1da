"""What stands around the boxes of an answer: the items it may answer too, words to start from, the margin."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from tracker.clock import today
from tracker.domain.permissions import Ability, may
from tracker.domain.vocabulary import Voice
from tracker.queries.margin_comments import comments_on
from tracker.queries.reading import reading
from tracker.queries.shared_paragraphs import SharedRow, shared_rows
from tracker.services.items import get_item
from tracker.services.response_views import ItemInResponse
from tracker.services.responses import get_response
from tracker.services.wording_starts import WordingStart, with_start, wording_starts
from tracker.web.allow import current_actor
from tracker.web.editor_words import VOICES, MarginNote, notes_on
from tracker.web.forms.answers import AnswerForm
from tracker.web.item_words import first_words

INSERT = "insert"


@dataclass(frozen=True)
class Around:
    """Everything beside the boxes of one answer, as far as this person may see it."""

    others: tuple[tuple[str, str], ...]
    shared: tuple[SharedRow, ...]
    starts: tuple[WordingStart, ...]
    margin: tuple[tuple[str, tuple[MarginNote, ...]], ...]


def around(reference: str, view: ItemInResponse, answer_id: int, items: Sequence[ItemInResponse]) -> Around:
    """What stands around the answer to one item; nothing of the PCC's for who may not write it."""
    by = current_actor()
    if view.is_pcc_hidden or not may(by, Ability.EDIT_PCC_RESPONSES):
        return Around((), (), (), ())
    response = get_response(reference=reference, by=by, today=today())
    item, _ = get_item(reference=view.reference, by=by, today=today())
    shared = tuple(shared_rows(reading(), answer_id))
    comments = comments_on(reading(), response.id) if may(by, Ability.COMMENT_IN_MARGIN) else []
    notes = ((VOICES[voice], notes_on(view, voice, comments, is_open=True)) for voice in Voice)
    return Around(
        tuple(_others(view, items, shared)),
        tuple(row for row in shared if row.others),
        wording_starts(response=response, item=item, by=by, today=today()),
        tuple(found for found in notes if found[1]),
    )


def _others(
    view: ItemInResponse, items: Sequence[ItemInResponse], shared: Sequence[SharedRow]
) -> list[tuple[str, str]]:
    """The items for us that do not share every paragraph of this response already."""
    ties = {row.text: row.others for row in shared}
    return [
        (one.reference, f"{one.heading} ({one.reference}): {first_words(one.details.text, 80)}")
        for one in items
        if one.id != view.id
        and one.details.for_whom.is_ours
        and not (view.pcc and all(one.reference in ties.get(text, ()) for text in view.pcc))
    ]


def inserted(form: AnswerForm, starts: Sequence[WordingStart]) -> bool:
    """Put the words that were asked for behind what is typed; False where none were asked for."""
    wanted = request.form.get(INSERT, "") if form.is_sent else ""
    start = next((one for one in starts if one.key == wanted), None)
    if start is None or "pcc" not in form:
        return False
    form.pcc.data = with_start(form.pcc.data or "", start)
    return True
