"""The rules of accounts: addresses, passwords, the ends of sessions, the pace of guesses."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain.accounts import (
    Ending,
    email_form,
    ending_of,
    problem_with_administrators,
    problem_with_email,
    problem_with_password,
    wait_before_guessing,
)

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def test_an_address_is_kept_in_small_letters_without_spaces_around_it() -> None:
    assert email_form("  Asha.Patel@Example.ORG\r\n") == "asha.patel@example.org"


@pytest.mark.parametrize("email", ["a@example.org", "o'neill+x@sub.example.co.uk", "zoë@example.org"])
def test_a_usual_address_is_taken(email: str) -> None:
    assert problem_with_email(email) == ""


@pytest.mark.parametrize(
    "email",
    [
        "",
        "a",
        "a@b",
        "@example.org",
        "a@@example.org",
        "a b@example.org",
        "a@example.org.",
        "a@" + "x" * 260 + ".org",
        "a\u202e@example.org",
    ],
)
def test_anything_else_is_no_address(email: str) -> None:
    assert problem_with_email(email) != ""


@pytest.mark.parametrize(
    ("password", "part"),
    [
        ("eleven char", "at least 12"),
        ("a" * 1001, "1,000 characters or fewer"),
        ("Password-1234", "guessed first"),
        ("pass word pass word 99", "guessed first"),
        ("abababababab", "repeats"),
        ("Cambridgeshire2026!", "names anybody here would try"),
        ("Asha Cambridgeshire", "names anybody here would try"),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused(password: str, part: str) -> None:
    common = {"password1234", "passwordpassword"}
    problem = problem_with_password(password, common=common, own_words=["Cambridgeshire", "Asha"])
    assert part in problem


@pytest.mark.parametrize(
    "password",
    [
        "seven quiet otters crossing",
        "Cambridgeshire otters",
        "839201748392",
        "пароль из слов",
        "🦊🐢🐙🦉" * 3,
    ],
)
def test_any_other_password_is_taken(password: str) -> None:
    assert problem_with_password(password, common={"password1234"}, own_words=["Cambridgeshire"]) == ""


@pytest.mark.parametrize(
    ("begun", "used", "ending"),
    [
        (minutes(29.9), minutes(29.9), None),
        (minutes(30), minutes(30), Ending.IDLE),
        (minutes(479.9), minutes(1), None),
        (minutes(480), minutes(1), Ending.TOO_LONG),
        (minutes(-5), minutes(-5), None),
    ],
)
def test_a_session_ends_by_rest_and_by_age(begun: timedelta, used: timedelta, ending: Ending | None) -> None:
    assert ending_of(created_at=NOON - begun, seen_at=NOON - used, now=NOON) is ending


def test_ten_guesses_are_free_and_the_next_waits_for_the_first_to_grow_old() -> None:
    guesses = [NOON + timedelta(seconds=n) for n in range(10)]
    assert wait_before_guessing(guesses[:9], guesses[-1]) == timedelta()
    assert wait_before_guessing(guesses, guesses[-1]) == minutes(5) - timedelta(seconds=9)
    assert wait_before_guessing(guesses, NOON + minutes(5)) == timedelta()


@pytest.mark.parametrize(
    ("administrators", "stays", "is_refused"),
    [({1}, False, True), ({1}, True, False), ({1, 2}, False, False), ({2}, False, False)],
)
def test_somebody_who_can_manage_accounts_must_stay(
    administrators: set[int], stays: bool, is_refused: bool
) -> None:
    problem = problem_with_administrators(administrators=administrators, account_id=1, stays=stays)
    assert bool(problem) is is_refused
