"""What a person should look at before a returned form is taken over, in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.answer_forms import ExpectedForm
from tracker.domain.wording import in_a_row


@dataclass
class Findings:
    """What was found while the form was read; items by their references."""

    missing: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    renumbered: list[tuple[str, str]] = field(default_factory=list)
    is_tracked: bool = False
    has_unplaced: bool = False


def problems_of(
    findings: Findings, identity: tuple[str, int] | None, expected: ExpectedForm
) -> tuple[str, ...]:
    """The sentences, the gravest first."""
    return (*_about_the_form(identity, expected), *_about_its_rows(findings))


def _about_the_form(identity: tuple[str, int] | None, expected: ExpectedForm) -> Iterator[str]:
    if identity is None:
        yield "The form does not say which letter it belongs to: check that it is the right one."
        return
    reference, version = identity
    if reference != expected.reference:
        yield f"This is the form of another letter: {reference}, not {expected.reference}."
    elif version < expected.version:
        yield (
            f"This is an older form, version {version}: version {expected.version} was sent since. "
            "Check that it asks what is asked now."
        )
    elif version > expected.version:
        yield f"This form says version {version}, but only version {expected.version} was sent from here."


def _about_its_rows(findings: Findings) -> Iterator[str]:
    if findings.missing:
        yield f"{_rows(findings.missing)} missing from the form."
    for item, shown in findings.renumbered:
        yield f"The row of {item} now says {shown}. Its words were taken for {item}: check which is meant."
    if findings.strange:
        yield f"The form answers {in_a_row(sorted(findings.strange))}, which was not asked in it."
    if findings.merged:
        yield f"Cells were merged in {_of_rows(findings.merged)}: check whose words these are."
    if findings.twice:
        yield f"{in_a_row(_once(findings.twice))} stands in the form twice: the words were put together."
    if findings.outside:
        yield f"Words for {in_a_row(_once(findings.outside))} stood outside the table: check them."
    if findings.beside:
        yield f"Words in the first column, beside {in_a_row(_once(findings.beside))}, are not placed."
    if findings.has_unplaced:
        yield "Some words belong to no item for certain. They are listed, so that you can place them."
    if findings.is_tracked:
        yield "The form has tracked changes. They were read as if all had been accepted."
    if findings.blank:
        yield f"Nothing was written for {in_a_row(findings.blank)}."


def _once(items: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _rows(items: Sequence[str]) -> str:
    return f"The row of {items[0]} is" if len(items) == 1 else f"The rows of {in_a_row(items)} are"


def _of_rows(items: Sequence[str]) -> str:
    return f"the row of {items[0]}" if len(items) == 1 else f"the rows of {in_a_row(items)}"
