"""The words of the field, each with the label a person reads on the screen."""

from enum import StrEnum


class Labelled(StrEnum):
    """A closed list whose members carry a label in plain English."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ItemKind(Labelled):
    """What an inspection leaves behind (the field guide, section 2)."""

    RECOMMENDATION = "recommendation", "Recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"
    CAUSE_OF_CONCERN = "cause_of_concern", "Cause of concern"
    AREA_STILL_REQUIRING_IMPROVEMENT = (
        "area_still_requiring_improvement",
        "Area still requiring improvement",
    )


REFERENCE_CODES: dict[ItemKind, str] = {
    ItemKind.RECOMMENDATION: "REC",
    ItemKind.AREA_FOR_IMPROVEMENT: "AFI",
    ItemKind.CAUSE_OF_CONCERN: "COC",
    ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT: "ASRI",
}

GROUP_HEADINGS: dict[ItemKind, str] = {
    ItemKind.RECOMMENDATION: "Recommendations:",
    ItemKind.AREA_FOR_IMPROVEMENT: "Areas for improvement:",
    ItemKind.CAUSE_OF_CONCERN: "Causes of concern:",
    ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT: "Areas still requiring improvement:",
}


class ReportKind(Labelled):
    """The kinds of report HMICFRS publishes, and the other sources that end in the same list."""

    PEEL = "peel", "PEEL assessment"
    NATIONAL_THEMATIC = "national_thematic", "National thematic inspection"
    NCPI = "ncpi", "National child protection inspection"
    NCPI_REINSPECTION = "ncpi_reinspection", "National child protection re-inspection"
    NCPI_REVIEW = "ncpi_review", "National child protection post-inspection review"
    JTAI = "jtai", "Joint targeted area inspection"
    CUSTODY = "custody", "Custody inspection"
    CRIME_DATA_INTEGRITY = "crime_data_integrity", "Crime data integrity inspection"
    SUPER_COMPLAINT = "super_complaint", "Super-complaint"
    PROGRESS_REPORT = "progress_report", "Progress report"
    SPOTLIGHT = "spotlight", "Spotlight report"
    STATE_OF_POLICING = "state_of_policing", "State of Policing"
    LETTER = "letter", "Letter"
    IOPC_LEARNING = "iopc_learning", "IOPC learning recommendation"
    PREVENTION_OF_FUTURE_DEATHS = "prevention_of_future_deaths", "Prevention of future deaths report"
    SERIOUS_CASE_REVIEW = "serious_case_review", "Serious case review"
    INTERNAL_AUDIT = "internal_audit", "Internal audit"
    OTHER_FORCE_FINDING = "other_force_finding", "Finding on another force, adopted locally"
    PARTNERSHIP_PLAN = "partnership_plan", "Partnership action plan"


class ForWhom(Labelled):
    """Whose item it is: "us" means the local policing body and its force."""

    FORCE = "force", "For the force"
    PCC = "pcc", "For the PCC"
    BOTH = "both", "For the force and the PCC"
    OTHERS = "others", "For other bodies"
    UNSTATED = "unstated", "Not stated, taken as ours"

    @property
    def is_ours(self) -> bool:
        """Whether the item counts as ours; an unstated one does, with a warning."""
        return self is not ForWhom.OTHERS


class DeadlineBasis(Labelled):
    """How the inspectorate put a deadline."""

    DATED = "dated", "On a date"
    RELATIVE = "relative", "Counted from publication"
    IMMEDIATE = "immediate", "Immediate"
    VAGUE = "vague", "No exact date"
    RECURRING = "recurring", "Standing duty"


class Precision(Labelled):
    """How exactly a deadline is stated; a month or a year is counted to its last day."""

    DAY = "day", "Exact day"
    MONTH = "month", "Month only"
    YEAR = "year", "Year only"


class Position(Labelled):
    """The stand taken on a recommendation; a recommendation is not an order."""

    AGREED = "agreed", "Agreed"
    PARTLY_AGREED = "partly_agreed", "Partly agreed"
    NOT_AGREED = "not_agreed", "Not agreed"


class OffListReason(Labelled):
    """Why an item was taken off the list, which keeps it readable and out of the counts."""

    FOR_OTHER_BODIES = "for_other_bodies", "For other bodies"
    SUPERSEDED = "superseded", "Superseded by a later item"
    NOT_AGREED = "not_agreed", "Not agreed"
    DOES_NOT_APPLY = "does_not_apply", "Ruled not to apply"
    RECORDED_IN_ERROR = "recorded_in_error", "Withdrawn as recorded in error"


class LinkKind(Labelled):
    """How a later report or item stands to an earlier one."""

    FOLLOWS_UP = "follows_up", "Follows up"
    CARRIED_FORWARD = "carried_forward", "Carries forward"
    PARTLY_MET = "partly_met", "Finds partly met"
    SUPERSEDED = "superseded", "Supersedes"
    REPEATS = "repeats", "Repeats"


class Grade(Labelled):
    """PEEL grades; not comparable between cycles."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    ADEQUATE = "adequate", "Adequate"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class MonitoringState(Labelled):
    """Where the force stands in HMICFRS's monitoring process."""

    SCAN = "scan", "Scan (default phase)"
    ENGAGE = "engage", "Engage (enhanced phase)"


