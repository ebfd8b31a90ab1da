"""The forms on a letter as a whole: start one, take its Word file."""

from tracker.domain.vocabulary import Layout
from tracker.web.forms.base import FilterForm, Form
from tracker.web.widgets import CheckboxesField, RadioField, SelectField, UKDateField, choices_of

WITH, WITHOUT = "with", "without"


class NewResponseForm(Form):
    """A new letter."""

    reports = CheckboxesField(
        "Which report does the letter answer?",
        required="Choose at least one report that the letter answers",
        hint="One letter may answer several reports; each gets an appendix of its own.",
    )
    layout = RadioField(
        "How should the items in the appendix look?",
        choices=choices_of(Layout),
        default=Layout.HEADED.value,
        required="Choose how the items should look",
        hint="This can be changed at any time.",
    )
    letter_dated = UKDateField(
        "Date of the letter (if you know it)",
        hint="The addressee, the signatory and the letterhead are those of this day. For example 27 3 2026",
    )


class DownloadForm(FilterForm):
    """How the Word file should be made this once; nothing chosen means as the letter itself says."""

    layout = SelectField("Items", choices=choices_of(Layout))
    pcc = SelectField(
        "PCC’s responses to each item",
        choices=[(WITH, "Printed"), (WITHOUT, "Left out")],
    )
    others = SelectField(
        "Items for other bodies",
        choices=[(WITH, "Printed"), (WITHOUT, "Left out")],
    )

    @property
    def layout_chosen(self) -> Layout | None:
        """The layout, None for the letter's own."""
        return Layout(self.layout.data) if self.layout.data else None

    @property
    def pcc_chosen(self) -> bool | None:
        """Whether the PCC's responses are printed, None for the letter's own choice."""
        return self.pcc.data == WITH if self.pcc.data else None

    @property
    def others_chosen(self) -> bool | None:
        """Whether items for other bodies are printed, None for the letter's own choice."""
        return self.others.data == WITH if self.others.data else None

    def show(self, layout: Layout, *, prints_pcc: bool, prints_others: bool) -> None:
        """Offer what the letter itself says first."""
        self.layout.data = layout.value
        self.pcc.data = WITH if prints_pcc else WITHOUT
        self.others.data = WITH if prints_others else WITHOUT
