"""The forms in which an answer promises something, as patterns of the language."""

import re

from tracker.domain.phrasing import printed_dates as dates


def _any(words: str) -> str:
    """One of the phrases, parted by "|" or a line end; a space in them is any white space."""
    phrases = [phrase.strip() for line in words.split("\n") for phrase in line.split("|")]
    return "(?:" + "|".join(re.sub(r" +", r"\\s+", phrase) for phrase in phrases if phrase) + ")"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_ADVERB = (
    r"(?:\s+"
    + _any("also|now|then|further|currently|already|actively|still|continually|continuously|jointly|formally")
    + "|\\s+"
    + _any("presently|therefore|both|each|all|soon|shortly|fully|always|in turn|however|well|firmly")
    + ")*"
)
_BE = r"(?:\b(?:is|are|am)|(?<=\w)['’](?:s|re|m))\b"

# will
WILL = _form(r"(?:\b(?:will|shall)\b|(?<=\w)['’]ll\b)")
WILL_AS_NOUN = _form(
    r"\b" + _any("the|a|free|good|ill|political|own|their|his|her|our|at|last|living|of") + r"\s+$"
)
HABIT = _form(
    r"^\s+"
    + _any("often|usually|typically|sometimes|normally|generally|inevitably")
    + r"\b|^\s+have\s+(?:\w+ly\s+)?"
    + _any("been|gone|made|done|sold|left|taken|given|seen|met|\\w+ed")
    + r"\b"
)
"""What stands after "will" where it only tells what tends to be, or what is over by then."""
DENIES = _form(
    r"^\s+not\s+"
    + _any(
        """affect|change|mean|require|need|apply|be necessary|be possible|be needed|be required|be appropriate
        be adopting|be adopted|be applicable|be pursued|be taken forward"""
    )
    + r"\b"
)
EFFECT = _form(
    r"^\s+(?:(?:also|further|then|in\s+turn|greatly|directly)\s+)*"
    + _any(
        """help|enable|allow|mean|give|improve|ensure|assist|support|reduce|increase|upskill|strengthen|make
        lead|result|enhance|benefit|contribute"""
    )
    + r"\b"
)
"""What "this" or "which" will do: the effect of an act, not an act."""
THE_ACT_ITSELF = _form(r"(?:^|[,;:(–-]\s*|\band\s+)(?:this|these|it|they)\s+$")
RELATIVE = _form(r"\b(?:which|that)\s+$")

# is launching, is going to
CONTINUOUS = _form(rf"{_BE}{_ADVERB}\s+(?!being\b|going\b)(?P<verb>[a-z-]{{3,}}ing)\b")
GOING_TO = _form(rf"{_BE}{_ADVERB}\s+going\s+to\s+(?!the\b|a\b|court\b|school\b)[a-z]")
MAKING = _form(
    _any(
        """launch|introduc|roll|implement|develop|draft|prepar|recruit|review|refresh|rewrit|revis|updat|build
        creat|establish|expand|extend|pilot|trial|plann|explor|consider|scop|look|mov|embark|finalis|complet
        design|appoint|procur|commission|consult|arrang|progress|undertak|increas|purchas|sourc|invest
        co-?ordinat|transition|upgrad|remodel|restructur|receiv|seek|set|tak|writ"""
    )
    + "ing$"
)
"""Verbs of bringing something about; who is "attending" or "using" is promising nothing."""
WORKING_TOWARDS = _form(r"\bworking\s+(?:towards?|on\s+(?:a|an|new|plans|proposals)|to\s+[a-z]+|up)\b")

# is being progressed, is under way, is imminent
PROGRESS = _form(
    rf"{_BE}{_ADVERB}\s+being\s+(?:\w+ly\s+)?(?:\w+ed|"
    + _any("built|drawn|written|taken|put|set|sought|made|brought|held|begun")
    + r")\b|"
    rf"{_BE}{_ADVERB}\s+"
    + _any(
        """in progress|under\\s?way|in hand|in train|in development|in the process of|in preparation
        under development|under construction|out for consultation|on order"""
    )
    + r"\b|\b"
    + _any("work continues|work is continuing|work has begun|work has started|we continue to")
    + r"\b|\bcontinues?\s+to\s+be\s+\w+ed\b"
)
IMMINENT = _form(
    r"\bimminent(?:ly)?\b(?!\s+(?:risk|danger|threat|harm|peril))|"
    r"(?<!very )(?<!as )(?<!too )(?<!how )\bsoon\b(?!\s+(?:as|after|became|found))|"
    r"\bshortly\b(?!\s+(?:after|before|following))|\babout\s+to\s+[a-z]|\b"
    + _any("in the near future|in the very near future|in due course|on the verge of")
    + r"\b|\bin\s+the\s+coming\s+(?:days|weeks|months|year)\b"
)

# intends to, is planned, is to be
_OF_SOMEBODY = r"(?<!the )(?<!a )(?<!our )(?<!its )(?<!their )(?<!no )"
INTENDS = _form(
    rf"\b(?:intends?|proposes?|expects?|hopes?|aims?|{_OF_SOMEBODY}plans?)\s+to\s+[a-z]|"
    rf"{_BE}{_ADVERB}\s+"
    + _any(
        """planned|scheduled|due|expected|anticipated|intended|proposed|timetabled|set|envisaged|forecast
        on track"""
    )
    + r"\s+(?:to|for|in|by|from|on|at|this|next)\b|"
    r"\b(?:is|are)\s+to\s+(?!what|whom|the|this|be\s+(?:found|seen|expected|welcomed|commended)\b)[a-z]{2,}|"
    r"\b(?:is|are|remains?|has|have)\s+(?:yet|still)\s+to\s+be\s+\w+(?:ed|en)\b|"
    r"\b(?:our|my|the)\s+(?:intention|plan|aim)\s+is\s+(?:to|that)\b|"
    r"(?:^|(?<=\s))(?<!is )(?<!are )(?<!was )(?<!were )(?<!has )(?<!have )(?<!had )to\s+be\s+"
    + _any(
        "completed|appointed|recruited|delivered|introduced|published|agreed|confirmed|implemented|finalised"
    )
    + r"\b"
)
DENIED = _form(r"\b(?:no\s+plans?|not\s+(?:intend|plan|propose|expect)|no\s+longer\s+intends?)\b")

