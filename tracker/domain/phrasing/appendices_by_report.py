"""Which appendix of a letter answers which report: by the title it quotes, else by its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.domain.phrasing.letter_parts import ReadAppendix
from tracker.domain.phrasing.report_titles import title_form


@dataclass(frozen=True)
class ByReport:
    """Titles and appendices in one order, one appendix to a title, and the lines that had no place in it."""

    titles: tuple[str, ...]
    appendices: tuple[ReadAppendix, ...]
    unplaced: tuple[str, ...]


@dataclass
class _Answered:
    title: str | None
    appendices: list[ReadAppendix] = field(default_factory=list)


def by_report(titles: Sequence[str], appendices: Sequence[ReadAppendix]) -> ByReport:
    """Titles in the order of the appendices that name them; further appendices of a report join its first."""
    if not titles:
        return ByReport(tuple(titles), tuple(appendices), ())
    answered = _in_order(titles, appendices)
    unplaced = [
        line
        for one in answered
        for further in one.appendices[1:]
        for line in (further.label, further.heading)
        if line
    ]
    ordered = [one.title or "" for one in answered]
    without = [title for title in titles if title not in ordered]
    return ByReport((*ordered, *without), tuple(_joined(one) for one in answered), tuple(unplaced))


def _in_order(titles: Sequence[str], appendices: Sequence[ReadAppendix]) -> list[_Answered]:
    by_form = {title_form(title): title for title in titles}
    named = [by_form.get(title_form(one.report_title)) for one in appendices]
    free = [title for title in titles if title not in named]
    answered: list[_Answered] = []
    for title, appendix in zip(named, appendices, strict=True):
        known = [one for one in answered if title is not None and one.title == title]
        if not known and (title is not None or free or not answered):
            known = [_Answered(title or (free.pop(0) if free else titles[0]))]
            answered += known
        (known[0] if known else answered[-1]).appendices.append(appendix)
    return answered


def _joined(answered: _Answered) -> ReadAppendix:
    first, *rest = answered.appendices
    items = list(first.items)
    for further in rest:
        start = len(items)
        items += [
            one if one.parent is None else replace(one, parent=one.parent + start) for one in further.items
        ]
    return replace(first, report_title=first.report_title or answered.title or "", items=tuple(items))
