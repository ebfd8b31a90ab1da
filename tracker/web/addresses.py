"""Addresses: of pages that this visitor may open, and of the same list filtered or turned otherwise."""

from typing import Any
from urllib.parse import urlencode

from flask import current_app, request, url_for

from tracker.web.allow import may_open


def page_at(endpoint: str, **values: Any) -> str:
    """The address of a page; "" where there is no such page or its rule does not let this visitor in."""
    if endpoint not in current_app.view_functions or not may_open(endpoint):
        return ""
    return url_for(endpoint, **values)


def same_page_with(**changes: str | int | None) -> str:
    """The address of this page with other filters; None takes one out, with all its boxes (`due_from-day`).

    Another filter starts at the first page again.
    """
    kept = {
        name: value
        for name, value in request.args.items()
        if value and name != "page" and not any(_is_of(name, changed) for changed in changes)
    }
    query = kept | {name: str(value) for name, value in changes.items() if value is not None}
    return f"{request.path}?{urlencode(query)}" if query else request.path


def _is_of(name: str, field: str) -> bool:
    return name == field or name.startswith(f"{field}-")
