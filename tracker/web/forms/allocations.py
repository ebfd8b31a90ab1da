"""The forms by which items are given to posts."""

from collections.abc import Sequence

from tracker.domain.allocations import PostsWanted
from tracker.domain.vocabulary import ForWhom, ItemKind
from tracker.queries.allocations import NOBODY
from tracker.web.forms.base import FilterForm, Form, VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import CheckboxesField, LineField, SelectField, TextField, choices_of

KEEP = "*keep"
"""The choice that leaves a post as it is; no slug begins with an asterisk."""
Choices = Sequence[tuple[str, str]]
WHY = "Why (needed where nobody is to own an item for now)"


class AllocationForm(Form):
    """Which posts many items are to have."""

    owner = SelectField("Owner (operational lead)", choices=[])
    executive = SelectField("Executive lead", choices=[])
    joining = CheckboxesField("Contributors to add", choices=[])
    reason = TextField(WHY, rows=2)

    def wanted(self) -> PostsWanted:
        """The wish as the service reads it."""
        return PostsWanted(
            _slug(self.owner.data), _slug(self.executive.data), joining=frozenset(self.joining.data or ())
        )


class ItemPostsForm(VersionedForm):
    """The posts of one item."""

    owner = SelectField("Owner (operational lead)", choices=[])
    executive = SelectField("Executive lead", choices=[])
    contributors = CheckboxesField("Contributors", choices=[])
    reason = TextField(WHY, rows=2)

    def wanted(self) -> PostsWanted:
        """The wish as the service reads it."""
        return PostsWanted(
            _slug(self.owner.data), _slug(self.executive.data), frozenset(self.contributors.data or ())
        )


def _slug(choice: str | None) -> str | None:
    return None if choice in (None, KEEP) else "" if choice == NOBODY else choice


def allocation_form(posts: Choices) -> AllocationForm:
    """The form for many items: each post is left as it is unless something else is chosen."""
    form = AllocationForm(data={"owner": KEEP, "executive": KEEP})
    form.owner.choices = [(KEEP, "Leave as it is"), *posts, (NOBODY, "Nobody for now")]
    form.executive.choices = [(KEEP, "Leave as it is"), *posts, (NOBODY, "None")]
    form.joining.choices = list(posts)
    return form


def item_posts_form(posts: Choices, data: dict[str, object], *, stored: bool = False) -> ItemPostsForm:
    """The form for one item; `stored` fills it from the record whatever was sent."""
    form = ItemPostsForm(data=data, formdata=None) if stored else ItemPostsForm(data=data)
    form.owner.choices = [(NOBODY, "Nobody yet"), *posts]
    form.executive.choices = [(NOBODY, "None"), *posts]
    form.contributors.choices = list(posts)
    return form


class AllocationFilterForm(FilterForm):
    """Which items are to be given to posts."""

    search = LineField("Words", hint="In the text, addressees, title or reference")
    kind = SelectField("Kind", choices=choices_of(ItemKind, none="Any kind"))
    for_whom = SelectField(
        "For whom",
        choices=[("", "Any of us"), *choices_of([one for one in ForWhom if one.is_ours])],
    )


def allocation_filter(reports: Choices, posts: Choices) -> AllocationFilterForm:
    """The search with the reports this person may know of, and the posts."""
    owners = [(NOBODY, "Nobody yet"), *posts, ("*any", "Anybody or nobody")]
    fields = {
        "report": SelectField(
            "Report", choices=[("", "Any report"), *((r, f"{r}: {t}") for r, t in reports)]
        ),
        "owner": SelectField("Owner now", choices=owners, default=NOBODY),
    }
    return with_fields(AllocationFilterForm, fields)()
