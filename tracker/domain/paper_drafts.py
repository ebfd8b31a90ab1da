"""Drafts a status paper from the rows of a pack: no figure stands in it that the pack does not hold."""

from collections.abc import Iterator

from tracker.domain.cleaning import clean_line, is_blank
from tracker.domain.counts import Term
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import in_london, london_day
from tracker.domain.packs import RATINGS, Pack, PackHead, RatingLine, TrendPoint
from tracker.domain.paper_draft_lines import change_blocks, exception_blocks, response_blocks
from tracker.domain.papers import AGENDA_AND_MARKING, MAX_TEXT, PaperPart, PaperStyle, PartKind
from tracker.domain.vocabulary import Rating
from tracker.domain.wording import in_a_row

RECOMMENDATION = "It is recommended that the Board notes the contents of this report."

_CAME = (
    (Term.NEW, "new"),
    (Term.REOPENED, "re-opened"),
    (Term.BROUGHT_INTO_SCOPE, "brought into scope"),
)
_WENT = ((Term.CLOSED, "closed"), (Term.TAKEN_OFF, "taken off the list"), (Term.MOVED_OUT, "moved out"))
_TRAVEL = (Rating.RED, Rating.AMBER, Rating.GREEN)


def drafted_parts(
    pack: Pack, style: PaperStyle = AGENDA_AND_MARKING, *, recommendation: str = RECOMMENDATION
) -> tuple[PaperPart, ...]:
    """The sections of the status paper in order, the recommendation where the style wants it."""
    recommended = PaperPart(PartKind.RECOMMENDATION, None, "Recommendation", recommendation)
    return (
        _part(PartKind.PURPOSE, "Purpose", _purpose(pack.head)),
        *((recommended,) if style.is_recommended_first else ()),
        _part(PartKind.FIGURES, "Where the items stand", _figures(pack)),
        *_table(pack),
        *_parts(
            PartKind.CHANGES,
            "Changes since the last board",
            change_blocks(pack.changes, {line.reference: line.heading for line in pack.items}),
        ),
        *_parts(PartKind.EXCEPTIONS, "Exceptions", exception_blocks(pack.exceptions)),
        *_parts(PartKind.RESPONSES, "Section 55 responses", response_blocks(pack.responses)),
        _part(PartKind.SUMMARY, "Summary", _summary(pack)),
        *((recommended,) if style.is_recommended_last else ()),
    )


def as_at_words(head: PackHead) -> str:
    """The pack's moment as the paper says it: "14:05 on 12 March 2026"."""
    moment = in_london(head.as_at)
    return f"{moment:%H:%M} on {date_in_words(moment.date())}"


def items_counted(number: int) -> str:
    """So many items: "no items", "1 item", "2 items"."""
    return f"{number or 'no'} item{'' if number == 1 else 's'}"


def _part(kind: PartKind, heading: str, blocks: Iterator[str]) -> PaperPart:
    return PaperPart(kind, None, heading, "\n\n".join(blocks))


def _parts(kind: PartKind, heading: str, blocks: Iterator[str]) -> Iterator[PaperPart]:
    """One part, or several where the text is longer than a part may hold; nothing is left out."""
    held: list[str] = []
    for block in (piece for whole in blocks for piece in _cut(whole)):
        if held and sum(len(text) + 2 for text in held) + len(block) > MAX_TEXT:
            yield PaperPart(kind, None, heading, "\n\n".join(held))
            held, heading = [], heading.removesuffix(", continued") + ", continued"
        held.append(block)
    yield PaperPart(kind, None, heading, "\n\n".join(held))


def _cut(block: str) -> Iterator[str]:
    while len(block) > MAX_TEXT:
        at = block.rfind(" ", 1, MAX_TEXT)
        at = at if at > 0 else MAX_TEXT
        yield block[:at]
        block = block[at:].lstrip(" ")
    yield block


def _purpose(head: PackHead) -> Iterator[str]:
    yield (
        "The purpose of this report is to tell the Board how the recommendations and other findings of "
        f"inspections that it oversees stand, as at {as_at_words(head)}."
    )
    if not is_blank(head.correction):
        yield f"This version corrects an earlier one: {_sentence(head.correction)}"
    if not is_blank(head.before_cut_off):
        yield f"It was made before the cut-off for updates: {_sentence(head.before_cut_off)}"


def _figures(pack: Pack) -> Iterator[str]:
    yield _sum(pack)
    if not is_blank(pack.head.does_not_reconcile):
        yield f"These figures do not reconcile because: {_sentence(pack.head.does_not_reconcile)}"
    if not is_blank(pack.head.history_note):
        yield _sentence(pack.head.history_note)
    yield _ratings(pack)
    yield _travel(pack)
    yield _red_again(pack)
    if pack.grades:
        lines = [
            f"- {line.report_title}, published on {date_in_words(line.published_on)}: "
            f"{clean_line(line.question)}: {line.grade or 'not graded'}"
            + (f". Monitoring: {line.monitoring}" if line.monitoring else "")
            for line in pack.grades
        ]
        yield "The grades of the reports are:\n" + "\n".join(lines)


def _sum(pack: Pack) -> str:
    opened = clean_line(pack.head.opened_by)
    start = f"At the start of the period ({opened})" if opened else "At the start of the period"
    opening, closing = pack.number(Term.OPENING), pack.number(Term.CLOSING)
    return (
        f"{start}, {items_counted(opening)} {_were(opening)} open. Since then "
        f"{in_a_row([_term(pack, term, words) for term, words in _CAME])}; "
        f"{in_a_row([_term(pack, term, words) for term, words in _WENT])}. "
        f"As at {as_at_words(pack.head)}, {items_counted(closing)} {_are(closing)} open."
    )


