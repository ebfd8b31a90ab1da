"""A returned form: each answer under its item, and in plain words what is not as it was sent."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.answer_forms import (
    ANSWER_MARK,
    ITEM_MARK,
    PRINTED_MARK,
    TAG_PREFIX,
    ExpectedForm,
    FormAnswer,
    ReturnedForm,
    identity_in,
    name_in_word,
    without_hint,
)
from tracker.domain.cleaning import is_blank
from tracker.domain.markup import join_paragraphs
from tracker.readers.form_problems import Findings, problems_of
from tracker.readers.marked_segments import Line, Segment
from tracker.readers.marked_words import new_text
from tracker.readers.word_parts import Edge, WordParagraph, WordParts, Words, read_word_parts

_WORD = re.compile(r"[\w.-]+")
_REFERENCE = re.compile(r"\b[A-Z]{1,3}[0-9]{4}-[0-9]{1,4}(?:-[A-Z]{2,5}[0-9a-z.]+)+\b")


def read_answer_form(name: str, content: bytes, expected: ExpectedForm) -> ReturnedForm:
    """The form as it came back, against what was sent; raises UnreadableFile."""
    return _Reading(read_word_parts(name, content), expected).form()


@dataclass
class _Row:
    """A row of the table as it came back; `hidden` and `shown` are the items that it names."""

    paragraphs: list[WordParagraph] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    @property
    def items(self) -> list[str]:
        """The items of the row; what the form keeps out of sight counts before what can be typed over."""
        return self.hidden or self.shown


class _Reading:
    """Goes through the form and gathers the words for each item."""

    def __init__(self, parts: WordParts, expected: ExpectedForm) -> None:
        self._parts = parts
        self._expected = expected
        self._names = {name_in_word(item): item for item in expected.items}
        self._typed: dict[str, list[WordParagraph]] = {}
        self._loose: list[WordParagraph] = []
        self._findings = Findings()

    def form(self) -> ReturnedForm:
        """All of the form."""
        for row in self._rows():
            self._take_row(row)
        self._take_outside(
            [one for one in self._parts.paragraphs if one.cell is None and not _is_printed(one)]
        )
        identity = self._identity()
        answers = self._answers()
        there = {answer.item_reference for answer in answers}
        self._findings.missing = [item for item in self._expected.items if item not in there]
        self._findings.blank = [answer.item_reference for answer in answers if not answer.text]
        self._findings.strange = [item for item in there if item not in self._expected.items]
        self._findings.is_tracked = any(_is_tracked(paragraph) for paragraph in self._parts.paragraphs)
        unplaced = [
            text
            for one in _together(self._in_order(self._loose))
            if (text := self._without_hints(_text(one)))
        ]
        self._findings.has_unplaced = bool(unplaced)
        unplaced += [f"Comment by {one.author or 'somebody'}: {one.text}" for one in self._parts.comments]
        return ReturnedForm(
            identity[0] if identity else "",
            identity[1] if identity else None,
            answers,
            tuple(self._findings.missing),
            tuple(unplaced),
            problems_of(self._findings, identity, self._expected),
        )

    def _in_order(self, paragraphs: Sequence[WordParagraph]) -> list[WordParagraph]:
        chosen = {id(paragraph) for paragraph in paragraphs}
        return [paragraph for paragraph in self._parts.paragraphs if id(paragraph) in chosen]

    def _identity(self) -> tuple[str, int] | None:
        printed = [one.text for one in self._parts.paragraphs if _is_printed(one)]
        everything = [one.text for one in self._parts.paragraphs]
        # The properties are what nobody types over by accident.
        for text in (self._parts.keywords, *printed, *everything):
            if found := identity_in(text):
                return found
        return None

    def _rows(self) -> Iterator[_Row]:
        rows: dict[tuple[int, int], _Row] = {}
        for paragraph in self._parts.paragraphs:
            if paragraph.cell is not None:
                rows.setdefault(paragraph.cell[:2], _Row()).paragraphs.append(paragraph)
        for row in rows.values():
            for paragraph in row.paragraphs:
                row.hidden += [item for item in self._items_hidden_in(paragraph) if item not in row.hidden]
                if paragraph.cell is not None and paragraph.cell[2] == 1 and not row.shown:
                    row.shown = self._items_named_in(paragraph.text)
            yield row

    def _take_row(self, row: _Row) -> None:
        if not row.items:
            self._loose += [one for one in row.paragraphs if not _is_printed(one)]
            return
        if row.hidden and row.shown and not set(row.hidden) & set(row.shown):
            self._findings.renumbered.append((row.hidden[0], row.shown[0]))
        if len(row.items) > 1 or any(one.is_merged for one in row.paragraphs):
            self._findings.merged += [item for item in row.items if item not in self._findings.merged]
        item = row.items[0]
        if item in self._typed:
            self._findings.twice.append(item)
        for one in row.items:
            self._typed.setdefault(one, [])
        for paragraph in row.paragraphs:
            own = self._items_hidden_in(paragraph, answers_only=True)
            item = own[0] if own else item
            if _is_printed(paragraph):
                continue
            if own or (paragraph.cell is not None and paragraph.cell[2] > 1):
                self._typed.setdefault(item, []).append(paragraph)
            elif not is_blank(_text([paragraph])):
                self._findings.beside.append(row.items[0])
                self._loose.append(paragraph)

    def _take_outside(self, paragraphs: Sequence[WordParagraph]) -> None:
        """Words that stand in no row belong to the item that their field or a line above them names."""
        item = ""
        for paragraph in paragraphs:
            text = _text([paragraph])
            hidden = self._items_hidden_in(paragraph, answers_only=True)
            named = [one for one in self._items_named_in(text) if text.startswith(one)]
            item = (hidden or named or [item])[0]
            if is_blank(text):
                continue
            if not item:
                self._loose.append(paragraph)
                continue
            if not (named and is_blank(text.removeprefix(item).strip(" :.-–"))):
                self._typed.setdefault(item, []).append(paragraph)
                self._findings.outside.append(item)

    def _answers(self) -> tuple[FormAnswer, ...]:
        order = {item: place for place, item in enumerate(self._expected.items)}
        items = sorted(self._typed, key=lambda item: (order.get(item, len(order)), item))
        return tuple(FormAnswer(item, self._typed_text(item)) for item in items)

    def _typed_text(self, item: str) -> str:
        texts = [without_hint(_text(one), item) for one in _together(self._typed[item])]
        return join_paragraphs(text for text in texts if text)

    def _without_hints(self, text: str) -> str:
        for item in self._expected.items:
            text = without_hint(text, item)
        return text

    def _items_hidden_in(self, paragraph: WordParagraph, *, answers_only: bool = False) -> list[str]:
        """The items that bookmarks and fields of the paragraph name, first the fields."""
        found = [item for number in _controls(paragraph) for item in self._item_of_control(number)]
        marks = (ANSWER_MARK,) if answers_only else (ITEM_MARK, ANSWER_MARK)
        for atom in paragraph.atoms:
            if isinstance(atom, Edge) and atom.is_start and atom.name.startswith(marks):
                name = atom.name.removeprefix(ITEM_MARK).removeprefix(ANSWER_MARK)
                found.append(self._names.get(name, name.replace("_", "-")))
        return list(dict.fromkeys(found))

    def _item_of_control(self, number: int) -> list[str]:
        tag, title = self._parts.controls[number]
        if tag.startswith(TAG_PREFIX):
            return [tag.removeprefix(TAG_PREFIX)]
        # LibreOffice keeps the title of a field and drops its tag.
        return self._items_named_in(title)[:1]

    def _items_named_in(self, text: str) -> list[str]:
        exact = [
            item for item in self._expected.items if re.search(rf"(?<![\w-]){re.escape(item)}(?![\w-])", text)
        ]
        return exact or list(dict.fromkeys(_REFERENCE.findall(text)))


def _controls(paragraph: WordParagraph) -> list[int]:
    numbers = [atom.control for atom in paragraph.atoms if isinstance(atom, Words)]
    return list(dict.fromkeys(number for number in numbers if number is not None))


def _is_printed(paragraph: WordParagraph) -> bool:
    """Whether the form itself printed the paragraph, however it was altered since."""
    return any(isinstance(atom, Edge) and atom.name.startswith(PRINTED_MARK) for atom in paragraph.atoms)


def _is_tracked(paragraph: WordParagraph) -> bool:
    return bool(paragraph.mark) or any(atom.changes for atom in paragraph.atoms if isinstance(atom, Words))


def _together(paragraphs: Sequence[WordParagraph]) -> Iterator[list[WordParagraph]]:
    """Neighbours of one cell belong together, so that a list keeps its lines."""
    held: list[WordParagraph] = []
    for paragraph in paragraphs:
        if held and held[-1].cell != paragraph.cell:
            yield held
            held = []
        held.append(paragraph)
    if held:
        yield held


def _text(paragraphs: Sequence[WordParagraph]) -> str:
    """The words with all tracked changes taken over, in our markup."""
    lines = [Line(one.style, one.printed, list(one.atoms), one.mark) for one in paragraphs]
    return new_text(Segment("", lines))
