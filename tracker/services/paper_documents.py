"""A board paper as it is printed: its own words and the draft of the rows, as a page and as a Word file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tracker.documents.board_paper import write_paper
from tracker.documents.status_pack_words import copy_in_words, history_head
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.packs import Pack
from tracker.domain.paper_drafts import drafted_parts
from tracker.domain.paper_edits import (
    NOT_PUBLISHED,
    Drafts,
    KeptPart,
    drafts_by_kind,
    printed,
    withheld,
    without_sensitive,
)
from tracker.domain.paper_names import OF_AN_ACCOUNT, names_to_take_out, stands_for_post, stands_for_role
from tracker.domain.paper_public import KnownName, TakenOut, public_version
from tracker.domain.papers import AGENDA_AND_MARKING, Paper, PaperStyle, style_from_json
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.board_paper import BoardPaper, BoardPaperPart
from tracker.models.meeting import Meeting
from tracker.queries.board_papers import (
    chief_officers,
    holders_of_posts,
    names_of_accounts,
    people_of_boards,
    sensitive_texts,
)


def paper_bytes(*, paper: BoardPaper, pack: Pack, is_public: bool) -> bytes:
    """The paper as a Word file, made from these rows; a draft is stamped with its moment."""
    made = public_paper(paper=paper, pack=pack)[0] if is_public else paper_of(paper=paper, pack=pack)
    return write_paper(made)


def paper_of(*, paper: BoardPaper, pack: Pack) -> Paper:
    """The paper as it would be printed from these rows."""
    drafts = drafts_of(paper, pack)
    return _paper(paper, pack, [kept(part) for part in paper.parts], drafts)


def public_paper(*, paper: BoardPaper, pack: Pack) -> tuple[Paper, tuple[TakenOut, ...]]:
    """The paper as it may be published, and what was taken out of it."""
    sensitive = sensitive_texts(db.session(), paper.meeting_id)
    parts = [kept(part) for part in paper.parts]
    told = [replace(part, text=withheld(part.text, sensitive.values())) for part in parts]
    made = _paper(paper, pack, told, drafts_of(paper, without_sensitive(pack, sensitive)))
    public, taken = public_version(made, names_below_chief_officer(paper))
    secrets = tuple(
        TakenOut(f"The text for the board on {reference}", NOT_PUBLISHED)
        for reference in _said_of(paper, pack, sensitive)
    )
    return public, (*secrets, *taken)


def _said_of(paper: BoardPaper, pack: Pack, sensitive: Mapping[str, str]) -> Iterator[str]:
    """The items whose sensitive text for the board the whole paper says."""
    said = "\n\n".join(part.text for part in paper_of(paper=paper, pack=pack).parts)
    for reference, secret in sensitive.items():
        if withheld(said, [secret]) != said:
            yield reference


def drafts_of(paper: BoardPaper, pack: Pack) -> Drafts:
    """What the rows give each section; a plain paper takes nothing from them."""
    return {} if paper.is_plain else drafts_by_kind(drafted_parts(pack, style_of(paper)))


def style_of(paper: BoardPaper) -> PaperStyle:
    """The paper's own look, else its board's, else the usual one."""
    session = db.session()
    board = session.get_one(Board, session.get_one(Meeting, paper.meeting_id).board_id)
    return style_of_board(board, paper.style)


def style_of_board(board: Board, own: str = "") -> PaperStyle:
    """The look of a board's papers; `own` is that of one paper as it is kept."""
    held = own or board.paper_style
    return style_from_json(held) if held else AGENDA_AND_MARKING


def kept(part: BoardPaperPart) -> KeptPart:
    """A section as the rules read it."""
    return KeptPart(
        kind=part.kind,
        number=part.number,
        heading=part.heading,
        text=part.text,
        is_typed=part.is_typed,
        is_left_out_of_public=part.is_left_out_of_public,
        drafted_sha256=part.drafted_sha256,
    )


def _paper(paper: BoardPaper, pack: Pack, parts: list[KeptPart], drafts: Drafts) -> Paper:
    return Paper(
        style=style_of(paper),
        title=paper.title,
        parts=tuple(piece for part in parts for piece in printed(part, drafts)),
        board=pack.head.board,
        author=paper.drafted_by,
        made_at=pack.head.as_at,
        meeting_on=pack.head.meeting_on,
        agenda_item=paper.agenda_item,
        marking=paper.marking.label if paper.marking else "",
        to=paper.to_words,
        sent_by=paper.from_words,
        dated=date_in_words(paper.dated_on),
        draft=copy_in_words(pack.head) if pack.head.is_draft else "",
        head="" if pack.head.is_draft else history_head(pack.head),
    )


def names_below_chief_officer(paper: BoardPaper) -> tuple[KnownName, ...]:
    """Everybody whose name a public version of the paper may not say, each with what stands there instead."""
    session = db.session()
    board_id = session.get_one(Meeting, paper.meeting_id).board_id
    people = [KnownName(name, stands_for_post(title)) for name, title, _ in holders_of_posts(session)]
    people += [
        KnownName(name, stands_for_role(role, agency))
        for name, role, agency in people_of_boards(session, board_id)
    ]
    people += [KnownName(name, OF_AN_ACCOUNT) for name in names_of_accounts(session)]
    return names_to_take_out(people, chief_officers(session))
