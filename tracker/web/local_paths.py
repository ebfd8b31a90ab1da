"""Where a person may be sent after signing in: pages of this program and nowhere else."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tracker.web.security import is_from_another_site

HOME = "/"
LONGEST = 2_000


def local_page(wanted: str, otherwise: str = HOME) -> str:
    """The path with its query where a page of ours answers it, else `otherwise`."""
    return wanted if is_local(wanted) and is_page(urlsplit(wanted).path) else otherwise


def is_local(wanted: str) -> bool:
    """Whether an address can only mean a path on this host, however a browser reads it."""
    if not 0 < len(wanted) <= LONGEST or not wanted.isascii() or not wanted.isprintable():
        return False
    if not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted:
        return False
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not parts.path.startswith("//")


def is_page(path: str) -> bool:
    """Whether a page of ours can be opened at this path."""
    routes = current_app.create_url_adapter(request)
    assert routes is not None
    try:
        routes.match(path, method="GET")
    except RequestRedirect:
        return False
    except HTTPException:
        return False
    return True


def form_page() -> str:
    """The page whose form was sent: its own address, else the page it came from, else an empty text."""
    own = request.full_path.removesuffix("?")
    if is_local(own) and is_page(request.path):
        return own
    return came_from_page()


def came_from_page() -> str:
    """The page of ours that led here, or an empty text."""
    if is_from_another_site() or not request.referrer:
        return ""
    parts = urlsplit(request.referrer)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    return local_page(address, "") if parts.netloc == request.host else ""
