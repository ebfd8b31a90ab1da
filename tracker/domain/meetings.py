"""Meetings of a board: their moves from planned to tabled, and who attended."""

from tracker.domain.vocabulary import Labelled


class MeetingStatus(Labelled):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    COLLECTING = "collecting", "Collecting updates"
    DRAFTED = "drafted", "Pack drafted"
    FINAL = "final", "Final copy made"
    TABLED = "tabled", "Tabled"
    CALLED_OFF = "called_off", "Called off"


class Attendance(Labelled):
    """Whether an agency came to a meeting."""

    ATTENDED = "attended", "Attended"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Absent"
