from tracker.domain.marked_copies import ChangeKind, MarkedChange, moved_together


def change(kind: ChangeKind, text: str) -> MarkedChange:
    return MarkedChange(kind, "Ann", None, text)


def away(text: str) -> MarkedChange:
    return change(ChangeKind.MOVED_AWAY, text)


def here(text: str) -> MarkedChange:
    return change(ChangeKind.MOVED_HERE, text)


def test_where_words_went_and_where_they_came_from_belong_together() -> None:
    rows = {"a": [away("One. ")], "b": [change(ChangeKind.DELETED, "One.")], "c": [here("One.")]}
    assert moved_together(rows) == (frozenset("ac"),)


def test_two_paragraphs_that_were_moved_into_one_place_are_one_move() -> None:
    rows = {"a": [away("One.")], "b": [away("Two.")], "c": [here("One.\nTwo.")], "d": [here("Six.")]}
    assert moved_together(rows) == (frozenset("abc"),)


def test_two_moves_stay_two() -> None:
    rows = {"a": [away("One.")], "b": [here("One.")], "c": [away("Two.")], "d": [here("Two.")]}
    assert set(moved_together(rows)) == {frozenset("ab"), frozenset("cd")}


def test_words_moved_inside_their_paragraph_bind_no_other() -> None:
    assert moved_together({"a": [away("One."), here("One.")], "b": [here(" \n")]}) == ()