# undertakes to, has asked … to
UNDERTAKES = _form(
    rf"\b(?:commits?|undertakes?|pledges?|promises?|guarantees?|agrees?){_ADVERB}\s+(?:to\s+[a-z]|that\b)|"
    rf"\b(?:have|has){_ADVERB}\s+(?:committed|undertaken|pledged|promised|agreed)\s+(?:to\s+[a-z]|that\b)|"
    rf"{_BE}{_ADVERB}\s+committed\s+to\s+[a-z]+ing\b|"
    r"\b(?:have|has)\s+(?:asked|tasked|instructed|requested)\s+(?:[\w'’-]+\s+){1,6}to\s+[a-z]"
)

# is updated annually
DUTY = _form(
    r"\b"
    + _any(
        """review|updat|report|audit|meet|publish|check|sampl|dip-?sampl|monitor|assess|refresh|analys|inspect
        train|scrutin|test|produc|discuss|present|brief|deliver|hold|repeat|conduct|circulat|measur|survey
        consult|conven|revis|examin|collect|renew|evaluat|debrief|compil|apprais|visit"""
    )
    + r"\w*\b|\b(?:held|met|carried\s+out|takes?\s+place)\b"
)
PAST = _form(
    r"\b(?:was|were|had|did|used\s+to|(?:has|have)\s+been|previously|formerly|last\s+(?:year|month|quarter)|"
    r"until\s+20\d\d)\b"
)
ENDS_BY = _form(
    r"\b(?:complet|full|finish|deliver|roll-?out|implement|target|milestone|end\s+date|go-?live|due)\w*"
)
DEMANDS = _form(r"\b(?:should|must|would|could|might|may)\b")

# will review, is kept under review
REVIEWS = _form(
    r"\b"
    + _any("review|consider|explor|examin|evaluat|assess|look|looking")
    + r"\w*\b(?:\s+(?:at|into))?|\b(?:scop\w+|revisit\w*|feasibility|viability)\b"
)
UNDER_REVIEW = _form(
    r"\b(?:kept?|keeps?|keeping|remains?|stays?|is|are)\s+(?:\w+\s+){0,4}under\s+(?:\w+\s+)?"
    r"(?:review|consideration)\b"
)

_LEAD = (
    r"\b(?:in|from|on|during|throughout|starting|commencing|until|this|for|around)\s+"
    r"(?:(?:early|late|mid)[\s-]+)?(?:the\s+)?(?:(?:start|end|beginning|middle)\s+of\s+)?"
)
AHEAD = tuple(_form(_LEAD + form) for form in (*dates.WHOLE_DAY_FORMS, dates.MONTH_ONLY))
AHEAD_YEAR = _form(_LEAD + rf"(?P<year>{dates.YEAR})\b(?!\s*[-–/]\s*[0-9])")
NEXT = _form(
    r"\b(?P<which>next|end\s+of\s+(?:the|this)|later\s+this)\s+"
    r"(?:(?P<kind>financial|calendar)\s+)?(?P<unit>week|month|quarter|year)\b"
)
EVERY_MONTHS = (
    (_form(r"\b(?:two|2)\s+years\b|\bbiennial|\bevery\s+(?:other|second)\s+year\b"), 24),
    (_form(r"\b(?:three|3)\s+years\b"), 36),
    (_form(r"\b(?:twice|two\s+times)\s+(?:a|an|per|each|every)\s+year\b|\bhalf-yearly\b|\bsix-monthly\b"), 6),
    (_form(r"\bthree\s+times\s+(?:a|per)\s+year\b"), 4),
    (_form(r"\b(?:other|second|two|2)\s+months?\b"), 2),
    (_form(r"\bannual|\byearly\b|\byear\b"), 12),
    (_form(r"\bquarter"), 3),
    (_form(r"\bmonth"), 1),
)
COUNTED_MONTHS = _form(r"\b(?P<count>[0-9]{1,2}|[a-z-]+)\s+months\b")

OTHER_BODIES = _form(
    r"\b"
    + _any(
        """Home Office|Home Secretary|Secretary of State|College of Policing|the College
        National Crime Agency|NCA|National Police Chiefs['’]? Council|NPCC|HMICFRS|HMIC
        inspectorate|inspectors|Government|Ministry|Ministers?|Department (?:for|of) \\w+|DfE|Parliament|IOPC
        Crown Prosecution Service|CPS|Ofsted|CQC|NHS England|all forces|other forces|all chief constables
        the recommendation|the report|the Act"""
    )
    + r"\b"
)
"""Who promises nothing for this office when it is the subject."""
OURS = _form(
    r"\b"
    + _any(
        """we|I|our|my|us|force|constabulary|commissioner|PCC|chief constable|officers?|staff|teams?
        supervisors?|sergeants?|unit|hub|partnership"""
    )
    + r"(?:['’]s?)?\b"
)
QUOTED = re.compile(
    r"“[^”“\n]{2,999}”|\"[^\"\n]{2,999}\"|(?<!\w)‘[^’‘\n]{10,999}’(?!\w)|(?<!\w)'[^'\n]{10,999}'(?!\w)"
)
