"""The form that asks for a redaction."""

from tracker.domain.redactions import MAX_WORDS
from tracker.web.forms.base import Form
from tracker.web.widgets import LineField, TextField

LOOK, ASK = "look", "ask"
"""The two buttons: see first where the words stand, then ask."""


class RedactionForm(Form):
    """Words that must go, and why."""

    words = LineField(
        "Words to remove",
        required="Enter the words to remove",
        hint="Exactly as they stand, such as a name. Capital letters and spaces make no difference. The "
        "words in a picture or a PDF cannot be found: write the name of the file to have it destroyed.",
        limit=MAX_WORDS,
        autocomplete="off",
    )
    reason = TextField(
        "Why they must go",
        required="Say why the words must go",
        hint="The reason stays on record for everybody who reads the history: write it without the words.",
        rows=3,
        limit=2_000,
    )
