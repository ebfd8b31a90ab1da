"""Who may read a text of a letter that is not issued yet, told by the names the history gives its fields.

The force does not see the PCC's draft, and nobody outside the two offices sees the force's. Once the letter
is issued everybody may read all of it.
"""

from tracker.domain.permissions import Actor, may_read_chief_constable, may_read_pcc
from tracker.domain.verdict import ALLOWED, Verdict
from tracker.domain.vocabulary import ResponseStatus

OF_THE_FORCE = frozenset({("answer", "chief_constable")})
OF_THE_PCC = frozenset(
    {
        ("answer", "pcc"),
        ("answer", "reply"),
        ("answer", "stance"),
        ("answer", "stance_reason"),
        ("response", "paragraphs"),
    }
)
"""The fields that hold drafted words: per item the two voices, and the letter's own paragraphs."""


def may_read_field(actor: Actor, status: ResponseStatus, subject_kind: str, field: str) -> Verdict:
    """Whether this person may read what a field of a letter or an answer holds or held."""
    if (subject_kind, field) in OF_THE_FORCE:
        return may_read_chief_constable(actor, status)
    if (subject_kind, field) in OF_THE_PCC:
        return may_read_pcc(actor, status)
    return ALLOWED
