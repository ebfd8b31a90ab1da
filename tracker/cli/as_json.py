"""The JSON that commands print: references, ISO dates, the words of the field."""

from datetime import date
from typing import Any

from tracker.domain.items import ItemDetails, warnings_of


def day(value: date | None) -> str | None:
    """A date as ISO, or null."""
    return value.isoformat() if value else None


def item(
    reference: str | None, details: ItemDetails, parent: str | None, warnings: list[str]
) -> dict[str, Any]:
    """One item; `reference` is null while it is not saved."""
    return {
        "reference": reference,
        "kind": details.kind.value,
        "number": details.number,
        "text": details.text,
        "parent": parent,
        "for": details.for_whom.value,
        "joint": details.is_joint,
        "conditional": details.is_conditional,
        "addressees": list(details.addressees),
        "deadlines": [
            {
                "phrase": d.phrase,
                "on": day(d.on),
                "precision": d.precision.value if d.precision else None,
                "basis": d.basis.value,
            }
            for d in details.deadlines
        ],
        "warnings": list(dict.fromkeys([*warnings, *warnings_of(details)])),
    }