def _term(pack: Pack, term: Term, words: str) -> str:
    """One term with its parts: "3 were closed (2 closed by HMICFRS and 1 complete)".

    A part that is the whole term says no number again.
    """
    number = pack.number(term)
    parts = [
        _mid_sentence(line.words) if line.number == number else f"{line.number} {_mid_sentence(line.words)}"
        for line in pack.counts
        if line.key == term and line.part and line.number
    ]
    return f"{number or 'none'} {_were(number or 1)} {words}" + (f" ({in_a_row(parts)})" if parts else "")


def all_ratings(pack: Pack) -> tuple[int, ...]:
    """How many items have which rating, in the order of RATINGS: the line of all, or the kinds' sum."""
    whole = next((line for line in pack.by_kind if _is_whole(line)), None)
    if whole:
        return whole.numbers
    return tuple(sum(line.numbers[at] for line in pack.by_kind) for at in range(len(RATINGS)))


def _is_whole(line: RatingLine) -> bool:
    return line.name.casefold().split(" ")[0] in ("all", "total")


def _ratings(pack: Pack) -> str:
    numbers = all_ratings(pack)
    if not any(numbers):
        return "No item is rated."
    said = [
        f"{number or 'none'} {_is_are(number)} {rating.label}"
        for rating, number in zip(RATINGS, numbers, strict=True)
        if number or rating in (Rating.RED, Rating.AMBER)
    ]
    return f"By rating, {in_a_row(said)}."


def _last_point(pack: Pack) -> TrendPoint | None:
    # The last point may be this pack's own, which a correction makes after the meeting.
    today = london_day(pack.head.as_at)
    before = min(today, pack.head.meeting_on or today)
    return next((point for point in reversed(pack.trend) if point.on < before), None)


def _travel(pack: Pack) -> str:
    point = _last_point(pack)
    if point is None:
        return "No figures of an earlier meeting are held, so no direction of travel can be given yet."
    now = all_ratings(pack)
    moves = [_move("the number of open items", point.open_items, pack.number(Term.CLOSING))]
    for rating in _TRAVEL:
        at = RATINGS.index(rating)
        moves.append(_move(rating.label.split(" ")[0], point.numbers[at], now[at] if now else 0))
    return f"Since the meeting on {date_in_words(point.on)}, {in_a_row(moves)}."


def _move(name: str, before: int, now: int) -> str:
    if before == now:
        return f"{name} has stayed at {now}"
    return f"{name} has {'risen' if now > before else 'fallen'} from {before} to {now}"


def _red_again(pack: Pack) -> str:
    again = [f"{line.item} ({line.reference})" for line in pack.exceptions if line.is_red_again]
    if not again:
        return "No item is Red at two meetings running."
    return f"Red at two meetings running: {in_a_row(again)}."


def _table(pack: Pack) -> Iterator[PaperPart]:
    """The ratings by kind: a row for each rating that an item has, a column for each kind."""
    lines = sorted(pack.by_kind, key=_is_whole)
    if not any(line.total for line in lines):
        return
    shown = [at for at in range(len(RATINGS)) if any(line.numbers[at] for line in lines)]
    rows = [("Rating", *(line.name for line in lines))]
    rows += [(RATINGS[at].label, *(str(line.numbers[at]) for line in lines)) for at in shown]
    rows.append(("Total", *(str(line.total) for line in lines)))
    yield PaperPart(
        PartKind.TABLE,
        None,
        "Ratings by kind",
        "The table shows how many items of each kind have which rating.",
        rows=tuple(rows),
    )


def _summary(pack: Pack) -> Iterator[str]:
    closing = pack.number(Term.CLOSING)
    numbers = all_ratings(pack)
    red, amber = (numbers[RATINGS.index(rating)] if numbers else 0 for rating in (Rating.RED, Rating.AMBER))
    yield (
        f"{_capital(items_counted(closing))} {_are(closing)} open: {red or 'none'} {_is_are(red)} Red and "
        f"{amber or 'none'} {_is_are(amber)} Amber. {_red_again(pack)}"
        if closing
        else "No items are open."
    )
    yield from _late(pack)


def _late(pack: Pack) -> Iterator[str]:
    """What went past the last day of the Police Act 1996, section 55(5A), which times the publication."""
    today = london_day(pack.head.as_at)
    with_a_limit = [(line, line.last_day) for line in pack.responses if line.last_day]
    for words, references in (
        (
            "The last day has passed and publication of the comments is not recorded",
            [
                r.reference or r.report_reference
                for r, day in with_a_limit
                if day < today and not r.comments_published_on
            ],
        ),
        (
            "Comments published after the 56-day period",
            [
                r.reference
                for r, day in with_a_limit
                if r.comments_published_on and r.comments_published_on > day
            ],
        ),
        (
            "Letters dated after the 56-day period",
            [
                r.reference or r.report_reference
                for r, day in with_a_limit
                if r.letter_dated and r.letter_dated > day
            ],
        ),
    ):
        if references:
            yield f"{words}: {in_a_row(references)}."


def _sentence(text: str) -> str:
    line = clean_line(text)
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _mid_sentence(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _is_are(number: int) -> str:
    return "is" if number in (0, 1) else "are"
