import pytest

from tracker.domain.links import problem_with_link

GOOD = (
    "https://www.example.org/a?b=c#d", "http://intranet/minutes/4", "https://force-docs:8443/x", "", "  ",
    " https://example.org/x ", "HTTPS://EXAMPLE.ORG", "http://10.0.0.4/x", "https://[::1]/x",
    "https://пример.example/путь", "https://example.org/users/@eva",
)  # fmt: skip
BAD = (
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://example.org/x",
    "//example.org/x", "www.example.org", "https://", "https://./", "https:///x", "https://example.org/a b",
    "https://me:secret@example.org/", "https://me@example.org/", "https://@example.org/",
    "https://example.org/\u202eabc", "https://example.org/\u200b", "https://example.org/\x00",
    "https://example.org\\@evil.example", "https://[::1", "https://example.org:port/",
    "https://example.org/" + "x" * 500,
)  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_a_whole_web_address_is_taken_also_of_the_force_s_own_network(address: str) -> None:
    assert problem_with_link(address) == ""


@pytest.mark.parametrize("address", BAD)
def test_anything_else_is_refused_with_what_is_wanted(address: str) -> None:
    assert problem_with_link(address).startswith(
        ("Enter a whole web address, such as", "The web address must be")
    )


def test_an_address_for_the_public_names_a_host_that_all_can_reach() -> None:
    assert problem_with_link("https://intranet/x", is_public=True)
    assert problem_with_link("https://www.example.org/x", is_public=True) == ""


def test_the_sentence_does_not_repeat_a_password() -> None:
    assert "secret" not in problem_with_link("https://me:secret@example.org/")
