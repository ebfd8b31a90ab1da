"""The macros that templates call: ours as `ui.name(…)`, those of GOV.UK Frontend as `govuk.name({…})`."""

from collections.abc import Callable
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

Macro = Callable[..., Any]
LIBRARY = "govuk_frontend_jinja"


class Macros:
    """Macros by name, each read from its own file when it is first asked for."""

    def __init__(
        self, environment: Environment, path_of: Callable[[str], str], name_of: Callable[[str], str]
    ):
        self._environment = environment
        self._path_of = path_of
        self._name_of = name_of
        self._found: dict[str, Macro] = {}

    def __getattr__(self, name: str) -> Macro:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._found:
            return self._found[name]
        module = self._environment.get_template(self._path_of(name)).module
        macro: Macro = getattr(module, self._name_of(name))
        # While templates are being written the file is read again at each page.
        if not self._environment.auto_reload:
            self._found[name] = macro
        return macro

    __getitem__ = __getattr__


def own_macros(environment: Environment) -> Macros:
    """`ui`: one macro per file of templates/components, under the same strict rules as every page."""
    return Macros(environment, lambda name: f"components/{name}.html", lambda name: name)


def govuk_macros() -> Macros:
    """`govuk`: the library's macros, in an environment of their own.

    They read keys that were never given (`params.hint.classes`), which StrictUndefined refuses. Loosening it
    for everybody would let a misspelt name in one of our pages print as nothing, so only the library gets the
    forgiving kind; a value of ours is still checked before it is handed over.
    """
    environment = Environment(
        loader=PrefixLoader({LIBRARY: PackageLoader(LIBRARY)}),
        undefined=ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return Macros(
        environment,
        lambda name: f"{LIBRARY}/components/{name.replace('_', '-')}/macro.html",
        lambda name: "govuk" + name.replace("_", " ").title().replace(" ", ""),
    )


def options_of(field: Any) -> list[dict[str, Any]]:
    """The choices of a field as the library's macros want them, with their hints."""
    hints: dict[str, str] = getattr(field, "option_hints", {})
    chosen = "selected" if field.component == "select" else "checked"
    return [
        {"value": value, "text": text, chosen: bool(is_chosen)}
        | ({"hint": {"text": hints[value]}} if value in hints else {})
        for value, text, is_chosen, *_ in field.iter_choices()
    ]


def label_of(field: Any, as_heading: bool = False, kind: str = "label") -> dict[str, Any]:
    """The label or legend of a field for the library's macros; `as_heading` makes it the page's heading."""
    size = "l" if as_heading else "s"
    return {
        "text": field.label.text,
        "classes": f"govuk-{kind}--{size}",
        "isPageHeading": as_heading,
    }
