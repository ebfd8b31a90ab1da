"""Web addresses that people type, judged before they become a link."""

import unicodedata
from urllib.parse import urlsplit

LONGEST_ADDRESS = 500
_WANTED = "Enter a whole web address, such as https://www.example.org/responses"


def problem_with_link(address: str, *, is_public: bool = False) -> str:
    """What is wrong with a web address; "" where it holds or none was typed.

    A host of the force's own network, such as https://intranet/, holds unless the page must be public.
    """
    address = address.strip(" \t\r\n")
    if not address:
        return ""
    if len(address) > LONGEST_ADDRESS:
        return f"The web address must be {LONGEST_ADDRESS} characters or fewer."
    if any(c.isspace() or unicodedata.category(c)[0] == "C" for c in address) or "\\" in address:
        return f"{_WANTED}, without spaces or hidden characters in it."
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return f"{_WANTED}."
    if parts.scheme not in ("http", "https") or not host.strip(".") or (is_public and "." not in host):
        return f"{_WANTED}."
    if "@" in parts.netloc:
        return f"{_WANTED}, without a name or password in it."
    return ""
