"""Every form behind the links of some pages, with words typed into its boxes and sent again later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask

from tests.fixtures.app import Person
from tests.fixtures.page_check import Visitor, parsed, values_of

NO_WORDS = ("-day", "-month", "-year", "version", "every_months")
"""Boxes that take figures only."""


@dataclass
class Walk:
    """The program, and somebody with every hat who opens all the forms behind the links of `start`.

    `pages` says which links are followed.
    """

    app: Flask
    who: Person
    visit: Visitor
    start: tuple[str, ...]
    pages: re.Pattern[str]
    forms: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def open_all(self) -> None:
        """Follow the links and keep each form with words typed into its boxes."""
        waiting, seen = list(self.start), set[str]()
        while waiting:
            path = waiting.pop()
            answer = self.visit.client.get(path)
            seen.add(path)
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            main = next(parsed(answer.get_data(as_text=True)).iter("main"))
            self.keep_forms(path, main)
            for link in main.iter("a"):
                href = (link.get("href") or "").partition("#")[0]
                if self.pages.match(href) and href not in seen and href not in waiting:
                    waiting.append(href)

    def keep_forms(self, path: str, main: Element) -> None:
        """The forms of one page that send words."""
        for form in main.iter("form"):
            words = dict(typed_into(form))
            if (form.get("method") or "").lower() == "post" and words:
                target = form.get("action") or path
                self.forms[target, " ".join(sorted(words))] = values_of(form) | words

    def met(self) -> set[str]:
        """The views that these forms are sent to."""
        routes = self.app.url_map.bind("localhost")
        return {routes.match(target.partition("?")[0], method="POST")[0] for target, _ in self.forms}

    def lost(self, *, is_refused: bool = False) -> list[str]:
        """Send every form again; the words that a refusal did not give back, and what was not refused."""
        found = []
        for (target, _), values in self.forms.items():
            answer = self.visit.client.post(target, data=values)
            if is_refused and answer.status_code < 400:
                found.append(f"{target} was taken")
            if answer.status_code >= 400:
                body = answer.get_data(as_text=True)
                found += [f"{target} {name}" for name, text in values.items() if is_lost(text, body)]
        return found


def is_lost(text: object, body: str) -> bool:
    return isinstance(text, str) and text.startswith("Words for ") and text not in body


def typed_into(form: Element) -> Iterator[tuple[str, str]]:
    """Words for each box of a form that takes them."""
    for control in form.iter():
        name = control.get("name") or ""
        is_box = control.tag == "textarea" or control.get("type") == "text"
        if name and is_box and not name.endswith(NO_WORDS) and control.get("readonly") is None:
            yield name, f"Words for {name} 4711"
