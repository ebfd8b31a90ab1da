"""Offices and people in the words of their page."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.offices import in_force, period_in_words
from tracker.services.office_views import HoldingInPost, OfficesInFull, PostWithHolders
from tracker.web.presenting import Tag, Tone

NOW, EARLIER = Tag("Today", Tone.GREEN), Tag("Earlier or later", Tone.GREY)


@dataclass(frozen=True)
class HolderRow:
    """One holder of a post."""

    id: int
    version: int
    name: str
    is_acting: bool
    period: str
    is_current: bool
    confirmed: str
    edit_href: str
    signature_href: str
    picture_href: str
    alt_text: str


@dataclass(frozen=True)
class PostBlock:
    """A post with its words for letters and its holders."""

    slug: str
    title: str
    today: str
    facts: tuple[tuple[str, str], ...]
    holders: tuple[HolderRow, ...]


@dataclass(frozen=True)
class DatedRow:
    """A body or a letterhead with its period."""

    title: str
    kind: str
    period: str
    is_today: bool
    also: str
    signer: str
    edit_href: str


@dataclass(frozen=True)
class OfficesPage:
    """Everything the page says."""

    is_empty: bool
    state: str
    missing: tuple[str, ...]
    bodies: tuple[DatedRow, ...]
    posts: tuple[PostBlock, ...]
    letterheads: tuple[DatedRow, ...]


def page_of(view: OfficesInFull, today: date) -> OfficesPage:
    """The page of everything recorded, as it stands today."""
    titles = {one.post.id: one.post.title for one in view.posts}
    signing = {body.head_post_id for body in view.bodies}
    names = {body.id: body.name for body in view.bodies}
    return OfficesPage(
        is_empty=view.is_empty,
        state=_state(view),
        missing=view.parts.missing,
        bodies=tuple(
            DatedRow(
                title=body.name,
                kind=body.kind.label,
                period=_period(body.from_on, body.to_on, names.get(body.successor_id or 0, "")),
                is_today=in_force(body.from_on, body.to_on, today),
                also=", ".join(filter(None, map(str.strip, body.also_called.splitlines()))),
                signer=titles.get(body.head_post_id or 0, ""),
                edit_href=url_for("offices.edit_body", key=body.id),
            )
            for body in view.bodies
        ),
        posts=tuple(_post(one, is_signing=one.post.id in signing) for one in view.posts),
        letterheads=tuple(
            DatedRow(
                title=head.text,
                kind="",
                period=_period(head.from_on, head.to_on),
                is_today=in_force(head.from_on, head.to_on, today),
                also="",
                signer="",
                edit_href=url_for("offices.edit_letterhead", key=head.id),
            )
            for head in view.letterheads
        ),
    )


def _state(view: OfficesInFull) -> str:
    parts = view.parts
    if parts.missing:
        return "A letter of today would lack the parts below."
    addressee = parts.addressee_block.partition("\n")[0]
    return f"A letter of today would go to {addressee} and be signed by {parts.signatory_name}."


def _period(from_on: date | None, to_on: date | None, successor: str = "") -> str:
    period = period_in_words(from_on, to_on)
    return f"{period}, then {successor}" if successor else period


def _post(one: PostWithHolders, *, is_signing: bool) -> PostBlock:
    post = one.post
    current = next((h for h in one.holders if h.is_current), None)
    acting = next((h for h in one.holders if h.is_current and h.is_acting), None)
    holder = acting or current
    facts = (
        ("Title under a signature", post.title_in_letters),
        ("Short title", post.short_title),
        ("Salutation", post.salutation),
        ("Address", post.address),
        ("In published papers", "Its holders are named: a chief officer’s post" * one.is_chief_officer),
    )
    return PostBlock(
        slug=post.slug,
        title=post.title,
        today=_today(holder),
        facts=tuple((term, text) for term, text in facts if text),
        holders=tuple(_holder(h, is_signing=is_signing) for h in one.holders),
    )


def _today(holder: HoldingInPost | None) -> str:
    if holder is None:
        return "Nobody is recorded for today."
    return f"Today: {holder.person_name}{' (acting)' if holder.is_acting else ''}."


def _holder(holder: HoldingInPost, *, is_signing: bool) -> HolderRow:
    if holder.confirmed_on is not None:
        confirmed = f"{date_in_words(holder.confirmed_on)}, by {holder.confirmed_by}"
    else:
        confirmed = "Never" if holder.is_current else "No longer asked"
    key, alt_text = holder.signature or (0, "")
    return HolderRow(
        id=holder.id,
        version=holder.version,
        name=holder.person_name,
        is_acting=holder.is_acting,
        period=holder.period[:1].upper() + holder.period[1:],
        is_current=holder.is_current,
        confirmed=confirmed,
        edit_href=url_for("offices.edit_holder", key=holder.id),
        # Pictures are wanted of those who sign letters; nobody else is asked for one.
        signature_href=url_for("offices.signature", key=holder.id) if is_signing else "",
        picture_href=url_for("offices.picture", key=key) if key else "",
        alt_text=alt_text,
    )
