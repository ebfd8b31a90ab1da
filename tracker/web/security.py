"""What every response and every request must obey, whatever page made it (see SECURITY.md)."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, request, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MEGABYTE = 1024 * 1024
UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
ONE_YEAR = 365 * 24 * 60 * 60

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": the check of the Origin and Referer of a form needs one of the two.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=(), xr-spatial-tracking=()"
    ),
    "X-Frame-Options": "DENY",
}


class ResponseHeaders:
    """Wraps the whole application, so that a page that failed half way carries the headers too."""

    def __init__(self, application: "WSGIApplication", static_path: str, *, is_served_over_tls: bool) -> None:
        self.application = application
        self.is_served_over_tls = is_served_over_tls
        self.static_path = static_path.rstrip("/") + "/"

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(
            status: str, sent: list[tuple[str, str]], exc_info: "OptExcInfo | None" = None, /
        ) -> Callable[[bytes], object]:
            headers = Headers(sent)
            self.complete(headers, environ, status)
            return start_response(status, headers.to_wsgi_list(), exc_info)

        return self.application(environ, start)

    def complete(self, headers: Headers, environ: "WSGIEnvironment", status: str) -> None:
        """Add what is missing; a download may bring a narrower Content-Security-Policy of its own."""
        for name, value in ALWAYS.items():
            headers[name] = value
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers["Cache-Control"] = self.caching(environ, status)
        headers.remove("Server")
        if self.is_served_over_tls or environ.get("wsgi.url_scheme") == "https":
            headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"

    def caching(self, environ: "WSGIEnvironment", status: str) -> str:
        """Nothing of the register stays on a shared computer; style sheets and scripts may."""
        is_static = environ.get("PATH_INFO", "").startswith(self.static_path)
        if not is_static or status[:3] not in {"200", "206", "304"}:
            return "no-store"
        # An address that carries the digest of the file never changes its meaning.
        is_versioned = "v=" in environ.get("QUERY_STRING", "")
        return f"public, max-age={ONE_YEAR}, immutable" if is_versioned else "public, max-age=3600"


def init_security(app: Flask, *, is_served_over_tls: bool = False) -> None:
    """Headers, limits of a request, and the check that a form was sent from our own page.

    `is_served_over_tls` says that a proxy in front ends TLS; where the request itself came over TLS it shows.
    """
    app.config.update(
        # A 50 MB file must arrive in order to be refused in words; the reader's own limit is 25 MB.
        MAX_CONTENT_LENGTH=55 * MEGABYTE,
        # A million characters must come back to their box with the limit named.
        MAX_FORM_MEMORY_SIZE=8 * MEGABYTE,
        MAX_FORM_PARTS=1_000,
        # The token lives as long as the session: a long answer typed slowly is not refused.
        WTF_CSRF_TIME_LIMIT=None,
    )
    headers = ResponseHeaders(
        app.wsgi_app, app.static_url_path or "/static", is_served_over_tls=is_served_over_tls
    )
    app.wsgi_app = headers  # type: ignore[method-assign]
    app.before_request(refuse_too_much)
    app.before_request(refuse_other_sites)
    CSRFProtect(app)
    app.jinja_env.globals["asset"] = asset_address(app)


def refuse_too_much() -> None:
    """Hold a form without files to the limits of text: werkzeug applies them to forms with files only."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    request.max_content_length = request.max_form_memory_size
    if request.get_data().count(b"&") >= (request.max_form_parts or 0):
        raise RequestEntityTooLarge()


def refuse_other_sites() -> None:
    """Refuse an unsafe request that the browser says was started by another site."""
    if request.method in UNSAFE_METHODS and is_from_another_site():
        raise CSRFError("This request came from another site.")


def is_from_another_site() -> bool:
    """Whether the headers that only a browser can set name another origin; they may be absent."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    # Only the host is compared: behind a proxy that ends TLS the scheme seen here is another one.
    return origin is not None and urlsplit(origin).netloc != request.host


def asset_address(app: Flask) -> Callable[[str], str]:
    """A function from a file name under static/ to its address with the digest of what it holds."""
    digests: dict[str, str] = {}

    def asset(filename: str) -> str:
        if filename not in digests or app.debug:
            content = (Path(app.static_folder or "static") / filename).read_bytes()
            digests[filename] = hashlib.sha256(content).hexdigest()[:12]
        return url_for("static", filename=filename, v=digests[filename])

    return asset
