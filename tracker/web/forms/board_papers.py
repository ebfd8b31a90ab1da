"""The forms on papers: what stands around the sections, a pasted paper, and one section."""

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.domain.dates_in_words import parse_uk_date
from tracker.domain.paper_edits import LONGEST_AGENDA_ITEM, PaperDetails, PartDetails
from tracker.domain.paper_text import PastedPaper
from tracker.domain.papers import (
    MAX_LINE,
    MAX_TEXT,
    READY_STYLES,
    PartKind,
    style_from_json,
    style_to_json,
)
from tracker.domain.vocabulary import Marking
from tracker.web.forms.base import Form, OnceForm, VersionedForm
from tracker.web.widgets import (
    CheckboxField,
    HiddenField,
    LineField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    choices_of,
)

COUNTED, NONE, LITERAL = "counted", "none", "literal"
OF_THE_BOARD, OWN = "", "own"
LONGEST_PASTED = 200_000


class DetailsFields(Form):
    """What stands around the sections of a paper."""

    title = LineField("Title", required="Enter the title of the paper.", limit=MAX_LINE)
    to_words = LineField("To (optional)", limit=MAX_LINE)
    from_words = LineField("From (optional)", limit=MAX_LINE)
    dated_on = UKDateField("Date", required="Enter the date of the paper.")
    agenda_item = LineField(
        "Agenda item number (optional)", hint="For example 8.0", limit=LONGEST_AGENDA_ITEM, width=10
    )
    marking = SelectField(
        "Marking", choices=choices_of(Marking, none="None"), hint="The public version carries none."
    )
    style = RadioField("Look of the paper")

    def offer(self, style: str) -> None:
        """Fill the list of looks; `style` is the paper's own as it is kept."""
        self.style.choices = [
            (OF_THE_BOARD, "As the board’s other papers"),
            *((key, words) for key, (words, _) in READY_STYLES.items()),
        ]
        if style and _style_key(style) == OWN:
            self.style.choices.append((OWN, "As this paper has been"))

    def details(self, style: str = "") -> PaperDetails:
        """What was typed, once the form is valid; `style` is the look that the paper has had."""
        chosen = self.style.data or ""
        if chosen in READY_STYLES:
            style = style_to_json(READY_STYLES[chosen][1])
        elif chosen != OWN:
            style = ""
        return PaperDetails(
            title=self.title.data or "",
            to_words=self.to_words.data or "",
            from_words=self.from_words.data or "",
            dated_on=self.dated_on.data,
            agenda_item=self.agenda_item.data or "",
            marking=Marking(self.marking.data) if self.marking.data else None,
            style=style,
        )


class DetailsForm(DetailsFields, VersionedForm):
    """The details of a paper that is there; `seen` is the mark of what the page showed."""

    seen = HiddenField()


class PlainPaperForm(OnceForm, DetailsFields):
    """A paper of own words, pasted or begun empty."""

    text = TextField(
        "Text of the paper (optional)",
        hint="Paste the whole paper. Numbered sections become its sections, with the numbers they have; "
        "To, From, Date and the title above them fill the boxes below that are empty. You can also leave "
        "this empty and add the sections one by one.",
        rows=16,
        limit=LONGEST_PASTED,
    )

    def take_from(self, pasted: PastedPaper) -> None:
        """Fill the boxes that are empty from what stands above the first section of the pasted text."""
        for field, words in (
            (self.title, pasted.title),
            (self.to_words, pasted.to),
            (self.from_words, pasted.sent_by),
        ):
            if words and not field.data:
                field.data = words
        if pasted.dated and self.dated_on.data is None and not any(self.dated_on.typed.values()):
            try:
                self.dated_on.process(None, parse_uk_date(pasted.dated))
            except ValueError:
                # What the paper says of its date is no day; the person enters one.
                return


class SectionForm(VersionedForm):
    """One section; `seen` is the mark of the section and `drafted` that of the draft on the page."""

    seen = HiddenField()
    drafted = HiddenField()
    heading = LineField("Heading (optional)", limit=MAX_LINE)
    numbered = RadioField(
        "Number",
        choices=[
            (COUNTED, "The next number, counted"),
            (NONE, "No number"),
            (LITERAL, "This number, printed as it stands"),
        ],
    )
    number = LineField("Number as printed", hint="For example 6 or 6.", limit=20, width=10)
    text = TextField(
        "Text",
        hint="A blank line starts a paragraph, “- ” a bullet, “# ” a heading inside the section; **words** "
        "are bold.",
        rows=16,
        limit=MAX_TEXT,
    )
    is_left_out_of_public = CheckboxField("Leave this section out of the public version")

    def details(self) -> PartDetails:
        """What was typed, once the form is valid."""
        numbers = {COUNTED: None, NONE: "", LITERAL: self.number.data or ""}
        return PartDetails(
            heading=self.heading.data or "",
            text=self.text.data or "",
            number=numbers.get(self.numbered.data or COUNTED),
            is_left_out_of_public=bool(self.is_left_out_of_public.data),
            drafted=str(self.drafted.data or "")[:64],
        )


class NewSectionForm(SectionForm):
    """A section that is added at the end."""

    kind = SelectField("Kind of section")

    def offer(self, kinds: Sequence[PartKind]) -> None:
        """Fill the list of kinds."""
        self.kind.choices = [(kind.value, kind.label) for kind in kinds]

    def chosen_kind(self) -> PartKind:
        """The kind that was chosen, once the form is valid."""
        return PartKind(self.kind.data) if self.kind.data else PartKind.FREE


def details_data(details: PaperDetails) -> dict[str, Any]:
    """What stands around the sections, as the form shows it."""
    return {
        "title": details.title,
        "to_words": details.to_words,
        "from_words": details.from_words,
        "dated_on": details.dated_on,
        "agenda_item": details.agenda_item,
        "marking": details.marking.value if details.marking else "",
        "style": _style_key(details.style),
    }


def section_data(details: PartDetails) -> dict[str, Any]:
    """A section as the form shows it."""
    numbered = {None: COUNTED, "": NONE}.get(details.number, LITERAL)
    return {
        "heading": details.heading,
        "numbered": numbered,
        "number": details.number or "",
        "text": details.text,
        "is_left_out_of_public": details.is_left_out_of_public,
        "drafted": details.drafted,
    }


def details_form(data: Mapping[str, Any], style: str, *, is_stored: bool = False) -> DetailsForm:
    """The form on a paper's details; with `is_stored` as the record stands, whatever was typed."""
    form = DetailsForm(data=data, formdata=None) if is_stored else DetailsForm(data=data)
    form.offer(style)
    return form


def _style_key(style: str) -> str:
    """Which of the ready looks a paper has; "" for its board's, "own" for another."""
    if not style:
        return OF_THE_BOARD
    held = style_from_json(style)
    return next((key for key, (_, ready) in READY_STYLES.items() if ready == held), OWN)
