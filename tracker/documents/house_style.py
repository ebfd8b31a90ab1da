"""Makes the base document of every letter: `python -m tracker.documents.house_style` writes it anew.

The file holds styles, page set-up, the language and the footer, and no text. An office may put its own in its
place, as long as the styles keep their names.
"""

from dataclasses import dataclass
from pathlib import Path

from tracker.documents.fixed_zip import write_zip
from tracker.domain.letter_styles import LetterStyle as S

HOUSE_FILE = Path(__file__).parents[2] / "templates" / "word" / "house.docx"

FONT = "Arial"
INK = "1F2A44"
"""The one colour beside black, a dark blue (contrast with white 14 to 1)."""
HINT = "595959"
"""The grey of words that wait to be typed over (contrast with white 7 to 1)."""
TEXT_WIDTH = 9298
"""Between the margins of the page, in twentieths of a point."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Look:
    """How one paragraph style looks; measures in twentieths of a point, sizes in half points."""

    name: str
    based_on: str = "Normal"
    before: int = 0
    after: int = 140
    size: int = 0
    left: int = 0
    hanging: int = 0
    bold: bool = False
    colour: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    together: bool = False
    """Paragraphs of this style that follow one another stand without space between them."""
    page_break: bool = False
    outline: int | None = None
    centred: bool = False
    bar: bool = False
    """A thin line at the left edge, for words that are quoted."""
    bullet: bool = False
    rule: bool = False
    """A thin line above."""
    right_tab: int = 0
    """Where a tab sets what follows it against the right edge, 0 for nowhere."""


def _heading(name: str, *, before: int = 0, after: int, size: int, outline: int, colour: str = "") -> Look:
    """A bold heading that is never parted from its text."""
    return Look(
        name, before=before, after=after, size=size, outline=outline, colour=colour,
        bold=True, keep_next=True, keep_lines=True,
    )  # fmt: skip


LOOKS: tuple[Look, ...] = (
    _heading(S.SUBJECT, before=60, after=200, size=24, outline=0),
    _heading(S.APPENDIX_HEADING, after=280, size=28, colour=INK, outline=1),
    _heading(S.GROUP_HEADING, before=320, after=120, size=26, outline=2),
    _heading(S.ITEM_HEADING, before=280, after=100, size=24, outline=3),
    _heading("Heading 5", before=120, after=80, size=24, outline=4),
    Look("Header", after=0),
    Look("Footer", after=0, size=22),
    Look(S.OFFICE, left=5443, after=240, size=22, colour=INK, together=True),
    Look(S.ADDRESSEE, after=280, together=True, keep_lines=True),
    Look(S.DATE, after=280),
    Look(S.SALUTATION, after=200, keep_next=True),
    Look(S.TEXT),
    Look(S.TEXT_CONTINUES, after=60),
    Look(S.CLOSING, before=120, after=120, keep_next=True),
    Look(S.SIGNATORY, after=280, keep_lines=True),
    Look(S.ENCLOSURE, after=100, left=624, hanging=624, keep_lines=True),
    Look(S.APPENDIX_LABEL, after=120, size=24, colour=INK, keep_next=True, page_break=True),
    Look(S.ITEM_TEXT, left=227, bar=True, after=140),
    Look(S.POSITION, keep_next=True),
    Look(S.VOICE_LABEL, based_on="Heading5", before=120, after=80, keep_next=True, outline=4),
    Look(S.ANSWER),
    Look(S.ANSWER_CONTINUES, after=60),
    Look(S.ANSWER_LABELLED),
    Look(S.ANSWER_LABELLED_CONTINUES, after=60),
    Look(S.BULLET, left=454, hanging=284, bullet=True),
    Look(S.BULLET_CONTINUES, left=454, hanging=284, after=60, bullet=True),
    Look(S.MARKING, after=0, bold=True, centred=True),
    Look(S.DRAFT, after=0, bold=True, centred=True),
    Look(S.PAPER_LINE, after=80, left=1134, hanging=1134),
    Look(S.NUMBERED_TEXT, left=737, hanging=737),
    Look(S.NUMBERED_TEXT_CONTINUES, left=737, hanging=737, after=60, keep_next=True),
    Look(S.NUMBERED_BULLET, left=1021, hanging=284, bullet=True),
    Look(S.NUMBERED_BULLET_CONTINUES, left=1021, hanging=284, after=60, bullet=True),
    Look(S.CELL, before=40, after=40, size=22),
    Look(S.BAND, after=0, size=22, right_tab=TEXT_WIDTH),
)


def house_document() -> bytes:
    """The base document's bytes, the same on every run."""
    return write_zip({name: (_HEAD + text).encode() for name, text in _parts().items()})


