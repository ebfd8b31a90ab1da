"""Sentences of our own making: those that look like promises, by form, and those that do not."""

import time
from datetime import date
from pathlib import Path

import pytest

from tests.domain.phrasing.promise_corpus import NO_PROMISES, PROMISES
from tracker.domain.phrasing.letters import read_letter
from tracker.domain.phrasing.promises import FollowUp, PromiseSign, ReadPromise, read_promises
from tracker.readers.files import read_file

SAID_ON = date(2026, 2, 2)


def only(text: str) -> ReadPromise:
    (found,) = read_promises(text, SAID_ON)
    return found


@pytest.mark.parametrize(
    ("sign", "sentence"), [(sign, sentence) for sign, _, sentences in PROMISES for sentence in sentences]
)
def test_a_sentence_of_this_form_looks_like_a_promise(sign: PromiseSign, sentence: str) -> None:
    found = only(sentence)
    assert (found.sign, found.sentence) == (sign, sentence)
    assert found.why.startswith("“")
    assert found.why.endswith(f"” {sign.label}.")


@pytest.mark.parametrize("sentence", NO_PROMISES)
def test_a_sentence_that_reports_describes_or_speaks_for_others_is_none(sentence: str) -> None:
    assert read_promises(sentence, SAID_ON) == ()


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    sentences = [sentence for _, _, group in PROMISES for sentence in group]
    assert len(sentences) == len(set(sentences)) >= 60
    assert all(len(group) >= 3 for _, _, group in PROMISES)
    assert {sign for sign, _, _ in PROMISES} == set(PromiseSign)
    assert len(NO_PROMISES) == len(set(NO_PROMISES)) >= 40


@pytest.mark.parametrize(
    ("sentence", "on", "phrase"),
    [
        ("We will open the store by 30 June 2026.", date(2026, 6, 30), "by 30 June 2026"),
        ("The store will open in May 2026.", date(2026, 5, 31), "in May 2026"),
        ("From 1 April 2026 we are charging nothing for marks.", date(2026, 4, 1), "From 1 April 2026"),
        ("The store will be rebuilt during 2027.", date(2027, 12, 31), "during 2027"),
        ("We will report within six months.", date(2026, 8, 2), "within six months"),
        ("We will report next month.", date(2026, 3, 31), "next month"),
        ("The sheds are to be painted later this year.", date(2026, 12, 31), "later this year"),
        ("We will finish by the end of the financial year.", date(2026, 3, 31), "end of the financial year"),
        ("We will finish in the next financial year.", date(2027, 3, 31), "next financial year"),
        ("The lock will be fitted next week.", date(2026, 2, 15), "next week"),
        ("The count will end later this quarter.", date(2026, 3, 31), "later this quarter"),
        ("The count will start next quarter.", date(2026, 6, 30), "next quarter"),
        ("We bought locks in March 2025 and will fit them in July 2026.", date(2026, 7, 31), "in July 2026"),
    ],
)
def test_a_day_that_lies_ahead_is_suggested_as_the_due_date(sentence: str, on: date, phrase: str) -> None:
    found = only(sentence)
    assert found.due is not None
    assert (found.due.on, found.due.phrase, found.follow_up) == (on, phrase, FollowUp.DUE)


@pytest.mark.parametrize(
    "sentence",
    [
        "We will open the store.",
        "As promised in June 2025 we will open the store.",
        "The plan for 2024-2026 will be kept.",
    ],
)
def test_no_day_is_suggested_where_none_lies_ahead(sentence: str) -> None:
    assert only(sentence).due is None


@pytest.mark.parametrize(
    ("sentence", "months", "words"),
    [
        ("The list is renewed annually.", 12, "annually"),
        ("The list is renewed every year.", 12, "every year"),
        ("We review the locks on a quarterly basis.", 3, "on a quarterly basis"),
        ("The panel meets every six months.", 6, "every six months"),
        ("The panel meets every 18 months.", 18, "every 18 months"),
        ("We will count bicycles twice a year.", 6, "twice a year"),
        ("We will count bicycles every two years.", 24, "every two years"),
        ("Racks are inspected each quarter.", 3, "each quarter"),
        ("Racks are inspected monthly.", 1, "monthly"),
        ("We will audit the racks every other month.", 2, "every other month"),
        ("Racks are inspected weekly.", None, "weekly"),
        ("We will publish the count biannually.", None, "biannually"),
    ],
)
def test_a_repetition_is_suggested_with_its_months(sentence: str, months: int | None, words: str) -> None:
    found = only(sentence)
    assert (found.follow_up, found.every_months, found.repeats) == (FollowUp.REPEATING, months, words)


