"""Offices and people by date, as they are read."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.office_holders import Holding as DatedHolding
from tracker.domain.office_holders import confirmation_question, confirmed_on_list, holder_on
from tracker.domain.offices import HOME_SECRETARY, DayParts, in_force, nobody
from tracker.domain.phrasing.addressees import Us
from tracker.domain.vocabulary import BodyKind
from tracker.models.office import Body, ChiefOfficerPost, Holding, Letterhead, Post, SignatureImage
from tracker.queries.reports import MAX_ID

ADDRESSEE = ("addressee_block", "salutation")
SIGNATORY = ("signatory_name", "signatory_title", "opening")
"""The parts of a letter that follow from the two people in it."""


def bodies(session: Session) -> Sequence[Body]:
    """All bodies, the latest first within each kind."""
    return list(
        session.scalars(
            select(Body).order_by(Body.kind.desc(), Body.from_on.desc().nulls_last(), Body.id.desc())
        )
    )


def letterheads(session: Session) -> Sequence[Letterhead]:
    """All letterheads, the latest first."""
    return list(
        session.scalars(
            select(Letterhead).order_by(Letterhead.from_on.desc().nulls_last(), Letterhead.id.desc())
        )
    )


def posts(session: Session) -> Sequence[Post]:
    """All posts by title."""
    return list(session.scalars(select(Post).order_by(Post.title, Post.id)))


def chief_officer_posts(session: Session) -> frozenset[int]:
    """The ids of the posts whose holders may be named in public."""
    return frozenset(session.scalars(select(ChiefOfficerPost.post_id).order_by(ChiefOfficerPost.post_id)))


def post_by_slug(session: Session, slug: str) -> Post | None:
    """One post by its slug."""
    return session.scalars(select(Post).where(Post.slug == slug)).first()


def body_by_id(session: Session, key: int) -> Body | None:
    """One body by its id."""
    return session.get(Body, key) if 0 < key <= MAX_ID else None


def letterhead_by_id(session: Session, key: int) -> Letterhead | None:
    """One letterhead by its id."""
    return session.get(Letterhead, key) if 0 < key <= MAX_ID else None


def all_holdings(session: Session) -> Sequence[Holding]:
    """Every holding, each post's latest first; an unknown start counts as the earliest."""
    rows = session.scalars(select(Holding).order_by(Holding.post_id))
    return sorted(rows, key=lambda h: (-h.post_id, h.from_on or date.min, h.id), reverse=True)


def newest_signatures(session: Session) -> dict[int, tuple[int, str]]:
    """The signature image last added for each holding: its id and the words that stand for it."""
    rows = session.execute(
        select(SignatureImage.holding_id, SignatureImage.id, SignatureImage.alt_text).order_by(
            SignatureImage.id
        )
    )
    return {holding_id: (key, alt_text) for holding_id, key, alt_text in rows}


def signature_content(session: Session, key: int) -> bytes | None:
    """The picture of one signature image."""
    return session.scalar(select(SignatureImage.content).where(SignatureImage.id == key))


def holding_by_id(session: Session, key: int) -> Holding | None:
    """One holding by its id."""
    return session.get(Holding, key) if 0 < key <= MAX_ID else None


def holdings_of(session: Session, post_id: int) -> Sequence[Holding]:
    """Who holds and held a post, the latest first; an unknown start counts as the earliest."""
    rows = session.scalars(select(Holding).where(Holding.post_id == post_id))
    return sorted(rows, key=lambda h: (h.from_on or date.min, h.id), reverse=True)


def dated(holding: Holding, slug: str) -> DatedHolding:
    """A holding as the rules read it."""
    return DatedHolding(
        slug, holding.person_name, holding.from_on, holding.to_on, holding.is_acting, holding.confirmed_on
    )


def holder_of(session: Session, post: Post, day: date) -> Holding | None:
    """The holder of a post on a day, an acting one first."""
    rows = {dated(row, post.slug): row for row in holdings_of(session, post.id)}
    found = holder_on(rows, post.slug, day)
    return rows[found] if found else None


