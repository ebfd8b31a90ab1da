"""The changes, exceptions and responses of a status paper in words, each from one line of the pack."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from tracker.domain.cleaning import clean_line, is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.markup import paragraphs_of
from tracker.domain.packs import ChangeKind, ChangeLine, ItemLine, ResponseLine
from tracker.domain.rag_reasons import reason_alone
from tracker.domain.wording import without_full_stop

_WITH_BOTH_SIDES = frozenset(
    {
        ChangeKind.SLIPPED,
        ChangeKind.BROUGHT_FORWARD,
        ChangeKind.OWNER_CHANGED,
        ChangeKind.RATING_WORSE,
        ChangeKind.RATING_BETTER,
    }
)


def change_blocks(changes: Sequence[ChangeLine], headings: Mapping[str, str]) -> Iterator[str]:
    """One list for each kind of change that happened; `headings` are those of the items by reference."""
    if not changes:
        yield "Nothing has changed since the last board."
        return
    order = list(ChangeKind)
    in_order = sorted(changes, key=lambda line: order.index(line.kind))
    for kind, lines in groupby(in_order, key=lambda line: line.kind):
        yield f"{kind.label}:\n" + "\n".join(
            f"- {_change(line, headings.get(line.reference, ''))}" for line in lines
        )


def _change(line: ChangeLine, heading: str) -> str:
    said = f"{line.item} ({line.reference})"
    if not is_blank(heading):
        said += f", {without_full_stop(clean_line(heading))}"
    if line.kind in _WITH_BOTH_SIDES and line.before and line.after:
        said += f": from {clean_line(line.before)} to {clean_line(line.after)}"
    said += f", on {date_in_words(line.on)}."
    if not is_blank(line.why):
        said += f" {_sentence(line.why)}"
    elif line.kind in (ChangeKind.SLIPPED, ChangeKind.TAKEN_OFF):
        said += " No reason is recorded."
    return said


def exception_blocks(exceptions: Sequence[ItemLine]) -> Iterator[str]:
    """A heading for each exception, and below it why it is one, its dates, its update and its next step."""
    if not exceptions:
        yield "No item is Red or Amber."
    for line in exceptions:
        about = line.report_title if is_blank(line.heading) else line.heading
        yield f"# {line.item} ({line.reference}): {without_full_stop(clean_line(about))}"
        yield _rating(line)
        # Where the heading is the title of the report, it is not said again below it.
        report = "The report" if is_blank(line.heading) else line.report_title
        yield f"{report}, published on {date_in_words(line.published_on)}, asks: {_in_one(line.text)}"
        yield _dates(line)
        if is_blank(line.update):
            yield f"No update is recorded for the board. {_next_step(line)}"
        else:
            yield f"Update: {_in_one(line.update)}"
            yield _next_step(line)


def _in_one(text: str) -> str:
    """The text under one number, whatever paragraphs its writer made; each starts a line."""
    return "\n".join(paragraphs_of(text))


def _rating(line: ItemLine) -> str:
    label, reason = line.rating.label, clean_line(line.reason)
    alone = reason_alone(reason, label)
    # A reason that begins with its rating goes on from the label: the rating is said once.
    said = _sentence(f"{label}{': ' if alone != reason else '. '}{alone}" if alone else label)
    if line.is_red_again:
        said += " It is Red at two meetings running."
    elif line.rating_before is None:
        said += " It was not on the list at the last board."
    else:
        said += f" At the last board: {line.rating_before.label}."
    return said


def _dates(line: ItemLine) -> str:
    if line.date_in_force is None:
        said = "No date is agreed."
    else:
        said = f"Date in force: {date_in_words(line.date_in_force)}."
    if line.times_moved and line.first_in_force:
        times = "once" if line.times_moved == 1 else f"{line.times_moved} times"
        said += (
            f" It was first {date_in_words(line.first_in_force)} and has moved {times}"
            f"{_days_moved(line.days_moved)}."
        )
    if line.inspectorate_on and line.inspectorate_on != line.date_in_force:
        said += f" The inspectorate's date: {date_in_words(line.inspectorate_on)}."
    if line.turns_red_on:
        said += f" It turns Red on {date_in_words(line.turns_red_on)} if nothing is done."
    return said


def _days_moved(days: int) -> str:
    if not days:
        return ""
    way = "later" if days > 0 else "earlier"
    return f", in all {abs(days)} day{'' if abs(days) == 1 else 's'} {way}"


def _next_step(line: ItemLine) -> str:
    step = clean_line(line.next_step)
    said = f"Next step: {_sentence(step)}" if step else "No next step is recorded."
    if step and f"Next: {step}" in clean_line(line.update):
        said = ""  # The text for the board was drafted with it and tells it already.
    whose = "; ".join(
        f"{name}: {clean_line(who)}"
        for name, who in (("Owner", line.owner), ("executive lead", line.executive_lead))
        if not is_blank(who)
    )
    named = f"{whose[0].upper()}{whose[1:]}." if whose else "No owner is named."
    return f"{said} {named}".lstrip()


def response_blocks(responses: Sequence[ResponseLine]) -> Iterator[str]:
    """One paragraph for each response, days counted from publication as day 1."""
    if not responses:
        yield "No response under section 55 of the Police Act 1996 is due or under way."
    for line in responses:
        yield _response(line)


def _response(line: ResponseLine) -> str:
    said = [
        f"{without_full_stop(line.report_title)} ({line.reference or line.report_reference}), published on "
        f"{date_in_words(line.published_on)}: {_sentence(line.status)}",
        _dated("The letter is dated", line.letter_dated, line.day_of_letter, "No letter is dated yet."),
    ]
    # The words of the clock tell the last day and the publication themselves.
    if not is_blank(line.words):
        said.append(_sentence(line.words))
    else:
        said.append(
            f"Last day: {date_in_words(line.last_day)}." if line.last_day else "No day limit applies."
        )
        said.append(
            _dated(
                "The comments were published on",
                line.comments_published_on,
                line.day_of_publication,
                "Publication of the comments is not recorded.",
            )
        )
    return " ".join(said)


def _dated(words: str, day: date | None, number: int | None, otherwise: str) -> str:
    if day is None:
        return otherwise
    return f"{words} {date_in_words(day)}" + (f" (day {number})." if number else ".")


def _sentence(text: str) -> str:
    line = clean_line(text)
    return line if line.endswith((".", "?", "!")) else f"{line}."
