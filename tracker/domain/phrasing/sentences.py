"""Where one printed sentence ends and the next begins."""

import re

_SENTENCE_START = re.compile(r"[.!?;:][\"'’”)]*\s+(?=[A-Z\"'‘“(•-])|\n\s*\n|\n(?=\s*[-•])")


def sentences_of(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with the place where it starts; nothing between them is left out."""
    starts = [0, *(match.end() for match in _SENTENCE_START.finditer(text))]
    return [(start, text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