@pytest.mark.parametrize(
    "sentence",
    [
        "We will review the viability of a second shed.",
        "We will explore whether a second shed is needed.",
        "The number of sheds is kept under review.",
        "A second shed is being designed.",
        "The opening of the shed is imminent.",
        "The imminent second shed will hold forty bicycles.",
    ],
)
def test_what_is_open_ended_is_suggested_for_review(sentence: str) -> None:
    assert only(sentence).follow_up is FollowUp.REVIEW


def test_each_promise_of_a_paragraph_is_found_at_its_place() -> None:
    text = "We opened a shed.  **We will** open another by May 2027. It is dry.\n\nThe roof is being mended."
    found = read_promises(text, SAID_ON)
    assert [text[one.start : one.end].replace("**", "") for one in found] == [one.sentence for one in found]
    assert [one.sentence for one in found] == [
        "We will open another by May 2027.",
        "The roof is being mended.",
    ]


def test_a_list_under_we_will_promises_each_of_its_lines() -> None:
    text = "We will:\n- train every officer\n- buy locks. They hold.\n- count bicycles weekly\n\nAll is dry."
    found = read_promises(text, SAID_ON)
    assert [one.sentence for one in found] == ["train every officer", "buy locks.", "count bicycles weekly"]
    assert found[0].why == "“will” says what will be done."
    assert found[2].repeats == "weekly"


def test_a_list_under_words_that_promise_nothing_promises_nothing() -> None:
    assert read_promises("Our sheds hold:\n- bicycles\n- scooters\n", SAID_ON) == ()


def test_a_list_under_a_whole_promise_keeps_the_promise_itself() -> None:
    found = read_promises("We will buy the following:\n• locks\n• lamps", SAID_ON)
    assert [one.sentence for one in found] == ["We will buy the following:", "locks", "lamps"]


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "- ", "**", "…", "Yes.", "will", "\u200b", "'ll", "We will", "We will next year."]
)
def test_scraps_of_text_do_no_harm(text: str) -> None:
    read_promises(text, SAID_ON)
    read_promises(text, date.max)
    read_promises(text, date.min)


@pytest.mark.parametrize(
    "unit",
    [
        "the will ", "is being ", "will not be needed ", "- ", "by May ", "“", "' ", "is also now still ",
        "to be ", "in the ",
    ],
)  # fmt: skip
def test_the_longest_answer_is_read_in_time(unit: str) -> None:
    started = time.perf_counter()
    read_promises(unit * (30_000 // len(unit)), SAID_ON)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("name", "said_on", "signs"),
    [
        (
            "2024-02-02-group-based-cse.txt",
            date(2024, 2, 2),
            {
                "annual basis": FollowUp.REPEATING,
                "the viability": FollowUp.REVIEW,
                "being progressed": FollowUp.REVIEW,
                "regular auditing": FollowUp.DUE,
                "In May 2024": FollowUp.DUE,
                "already in progress": FollowUp.REVIEW,
            },
        ),
        (
            "2023-02-02-child-protection-post-inspection-review.txt",
            date(2023, 2, 2),
            {"imminent": FollowUp.REVIEW, "three extra posts": FollowUp.REVIEW, "co-locate": FollowUp.DUE},
        ),
    ],
)
def test_the_promises_of_the_real_letters_are_found(
    shared_letters: Path, name: str, said_on: date, signs: dict[str, FollowUp]
) -> None:
    blocks, are_real = read_file(name, (shared_letters / name).read_bytes())
    letter = read_letter(blocks, paragraphs_are_real=are_real)
    said = [
        text for appendix in letter.appendices for item in appendix.items for text in item.chief_constable
    ]
    found = [promise for text in said for promise in read_promises(text, said_on)]
    for words, follow_up in signs.items():
        (one,) = [promise for promise in found if words in promise.sentence]
        assert one.follow_up is follow_up
        assert (one.due.on if one.due else None) == (date(2024, 5, 31) if words == "In May 2024" else None)
    assert not any("This recommendation is for" in promise.sentence for promise in found)
