"""A long list a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.exceptions import NotFound

PAGE_SIZE = 50
HIGHEST_PAGE = 100_000


def page_asked_for(name: str = "page") -> int:
    """The page number of the address, 1 where it says none; NotFound for anything but a page number."""
    typed = request.args.get(name, "1")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 6 and 1 <= int(typed) <= HIGHEST_PAGE):
        raise NotFound()
    return int(typed)


@dataclass(frozen=True)
class Pages:
    """Where a page stands in its list; `address_of` makes the address of another page of it."""

    number: int
    total: int
    address_of: Callable[[int], str]
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size

    def in_words(self, noun: str) -> str:
        """What the page shows: "Showing 51 to 100 of 1,204 items"."""
        if not self.total:
            return f"No {noun}"
        first, last = self.offset + 1, min(self.offset + self.size, self.total)
        return f"Showing {first:,} to {last:,} of {self.total:,} {noun}"

    def links(self) -> dict[str, Any]:
        """What the pagination macro of the library wants."""
        numbers = [n for n in range(1, self.last + 1) if n in {1, self.last} or abs(n - self.number) <= 1]
        items: list[dict[str, Any]] = []
        for before, number in zip([0, *numbers], numbers, strict=False):
            if number - before > 1:
                items.append({"ellipsis": True})
            items.append(
                {"number": number, "href": self.address_of(number), "current": number == self.number}
            )
        around: dict[str, Any] = {"items": items}
        if self.number > 1:
            around["previous"] = {"href": self.address_of(self.number - 1)}
        if self.number < self.last:
            around["next"] = {"href": self.address_of(self.number + 1)}
        return around
