"""Which lines of a letter carry its structure: headings, labels, positions, furniture of the page."""

import re
from dataclasses import dataclass

from tracker.domain.phrasing.stray_marks import balanced_bold, without_bold
from tracker.domain.vocabulary import ItemKind, Position, Voice

SALUTATION = re.compile(r"^Dear\b.{0,80}$")
CLOSING = re.compile(
    r"^(?:yours\s+(?:sincerely|faithfully|truly|ever)|(?:kind|best|warm|kindest)\s+(?:regards|wishes)|with\s+(?:kind|best)\s+"
    r"(?:regards|wishes)|sincerely|regards)\s*[,.]?$",
    re.I,
)
ENCLOSURE = re.compile(
    r"^(?:enc(?:l|s|losures?)?\b\.?\s*(?:[-–—:.(]|\s|$)|attached\s*:|attachments?\s*:)", re.I
)
COPY_LINE = re.compile(r"^(?:c\.?c\.?\b|copy\s+to\b|copied\s+to\b)", re.I)
SIGNATURE_PICTURE = re.compile(r"\bsignature\b", re.I)
PAGE_FURNITURE = re.compile(
    r"^(?:page\s*[|–-]?\s*[0-9]+(?:\s*(?:of|/)\s*[0-9]+)?|[0-9]+\s*[|–-]\s*page|[0-9]+\s+of\s+[0-9]+|[-–]?\s*[0-9]{1,3}\s*[-–]?)$",
    re.I,
)
APPENDIX = re.compile(
    r"^(?P<label>(?:appendix|annex|annexe|enclosure|schedule)(?:\s+(?:[0-9]{1,2}|[A-Z]|[IVX]{1,4}))?)\s*"
    r"(?:[:–—-]\s*(?P<rest>.+))?$",
    re.I | re.S,
)
RESPONSE_HEADING = re.compile(
    r"^(?!.*\b(?:I|we|my)\b)(?=.*\brespon(?:se|ses|ding)\b)(?=.*\b(?:report|inspection|review|recommendations?|HMIC(?:FRS)?)\b)",
    re.I | re.S,
)
_KINDS: tuple[tuple[str, ItemKind], ...] = (
    (
        r"areas?\s+(?:that\s+|which\s+)?still\s+(?:requir\w+|need\w*)\s+improvement",
        ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT,
    ),
    (r"(?:accelerated\s+)?causes?\s+of\s+concern", ItemKind.CAUSE_OF_CONCERN),
    (r"CoCs?", ItemKind.CAUSE_OF_CONCERN),
    (r"areas?\s+for\s+improvement", ItemKind.AREA_FOR_IMPROVEMENT),
    (r"AFIs?", ItemKind.AREA_FOR_IMPROVEMENT),
    (r"recommendations?", ItemKind.RECOMMENDATION),
    (r"recs?\.?", ItemKind.RECOMMENDATION),
)
_ANY_KIND = "|".join(pattern for pattern, _ in _KINDS)
_GROUP = re.compile(
    rf"^(?:(?:the|our|key|national|summary\s+of|list\s+of|HMICFRS|HMIC|new|outstanding|[0-9]+\.?)\s+)*(?P<kind>{_ANY_KIND})"
    r"(?P<more>\s+(?:for|from|in|and|made|identified|to|by|relating|of)\b[^.!?]{0,120})?\s*:?$",
    re.I,
)
_NUMBER = (
    r"(?:(?:no\.?|number|\#)\s*)?"
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*[a-z]?|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|[A-Z](?:[0-9]{1,2})?|[IVX]{1,5})"
)
_ITEM = re.compile(
    rf"^(?P<heading>(?P<kind>{_ANY_KIND})(?:\s+{_NUMBER}(?P<others>(?:\s*(?:,|and|&|to|-|–)\s*[0-9]{{1,3}})+)?)?)"
    r"(?:(?P<mark>\s*[:.)–—-]|\s)\s*(?P<rest>.*))?$",
    re.I | re.S,
)
NUMBERED = re.compile(
    r"^\(?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*)(?:[.)]|(?<=\.[0-9])|(?<=\.[0-9]{2}))\s+(?P<rest>\S.*)$",
    re.S,
)
_LONGEST_LINE = 600  # characters of a heading or a label
_NUMBERED_LINE = re.compile(r"^\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]\s+\S")
_NAMED = r"(?:[A-Z][\w&’'.-]*\s+(?:(?:and|&|of|for)\s+)?){0,6}"
_FORCE_WORD = r"(?:force|constabulary|police|police\s+force|chief\s+constable|chief\s+officer|CC)"
_PCC_WORD = (
    r"(?:police,?\s+(?:and\s+)?(?:fire\s+and\s+)?crime\s+commissioner|O?P?F?CC|commissioner|mayor|deputy\s+mayor|MOPAC|"
    r"local\s+policing\s+body)"
)
_SAYS = (
    r"(?:formal\s+|written\s+|own\s+|initial\s+)?"
    r"(?:response|comments?|reply|update|statement|position|observations?)s?"
)
_OF_ITEM = (
    r"(?:\s+(?:to|on|regarding)\s+(?:the\s+|this\s+|these\s+)?(?:above\s+)?(?:recommendations?|areas?\s+for\s+improvement|AFIs?|causes?\s+of\s+concern)"
    r"(?:\s+[0-9.]+[a-z]?)?)?(?:\s*\([^)]{0,60}\))?"
)
_END = r"\s*(?P<colon>\**\s*[:–—]\s*|\**\s*-\s+)?"
_REPLY_LABEL = re.compile(
    rf"^\**(?:the\s+)?(?:(?:{_NAMED})?{_PCC_WORD}(?:['’]s)?\s+(?:response|reply|comments?)\s+(?:to|on)\s+(?:the\s+)?"
    rf"(?:force|constabulary|chief\s+constable)(?:['’]s)?(?:\s+(?:response|comments?|reply))?|(?:{_PCC_WORD}(?:['’]s)?\s+)?reply){_END}",
    re.I,
)
_CHIEF_LABEL = re.compile(
    rf"^\**(?:the\s+)?(?:(?:{_NAMED}){_FORCE_WORD}(?:['’]s|s['’]?)?(?:\s+of\s+[A-Z]\w+)?\s+{_SAYS}|"
    rf"(?:response|comments?|reply)\s+(?:from|of|by)\s+(?:the\s+)?(?:{_NAMED}){_FORCE_WORD}|response){_OF_ITEM}{_END}",
    re.I,
)
_PCC_LABEL = re.compile(
    rf"^\**(?:the\s+)?(?:(?:{_NAMED}){_PCC_WORD}(?:['’]s|s['’]?)?(?:\s+for\s+{_NAMED})?\s*{_SAYS}|"
    rf"(?:response|comments?|reply)\s+(?:from|of|by)\s+(?:the\s+)?(?:{_NAMED}){_PCC_WORD}){_OF_ITEM}{_END}",
    re.I,
)
_POSITION = re.compile(
    r"^(?:(?:our\s+)?(?:position|status|stance|decision)\s*:\s*)?(?:this\s+recommendation\s+is\s+)?(?:"
    r"(?P<not>not\s+(?:agreed|accepted)|disagreed?|rejected|declined)|"
    r"(?P<partly>(?:partly|partially|in\s+part)\s+(?:agreed?|accepted)|(?:agreed?|accepted)\s*,?\s*(?:in\s+part|partly|partially))|"
    r"(?P<fully>(?:fully\s+|wholly\s+)?(?:agreed?|accepted)(?:\s+in\s+full)?))\s*\.?$",
    re.I,
)


