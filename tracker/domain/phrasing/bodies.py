"""Names of public bodies as the inspectorate prints them, and the forms for every force or every PCC."""

import re

# Names that hold an "and" or a comma, which would otherwise be taken for a list.
_LONG_NAMES = (
    r"(?i:police,?\s+(?:and\s+)?fire\s+and\s+crime\s+commissioners?|police\s+and\s+crime\s+commissioners?)",
    r"Association\s+of\s+Police\s+and\s+Crime\s+Commissioners",
    r"Mayor['’]s\s+Office\s+for\s+Policing\s+and\s+Crime",
    r"Secretary\s+of\s+State\s+for\s+[A-Z]\w+(?:,\s+[A-Z]\w+)*(?:\s+and\s+[A-Z]\w+)*",
    r"(?:Department|Ministry)\s+(?:for|of)\s+(?:Levelling\s+Up,\s+Housing\s+and\s+Communities|"
    r"Digital,\s+Culture,\s+Media\s+and\s+Sport|Culture,\s+Media\s+and\s+Sport|"
    r"Science,\s+Innovation\s+and\s+Technology|Business,\s+Energy\s+and\s+Industrial\s+Strategy|"
    r"Environment,\s+Food\s+and\s+Rural\s+Affairs|Housing,\s+Communities\s+and\s+Local\s+Government|"
    r"Communities\s+and\s+Local\s+Government|Health\s+and\s+Social\s+Care|Work\s+and\s+Pensions|"
    r"Business\s+and\s+Trade|Energy\s+Security\s+and\s+Net\s+Zero|Children,\s+Schools\s+and\s+Families)",
    r"(?:HM|(?:His|Her)\s+Majesty['’]s)\s+(?:Prison\s+and\s+Probation|Courts\s+and\s+Tribunals)\s+Service",
    r"(?:HM|(?:His|Her)\s+Majesty['’]s)\s+Inspectorate\s+of\s+Constabulary\s+and\s+Fire\s+(?:&|and)\s+Rescue"
    r"\s+Services",
    r"HM\s+Revenue\s+(?:and|&)\s+Customs",
    r"Gangmasters\s+and\s+Labour\s+Abuse\s+Authority",
    r"Driver\s+and\s+Vehicle\s+Licensing\s+Agency",
    r"(?i:fire\s+(?:and|&)\s+rescue\s+(?:services?|authorit(?:y|ies)))",
    r"England\s+and\s+Wales",
)
NAMES_HOLDING_AND = re.compile("|".join(_LONG_NAMES))

_ALL = (
    r"(?:(?:all|each|every|any|those|both|most|some|the)\s+)*(?:of\s+the\s+)?"
    r"(?:other\s+|relevant\s+|remaining\s+)?"
)
FORCES = re.compile(
    _ALL + r"(?:(?:home\s+office|territorial|local|police)\s+)*"
    r"(?:police\s+forces?|forces?|chief\s+constables?|chief\s+officers?(?:\s+of\s+police)?|constabular(?:y|ies)|police\s+service|police$)\b",
    re.I,
)
COMMISSIONERS = re.compile(
    _ALL + r"(?:police,?\s+(?:and\s+)?(?:fire\s+and\s+)?crime\s+commissioners?|PF?CCs?\b|"
    r"local\s+policing\s+bod(?:y|ies)|"
    r"(?:elected\s+)?policing\s+bod(?:y|ies))\b",
    re.I,
)
FORCE_OF_A_PLACE = re.compile(
    r"(?P<place>\S.*?)(?:['’]s?)?\s+(?:police(?:\s+(?:force|service))?|constabulary|chief\s+constable)$", re.I
)
COMMISSIONER_OF_A_PLACE = re.compile(
    r"(?P<place>\S.*?)(?:['’]s?)?\s+(?:police,?\s+(?:and\s+)?(?:fire\s+and\s+)?crime\s+commissioner|PF?CC)$",
    re.I,
)
_ORGANISATION_NOUN = re.compile(
    r"\b(?:Office|Agency|Council|College|Department|Ministry|Government|Service|Inspectorate|Board|Authority|"
    r"Partnership|Commission|Commissioner|Police|Constabulary|Committee|Network|Association|Executive|Group|"
    r"Secretary|Minister|Unit|Trust|Ombudsman|Lead|Society|Panel|Forum|Company|Regulator|Crime\s+Squad|Centre|"
    r"Alliance|Federation|Institute|Taskforce|(?<!of\s)Force)s?\b"
)
_PLURAL_ORGANISATION = re.compile(
    r"\b(?:groups?|bodies|agencies|agency|authorit(?:y|ies)|partnerships?|partners|providers?|suppliers?|boards?|councils?|"
    r"services|governments?|inspectorates?|prosecutors?|organisations?|companies|regulators?|leads?|panels?|"
    r"commissioners?|mayors?|coroners?|ministers?|hospitals|trusts|schools|children['’]s\s+services|charities)$"
)
_NO_ARTICLE = re.compile(
    r"(?:Ofsted|Estyn|MOPAC|HMICFRS|HMIC|HM\b|His\s+Majesty|Her\s+Majesty|NHS\b|Public\s+Health|Social\s+Work|"
    r"Police\s+(?:Scotland|Now)|Border\s+Force|Counter\s+Terrorism\s+Policing|Cafcass|UK\s+Visas|Natural\s+England|"
    r"Historic\s+England|[A-Z]\w+(?:\s+(?:and|[A-Z]\w+))*\s+(?:Police|Constabulary|County\s+Council|City\s+Council)$)"
)
ARTICLE = re.compile(r"^(?:the|an?|its|their)\s+", re.I)


def without_article(name: str) -> str:
    """The name as it is kept: spelled as printed, without the article."""
    return ARTICLE.sub("", name.strip())


def with_article(name: str) -> str:
    """The name as a sentence uses it: "the Home Office", but "Ofsted" and "all chief constables"."""
    if _NO_ARTICLE.match(name):
        return name
    first = name.split(" ", 1)[0]
    if first[:1].isupper() or first in ("relevant", "force", "constabulary") or not name.endswith("s"):
        return (
            name
            if first.lower() in ("all", "each", "every", "any", "those", "both", "most", "some")
            else f"the {name}"
        )
    return name


def is_organisation(name: str, *, is_sentence_start: bool) -> bool:
    """Whether a subject names some body: a proper name, an acronym, or a plural such as "user groups"."""
    bare = without_article(name)
    if re.search(r"['’]s?\s+[a-z]", bare) and not _PLURAL_ORGANISATION.search(bare):
        return False
    first = bare.split(" ", 1)[0]
    if re.fullmatch(r"[A-Z]{3,}[a-z]?|Ofsted|Estyn|Cafcass|MOPAC|HMICFRS", first) and not re.search(
        r"\s[a-z]+$", bare[len(first) :]
    ):
        return True
    has_article = bare != name.strip()
    capitals = re.findall(r"\b[A-Z]\w+", bare)
    if (
        first[:1].isupper()
        and _ORGANISATION_NOUN.search(bare)
        and (has_article or len(capitals) > 1 or not is_sentence_start)
    ):
        return _ends_in_a_name(bare)
    return bool(_PLURAL_ORGANISATION.search(bare.split(" for ")[0].split(" of ")[0]))


def _ends_in_a_name(bare: str) -> bool:
    last = bare.split()[-1]
    return (
        last[:1].isupper()
        or bool(_PLURAL_ORGANISATION.search(bare))
        or "lead for" in bare
        or last.startswith("(")
    )
