"""The answer of a rule: yes, or no with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Whether something is allowed; when it is not, `reason` is a sentence a person can act on."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    """A no with its reason."""
    return Verdict(False, reason)