def body_on(session: Session, kind: BodyKind, day: date) -> Body | None:
    """The body of a kind on a day."""
    return next((b for b in bodies(session) if b.kind is kind and in_force(b.from_on, b.to_on, day)), None)


def us(session: Session) -> Us:
    """Every name our bodies have or had, so that addressees can be told apart."""
    names: dict[BodyKind, list[str]] = {BodyKind.FORCE: [], BodyKind.LOCAL_POLICING_BODY: []}
    for body in bodies(session):
        names[body.kind].extend([body.name, *body.also_called.splitlines()])
    return Us(
        tuple(n.strip() for n in names[BodyKind.FORCE] if n.strip()),
        tuple(n.strip() for n in names[BodyKind.LOCAL_POLICING_BODY] if n.strip()),
    )


def newest_signature(session: Session, holding_id: int) -> SignatureImage | None:
    """The signature image last added for a holder."""
    return session.scalars(
        select(SignatureImage)
        .where(SignatureImage.holding_id == holding_id)
        .order_by(SignatureImage.id.desc())
    ).first()


def parts_on(session: Session, day: date, today: date) -> DayParts:
    """The parts of a letter dated on a day, with the question whether each name still holds."""
    missing: dict[str, tuple[str, ...]] = {}
    questions: list[str] = []
    head = next((h for h in letterheads(session) if in_force(h.from_on, h.to_on, day)), None)
    if head is None:
        missing["No letterhead is recorded for the letter's date: add one under Offices and people."] = (
            "office_block",
        )
    body = body_on(session, BodyKind.LOCAL_POLICING_BODY, day)
    force = body_on(session, BodyKind.FORCE, day)
    for one, what, parts in (
        (body, "local policing body", SIGNATORY),
        (force, "police force", ("force_name",)),
    ):
        if one is None:
            missing[f"No {what} is recorded for the letter's date: add it under Offices and people."] = parts
    secretary = _post_and_holder(session, post_by_slug(session, HOME_SECRETARY), day)
    if secretary is None:
        post = post_by_slug(session, HOME_SECRETARY)
        missing[nobody(post.title if post else "Home Secretary", day)] = ADDRESSEE
    head_post = session.get(Post, body.head_post_id) if body and body.head_post_id else None
    signer = _post_and_holder(session, head_post, day)
    if signer is None:
        missing[nobody(head_post.title if head_post else "head of the local policing body", day)] = SIGNATORY
    confirmed: dict[str, str] = {}
    for part, pair in (("addressee", secretary), ("signatory", signer)):
        if pair:
            questions.append(f"{pair[0].title}: {confirmation_question(dated(pair[1], pair[0].slug), today)}")
            confirmed[part] = confirmed_on_list(pair[1].confirmed_on, today)
    image = newest_signature(session, signer[1].id) if signer else None
    return DayParts(
        office_block=head.text if head else "",
        addressee_block=f"{secretary[1].person_name}\n{secretary[0].title}\n{secretary[0].address}".strip()
        if secretary
        else "",
        salutation=secretary[0].salutation if secretary else "",
        signatory_name=signer[1].person_name if signer else "",
        signatory_title=(signer[0].title_in_letters or signer[0].title) if signer else "",
        office_title=signer[0].title if signer else "",
        office_short_title=(signer[0].short_title or signer[0].title) if signer else "PCC",
        body_name=body.name if body else "",
        force_name=force.name if force else "",
        signature_image_id=image.id if image else None,
        questions=tuple(questions),
        confirmed=confirmed,
        missing=tuple(missing),
        leaves_open=missing,
    )


def _post_and_holder(session: Session, post: Post | None, day: date) -> tuple[Post, Holding] | None:
    holder = holder_of(session, post, day) if post else None
    return (post, holder) if post is not None and holder is not None else None
