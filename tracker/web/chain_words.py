"""A chain of earlier and later items in words."""

from dataclasses import dataclass

from flask import url_for

from tracker.domain.chains import ChainLink, ChainNode
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.items import heading_of
from tracker.domain.vocabulary import Rating, Standing
from tracker.queries.chains import ChainItem
from tracker.services.chain_views import ChainInFull


@dataclass(frozen=True)
class ChainLine:
    """One item of the tree as the page prints it."""

    reference: str
    href: str
    heading: str
    report_title: str
    published: str
    text: str
    rating: Rating
    counted: str
    relation: str
    note: str
    is_here: bool
    is_repeated: bool
    offer_text: str
    offer_href: str
    offer_reason: str
    later: tuple["ChainLine", ...]


def chain_lines(full: ChainInFull) -> tuple[ChainLine, ...]:
    """The trees of a chain."""
    return tuple(_line(node, full) for node in full.trees)


def _line(node: ChainNode, full: ChainInFull) -> ChainLine:
    item, link = full.items[node.item_id], node.link
    verdict = full.offers.get(link) if link is not None else None
    earlier = full.items[link.earlier_id].reference if link is not None else ""
    return ChainLine(
        reference=item.reference,
        href=url_for("items.show", reference=item.reference),
        heading=heading_of(item.kind, item.number, item.heading),
        report_title=item.report_title,
        published=date_in_words(item.published_on),
        text=item.text,
        rating=item.rating,
        counted=_counted(item),
        relation=_relation(link, earlier),
        note=link.note if link is not None else "",
        is_here=item.item_id == full.item_id,
        is_repeated=node.is_repeated,
        offer_text=f"Continue the work on {earlier} under {item.reference}" if verdict is not None else "",
        offer_href=url_for("chains.carry", reference=item.reference, earlier=earlier) if verdict else "",
        offer_reason=verdict.reason if verdict is not None else "",
        later=tuple(_line(one, full) for one in node.later),
    )


def _relation(link: ChainLink | None, earlier: str) -> str:
    if link is None:
        return ""
    return f"{link.kind.label} {earlier}" if link.kind is not None else f"Stands under {earlier}"


def _counted(item: ChainItem) -> str:
    if item.standing is Standing.OPEN:
        return f"{item.delivery.label}; counted as open"
    reason = f": {item.off_list_reason.label.lower()}" if item.off_list_reason else ""
    return f"{item.standing.label}{reason}; not counted as open"
