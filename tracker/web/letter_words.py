"""A letter as its preview prints it: the same values as the Word file, in the same order."""

from dataclasses import dataclass

from flask import url_for

from tracker.domain.dates_in_words import date_in_words, date_with_ordinal
from tracker.domain.vocabulary import Layout
from tracker.services.letters import LetterDraft
from tracker.services.response_views import ResponseInFull


@dataclass(frozen=True)
class Preview:
    """The letter on the page; `refusal` says why this person may not read it yet: then there is no draft."""

    draft: LetterDraft | None
    date: str = ""
    is_numbered: bool = False
    signature_href: str = ""
    lacks: str = ""
    refusal: str = ""
    note: str = ""
    """That it is the issued letter which is shown, while a corrected one is being prepared."""


def preview_of(draft: LetterDraft, full: ResponseInFull) -> Preview:
    """The letter as it would be printed today, with its own options."""
    is_numbered = full.layout is Layout.NUMBERED
    in_words = date_with_ordinal if is_numbered else date_in_words
    lacks = [*([] if draft.is_dated else ["its date"]), *draft.gaps]
    return Preview(
        draft=draft,
        date=in_words(draft.letter.dated) if draft.is_dated else "",
        is_numbered=is_numbered,
        signature_href=url_for("responses.signature", reference=full.reference)
        if draft.letter.signature
        else "",
        lacks=", ".join(lacks),
        note=f"You read version {full.stands_issued}, as it was issued." if full.stands_issued else "",
    )
