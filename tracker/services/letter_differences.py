"""Where a past letter and the register put the same thing differently, and what of the letter goes where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.cleaning import search_form
from tracker.domain.items import MAX_TEXT, heading_of
from tracker.domain.markup import join_paragraphs
from tracker.domain.phrasing.letter_parts import ReadItem, ReadLetter
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.response import Answer, Response
from tracker.queries.offices import parts_on
from tracker.services.letter_details import LONGEST_HEADING, LONGEST_PART


@dataclass(frozen=True)
class Difference:
    """One text that the file and the register put differently; `where` names it for a person."""

    where: str
    field: str
    here: str
    in_letter: str


def text_differences(where: str, pairs: Mapping[str, tuple[str | None, str | None]]) -> list[Difference]:
    """The texts that are not the same here and in the letter, by field; nothing and empty are the same."""
    return [
        Difference(where, name, here or "", read or "")
        for name, (here, read) in pairs.items()
        if (here or "") != (read or "")
    ]


def opening_and_rest(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The sentence that names section 55, where it comes first, and the free paragraphs after it."""
    if paragraphs and "section 55" in paragraphs[0].casefold():
        return paragraphs[0], join_paragraphs(paragraphs[1:])
    return "", join_paragraphs(paragraphs)


def parts_as_read(letter: ReadLetter) -> dict[str, str]:
    """The letter's own parts as the response keeps them."""
    opening, paragraphs = opening_and_rest(letter.paragraphs)
    return {
        "office_block": "\n".join(letter.office_block),
        "addressee_block": "\n".join(letter.addressee_block),
        "salutation": letter.salutation,
        "subject": letter.subject,
        "opening": opening,
        "paragraphs": paragraphs,
        "closing": letter.closing,
        "signatory_name": letter.signatory_name,
        "signatory_title": letter.signatory_title,
    }


def answer_as_read(read: ReadItem) -> dict[str, str | None]:
    """What the letter says to one item, as the answer keeps it."""
    return {
        "chief_constable": join_paragraphs(read.chief_constable),
        "pcc": join_paragraphs(read.pcc),
        "reply": join_paragraphs(read.reply),
        "stance": read.position.value if read.position else None,
        "stance_reason": join_paragraphs(read.stance_reason),
        "group_heading": read.group_heading,
        "item_heading": read.heading or None,
    }


def answer_differences(where: str, answer: Answer | None, read: ReadItem) -> list[Difference]:
    """Where the answer here and the letter differ; an item without an answer here differs by all it holds."""
    pairs = {name: (getattr(answer, name, None), said) for name, said in answer_as_read(read).items()}
    return text_differences(where, pairs)


def enclosures_by_report(letter: ReadLetter) -> list[str]:
    """The enclosure lines parted by the report each names; one that names none stays with the line before."""
    titles = letter.report_titles or tuple(one.report_title for one in letter.appendices)
    labels = [one.label for one in letter.appendices]
    parted: list[list[str]] = [[] for _ in titles]
    at = 0
    for line in letter.enclosures:
        plain = search_form(line)
        named = [n for n, title in enumerate(titles) if search_form(title).strip(" .") in plain]
        named += [n for n, label in enumerate(labels[: len(titles)]) if label and search_form(label) in plain]
        at = named[0] if named else at
        if parted:
            parted[at].append(line)
    return ["\n".join(lines) for lines in parted]


def letter_differences(existing: Response, letter: ReadLetter) -> tuple[Difference, ...]:
    """Where the letter's own parts differ."""
    pairs = {name: (getattr(existing, name), read) for name, read in parts_as_read(letter).items()}
    enclosures = enclosures_by_report(letter)
    for row in existing.reports:
        n = row.position
        if letter.enclosures:
            pairs[f"enclosure {n + 1}"] = (row.enclosure, enclosures[n])
        if n < len(letter.appendices):
            pairs[f"appendix_label {n + 1}"] = (row.appendix_label, letter.appendices[n].label)
            pairs[f"appendix_heading {n + 1}"] = (row.appendix_heading, letter.appendices[n].heading)
    return tuple(text_differences("The letter", pairs))


def known_items(items: Sequence[Item], read: Sequence[ReadItem]) -> list[Item | None]:
    """For each item read, the register's own: by kind, number and words, else by its place among its like."""
    found: list[Item | None] = []
    for at, one in enumerate(read):
        alike = [item for item in items if (item.kind, item.number) == (one.kind, one.number)]
        free = [item for item in alike if item not in found]
        same_words = [item for item in free if item.text == one.text]
        like = [n for n, other in enumerate(read) if (other.kind, other.number) == (one.kind, one.number)]
        if same_words:
            found.append(same_words[0])
        elif len(like) == len(alike) and alike[like.index(at)] in free:
            # As many here as in the letter: the one in the same place is the one whose words differ.
            found.append(alike[like.index(at)])
        else:
            found.append(None)
    return found


def problems_with_parts(letter: ReadLetter) -> dict[str, str]:
    """What of the letter is longer than the register keeps; such a file was misread or is no letter."""
    long = [
        name.replace("_", " ")
        for name, words in parts_as_read(letter).items()
        if len(words) > LONGEST_PART[name]
    ]
    long += ["enclosure" for line in letter.enclosures if len(line) > LONGEST_HEADING]
    for appendix in letter.appendices:
        long += ["heading of an appendix"] * (len(appendix.heading) > LONGEST_HEADING)
        for item in appendix.items:
            name = heading_of(item.kind, item.number)
            texts = {
                "text": item.text,
                "force response": join_paragraphs(item.chief_constable),
                "PCC's response": join_paragraphs(item.pcc),
                "reply": join_paragraphs(item.reply),
            }
            long += [f"{what} of {name}" for what, words in texts.items() if len(words) > MAX_TEXT]
            long += [f"heading of {name}"] * (max(len(item.heading), len(item.group_heading)) > 300)
    if not long:
        return {}
    return {
        "file": f"Too long to be kept, so the letter cannot be brought in: {', '.join(dict.fromkeys(long))}."
    }


def office_differences(session: Session, letter: ReadLetter, today: date) -> tuple[str, ...]:
    """Where the names of a letter that was read differ from the list on its date: shown, never applied."""
    return _differences_from_list(session, letter.dated, parts_as_read(letter), today)


def differences_from_list(*, response: Response, today: date) -> tuple[str, ...]:
    """Where the names of a letter that was brought in differ from the list of office holders on its date."""
    names = {part: getattr(response, part) or "" for part in NAMES}
    return _differences_from_list(db.session(), response.letter_dated, names, today)


NAMES = ("addressee_block", "signatory_name", "signatory_title")


def _differences_from_list(
    session: Session, day: date | None, names: Mapping[str, str], today: date
) -> tuple[str, ...]:
    if day is None:
        return ()
    parts = parts_on(session, day, today)
    told = []
    for what, part in zip(("addressee", "signatory", "signatory's title"), NAMES, strict=True):
        listed, read = (value.partition("\n")[0] for value in (getattr(parts, part), names[part]))
        if listed and read and listed.casefold() != read.casefold():
            told.append(
                f"The letter's {what} is “{read}”; the list of office holders has “{listed}” for that day."
            )
    return tuple(told)
