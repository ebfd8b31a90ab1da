"""The headings of a report: of items, of groups, of its chapters; what they say of addressees and origin."""

import re
from dataclasses import dataclass

from tracker.domain.phrasing import structure
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.structure import ItemHeading
from tracker.domain.vocabulary import Grade, ItemKind

INSTRUCTS = re.compile(r"\b(?:should|must|shall|needs?\s+to|ha(?:s|ve)\s+to)\b", re.I)
_BEFORE_KIND = re.compile(
    r"^(?:learning|national|local|key|immediate|urgent|accelerated|further|new|formal|strategic|force|thematic)\s+"
    r"(?=(?:recommendation|area|cause|AFI)\b)",
    re.I,
)
_EARLIER_BEFORE = re.compile(
    r"^(?P<said>(?:previous|earlier|existing|outstanding|remaining|open|past|(?:19|20)[0-9]{2})\s+)"
    r"(?=(?:recommendation|area|cause|AFI))", re.I,
)  # fmt: skip
_EARLIER_AFTER = re.compile(
    r"^[\s(–—:,-]*(?P<said>(?:(?:restated|repeated|carried\s+(?:forward|over)|first\s+made|made|originally)\b[^.:]{0,60}?)?"
    r"(?:from|in|of)\s+(?:our\s+|the\s+|an?\s+)?(?:[\w’']+\s+){0,5}?(?:report|inspection|review|(?:19|20)[0-9]{2})"
    r"(?:\s+(?:report|inspection|review))?)\s*[)\].:]*$",
    re.I,
)
_FOR_WHOM = re.compile(
    r"^[\s(–—:,-]*(?:to|for|addressed\s+to)\s*:?\s+(?P<names>(?:the\s+|all\s+)?[^.!?:()]{3,160}?)\s*[)\].:]*$",
    re.I,
)
_STATUS = re.compile(
    r"^\W*(?:(?:current|overall|latest)\s+)?(?:status|progress|position|outcome|assessment|our\s+(?:assessment|judg(?:e)?ment))"
    r"(?:\s+(?:as\s+)?(?:at|in|on)\s+[\w\s]{4,20})?\s*[:–—-]\s*(?P<status>\S.{0,120}?)\s*\.?$",
    re.I | re.S,
)
_STATUS_TAIL = re.compile(
    r"[.;)]\s+(?P<tail>(?:current\s+)?(?:Status|Progress)\s*[:–—-]\s*(?P<status>[A-Za-z][^.]{1,80}))\.?\s*$"
)
_NONE = re.compile(
    r"^\W*(?:none|nil|n/?a|(?:we|there)\s+(?:have\s+|are\s+|were\s+)?(?:made?|make|no|identified)?\s*(?:no|identified\s+no|none)\b.*)\W*$",
    re.I | re.S,
)
_GRADES = {
    "outstanding": Grade.OUTSTANDING, "good": Grade.GOOD, "adequate": Grade.ADEQUATE,
    "requires improvement": Grade.REQUIRES_IMPROVEMENT, "inadequate": Grade.INADEQUATE,
}  # fmt: skip
_GRADE_WORD = r"(?P<grade>outstanding|good|adequate|requires\s+improvement|inadequate)"
_GRADE_LINE = re.compile(
    rf"^(?:(?:overall\s+)?(?:grade|judg(?:e)?ment|graded)\s*(?:as\s+)?[:–—-]?\s*)?{_GRADE_WORD}\W*$", re.I
)
_GRADE_OF_QUESTION = re.compile(rf"^(?P<question>[A-Z][\w’' ,-]{{3,80}}?)\s*[:–—-]\s+{_GRADE_WORD}\W*$", re.I)
_GRADE_SENTENCE = re.compile(
    rf"^(?P<who>[A-Z][\w’'&\s-]{{2,80}}?)\s+(?:is\s+|was\s+|has\s+been\s+graded\s+as\s+)?{_GRADE_WORD}\s+(?:at|in|for)\s+"
    r"(?P<question>[^.]{4,140})\.?$"
)
_R_NUMBER = re.compile(r"R ?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*)\s*[.:)–-]\s+(?=[A-Z])")
_LONGEST_TITLE = 14  # words


@dataclass(frozen=True)
class Heading:
    """The heading of an item; `rest` is where its text begins in the paragraph, None where it holds none."""

    kind: ItemKind
    number: str | None
    heading: str
    rest: int | None = None
    for_names: str = ""
    says_earlier: str = ""


def heading_of_item(para: Para) -> Heading | None:
    """What heads an item here, with the addressee or the origin that the heading names; None otherwise."""
    text, before = para.text, 0
    if (listed := structure.NUMBERED.match(text)) and structure.item_heading(listed.group("rest")):
        before = listed.start("rest")
    if short := _R_NUMBER.match(text):
        return Heading(ItemKind.RECOMMENDATION, short.group("number"), short.group().strip(), short.end())
    earlier = ""
    if said := _EARLIER_BEFORE.match(text):
        before, earlier = said.end(), said.group("said").strip()
    if prefix := _BEFORE_KIND.match(text[before:]):
        before += prefix.end()
    bare = text[before : before + 1].upper() + text[before + 1 :] if before else text
    bare = re.sub(r"^([A-Z]{2,})(?=\W)", r"\1", bare)
    whole = _qualified(text, bare, before, earlier)
    if whole is not None:
        return whole
    heading = structure.item_heading(bare)
    if heading is None or not _is_spelled_as_heading(bare):
        return None
    rest = len(text) - len(heading.rest) if heading.rest else None
    if rest is not None and (inner := structure.item_heading(_capital(heading.rest))) and inner.number:
        start = len(text) - len(inner.rest) if inner.rest else None
        return Heading(inner.kind, inner.number, text[:start].strip(), start, "", earlier)
    if rest is not None and _is_title(heading.rest):
        return _titled(heading, text, earlier)
    printed = text[: rest if rest is not None else len(text)].strip(" ")
    return Heading(heading.kind, heading.number, printed, rest, "", earlier)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_spelled_as_heading(text: str) -> bool:
    return text[:1].isupper()


