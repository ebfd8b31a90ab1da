"""The forms on accounts."""

from tracker.domain.accounts import LONGEST_NAME, SHORTEST_PASSWORD
from tracker.domain.vocabulary import Role
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.widgets import (
    CheckboxesField,
    EmailField,
    HiddenField,
    LineField,
    PasswordField,
    RadioField,
    choices_of,
)

WHAT_ROLES_DO = {
    Role.OFFICE_STAFF: "Adds reports and items, prepares response letters, keeps the office holders",
    Role.FORCE_INSPECTION_LEAD: "Clears the Chief Constable’s comments; takes the force’s items off the list",
    Role.OWNER: "Answers for items; reads the register",
    Role.EXECUTIVE_LEAD: "The chief officer who answers for items; reads the register",
    Role.SIGNING_OFF: "Checks that what is said to be done is done; reads the register",
    Role.APPROVER: "The PCC, or who acts for the PCC: reads the draft letter in both voices",
    Role.BOARD_SECRETARY: "Prepares board papers; reads the register",
    Role.AUDITOR: "Reads the register and its history, and changes nothing",
    Role.ADMINISTRATOR: "Manages accounts and settings, not the content of the register",
}

ROLE_HINTS = {role.value: words for role, words in WHAT_ROLES_DO.items()}
MAY_SIGN_IN = "yes"
MAY_NOT = "no"


class NewAccountForm(Form):
    """A new account."""

    email = EmailField("E-mail address", required="Enter an e-mail address", autocomplete="off")
    name = LineField(
        "Name", required="Enter the person’s name", hint="As the history will show it", limit=LONGEST_NAME
    )
    roles = CheckboxesField(
        "Roles",
        required="Choose at least one role",
        hint="Choose all that apply.",
        choices=choices_of(Role),
        option_hints=ROLE_HINTS,
    )


class AccountForm(VersionedForm):
    """An account as the administrator changes it."""

    name = LineField("Name", required="Enter the person’s name", limit=LONGEST_NAME)
    roles = CheckboxesField(
        "Roles",
        required="Choose at least one role",
        hint="Choose all that apply. A change acts on the person’s next page.",
        choices=choices_of(Role),
        option_hints=ROLE_HINTS,
    )
    may_sign_in = RadioField(
        "May this person sign in?",
        required="Say whether this person may sign in",
        choices=[(MAY_SIGN_IN, "Yes"), (MAY_NOT, "No")],
        option_hints={MAY_NOT: "Takes effect at once. The account stays, because the history names it."},
    )


class OwnPasswordForm(Form):
    """A new password of one's own."""

    current_password = PasswordField("Password you have now", required="Enter the password you have now")
    new_password = PasswordField(
        "New password",
        required="Enter a new password",
        hint=f"At least {SHORTEST_PASSWORD} characters of any kind. Three or four words that do not belong "
        "together do well.",
        autocomplete="new-password",
        limit=100_000,
    )
    new_password_again = PasswordField(
        "New password again",
        required="Enter the new password again",
        autocomplete="new-password",
        limit=100_000,
    )
    next = HiddenField()