@dataclass(frozen=True)
class ItemHeading:
    """A heading such as "Recommendation 1", and the item's text where it runs on in the same line."""

    kind: ItemKind
    number: str | None
    heading: str
    rest: str


@dataclass(frozen=True)
class VoiceLabel:
    """A label such as "Force response:", and the words that run on after it."""

    voice: Voice
    rest: str
    is_general: bool = False


def group_heading(line: str) -> ItemKind | None:
    """The kind that a group heading such as "Recommendations:" opens; None for any other line."""
    match = _GROUP.match(line.strip())
    if match is None or len(line) > 160:
        return None
    word = match.group("kind").rstrip(".")
    is_plural = bool(re.match(r"(?:areas|causes|accelerated\s+causes|\w+s$|recs)", word, re.I))
    if not is_plural or (match.group("more") and _is_a_sentence(line)):
        return None
    return _kind_of(match.group("kind"))


def item_heading(line: str) -> ItemHeading | None:
    """The heading of an item with or without a number; None for any other line."""
    match = _ITEM.match(line.strip())
    if match is None or not match.group("kind")[:1].isupper():
        return None
    mark, rest = (match.group("mark") or "").strip(), (match.group("rest") or "").strip()
    if rest and not _may_run_on(match, mark, rest):
        return None
    number = match.group("number")
    if number is None and re.match(
        r"(?:areas|causes|recommendations|afis|cocs|recs)\b", match.group("kind"), re.I
    ):
        return None
    heading = match.group("heading") + (mark if mark and (rest or mark != "-") else "")
    printed = (number or "") + (match.group("others") or "")
    return ItemHeading(_kind_of(match.group("kind")), printed or None, heading, rest)


