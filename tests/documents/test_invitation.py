import email
import email.policy
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage

import docx
import pytest

from tests.documents.letters import a_letter
from tracker.documents.email_message import Mailbox, write_eml
from tracker.documents.invitation import (
    Invitation,
    InvitedReport,
    invitation_email,
    invitation_email_text,
    invitation_subject,
    write_invitation,
)
from tracker.documents.letter import MissingFromLetter
from tracker.domain.vocabulary import Marking

BICYCLES = InvitedReport(
    title="Bicycles.",
    inspectorate="HMICFRS",
    published_on=date(2026, 1, 5),
    last_day=date(2026, 3, 1),
    is_under_embargo=False,
    items=("Recommendation 1", "Recommendation 3", "Area for improvement 1"),
    has_recommendations=True,
)
CARTS = replace(
    BICYCLES,
    title="Carts",
    published_on=date(2026, 1, 8),
    last_day=date(2026, 3, 4),
    is_under_embargo=True,
    items=(),
)


def an_invitation(*reports: InvitedReport, **changes: object) -> Invitation:
    """The invitation of 6 January 2026 to comment by 1 February."""
    invitation = Invitation(
        office_block=a_letter().office_block,
        addressee_block=("Fay O'Fen", "Chief Constable", "Fenland Constabulary"),
        chief_constable="Chief Constable O'Fen",
        force="Fenland Constabulary",
        dated=date(2026, 1, 6),
        reports=reports or (BICYCLES,),
        comments_by=date(2026, 2, 1),
        signature=a_letter().signature,
        signatory_name="Sam Sample",
        signatory_title="Police and Crime Commissioner for the Fenland",
        enclosures=(),
        marking=None,
        author="Office of the Fenland Commissioner",
        made_at=datetime(2026, 1, 6, 10, tzinfo=UTC),
    )
    return replace(invitation, **changes)  # type: ignore[arg-type]


def printed(invitation: Invitation) -> list[tuple[str, str]]:
    document = docx.Document(io.BytesIO(write_invitation(invitation)))
    return [(p.style.name or "", p.text) for p in document.paragraphs if p.style]


def words(invitation: Invitation) -> str:
    return "\n".join(text for _, text in printed(invitation))


def test_it_reads_as_a_letter_of_the_house() -> None:
    made = printed(an_invitation())
    assert [style for style, _ in made if style not in ("S55 Text", "S55 Office block", "S55 Addressee")] == [
        "S55 Date",
        "S55 Salutation",
        "Heading 1",
        "S55 Closing",
        "S55 Signatory",
    ]
    assert ("S55 Date", "6 January 2026") in made
    assert ("S55 Salutation", "Dear Chief Constable O'Fen") in made
    assert ("Heading 1", "Invitation to comment: HMICFRS report 'Bicycles'.") in made


def test_it_names_the_section_the_report_the_items_and_both_days() -> None:
    text = words(an_invitation())
    assert "On 5 January 2026 HMICFRS published its report 'Bicycles'. Under Section 55(4)" in text
    assert "by Sunday 1 February 2026" in text
    assert "by Sunday 1 March 2026" in text
    assert "Recommendation 1, Recommendation 3 and Area for improvement 1." in text
    assert "no child's name" in text
    assert "embargo" not in text


def test_a_report_that_is_still_to_come_is_under_its_embargo() -> None:
    text = words(an_invitation(CARTS))
    assert "HMICFRS will publish its report 'Carts' on 8 January 2026." in text
    assert "'Carts' is under embargo until 8 January 2026." in text
    assert "addresses nothing to Fenland Constabulary alone" in text


def test_several_reports_are_invited_in_one_letter_and_the_first_last_day_counts() -> None:
    invitation = an_invitation(BICYCLES, CARTS)
    assert invitation_subject(invitation) == "Invitation to comment: reports by HMICFRS (Bicycles; Carts)."
    text = words(invitation)
    assert "by Sunday 1 March 2026" in text
    assert "4 March" not in text


def test_without_a_day_in_the_act_only_the_day_of_the_comments_is_named() -> None:
    report = replace(BICYCLES, last_day=None, has_recommendations=False)
    text = words(an_invitation(report))
    assert "by Sunday 1 February 2026, so that" in text
    assert "March" not in text
    assert "For each recommendation" not in text


def test_the_e_mail_says_what_the_letter_says() -> None:
    invitation = an_invitation(BICYCLES, CARTS)
    text = invitation_email_text(invitation)
    for style, paragraph in printed(invitation):
        if style == "S55 Text":
            assert paragraph in text
    assert text.startswith("Dear Chief Constable O'Fen,\n\nPlease find attached my letter of 6 January 2026")
    assert text.endswith("Sam Sample\nPolice and Crime Commissioner for the Fenland")


def test_the_e_mail_carries_the_letter() -> None:
    invitation = an_invitation()
    sender, to = Mailbox("The office", "office@example.org"), Mailbox("Fay O'Fen", "chief@example.org")
    content = write_eml(invitation_email(invitation, sender=sender, to=(to,)))
    made = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    (letter,) = made.iter_attachments()
    assert letter.get_filename() == "Invitation to comment 2026-01-06.docx"
    assert letter.get_content() == write_invitation(invitation)
    assert f"{made['Subject']}." == invitation_subject(invitation)


def test_a_marking_and_enclosures_are_printed() -> None:
    invitation = an_invitation(marking=Marking.OFFICIAL, enclosures=("Enc - the form",))
    document = docx.Document(io.BytesIO(write_invitation(invitation)))
    assert [p.text for p in document.sections[0].header.paragraphs] == ["OFFICIAL"]
    assert document.paragraphs[-1].text == "Enc - the form"


def test_the_same_invitation_gives_the_same_bytes() -> None:
    assert write_invitation(an_invitation()) == write_invitation(an_invitation())


def test_what_is_lacking_is_named() -> None:
    with pytest.raises(MissingFromLetter, match="the addressee block"):
        write_invitation(an_invitation(addressee_block=()))
    with pytest.raises(ValueError, match="at least one report"):
        write_invitation(replace(an_invitation(), reports=()))
    with pytest.raises(ValueError, match="chief_constable"):
        write_invitation(an_invitation(chief_constable=" "))
