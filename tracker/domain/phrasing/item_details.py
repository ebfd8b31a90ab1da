"""An item's record as its own words give it: for whom, addressees and deadlines read in one go."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.items import MAX_LINE, DeadlineDetails, ItemDetails
from tracker.domain.phrasing.addressees import Us, read_addressees
from tracker.domain.phrasing.deadlines import ReadDeadline, read_deadlines
from tracker.domain.vocabulary import DeadlineBasis, ItemKind

_WITH_A_DATE = (DeadlineBasis.DATED, DeadlineBasis.RELATIVE)


@dataclass(frozen=True)
class ReadDetails:
    """What was read, and the doubts a person should look at."""

    details: ItemDetails
    warnings: tuple[str, ...]


def read_details(
    text: str,
    *,
    kind: ItemKind,
    number: str | None,
    us: Us,
    published_on: date | None,
    heading: str = "",
    parent_id: int | None = None,
) -> ReadDetails:
    """The record of an item as its text says it; relative deadlines are counted from publication."""
    addressed = read_addressees(text, kind, us)
    deadlines = read_deadlines(text, published_on)
    details = ItemDetails(
        kind=kind,
        number=number,
        text=text,
        heading=heading,
        parent_id=parent_id,
        for_whom=addressed.for_whom,
        is_joint=addressed.is_joint,
        is_conditional=addressed.is_conditional,
        addressees=tuple(name[:MAX_LINE] for name in addressed.names),
        deadlines=tuple(kept_deadline(deadline) for deadline in deadlines),
    )
    doubts = (*addressed.warnings, *(d.warning for d in deadlines if d.warning))
    return ReadDetails(details, tuple(dict.fromkeys(doubts)))


def kept_deadline(read: ReadDeadline) -> DeadlineDetails:
    """A deadline whose date cannot be worked out (a misprinted day) is kept as one without an exact date."""
    is_dateless = read.basis in _WITH_A_DATE and read.on is None
    basis = DeadlineBasis.VAGUE if is_dateless else read.basis
    return DeadlineDetails(read.phrase[:MAX_LINE], read.on, read.precision if read.on else None, basis)
