"""Forms with as many rows of boxes as a record needs: `deadlines-0-phrase`, `deadlines-0-on` and so on."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from flask import request

from tracker.web.kept_drafts import words_kept_here

F = TypeVar("F")
MOST_ROWS = 60


def with_fields(form_class: type[F], fields: dict[str, Any]) -> type[F]:
    """The form with these fields more, which come after its own."""
    return type(form_class.__name__, (form_class,), fields)


def rows_sent(name: str) -> int:
    """How many rows of this name the request brings, or what was kept of it, 0 where none.

    More than a page offers are left out.
    """
    row = re.compile(rf"{re.escape(name)}-([0-9]{{1,2}})-")
    brought: Mapping[str, str] = request.form or words_kept_here() or {}
    numbers = [int(found[1]) for key in brought if (found := row.match(key))]
    return min(max(numbers, default=-1) + 1, MOST_ROWS)
