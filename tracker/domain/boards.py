"""Boards and groups: their people by date, their place under one another, and what is due of them."""

from tracker.domain.vocabulary import Labelled


class BoardRole(Labelled):
    """What a person is to a board."""

    CHAIR = "chair", "Chair"
    DEPUTY = "deputy", "Deputy chair"
    SECRETARY = "secretary", "Secretary"
    MEMBER = "member", "Member"
