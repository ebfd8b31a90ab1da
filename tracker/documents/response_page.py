"""The public response page: the words of the letter as plain HTML, for the office's own website.

The picture of the signature is left out, so that nobody can lift it from a public page.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from tracker.documents.letter_gaps import MissingFromLetter, gaps
from tracker.documents.printed import Letter, PrintedAppendix, PrintedGroup, PrintedItem, PrintedVoice
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.dates_in_words import date_in_words, date_with_ordinal
from tracker.domain.markup import Bullets, Run, paragraphs_of, pieces_of
from tracker.domain.vocabulary import Layout

STYLE = """
body { margin: 0; background: #fff; color: #0b0c0c; font: 1.1875rem/1.5 Arial, Helvetica, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5 { color: #1f2a44; line-height: 1.25; margin: 2rem 0 0.75rem; }
h1 { font-size: 2rem; margin-top: 0; } h2 { font-size: 1.625rem; } h3 { font-size: 1.375rem; }
h4 { font-size: 1.1875rem; } h5 { font-size: 1.1875rem; margin: 1.25rem 0 0.25rem; color: #0b0c0c; }
p, ul { margin: 0 0 1rem; } li { margin-bottom: 0.25rem; }
blockquote { margin: 0 0 1rem; padding-left: 1rem; border-left: 4px solid #1f2a44; }
.s55-appendix { margin-top: 3rem; padding-top: 1rem; border-top: 2px solid #1f2a44; }
@media print { main { max-width: none; } h2, h3, h4, h5 { break-after: avoid; } }
"""


_FROM_THE_RIGHT = frozenset({"R", "AL", "RLE", "RLO", "LRO", "RLI", "FSI"})
_NOT_IN_HTML = re.compile(
    "[\x80-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(0, 0x110000, 0x10000))
    + "]"
)


class MarkedLetter(ValueError):
    """A letter under a protective marking has no public page."""


def response_fragment(letter: Letter, *, first_level: int = 2) -> str:
    """The page as a fragment that begins with a heading of this level, 1 or 2, to stand in another page.

    Raises MissingFromLetter as the letter itself does, and MarkedLetter where the letter bears a marking.
    """
    if first_level not in (1, 2):
        raise ValueError("The first heading of the response page is of level 1 or 2.")
    if letter.marking is not None:
        raise MarkedLetter("A letter that is published carries no protective marking: take it off first.")
    if missing := gaps(letter):
        raise MissingFromLetter(missing)
    lines = ['<article class="s55-response" lang="en-GB">', *_front(letter, first_level)]
    ids = (f"s55-item-{number}" for number in count(1))
    for appendix in letter.appendices:
        lines += _appendix(appendix, letter.layout, first_level + 1, ids)
    return "\n".join([*lines, "</article>"]) + "\n"


def response_page(letter: Letter) -> bytes:
    """The page as one file that needs nothing beside it; raises what `response_fragment` raises."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_line(letter.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{response_fragment(letter, first_level=1)}</main>\n</body>\n</html>\n"
    ).encode()


def _front(letter: Letter, level: int) -> Iterator[str]:
    in_words = date_with_ordinal if letter.layout is Layout.NUMBERED else date_in_words
    yield _heading(level, _line(letter.subject))
    yield _block(letter.office_block)
    yield _block(letter.addressee_block)
    yield f'<p><time datetime="{letter.dated.isoformat()}">{in_words(letter.dated)}</time></p>'
    yield _block([letter.salutation])
    for text in letter.paragraphs:
        yield from _marked(text)
    yield _block([letter.closing])
    yield _block([letter.signatory_name, *clean_text(letter.signatory_title).split("\n")])
    for enclosure in letter.enclosures:
        if not is_blank(enclosure):
            yield _block([enclosure])


def _appendix(appendix: PrintedAppendix, layout: Layout, level: int, ids: Iterator[str]) -> Iterator[str]:
    yield '<section class="s55-appendix">'
    if layout is Layout.NUMBERED:
        yield _block([appendix.label])
    yield _heading(level, _line(appendix.heading))
    for group in appendix.groups:
        yield from _group(group, layout, level + 1, ids)
    yield "</section>"


def _group(group: PrintedGroup, layout: Layout, level: int, ids: Iterator[str]) -> Iterator[str]:
    if group.items and not is_blank(group.heading):
        yield _heading(level, _line(group.heading))
        level += 1
    for item in group.items:
        yield f'<section class="s55-item" id="{next(ids)}">'
        yield from _item(item, layout, level)
        yield "</section>"


def _item(item: PrintedItem, layout: Layout, level: int) -> Iterator[str]:
    texts = paragraphs_of(clean_text(item.text))
    if layout is Layout.NUMBERED:
        number = f"{_line(item.number)}. " if item.number else ""
        yield _heading(level, number + _lines(texts[0]))
        texts = texts[1:]
    else:
        yield _heading(level, _line(item.heading))
    if texts:
        yield "<blockquote>"
        yield from (f"<p{_direction(text)}>{_lines(text)}</p>" for text in texts)
        yield "</blockquote>"
    for text in paragraphs_of(clean_text(item.position_line)):
        yield f"<p{_direction(text)}>{_lines(text)}</p>"
    for voice in item.voices:
        yield from _voice(voice, level + 1)


def _voice(voice: PrintedVoice, level: int) -> Iterator[str]:
    # Whether run in or on its own line in the letter: as a heading each voice can be found and jumped to.
    yield _heading(level, f"{_line(voice.label)}:")
    yield from _marked(voice.text)


def _marked(text: str) -> Iterator[str]:
    for typed in paragraphs_of(clean_text(text)):
        for piece in pieces_of(typed):
            if isinstance(piece, Bullets):
                yield f"<ul>{''.join(f'<li{_turns(item)}>{_runs(item)}</li>' for item in piece.items)}</ul>"
            else:
                whole = [run for line in piece.lines for run in line]
                yield f"<p{_turns(whole)}>{'<br>'.join(_runs(line) for line in piece.lines)}</p>"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(
        f"<strong>{_escaped(run.text)}</strong>" if run.bold else _escaped(run.text) for run in runs
    )


def _heading(level: int, inner: str) -> str:
    return f"<h{level}{_direction(inner)}>{inner}</h{level}>"


def _block(lines: Iterable[str]) -> str:
    """One paragraph of lines; those that are blank are left out."""
    made = [_line(line) for line in lines if not is_blank(line)]
    return f"<p{_direction(''.join(made))}>{'<br>'.join(made)}</p>"


def _line(text: str) -> str:
    return _escaped(clean_line(text))


def _lines(text: str) -> str:
    return "<br>".join(_escaped(line) for line in text.strip("\n").split("\n"))


def _turns(runs: Iterable[Run]) -> str:
    return _direction("".join(run.text for run in runs))


def _direction(text: str) -> str:
    """What keeps words that run from right to left from turning those around them; nothing for others."""
    turns = not text.isascii() and any(unicodedata.bidirectional(c) in _FROM_THE_RIGHT for c in text)
    return ' dir="auto"' if turns else ""


def _escaped(text: str) -> str:
    """The text as HTML holds it, without the characters that HTML forbids and Word does not show."""
    return escape(_NOT_IN_HTML.sub("", text.replace("\x85", " ")))