def _titled(heading: ItemHeading, text: str, earlier: str) -> Heading:
    named = _FOR_WHOM.match(heading.rest)
    return Heading(heading.kind, heading.number, text, None, named.group("names") if named else "", earlier)


def _qualified(text: str, bare: str, before: int, earlier: str) -> Heading | None:
    """A heading whose own words go on: "(for …)", "from our 2023 report"."""
    head = re.match(
        r"^(?P<head>[A-Za-z]+\.?(?:\s+(?:for|of|still|requiring|improvement|concern)){0,3}\s+[0-9]{1,3}(?:\.[0-9]+)*[a-z]?)(?P<more>\W.*)$",
        bare,
        re.S,
    )
    if head is None or len(bare) > 200:
        return None
    found = structure.item_heading(head.group("head"))
    if found is None or found.rest:
        return None
    more = head.group("more")
    if said := _EARLIER_AFTER.match(more):
        return Heading(found.kind, found.number, text, None, "", said.group("said"))
    if more.strip() and re.fullmatch(r"\s*\([^()]{3,80}\)\s*:?", more) and not _FOR_WHOM.match(more):
        return Heading(found.kind, found.number, text, None, "", earlier)
    if (
        (named := _FOR_WHOM.match(more)) is not None
        and not INSTRUCTS.search(more)
        and more.strip()[:1] in "(–—:-"
    ):
        return Heading(found.kind, found.number, text, None, named.group("names"), earlier)
    return None


def _is_title(text: str) -> bool:
    """Whether words after a heading only name its matter: few, without a verb of duty or a full stop."""
    return (
        len(text.split()) <= _LONGEST_TITLE
        and not re.search(r"[.!?:;]$", text)
        and not INSTRUCTS.search(text)
    )


def group_of(para: Para) -> tuple[ItemKind, str] | None:
    """The kind that the heading of a group opens, and the words that say it is of an earlier report."""
    text = para.text
    earlier = ""
    if said := _EARLIER_BEFORE.match(text):
        text, earlier = text[said.end() :], said.group("said").strip()
    if prefix := _BEFORE_KIND.match(text):
        text = text[prefix.end() :]
    kind = structure.group_heading(text)
    if kind is None or (text[:1].islower() and not earlier) or text.rstrip().endswith("."):
        return None
    if said := re.search(
        r"\bfrom\s+(?:our\s+|the\s+)?(?:previous|earlier|last|(?:19|20)[0-9]{2})\b.*$", text, re.I
    ):
        earlier = said.group()
    return kind, earlier


def status_of(para: Para) -> str:
    """The status that a line such as "Status: …" states; "" where it states none."""
    match = _STATUS.match(para.text)
    return " ".join(match.group("status").split()) if match and len(para.text) < 200 else ""


def status_tail(text: str) -> tuple[int, str] | None:
    """Where a status begins at the end of an item's own paragraph, and what it says."""
    match = _STATUS_TAIL.search(text[-300:])
    if match is None:
        return None
    return max(0, len(text) - 300) + match.start("tail"), match.group("status").strip()


def says_none(text: str) -> bool:
    """Whether a paragraph says that there are no items of its group."""
    return len(text) < 200 and bool(_NONE.match(text))


def names_addressees(text: str) -> str:
    """The bodies that a line such as "For the Home Office:" names; "" where it names none."""
    match = _FOR_WHOM.match(text)
    if match is None or len(text) > 160 or INSTRUCTS.search(text) or re.search(r"[.!?]$", text):
        return ""
    return (
        match.group("names") if re.search(r"[A-Z]|force|constable|bod(?:y|ies)", match.group("names")) else ""
    )


def grade_of(text: str) -> tuple[Grade, str] | None:
    """The grade that a line or a sentence gives, and the question it names, "" where it names none."""
    if len(text) > 260:
        return None
    match = _GRADE_LINE.match(text) or _GRADE_OF_QUESTION.match(text) or _GRADE_SENTENCE.match(text)
    if match is None:
        return None
    grade = _GRADES[" ".join(match.group("grade").casefold().split())]
    return grade, match.groupdict().get("question") or ""


def is_numbered_title(text: str) -> bool:
    """Whether a numbered line is the title of a chapter: few words, no verb of duty, no stop."""
    match = structure.NUMBERED.match(text)
    return (
        match is not None
        and match.group("rest")[:1].isupper()
        and len(match.group("rest").split()) <= 8
        and _is_title(match.group("rest"))
    )


def is_section_title(para: Para) -> bool:
    """Whether a paragraph is the title of a chapter or part, by its style or by its form."""
    text = para.text
    if para.is_list_item or re.match(r"\(?[0-9]{1,3}[.)]\s", text):
        return False
    if para.is_heading:
        return True
    words = text.split()
    return (
        1 <= len(words) <= 12
        and len(text) <= 100
        and (text[:1].isupper() or text[:1].isdigit())
        and not re.search(r"[.!?:;,…]['\"’”)]*$", text)
        and not INSTRUCTS.search(text)
        and words[-1].casefold()
        not in ("and", "or", "the", "of", "to", "a", "in", "for", "with", "by", "that")
    )
