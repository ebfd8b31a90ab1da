"""The choice of two versions of a letter."""

from collections.abc import Sequence

from tracker.web.forms.base import FilterForm
from tracker.web.widgets import SelectField


class VersionsForm(FilterForm):
    """The two versions to be compared."""

    old = SelectField("Earlier version", choices=[])
    new = SelectField("Later version", choices=[])

    def offer(self, changes: Sequence[tuple[str, str]], printed: Sequence[tuple[str, str]]) -> None:
        """Put the versions up; the first and the newest change are compared unless others were chosen."""
        choices = [*printed, *changes]
        for field, standard in ((self.old, changes[-1:]), (self.new, changes[:1])):
            field.choices = list(choices)
            if str(field.data or "") not in {key for key, _ in choices}:
                field.data = standard[0][0] if standard else ""
