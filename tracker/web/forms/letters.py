"""The form on a letter's own parts: each standard part as on the letter's date, or written by hand."""

from dataclasses import dataclass
from typing import Any

from tracker.domain.vocabulary import Layout, Marking
from tracker.services.letter_details import FREE_PARTS, LONGEST_HEADING, LONGEST_PART, LetterDetails
from tracker.web.forms.merging import MergeForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import (
    CheckboxField,
    LineField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    choices_of,
)

STANDARD, BY_HAND = "standard", "own"
NO_PICTURE, NEWEST = "none", "newest"

PART_LABELS = {
    "office_block": "Office block at the top",
    "addressee_block": "Addressee",
    "salutation": "Salutation",
    "subject": "Subject line",
    "opening": "First sentence, under section 55(5)",
    "closing": "Words above the signature",
    "signatory_name": "Name of the person who signs",
    "signatory_title": "Title of the person who signs",
    "force_name": "Name of the force in headings",
}
LONG_PARTS = {"office_block": 5, "addressee_block": 6, "opening": 4, "signatory_title": 2}
"""The parts of several lines, with the height of their boxes."""


@dataclass(frozen=True)
class Part:
    """One part that may be standard: its two fields, its label, and the standard words, which are shown."""

    key: str
    label: str
    choice: Any
    text: Any
    standard: str

    @property
    def is_by_hand(self) -> bool:
        """Whether the words are this letter's own."""
        return bool(self.choice.data == BY_HAND)


class LetterForm(MergeForm):
    """The letter's own parts; `letter_form` adds the parts that may be standard."""

    letter_dated = UKDateField(
        "Date of the letter",
        hint="Names, titles and letterhead are those of this day. For example 27 3 2026",
    )
    layout = RadioField("Items in the appendix", choices=choices_of(Layout), required="Choose a layout")
    marking = SelectField(
        "Protective marking",
        choices=choices_of(Marking, none="None"),
        hint="Published letters carry none.",
    )
    prints_pcc_responses = CheckboxField(
        "Print the PCC’s response to each item",
        hint="Without them the letter holds the PCC’s comments in its own paragraphs only.",
    )
    prints_items_for_others = CheckboxField(
        "Print items for other bodies",
        hint="Each with the sentence that says whom it is for.",
    )
    paragraphs = TextField(
        "Paragraphs",
        hint="What stands between the first sentence and “Yours sincerely”.",
        guidance="A blank line starts a new paragraph; “- ” starts a bullet; **words** are bold.",
        rows=18,
    )
    picture = RadioField("Picture of the signature", required="Choose whether a picture is printed")

    def details(self, newest_picture: int | None, standard_picture: bool) -> LetterDetails:
        """What was typed, as the service takes it."""
        chosen: dict[str, Any] = {part: self._own(part) for part in FREE_PARTS}
        is_newest = self.picture.data == NEWEST
        return LetterDetails(
            letter_dated=self.letter_dated.data,
            layout=Layout(self.layout.data),
            paragraphs=self.paragraphs.data or "",
            prints_pcc_responses=bool(self.prints_pcc_responses.data),
            prints_items_for_others=bool(self.prints_items_for_others.data),
            marking=Marking(self.marking.data) if self.marking.data else None,
            prints_signature=is_newest,
            # A drafted letter prints the newest by itself; one that came in has to be told which.
            signature_image_id=newest_picture if is_newest and not standard_picture else None,
            enclosures=self._rows("enclosure"),
            appendix_headings=self._rows("appendix_heading"),
            **chosen,
        )

    def _own(self, part: str) -> str | None:
        choice, words = self[f"{part}-by"], self[part]
        is_by_hand = choice.data == BY_HAND
        # Whoever types other words over the standard ones means them, whatever the choice above says.
        was_standard = choice.object_data == STANDARD
        is_typed_over = was_standard and (words.data or "").strip() != (words.object_data or "").strip()
        return (words.data or "") if is_by_hand or is_typed_over else None

    def _rows(self, name: str) -> tuple[str | None, ...]:
        count = sum(field.startswith(f"{name}-") and field.endswith("-by") for field in self._fields)
        return tuple(self._own(f"{name}-{number}") for number in range(count))

    def part(self, key: str, label: str, standard: str) -> Part:
        """A part for the page."""
        return Part(key, label, self[f"{key}-by"], self[key], standard)


def letter_form(
    details: LetterDetails,
    standard: dict[str, str],
    *,
    is_imported: bool,
    has_picture: bool,
    prints_picture: bool,
    version: int,
    seen: int,
    is_merged: bool = False,
) -> LetterForm:
    """The form of one letter. `standard` has the standard words of each part, also of `enclosure-0` and on.

    A form that was merged is filled from `details`, not from what was sent.
    """
    written = {part: getattr(details, part) for part in FREE_PARTS}
    for number, enclosure in enumerate(details.enclosures):
        written[f"enclosure-{number}"] = enclosure
    for number, heading in enumerate(details.appendix_headings):
        written[f"appendix_heading-{number}"] = heading
    data: dict[str, Any] = {
        "version": version,
        "seen": seen,
        "letter_dated": details.letter_dated,
        "layout": details.layout.value,
        "marking": details.marking.value if details.marking else "",
        "prints_pcc_responses": details.prints_pcc_responses,
        "prints_items_for_others": details.prints_items_for_others,
        "paragraphs": details.paragraphs,
        "picture": NEWEST if prints_picture else NO_PICTURE,
    }
    fields: dict[str, Any] = {}
    for key, own in written.items():
        fields |= _fields_of(key, is_imported)
        data[key] = standard.get(key, "") if own is None else own
        data[f"{key}-by"] = STANDARD if own is None else BY_HAND
    form_class = with_fields(LetterForm, fields)
    form = form_class(data=data, formdata=None) if is_merged else form_class(data=data)
    form.picture.choices = [(NO_PICTURE, "None: room to sign by hand")]
    if has_picture:
        form.picture.choices.append((NEWEST, "The newest picture of the signatory’s signature"))
    return form


def _fields_of(key: str, is_imported: bool) -> dict[str, Any]:
    name = key.partition("-")[0]
    label = f"{label_of_part(key)}, in this letter’s own words"
    by_hand = "As it stands in the letter" if is_imported else "Written by hand, as below"
    field = (
        TextField(label, rows=LONG_PARTS.get(name, 3), limit=LONGEST_PART.get(name, LONGEST_HEADING))
        if name in LONG_PARTS or name == "enclosure"
        else LineField(label, limit=LONGEST_PART.get(name, LONGEST_HEADING))
    )
    choices = [(STANDARD, "As on the letter’s date"), (BY_HAND, by_hand)]
    return {
        f"{key}-by": RadioField(label_of_part(key), choices=choices, default=STANDARD),
        key: field,
    }


def label_of_part(key: str) -> str:
    """The label of a part that may be standard."""
    if key in PART_LABELS:
        return PART_LABELS[key]
    name, _, number = key.partition("-")
    what = "Enclosure line" if name == "enclosure" else "Heading of the appendix"
    return f"{what} {int(number) + 1}"