class Layout(Labelled):
    """The two layouts of a response letter, after the office's own letters."""

    NUMBERED = "numbered", "Numbered items (1. 2. 3.)"
    HEADED = "headed", "A heading for each item (Recommendation 1)"


class Marking(Labelled):
    """Protective markings in use today; published letters carry none."""

    OFFICIAL = "official", "OFFICIAL"
    OFFICIAL_SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE"


class ResponseOrigin(Labelled):
    """Whether a response was drafted here or brought in from a past letter."""

    DRAFTED = "drafted", "Drafted here"
    IMPORTED = "imported", "Brought in from a past letter"


class ResponseStatus(Labelled):
    """Where a response stands; the moves between them are the response desk's."""

    PREPARING = "preparing", "Being prepared"
    WITH_THE_FORCE = "with_the_force", "With the force"
    READY = "ready", "Ready for approval"
    APPROVED = "approved", "Approved"
    ISSUED = "issued", "Issued"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def is_issued(self) -> bool:
        """Whether the letter has gone out, so that its words are everybody's to read."""
        return self in (ResponseStatus.ISSUED, ResponseStatus.PUBLISHED)


ISSUED = tuple(status for status in ResponseStatus if status.is_issued)
UNDER_WAY = (
    ResponseStatus.PREPARING,
    ResponseStatus.WITH_THE_FORCE,
    ResponseStatus.READY,
    ResponseStatus.APPROVED,
)


class Voice(Labelled):
    """Who speaks in an answer (Police Act 1996, s.55(5) and (5B))."""

    CHIEF_CONSTABLE = "chief_constable", "Force response"
    PCC = "pcc", "PCC's response"
    REPLY = "reply", "PCC's reply to the force response"


class Role(Labelled):
    """What a person does here; one account may have several roles."""

    OFFICE_STAFF = "office_staff", "PCC office staff"
    FORCE_INSPECTION_LEAD = "force_inspection_lead", "Force inspection lead"
    OWNER = "owner", "Recommendation owner"
    EXECUTIVE_LEAD = "executive_lead", "Executive lead"
    SIGNING_OFF = "signing_off", "Person signing off completion"
    APPROVER = "approver", "Approver of responses"
    BOARD_SECRETARY = "board_secretary", "Board secretary"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class BodyKind(Labelled):
    """The two bodies of an installation."""

    LOCAL_POLICING_BODY = "local_policing_body", "Local policing body"
    FORCE = "force", "Police force"


class Delivery(Labelled):
    """How far an item has come (the field guide, section 4); three truths, never merged."""

    AWAITING_ALLOCATION = "awaiting_allocation", "Awaiting allocation"
    IN_PROGRESS = "in_progress", "In progress"
    PROPOSED_COMPLETE = "proposed_complete", "Proposed complete"
    SIGNED_OFF = "signed_off", "Signed off"
    CLOSED = "closed", "Closed by HMICFRS"


class OwnRating(Labelled):
    """What the owner says of an item in an update."""

    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"


class Rating(Labelled):
    """The rating derived by the printed rule: a word as well as a colour, always."""

    NOT_RATED = "not_rated", "Not rated"
    BLUE_CLOSED = "blue_closed", "Blue – closed by HMICFRS"
    BLUE_SIGNED_OFF = "blue_signed_off", "Blue – signed off, awaiting HMICFRS"
    BLUE_COMPLETE = "blue_complete", "Blue – complete"
    RED = "red", "Red – overdue or off track"
    AMBER = "amber", "Amber – at risk"
    NEW = "new", "New"
    GREEN = "green", "Green – on track"


class Standing(Labelled):
    """What the counts take an item for on a day."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed by HMICFRS"
    COMPLETE = "complete", "Complete (no outside closer)"
    OFF_LIST = "off_list", "Taken off the list"
    NOT_OURS = "not_ours", "Not for us"


class TargetState(Labelled):
    """What became of a date that was asked for."""

    ASKED = "asked", "Asked for"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    SENT_BACK = "sent_back", "Sent back"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ActionState(Labelled):
    """Where an action stands."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class ProofOf(Labelled):
    """How a proof of progress is held."""

    FILE = "file", "File"
    LINK = "link", "Link"


class Effect(Labelled):
    """What a letter of the inspectorate does to an item."""

    CLOSES = "closes", "Closes it"
    REOPENS = "reopens", "Withdraws its closure"
    MENTIONS = "mentions", "Mentions it"
