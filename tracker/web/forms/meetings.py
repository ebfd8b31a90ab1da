"""The forms on meetings: planned and changed, moved on with a reason, attendance, and decisions."""

from collections.abc import Mapping, Sequence
from typing import Any

import wtforms

from tracker.domain.actions import MAX_TEXT, ActionDetails
from tracker.domain.meeting_records import MAX_DECISION, MAX_PEOPLE, Came
from tracker.domain.meetings import (
    LONGEST_AGENDA_ITEM,
    LONGEST_PLACE,
    MAX_WORDS,
    Attendance,
    MeetingDetails,
    MeetingMove,
)
from tracker.web.forms.base import Form, OnceForm, VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import LineField, SelectField, TextField, UKDateField, choices_of

WHY = {MeetingMove.CALL_OFF: "Why is it called off?"}
ACTION_FIELDS = ("what", "proof_expected", "owner_post", "target_on")


class MeetingFields(Form):
    """When a board meets, and until when updates may come."""

    on = UKDateField("Day of the meeting", required="Enter the day of the meeting.")
    cut_off_on = UKDateField(
        "Last day for updates",
        hint="The cut-off: what owners say until the end of this day is in the pack. For example 20 3 2026",
        required="Enter the last day for updates.",
    )
    agenda_item = LineField(
        "Agenda item number (optional)",
        hint="As the agenda has it, for example 8.0. The papers print it.",
        limit=LONGEST_AGENDA_ITEM,
        width=10,
    )
    place = LineField("Place (optional)", limit=LONGEST_PLACE)

    def details(self) -> MeetingDetails:
        """What was typed."""
        return MeetingDetails(
            self.on.data, self.cut_off_on.data, self.agenda_item.data or "", self.place.data or ""
        )


class NewMeetingForm(MeetingFields):
    """A meeting that is planned; two presses find one meeting by its day."""


class MeetingForm(MeetingFields, VersionedForm):
    """A meeting that is changed."""


class MoveForm(VersionedForm):
    """A move that needs no reason."""


def move_form(move: MeetingMove, version: int) -> VersionedForm:
    """The form of a move, with the box for its reason where it needs one."""
    form_class: type[VersionedForm] = MoveForm
    if move in WHY:
        reason = TextField(WHY[move], required=f"Say why you {move.label}.", rows=3, limit=MAX_WORDS)
        form_class = with_fields(MoveForm, {"reason": reason})
    return form_class(data={"version": str(version)})


class AttendanceForm(VersionedForm):
    """Who came; made by `attendance_form` with two boxes for each agency."""

    def came(self) -> list[Came]:
        """What was said of each agency."""
        keys = [int(name.removeprefix("came-")) for name in self._fields if name.startswith("came-")]
        return [
            Came(
                key,
                Attendance(self[f"came-{key}"].data) if self[f"came-{key}"].data else None,
                self[f"people-{key}"].data or "",
            )
            for key in keys
        ]

    @property
    def pairs(self) -> list[tuple[wtforms.Field, wtforms.Field]]:
        """The boxes, agency by agency."""
        return [(self[f"came-{one.agency_id}"], self[f"people-{one.agency_id}"]) for one in self.came()]


def attendance_form(
    agencies: Sequence[tuple[int, str, str]], data: Mapping[str, Any], *, is_stored: bool = False
) -> AttendanceForm:
    """The form with these agencies: id, name and the people who sit for it."""
    fields: dict[str, Any] = {}
    for key, name, people in agencies:
        fields[f"came-{key}"] = SelectField(name, choices=choices_of(Attendance, none="Not recorded"))
        fields[f"people-{key}"] = LineField(
            f"Who came for {name} (optional)", hint=people and f"Its people: {people}", limit=MAX_PEOPLE
        )
    form_class = with_fields(AttendanceForm, fields)
    return form_class(data=data, formdata=None) if is_stored else form_class(data=data)


class DecisionForm(OnceForm):
    """What a meeting decided, and the action that it opens, if any."""

    words = TextField(
        "What did the meeting decide?",
        hint="As the minutes have it. No case material, and no child’s name.",
        required="Enter what the meeting decided.",
        rows=4,
        limit=MAX_DECISION,
    )
    item = LineField(
        "About which item? (optional)",
        hint="Its reference, for example R2023-07-REC1. Leave it empty for a decision about no item.",
        limit=60,
        width=20,
    )
    what = TextField("What is to be done? (optional)", rows=3, limit=MAX_TEXT)
    proof_expected = TextField(
        "What would show that it is done?",
        hint="For example: the signed training record of every custody officer.",
        rows=2,
        limit=MAX_TEXT,
    )
    owner_post = SelectField("Post that answers for it")
    target_on = UKDateField("By which day?", hint="For example 31 3 2026")

    @property
    def decision_fields(self) -> list[wtforms.Field]:
        """The boxes of the decision itself."""
        return [self.words, self.item]

    @property
    def action_fields(self) -> list[wtforms.Field]:
        """The boxes of the action that it opens."""
        return [self[name] for name in ACTION_FIELDS]

    def action(self) -> ActionDetails | None:
        """The action that was typed; None where every box of it is empty."""
        if not any(field.data for field in self.action_fields):
            return None
        return ActionDetails(
            self.what.data or "",
            int(self.owner_post.data) if self.owner_post.data else None,
            self.target_on.data,
            self.proof_expected.data or "",
        )


def decision_form(posts: Sequence[tuple[int, str]], item: str = "") -> DecisionForm:
    """The form with the posts to choose from."""
    form = DecisionForm(data={"item": item})
    form.owner_post.choices = [("", "Choose a post"), *((str(key), title) for key, title in posts)]
    return form
