"""The forms in which the inspectorate prints deadlines, as patterns of the language."""

import re

from tracker.domain.phrasing import printed_dates as dates

_BY = (
    r"\b(?P<before>before\s+(?!the\s+end))?"
    r"(?(before)|(?:(?:by\s+)?(?:no|not)\s+later\s+than|on\s+or\s+before|by|before)\s+)"
    r"(?:(?:the\s+)?end\s+of\s+)?"
    r"(?:close\s+of\s+(?:business|play)\s+on\s+|midnight\s+on\s+|[0-9]{1,2}(?:[.:][0-9]{2})?\s?[ap]m\s+on\s+)?"
    r"(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
)
_DATED_FORMS = (
    *dates.WHOLE_DAY_FORMS,
    dates.MONTH_ONLY,
    dates.YEARLESS,
    dates.YEARLESS_MONTH_END,
)
DATED = tuple(re.compile(_BY + form, re.I) for form in _DATED_FORMS)
YEAR_ONLY = re.compile(_BY + rf"(?:the\s+year\s+)?(?P<year>{dates.YEAR})\b(?!\s*[-–/]\s*[0-9])(?!-)", re.I)
BUSINESS_YEAR = re.compile(
    _BY + r"(?:(?:financial|business)\s+year\s+)?(?P<year>20[0-9]{2})\s*[-–/]\s*(?P<next>(?:20)?[0-9]{2})\b"
    r"(?:\s+(?:financial|business)\s+year)?",
    re.I,
)
SEASON = re.compile(
    r"\bby\s+(?:the\s+)?(?:(?:end|start|beginning)\s+of\s+)?(?:the\s+)?"
    r"(?:(?:early|late|mid)[\s-]+)?(?:spring|summer|autumn|winter|Easter|Christmas|next\s+(?:year|month|quarter)|"
    r"(?:this\s+|the\s+)?(?:financial|calendar|business)\s+year|(?:this\s+|the\s+)year)(?:\s+20[0-9]{2})?\b",
    re.I,
)
_COUNTED = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
NUMBER_WORDS = {word: number for number, word in enumerate(_COUNTED.split(), start=1)} | {
    "a": 1, "an": 1, "twenty-four": 24, "thirty": 30, "thirty-six": 36, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBER = (
    r"(?:[0-9]{1,3}|twenty-four|thirty-six|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + ")"
)
RELATIVE = re.compile(
    rf"\b(?:(?:within|(?:no|not)\s+later\s+than|in|over|during)\s+)(?P<next>(?:the\s+)?(?:next|following|coming)\s+)?"
    rf"(?:{_NUMBER}\s*(?:to|or|-|–)\s*)?(?P<count>{_NUMBER})\s+(?:(?P<kind>calendar|working)\s+)?"
    r"(?P<unit>day|week|fortnight|month|year)s?\b['’]?(?P<time>\s+time\b)?"
    r"(?P<anchor>\s+(?:of|from|after|following)\s+(?:[\w'’]+\s+){0,5}?(?:publication|published|publishing|"
    r"report(?:['’]s)?|inspection|letter)\b(?:\s+(?:of|date)(?:\s+(?:this|the|our))?\s+(?:report|inspection|letter))?)?"
    r"(?P<other>\s+(?:of|from|after|following|before|prior)\b)?",
    re.I,
)
IMMEDIATE = re.compile(
    r"\bwith\s+immediate\s+effect\b|\bimmediately\b(?!\s+(?:after|before|following|prior|upon|on|when|adjacent|"
    r"preceding|once|if|apparent|clear|obvious|available|recognisable|identifiable)\b)|"
    r"\b(?:take|taking|need|needs|requires?)\s+immediate\s+(?:action|steps|measures)\b|\bimmediate\s+(?:action|steps|measures)\b(?!\s+(?:plan|group|team))|\bforthwith\b|"
    r"\bstraight\s?away\b|\bwithout\s+(?:any\s+)?(?:further\s+)?delay\s*,\s*and\s+immediately\b|\bat\s+once\b",
    re.I,
)
VAGUE = re.compile(
    r"\bas\s+(?:soon|quickly)\s+as\s+(?:is\s+|it\s+is\s+)?(?:possible|practicable|practical|reasonably\s+"
    r"(?:possible|practicable))\b|\b(?:as\s+a\s+matter\s+of|with(?:\s+(?:some|great))?)\s+urgency\b|\burgently\b|"
    r"\bwithout\s+(?:any\s+)?(?:undue\s+|further\s+|unnecessary\s+)?delay\b|\bin\s+due\s+course\b|"
    r"\bat\s+(?:the|its|their)\s+earliest\s+(?:possible\s+)?(?:opportunity|convenience)\b|"
    r"\bin\s+the\s+(?:near|foreseeable)\s+future\b|\bat\s+pace\b|\bby\s+(?:the\s+(?:date|time)\s+of\s+)?(?:our|the|its)\s+next\s+(?:inspection|visit)\b",
    re.I,
)
_SPAN = rf"(?:{_NUMBER}\s+)?(?:other\s+|second\s+)?(?:day|week|fortnight|month|quarter|year)s?"
RECURRING = re.compile(
    r"\b(?:at\s+least\s+|at\s+a\s+minimum\s+|no\s+less\s+than\s+)?(?:"
    r"(?:annually|bi-?annually|biennially)\b|"
    r"(?:(?:once|twice)\s+)?(?:yearly|half-yearly|six-monthly|quarterly|monthly|weekly|fortnightly|daily)\b(?=\s*(?:[.,;:)]|$|and\b|or\b))|"
    r"on\s+an?\s+(?:annual|yearly|six-monthly|quarterly|monthly|weekly|daily)\s+basis\b|"
    rf"(?:once\s+|twice\s+)?(?:every|each)\s+{_SPAN}\b|"
    rf"(?:once|twice|{_NUMBER}\s+times)\s+(?:a|an|per)\s+(?:day|week|fortnight|month|quarter|year)\b)",
    re.I,
)
EVERY_YEAR = re.compile(r"\s*,?\s+(?:each|every|of\s+each|of\s+every)\s+year\b|\s+annually\b", re.I)
INSTRUCTS = re.compile(
    r"\b(?:should|must|shall|will|needs?\s+to|ha(?:s|ve)\s+to|(?:is|are)\s+to|recommend\w*|require\w*)\b",
    re.I,
)
NARRATES = re.compile(r"\b(?:had|was|were|found|reported|has\s+been|have\s+been)\b", re.I)
DONE_WORD = re.compile(
    r"(?:\b\w+(?:ed|en|wn)|\b(?:are|is|was|were|been|be|done|made|sent|held|met|kept|seen|put|read|dealt|found))\s*$",
    re.I,
)
MAIN_PASSIVE = re.compile(
    r"\b(?:should|must|shall|will|needs?\s+to|ha(?:s|ve)\s+to)\s+(?:also\s+)?be\s+\w+\s*$", re.I
)