def voice_label(text: str) -> VoiceLabel | None:
    """The voice whose words begin here; a label without its colon counts only on a line of its own."""
    for pattern, voice in (
        (_REPLY_LABEL, Voice.REPLY),
        (_CHIEF_LABEL, Voice.CHIEF_CONSTABLE),
        (_PCC_LABEL, Voice.PCC),
    ):
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :]
        if match.group("colon") is None and without_bold(rest).strip():
            continue
        was_open = match.group(0).count("**") % 2 == 1
        if was_open and rest.startswith("**"):
            was_open, rest = False, rest[2:]
        is_general = (
            bool(re.match(r"\**(?:response|comments?)\b", match.group(0), re.I))
            and " " not in match.group(0).strip()
        )
        return VoiceLabel(voice, balanced_bold(rest.strip(), was_open=was_open).strip(), is_general)
    return None


def position_line(line: str) -> Position | None:
    """The stand that a line such as "Partly agreed" states; None for any other line."""
    match = _POSITION.match(line.strip())
    if match is None:
        return None
    if match.group("not"):
        return Position.NOT_AGREED
    return Position.PARTLY_AGREED if match.group("partly") else Position.AGREED


def stands_alone(text: str) -> bool:
    """Whether a line carries structure and nothing else, so that no sentence runs out of it."""
    if len(text) > _LONGEST_LINE:
        return False
    heading, voice = item_heading(text), voice_label(text)
    return bool(
        APPENDIX.match(text)
        or group_heading(text)
        or (heading is not None and not heading.rest)
        or (voice is not None and not voice.rest)
        or position_line(text)
        or PAGE_FURNITURE.match(text)
    )


def starts_anew(text: str) -> bool:
    """Whether a line opens a part of the letter, so that no sentence runs into it."""
    return bool(stands_alone(text) or item_heading(text) or voice_label(text) or _NUMBERED_LINE.match(text))


def _kind_of(word: str) -> ItemKind:
    return next(kind for pattern, kind in _KINDS if re.fullmatch(pattern, word, re.I))


def _is_a_sentence(line: str) -> bool:
    return not line.rstrip().endswith(":") and len(line.split()) > 12


def _may_run_on(match: re.Match[str], mark: str, rest: str) -> bool:
    """Whether the words after "Recommendation 1" are the item's own, not a sentence about it."""
    if match.group("number") is None:
        return mark == ":"
    if mark in (":", ")", "–", "—", "-"):
        return True
    if mark == ".":
        return rest[:1].isupper()
    return rest[:1].isupper() and bool(re.search(r"\b(?:should|must|needs?\s+to)\b", rest))
