"""The whole corpus of report phrasings."""

from tests.domain.phrasing.report_corpus import Phrasing
from tests.domain.phrasing.report_corpus_bodies import BODIES
from tests.domain.phrasing.report_corpus_headings import HEADINGS
from tests.domain.phrasing.report_corpus_kinds import KINDS
from tests.domain.phrasing.report_corpus_pages import PAGES
from tests.domain.phrasing.report_corpus_words import ADDRESSEES, EVERY_FORM

PHRASINGS: tuple[Phrasing, ...] = (*HEADINGS, *KINDS, *BODIES, *PAGES, *ADDRESSEES, *EVERY_FORM)
