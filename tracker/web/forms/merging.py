"""The form on a record that two people may change at once and put together afterwards."""

from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import HiddenField


class MergeForm(VersionedForm):
    """A form that can be merged with what somebody else saved meanwhile."""

    seen = HiddenField()

    @property
    def last_seen(self) -> int:
        """The last event on the record when the form was made; 0 where it is missing or forged."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 10 else 0
