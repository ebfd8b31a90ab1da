"""Questions for the Chief Constable, by rule from what the rows of a pack show."""

from tracker.domain.vocabulary import Labelled


class Assurance(Labelled):
    """The PCC's verdict on an answer."""

    ASSURED = "assured", "Assured"
    PARTLY_ASSURED = "partly_assured", "Partly assured"
    NOT_ASSURED = "not_assured", "Not assured"