def _parts() -> dict[str, str]:
    body = (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body><w:sectPr>'
        '<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1021" w:right="1304" w:bottom="1191" w:left="1304" w:header="482" w:footer="482" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    kinds = ("document", "styles", "numbering", "settings", "footer")
    overrides = "".join(
        f'<Override PartName="/word/{_file(kind)}" ContentType="{_WORD_TYPE}.{_type(kind)}+xml"/>'
        for kind in kinds
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" '
        f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        f'Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>House style</dc:title>'
        f"<dc:language>en-GB</dc:language></cp:coreProperties>",
        "word/document.xml": body,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{i}" Type="{_R}/{kind}" Target="{_file(kind)}"/>'
            for i, kind in enumerate(kinds[1:], start=1)
        )
        + "</Relationships>",
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer(),
    }


def _file(kind: str) -> str:
    return "footer1.xml" if kind == "footer" else f"{kind}.xml"


def _type(kind: str) -> str:
    return "document.main" if kind == "document" else kind


def _styles() -> str:
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
        '<w:spacing w:after="140" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="S55Label"><w:name w:val="S55 Label"/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        '<w:style w:type="character" w:customStyle="1" w:styleId="S55PaperTitle">'
        '<w:name w:val="S55 Paper title"/>'
        f'<w:rPr><w:color w:val="{INK}"/><w:sz w:val="34"/><w:szCs w:val="34"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        f'<w:rPr><w:color w:val="{HINT}"/></w:rPr></w:style>'
        + "".join(_style(look) for look in LOOKS)
        + "</w:styles>"
    )


def _style(look: Look) -> str:
    own = look.name.startswith("S55 ")
    style_id = look.name.replace(" ", "")
    # Word spells the names of its own styles in small letters and shows them with a capital.
    name = look.name if own else look.name.lower()
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(own)}" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{look.based_on}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_look(look)}</w:pPr><w:rPr>{_letter_look(look)}</w:rPr></w:style>"
    )


def _paragraph_look(look: Look) -> str:
    edge = f'w:val="single" w:sz="12" w:space="8" w:color="{INK}"'
    return "".join(
        text
        for wanted, text in (
            (look.keep_next, "<w:keepNext/>"),
            (look.keep_lines, "<w:keepLines/>"),
            (look.page_break, "<w:pageBreakBefore/>"),
            (look.bullet, '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            (look.bar, f"<w:pBdr><w:left {edge}/></w:pBdr>"),
            (look.right_tab, f'<w:tabs><w:tab w:val="right" w:pos="{look.right_tab}"/></w:tabs>'),
            (True, f'<w:spacing w:before="{look.before}" w:after="{look.after}"/>'),
            (look.left, f'<w:ind w:left="{look.left}" w:hanging="{look.hanging}"/>'),
            (look.together, "<w:contextualSpacing/>"),
            (look.centred, '<w:jc w:val="center"/>'),
            (look.outline is not None, f'<w:outlineLvl w:val="{look.outline}"/>'),
        )
        if wanted
    )


def _letter_look(look: Look) -> str:
    return "".join(
        text
        for wanted, text in (
            (look.bold, "<w:b/><w:bCs/>"),
            (look.colour, f'<w:color w:val="{look.colour}"/>'),
            (look.size, f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'),
        )
        if wanted
    )


def _numbering() -> str:
    return (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/></w:settings>'
    )


def _footer() -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def words(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    return (
        f'<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{words('Page ')}{field('PAGE')}{words(' of ')}{field('NUMPAGES')}</w:p></w:ftr>"
    )


def write_house_file() -> None:
    """Writes the base document to its place under templates/."""
    HOUSE_FILE.parent.mkdir(parents=True, exist_ok=True)
    HOUSE_FILE.write_bytes(house_document())


if __name__ == "__main__":
    write_house_file()
