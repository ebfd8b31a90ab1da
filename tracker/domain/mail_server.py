"""How e-mail leaves the program, as its settings say."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class MailServer:
    """The server that takes outgoing mail; `sender` is the address it comes from.

    `base_address` is where the pages are reached, without a slash at its end, for the links in what is sent.
    """

    host: str
    port: int
    sender: str
    base_address: str
    user: str = ""
    password: str = field(default="", repr=False)
    is_starttls: bool = True
