"""The forms on offices and people."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from typing import Any

from tracker.domain.vocabulary import BodyKind
from tracker.services.offices import BodyDetails, HoldingDetails, PostDetails
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.widgets import (
    CheckboxField,
    LineField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    UploadField,
    choices_of,
)

LONG_AGO = date(1829, 1, 1)
FROM_HINT = "For example 27 3 2026. Leave empty if it is not known, or has always been so"
TO_HINT = "The day the next one takes over, for example 27 3 2026. Leave empty while it is still so"


def _from(label: str) -> UKDateField:
    return UKDateField(label, hint=FROM_HINT, earliest=LONG_AGO)


def _to(label: str) -> UKDateField:
    return UKDateField(label, hint=TO_HINT, earliest=LONG_AGO)


class BodyForm(VersionedForm):
    """The local policing body or its force, under one name."""

    kind = RadioField("Which body is it?", choices=choices_of(BodyKind), required="Choose which body it is")
    name = LineField("Name", required="Enter the body’s name", limit=200)
    also_called = TextField(
        "Other names of the same body",
        hint="One to a line, as reports may spell it: the program then knows that an item is for us.",
        rows=4,
        limit=2_000,
    )
    from_on = _from("Under this name from")
    to_on = _to("Until")
    head_post_id = SelectField(
        "Who signs its letters",
        hint="For the local policing body: the post whose holder signs to the Home Secretary",
    )
    successor_id = SelectField("Which body follows it", hint="Where one is known already")

    def offer(self, posts: Iterable[tuple[int, str]], others: Iterable[tuple[int, str]]) -> None:
        """Fill the two lists to choose from."""
        self.head_post_id.choices = [("", "Nobody yet"), *((str(key), title) for key, title in posts)]
        self.successor_id.choices = [("", "None"), *((str(key), name) for key, name in others)]

    def details(self) -> BodyDetails:
        """What was typed, once the form is valid."""
        return BodyDetails(
            kind=BodyKind(self.kind.data),
            name=self.name.data or "",
            also_called=self.also_called.data or "",
            from_on=self.from_on.data,
            to_on=self.to_on.data,
            head_post_id=int(self.head_post_id.data) if self.head_post_id.data else None,
            successor_id=int(self.successor_id.data) if self.successor_id.data else None,
        )


class LetterheadForm(VersionedForm):
    """The office block at the top of a letter."""

    text = TextField(
        "Lines at the top of the letter",
        required="Enter the lines at the top of the letter",
        hint="Name, address, telephone and e-mail of the office, each on a line of its own",
        rows=7,
        limit=2_000,
    )
    from_on = _from("In use from")
    to_on = _to("Until")


class PostForm(VersionedForm):
    """A post, and the words that a letter to or from its holder needs."""

    title = LineField(
        "Title", required="Enter the post’s title", hint="For example Home Secretary", limit=200
    )
    title_in_letters = LineField(
        "Title under a signature",
        hint="Where it is longer, for example Police and Crime Commissioner for Wessmere",
        limit=300,
    )
    short_title = LineField(
        "Short title", hint="For the line above an answer, for example PCC", limit=40, width=20
    )
    salutation = LineField(
        "Salutation", hint="For letters to this post, for example Dear Home Secretary", limit=200
    )
    address = TextField("Address", hint="For letters to this post, each line of its own", rows=5, limit=1_000)
    is_chief_officer = CheckboxField(
        "A chief officer’s post",
        hint="Its holders may be named in board papers that are published; no other name is.",
    )

    def details(self, slug: str) -> PostDetails:
        """What was typed, once the form is valid."""
        return PostDetails(
            slug=slug,
            title=self.title.data or "",
            title_in_letters=self.title_in_letters.data or "",
            short_title=self.short_title.data or "",
            salutation=self.salutation.data or "",
            address=self.address.data or "",
            is_chief_officer=bool(self.is_chief_officer.data),
        )


class NewPostForm(PostForm):
    """A post that is not here yet: its short name stays for ever."""

    slug = LineField(
        "Short name for addresses",
        required="Enter a short name, such as deputy-pcc",
        hint="Small letters, digits and hyphens, such as deputy-pcc. It cannot be changed later.",
        limit=40,
        width=20,
    )


class HoldingForm(VersionedForm):
    """Somebody's time in a post."""

    person_name = LineField(
        "Name of the holder",
        required="Enter the holder’s name",
        hint="With title and honours as they stood then, for example Rt Hon Ada Example MP",
        limit=200,
    )
    from_on = _from("Holds the post from")
    to_on = _to("Until")
    is_acting = CheckboxField(
        "Acting", hint="Stands in for the holder, or while there is none. One person at a time can be acting."
    )

    def details(self) -> HoldingDetails:
        """What was typed, once the form is valid."""
        return HoldingDetails(
            person_name=self.person_name.data or "",
            from_on=self.from_on.data,
            to_on=self.to_on.data,
            is_acting=bool(self.is_acting.data),
        )


class SignatureForm(Form):
    """A picture of a holder's signature."""

    picture = UploadField(
        "Picture of the signature",
        required="Choose a picture",
        hint="A PNG file of up to 2 MB",
        accept="image/png,.png",
    )
    alt_text = LineField(
        "What the picture shows, in words",
        required="Say in words what the picture shows",
        hint="Read out to people who cannot see it, for example Signature of Ada Example",
        limit=300,
    )

    def content(self) -> bytes:
        """The bytes of the picture that was chosen."""
        chosen = self.picture.data
        if not chosen:
            return b""
        with closing(chosen):
            return bytes(chosen.read())


def data_of(record: Any, *names: str) -> dict[str, Any]:
    """A record's fields as a form shows them; ids become the texts of their choices."""
    data = {name: getattr(record, name) for name in names}
    for name in names:
        if name.endswith("_id"):
            data[name] = str(data[name]) if data[name] else ""
    return data | {"version": str(record.version)}
