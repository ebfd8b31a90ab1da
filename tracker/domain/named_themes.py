"""The themes that inspections come back to, told by their words, so that a search may ask for one."""

import re

from tracker.domain.vocabulary import Labelled


class Theme(Labelled):
    """What an item or a statement is about; one text may have several themes, or none."""

    MISSING = "missing", "Missing people and children"
    EXPLOITATION = "exploitation", "Exploitation"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    SEXUAL_OFFENCES = "sexual_offences", "Rape and sexual offences"
    ONLINE = "online", "Online and digital"
    CUSTODY = "custody", "Custody"
    OFFENDERS = "offenders", "Managing offenders"
    VICTIMS = "victims", "Victims and witnesses"
    TRAINING = "training", "Training and learning"
    SUPERVISION = "supervision", "Supervision and leadership"
    RECORDS = "records", "Records and data"
    PARTNERS = "partners", "Working with partners"
    CALLS = "calls", "Calls and first response"
    INVESTIGATION = "investigation", "Investigations"
    WORKFORCE = "workforce", "People and well-being"
    VETTING = "vetting", "Vetting and conduct"
    STOP_AND_SEARCH = "stop_and_search", "Stop and search, use of force"
    VOICE_OF_THE_CHILD = "voice_of_the_child", "The voice of the child"
    RURAL = "rural", "Rural crime"


_WORDS = {
    Theme.MISSING: r"missing (?:from |episodes?|people|persons?|child)|(?:go|goes|going|went) missing",
    Theme.EXPLOITATION: r"exploit\w*|county lines|traffick\w*|modern slavery|cse\b",
    Theme.DOMESTIC_ABUSE: r"domestic (?:abuse|violence)|stalking|coercive",
    Theme.SEXUAL_OFFENCES: r"rape\w*|sexual (?:offen[cs]\w+|assault\w*|abuse)",
    Theme.ONLINE: r"online|digital\w*|internet|indecent images|cyber\w*",
    Theme.CUSTODY: r"custody|detain\w*|detention|police stations?\b|appropriate adults?",
    Theme.OFFENDERS: r"sex offenders?|offender management|re-?offend\w*|registered offenders?",
    Theme.VICTIMS: r"victims?\b|witness(?:es)?\b|vulnerab\w+",
    Theme.TRAINING: r"train(?:ing|ed|s)?\b|learning\b|briefings?\b|professional development",
    Theme.SUPERVISION: r"supervis\w+|leadership|oversight|governance|scrutin\w+",
    Theme.RECORDS: r"record(?:s|ing|ed)?\b|data\b|databases?\b|information systems?",
    Theme.PARTNERS: r"partners?(?:hips?)?\b|multi-?agency|children.s services|local authorit\w+",
    Theme.CALLS: r"call[- ]?handl\w+|control room|999\b|101\b|first response",
    Theme.INVESTIGATION: r"investigat\w+|lines of enquiry|case files?\b|outcome codes?",
    Theme.WORKFORCE: r"well-?being|workload\w*|welfare|recruit\w*|staffing|resourc\w+",
    Theme.VETTING: r"vetting|misconduct|corruption|professional standards",
    Theme.STOP_AND_SEARCH: r"stop[- ]and[- ]search|use of force|body-?worn",
    Theme.VOICE_OF_THE_CHILD: r"voice of the child|child.s (?:voice|demeanour)|speak\w* with child",
    Theme.RURAL: r"rural|farm\w*|villages?\b",
}
_READ = {theme: re.compile(rf"\b(?:{words})", re.IGNORECASE) for theme, words in _WORDS.items()}
LONGEST = 30_000  # characters looked at; no answer is longer


def themes_of(text: str) -> frozenset[Theme]:
    """The themes whose words stand in a text."""
    return frozenset(theme for theme, pattern in _READ.items() if pattern.search(text[:LONGEST]))
