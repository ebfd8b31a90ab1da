"""Sessions kept on the server: the cookie holds a token, the database what the session holds.

A session is read when a page first asks for it, so that style sheets and health checks cost nothing and leave
nothing. It is saved when the page is done, after every act of the register.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask, Request, Response, current_app, session
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import MultiDict

from tracker.clock import now
from tracker.domain.accounts import SEEN_EVERY, Ending, ending_of
from tracker.queries.accounts import KeptSession, kept_session
from tracker.queries.reading import reading
from tracker.services.sign_ins import begin_session, end_session, keep_session

ACCOUNT_KEY = "_user_id"
"""Where Flask-Login keeps whose session it is."""
KEPT_KEY = "kept_form"
LONGEST_TOKEN = 100


class ServerSession(SessionMixin):
    """A session behind its token."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.modified = False
        self.is_read = False
        self.is_renewed = False
        self._ending: Ending | None = None
        self._was_of: int | None = None
        self.row: KeptSession | None = None
        self._data: dict[str, Any] = {}

    @property
    def data(self) -> dict[str, Any]:
        """What the session holds, read when it is first asked for."""
        self._ensure_read()
        return self._data

    def _ensure_read(self) -> None:
        if self.is_read:
            return
        self.is_read = True
        if not self.token:
            return
        row = kept_session(reading(), digest_of(self.token))
        if row is None:
            self._ending = Ending.ELSEWHERE
            return
        self._ending = ending_of(created_at=row.created_at, seen_at=row.seen_at, now=now())
        self._was_of = row.account_id
        if self._ending is None:
            self.row = row
            self._data = json.loads(row.data)

    @property
    def ending(self) -> Ending | None:
        """Why the session of the cookie is over; None while it lives, or where nobody was signed in."""
        is_told = self.was_of is not None or self._ending is Ending.ELSEWHERE
        return self._ending if is_told else None

    @property
    def was_of(self) -> int | None:
        """Whose session the cookie named, also when it is over; None where that is not known."""
        self._ensure_read()
        return self._was_of

    def read_again(self) -> None:
        """Forget what was read, because the row was changed by this request's own act."""
        self._data, self.is_read, self.modified = {}, False, False

    def renew(self) -> None:
        """Go on under a new token; the old one opens nothing from now on."""
        self._ensure_read()
        self.is_renewed = self.modified = True

    def end(self) -> None:
        """Forget everything, and the token with it."""
        self.renew()
        self._data.clear()

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.data[key] = value
        self.modified = True

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


class ServerSessions(SessionInterface):
    """Opens and saves the session of each request."""

    def __init__(self, *, is_served_over_tls: bool) -> None:
        self.is_secure = is_served_over_tls
        # A browser takes a __Host- cookie from this host only, over TLS only.
        self.cookie = "__Host-session" if is_served_over_tls else "session"

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session that the request's cookie names."""
        token = request.cookies.get(self.cookie, "")
        return ServerSession(token if len(token) <= LONGEST_TOKEN else "")

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed, and hand out or take back the cookie."""
        assert isinstance(session, ServerSession)
        if not session.is_read:
            return
        response.vary.add("Cookie")
        if session.row is None or session.is_renewed:
            self._replace(session, response)
        elif session.modified or now() - session.row.seen_at >= SEEN_EVERY:
            self._keep(session, response)

    def _keep(self, session: ServerSession, response: Response) -> None:
        data = _written(session) if session.modified else None
        still_there = keep_session(token_hash=digest_of(session.token), data=data, now=now())
        if not still_there:
            self._take_back(response)

    def _replace(self, session: ServerSession, response: Response) -> None:
        if not session.modified:
            return
        old = digest_of(session.token) if session.token else None
        if not session.data:
            if old is not None:
                end_session(token_hash=old)
                self._take_back(response)
            return
        token = secrets.token_urlsafe(32)
        owner = session.get(ACCOUNT_KEY)
        begin_session(
            token_hash=digest_of(token),
            replaces=old,
            account_id=int(owner) if owner is not None else None,
            data=_written(session),
            now=now(),
        )
        response.set_cookie(
            self.cookie, token, path="/", secure=self.is_secure, httponly=True, samesite="Lax"
        )

    def _take_back(self, response: Response) -> None:
        response.delete_cookie(self.cookie, path="/", secure=self.is_secure, httponly=True, samesite="Lax")


def init_sessions(app: Flask, *, is_served_over_tls: bool) -> None:
    """Keep the application's sessions on the server."""
    app.session_interface = ServerSessions(is_served_over_tls=is_served_over_tls)
    app.config["SESSION_COOKIE_NAME"] = app.session_interface.cookie


def digest_of(token: str) -> str:
    """The SHA-256, in hex, under which a token's session is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def _written(session: ServerSession) -> str:
    return json.dumps(session.data, ensure_ascii=False)


def own_session() -> ServerSession:
    """The session of this request, with its token."""
    found = session._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(found, ServerSession), current_app.session_interface
    return found


def keep_form(path: str, fields: Sequence[tuple[str, str]]) -> None:
    """Keep what was typed into the form of a page, until that form is sent."""
    session[KEPT_KEY] = {"path": path, "fields": [list(pair) for pair in fields]}


def kept_form(path: str) -> MultiDict[str, str] | None:
    """What was typed into the form of a page before the session ended; None where nothing is kept."""
    kept = session.get(KEPT_KEY)
    if not kept or kept["path"] != path:
        return None
    return MultiDict([(name, value) for name, value in kept["fields"]])


def forget_kept_form(path: str) -> None:
    """Let go of what is kept for a page: its form was sent, or the words are not wanted."""
    if kept_form(path) is not None:
        session.pop(KEPT_KEY, None)
