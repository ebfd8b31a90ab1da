"""Why something was not done: each refusal carries plain English and never leaves anything half saved."""

from collections.abc import Mapping

from tracker.domain.verdict import Verdict


class Refusal(Exception):
    """Nothing was saved; the message says why and what to do."""


class Invalid(Refusal):
    """What was typed does not hold: `problems` maps a field's name to its sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class NotAllowed(Refusal):
    """A rule said no."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


class NotHere(Refusal):
    """What was asked for does not exist, or is not for this person to know of."""


class Conflict(Refusal):
    """Somebody else saved first; `theirs` says who and when, as far as it is known."""

    def __init__(self, theirs: str) -> None:
        super().__init__(f"{theirs} saved this while you were working on it. Nothing of yours was lost.")
        self.theirs = theirs
