"""The forms of completion: propose it, take that back, send it back, sign it off, take that back."""

from tracker.domain.completion import LONGEST_LEVEL, MAX_WORDS, CompletionWords
from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import CheckboxField, LineField, TextField


class CompletionForm(VersionedForm):
    """A move of completion; each asks for the words that it wants."""

    def said(self) -> CompletionWords:
        """What was said, once the form is valid; boxes that this move lacks say nothing."""
        return CompletionWords(
            words=str(self["words"].data or ""),
            has_seen_proof="has_seen_proof" in self and bool(self["has_seen_proof"].data),
            closure_level=str(self["closure_level"].data or "") if "closure_level" in self else "",
        )


class ProposeForm(CompletionForm):
    """What shows that the item is complete."""

    words = TextField(
        "What shows that it is complete?",
        required="Say what shows that the item is complete.",
        hint="Proof of progress (no case material): say what was done, and name the proof that shows it. "
        "Whoever signs off reads this.",
        rows=6,
        limit=MAX_WORDS,
    )


class WithdrawProposalForm(CompletionForm):
    """Why a proposal is taken back, if that should be known."""

    words = TextField(
        "Why, if it should be known",
        hint="It is kept in the history. No case material.",
        rows=3,
        limit=MAX_WORDS,
    )


class SendBackForm(CompletionForm):
    """What is missing."""

    words = TextField(
        "What is missing?",
        required="Say what is missing, so that the owner can put it right.",
        hint="The owner reads this on the item’s page. No case material.",
        rows=5,
        limit=MAX_WORDS,
    )


class SignOffForm(CompletionForm):
    """That the proof was seen; a remark and a closure level where they are wanted."""

    has_seen_proof = CheckboxField(
        "I have seen what shows that the item is complete",
        required="Look at what shows completion first, then say that you have seen it.",
    )
    words = TextField(
        "What you looked at, if it should be known",
        hint="Proof of progress (no case material). It is kept in the history.",
        rows=3,
        limit=MAX_WORDS,
    )
    closure_level = LineField(
        "Closure level",
        hint="Only where your force uses one, for example Level 2.",
        limit=LONGEST_LEVEL,
        width=20,
    )


class WithdrawSignOffForm(CompletionForm):
    """Why a sign-off is taken back."""

    words = TextField(
        "Why is the sign-off withdrawn?",
        required="Say why the sign-off is withdrawn; the reason stays on record.",
        hint="The item is in progress again, and completion must be proposed anew. No case material.",
        rows=4,
        limit=MAX_WORDS,
    )
