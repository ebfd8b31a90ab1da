"""Papers of meetings as they are read, and the people whose names a public paper may not say."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.boards import BoardRole
from tracker.models.account import Account
from tracker.models.board import BoardAgency, BoardPerson
from tracker.models.board_paper import BoardPaper
from tracker.models.commission import PostAccount
from tracker.models.item import Item
from tracker.models.meeting import MeetingText
from tracker.models.office import ChiefOfficerPost, Holding, Post


def papers_of(session: Session, meeting_id: int) -> list[BoardPaper]:
    """The papers of a meeting: the status paper first, then the plain ones in the order they were begun."""
    return list(
        session.scalars(
            select(BoardPaper)
            .where(BoardPaper.meeting_id == meeting_id)
            .order_by(BoardPaper.is_plain, BoardPaper.id)
        )
    )


def status_paper_of(session: Session, meeting_id: int) -> BoardPaper | None:
    """The status paper of a meeting; it has one."""
    return session.scalars(
        select(BoardPaper)
        .where(BoardPaper.meeting_id == meeting_id, BoardPaper.is_plain.is_(False))
        .order_by(BoardPaper.id)
    ).first()


def paper_by_id(session: Session, meeting_id: int, key: int) -> BoardPaper | None:
    """One paper of this meeting."""
    paper = session.get(BoardPaper, key)
    return paper if paper is not None and paper.meeting_id == meeting_id else None


def paper_by_nonce(session: Session, nonce: str) -> BoardPaper | None:
    """The paper that an earlier press of the same button made."""
    wanted = select(BoardPaper).where(BoardPaper.nonce == nonce)
    return session.scalars(wanted).first() if nonce else None


def sensitive_texts(session: Session, meeting_id: int) -> dict[str, str]:
    """The texts for the board that stay out of public papers, by the reference of their item."""
    rows = session.execute(
        select(Item.reference, MeetingText.text)
        .join(Item, Item.id == MeetingText.item_id)
        .where(MeetingText.meeting_id == meeting_id, MeetingText.is_sensitive.is_(True))
        .order_by(Item.reference)
    )
    return {row.reference: row.text for row in rows}


def chief_officers(session: Session) -> list[str]:
    """Everybody who holds, held or will hold a post whose holders may be named in public."""
    held = (
        select(Holding.person_name)
        .join(ChiefOfficerPost, ChiefOfficerPost.post_id == Holding.post_id)
        .order_by(Holding.id)
    )
    accounts = (
        select(Account.name)
        .join(PostAccount, PostAccount.account_id == Account.id)
        .join(ChiefOfficerPost, ChiefOfficerPost.post_id == PostAccount.post_id)
        .order_by(Account.id)
    )
    return [*session.scalars(held), *session.scalars(accounts)]


def holders_of_posts(session: Session) -> list[tuple[str, str, date | None]]:
    """Who holds or held a post, by the office's list or by account: the name, its title and from when;
    the latest first."""
    held = session.execute(
        select(Holding.person_name, Post.title, Holding.from_on, Holding.id).join(
            Post, Post.id == Holding.post_id
        )
    )
    accounts = session.execute(
        select(Account.name, Post.title, PostAccount.from_on, PostAccount.id)
        .join(PostAccount, PostAccount.account_id == Account.id)
        .join(Post, Post.id == PostAccount.post_id)
    )
    rows = [(name, title, from_on) for name, title, from_on, _ in (*held, *accounts)]
    return sorted(rows, key=lambda row: (-(row[2] or date.min).toordinal(), row[1], row[0]))


def people_of_boards(session: Session, board_id: int) -> list[tuple[str, BoardRole, str]]:
    """Everybody who sits or sat on a board, this board's people first: name, role and agency."""
    rows = session.execute(
        select(BoardPerson.person_name, BoardPerson.role, BoardAgency.name)
        .outerjoin(BoardAgency, BoardAgency.id == BoardPerson.agency_id)
        .order_by(BoardPerson.board_id != board_id, BoardPerson.id)
    )
    return [(name, role, agency or "") for name, role, agency in rows]


def names_of_accounts(session: Session) -> list[str]:
    """The name of every account."""
    return list(session.scalars(select(Account.name).order_by(Account.id)))
