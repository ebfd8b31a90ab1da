"""The form of an owner's update: what was done, what is next, how the item stands."""

from tracker.domain.updates import MAX_TEXT, UpdateDetails
from tracker.domain.vocabulary import OwnRating
from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import RadioField, TextField

NO_CASE_MATERIAL = "Proof of progress (no case material)."


class LateNoteForm(VersionedForm):
    """A note on an item that has ended; `version` is the newest update that was on the page."""

    done = TextField(
        "What is still to be said?", required="Say what is to be noted", hint=NO_CASE_MATERIAL, limit=MAX_TEXT
    )
    next_steps = TextField(
        "What is next, and by when? (optional)", hint=NO_CASE_MATERIAL, rows=3, limit=MAX_TEXT
    )

    def details(self) -> UpdateDetails:
        """What was typed."""
        return UpdateDetails(done=self.done.data or "", next_steps=self.next_steps.data or "")

    def take_over(self, board_text: str) -> None:
        """Say that the item ended while an update was written; the text for the board joins the words."""
        self.done.data = "\n\n".join(filter(None, [self.done.data, board_text]))
        self.add_error(
            "", "The item ended while you were writing. Your words are below: save them as a late note."
        )


class UpdateForm(VersionedForm):
    """An update; `version` is the newest update that was on the page when it was begun."""

    done = TextField(
        "What was done since the last update?",
        required="Say what was done since the last update",
        hint=NO_CASE_MATERIAL,
        rows=5,
        limit=MAX_TEXT,
    )
    next_steps = TextField(
        "What is next, and by when? (optional)", hint=NO_CASE_MATERIAL, rows=3, limit=MAX_TEXT
    )
    own_rating = RadioField(
        "How does it stand?",
        choices=[(one.value, one.label) for one in OwnRating],
        required="Choose how the item stands: on track, at risk or off track",
    )
    board_text = TextField(
        "Text for the board (optional)",
        hint=f"{NO_CASE_MATERIAL} Board papers are published. Left empty, it is drafted "
        "from your words, and the board’s secretary edits it.",
        rows=3,
        limit=MAX_TEXT,
    )

    def details(self) -> UpdateDetails:
        """What was typed."""
        return UpdateDetails(
            done=self.done.data or "",
            next_steps=self.next_steps.data or "",
            own_rating=OwnRating(self.own_rating.data) if self.own_rating.data else None,
            board_text=self.board_text.data or "",
        )
