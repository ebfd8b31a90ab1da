"""Who may do what: one table, and the few rules that look at the thing itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import ForWhom, Labelled, ResponseStatus, Role


@dataclass(frozen=True)
class Actor:
    """Somebody acting: a signed-in person, or the program itself on the command line."""

    account_id: int | None
    name: str
    roles: frozenset[Role]
    is_system: bool = False


SYSTEM = Actor(None, "Command line", frozenset({Role.OFFICE_STAFF, Role.ADMINISTRATOR}), is_system=True)
"""Commands without --by: the office's and the administrator's rights, never an approval or a sign-off."""


class Ability(Labelled):
    """One thing a person may be able to do, with the words that finish "Only … may"."""

    READ_REGISTER = "read_register", "read the register"
    EDIT_REPORTS = "edit_reports", "add or change reports"
    EDIT_ITEMS = "edit_items", "add or change items"
    TAKE_OFF_LIST = "take_off_list", "take items off the list"
    READ_RESPONSES = "read_responses", "read responses that have been issued"
    EDIT_RESPONSES = "edit_responses", "prepare response letters"
    READ_FORCE_DRAFTS = "read_force_drafts", "read the Chief Constable's comments before the letter is issued"
    EDIT_FORCE_COMMENTS = "edit_force_comments", "write and clear the Chief Constable's comments"
    READ_COMMISSIONS = "read_commissions", "see who was asked for the Chief Constable's comments"
    COMMISSION_OWNERS = "commission_owners", "ask owners for the Chief Constable's comments"
    CLEAR_COMMENTS = "clear_comments", "clear the Chief Constable's comments that were asked of owners"
    ANSWER_COMMISSIONS = "answer_commissions", "draft the Chief Constable's comments asked of their posts"
    READ_PCC_DRAFTS = "read_pcc_drafts", "read the PCC's draft response before the letter is issued"
    EDIT_PCC_RESPONSES = "edit_pcc_responses", "write the PCC's responses"
    COMMENT_IN_MARGIN = "comment_in_margin", "read and write comments in the margin of a letter"
    DECIDE_COMMITMENTS = "decide_commitments", "decide on commitments and record what came of them"
    IMPORT_LETTERS = "import_letters", "bring in past letters"
    EDIT_OFFICES = "edit_offices", "change bodies, posts and their holders"
    READ_HISTORY = "read_history", "read the history"
    VERIFY_HISTORY = "verify_history", "have the whole history checked"
    HANDLE_REDACTIONS = "handle_redactions", "ask for or confirm a redaction"
    MANAGE_ACCOUNTS = "manage_accounts", "manage accounts"
    ALLOCATE_ITEMS = "allocate_items", "give items to posts, and record cover"
    WORK_ON_ITEMS = "work_on_items", "record progress on the items of their posts"
    SEE_MY_ITEMS = "see_my_items", "have items of their own"
    DECIDE_DATES = "decide_dates", "agree or refuse dates that were asked for"
    SIGN_OFF = "sign_off", "sign off completion or send it back"
    OVERRIDE_RATING = "override_rating", "override a rating"
    RECORD_CORRESPONDENCE = "record_correspondence", "record the inspectorate's letters about items"
    READ_SENSITIVE_PROOF = "read_sensitive_proof", "open proof marked OFFICIAL-SENSITIVE"
    CHANGE_SETTINGS = "change_settings", "change the rating rule and the reminders"
    EDIT_BOARDS = "edit_boards", "add or change boards and groups"
    RUN_BOARDS = "run_boards", "run the meetings of boards and make their packs"
    READ_BOARD_DRAFTS = "read_board_drafts", "read a board's papers before the final copy"
    READ_QUESTIONS = "read_questions", "read the questions for the Chief Constable"
    RECORD_ASSURANCE = "record_assurance", "record answers and the PCC's verdict on them"


EVERYONE = frozenset(Role)
OFFICE = frozenset({Role.OFFICE_STAFF})
OFFICE_AND_FORCE_LEAD = frozenset({Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD})
OFFICE_AND_APPROVER = frozenset({Role.OFFICE_STAFF, Role.APPROVER})

WHO_MAY: dict[Ability, frozenset[Role]] = {
    Ability.READ_REGISTER: EVERYONE,
    Ability.EDIT_REPORTS: OFFICE,
    Ability.EDIT_ITEMS: OFFICE,
    Ability.TAKE_OFF_LIST: OFFICE_AND_FORCE_LEAD,
    Ability.READ_RESPONSES: EVERYONE,
    Ability.EDIT_RESPONSES: OFFICE,
    # Where no owner was asked, the office may type and clear what the force sent otherwise.
    Ability.READ_FORCE_DRAFTS: OFFICE_AND_FORCE_LEAD | {Role.APPROVER},
    Ability.EDIT_FORCE_COMMENTS: OFFICE_AND_FORCE_LEAD,
    Ability.READ_COMMISSIONS: OFFICE_AND_FORCE_LEAD | {Role.APPROVER},
    Ability.COMMISSION_OWNERS: OFFICE_AND_FORCE_LEAD,
    Ability.CLEAR_COMMENTS: frozenset({Role.FORCE_INSPECTION_LEAD}),
    Ability.ANSWER_COMMISSIONS: frozenset({Role.OWNER, Role.FORCE_INSPECTION_LEAD}),
    Ability.READ_PCC_DRAFTS: OFFICE_AND_APPROVER,
    Ability.EDIT_PCC_RESPONSES: OFFICE,
    Ability.COMMENT_IN_MARGIN: OFFICE_AND_APPROVER,
    Ability.DECIDE_COMMITMENTS: OFFICE_AND_FORCE_LEAD,
    Ability.IMPORT_LETTERS: OFFICE,
    Ability.EDIT_OFFICES: OFFICE,
    Ability.READ_HISTORY: EVERYONE,
    Ability.VERIFY_HISTORY: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    Ability.HANDLE_REDACTIONS: OFFICE_AND_FORCE_LEAD | {Role.ADMINISTRATOR},
    Ability.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Ability.ALLOCATE_ITEMS: OFFICE_AND_FORCE_LEAD,
    # Beside the role a post of the item is needed, held or covered on the day (domain/ownership.py).
    Ability.WORK_ON_ITEMS: OFFICE_AND_FORCE_LEAD | {Role.OWNER, Role.EXECUTIVE_LEAD},
    # Who checks completion or decides on dates finds there what waits for their word.
    Ability.SEE_MY_ITEMS: OFFICE_AND_FORCE_LEAD | {Role.OWNER, Role.EXECUTIVE_LEAD, Role.SIGNING_OFF},
    Ability.DECIDE_DATES: frozenset({Role.EXECUTIVE_LEAD, Role.FORCE_INSPECTION_LEAD}),
    Ability.SIGN_OFF: frozenset({Role.SIGNING_OFF}),
    Ability.OVERRIDE_RATING: frozenset({Role.EXECUTIVE_LEAD, Role.SIGNING_OFF}),
    Ability.RECORD_CORRESPONDENCE: OFFICE_AND_FORCE_LEAD,
    # Beside them the people of the item's own posts.
    Ability.READ_SENSITIVE_PROOF: OFFICE_AND_FORCE_LEAD | {Role.SIGNING_OFF, Role.AUDITOR},
    Ability.CHANGE_SETTINGS: frozenset({Role.ADMINISTRATOR}),
    Ability.EDIT_BOARDS: frozenset({Role.OFFICE_STAFF, Role.BOARD_SECRETARY}),
    # Beside the role a place as the board's secretary or deputy is needed (domain/meetings.py).
    Ability.RUN_BOARDS: frozenset({Role.BOARD_SECRETARY}),
    # The auditor reads what was issued, and no draft.
    Ability.READ_BOARD_DRAFTS: frozenset({Role.OFFICE_STAFF, Role.APPROVER, Role.BOARD_SECRETARY}),
    Ability.READ_QUESTIONS: frozenset({Role.OFFICE_STAFF, Role.APPROVER, Role.BOARD_SECRETARY, Role.AUDITOR}),
    Ability.RECORD_ASSURANCE: OFFICE_AND_APPROVER,
}


def may(actor: Actor, ability: Ability) -> Verdict:
    """Whether any role of this person carries the ability; the reason names the roles that do."""
    if actor.roles & WHO_MAY[ability]:
        return ALLOWED
    *others, last = [role.label for role in Role if role in WHO_MAY[ability]] or [""]
    holders = " or ".join(filter(None, [", ".join(others), last]))
    return refused(f"Only the {holders} may {ability.label}." if holders else f"Nobody may {ability.label}.")


def may_read_report(
    actor: Actor, *, is_embargoed: bool, published_on: date, readers: Collection[int], today: date
) -> Verdict:
    """A report under embargo is for its named readers until its publication day; then it opens by itself."""
    if not is_embargoed or today >= published_on or actor.is_system or actor.account_id in readers:
        return may(actor, Ability.READ_REGISTER)
    return refused("This report is under embargo and you are not among its named readers.")


def may_take_off_list(actor: Actor, for_whom: ForWhom) -> Verdict:
    """The force inspection lead decides for the force's items, the office for the PCC's, either others."""
    general = may(actor, Ability.TAKE_OFF_LIST)
    if not general:
        return general
    if for_whom is ForWhom.FORCE and Role.FORCE_INSPECTION_LEAD not in actor.roles and not actor.is_system:
        return refused("This item is for the force: only the force inspection lead may take it off the list.")
    if for_whom in (ForWhom.PCC, ForWhom.OTHERS) and Role.OFFICE_STAFF not in actor.roles:
        return refused("This item is not for the force: only the PCC office staff may take it off the list.")
    return ALLOWED


def may_read_chief_constable(actor: Actor, status: ResponseStatus, *, is_withheld: bool = False) -> Verdict:
    """The force's comments: everybody's once the letter is issued, before that those who prepare them.

    `is_withheld`: they were asked of an owner and the Chief Constable has not cleared them; until then the
    office and the approver see how far they are, and not the words.
    """
    if status.is_issued:
        return may(actor, Ability.READ_RESPONSES)
    if is_withheld and not actor.is_system:
        return may(actor, Ability.CLEAR_COMMENTS)
    return may(actor, Ability.READ_FORCE_DRAFTS)


def may_edit_chief_constable(actor: Actor, *, is_commissioned: bool) -> Verdict:
    """What was asked of an owner is edited and cleared by the force inspection lead alone."""
    return may(actor, Ability.CLEAR_COMMENTS if is_commissioned else Ability.EDIT_FORCE_COMMENTS)


def may_read_pcc(actor: Actor, status: ResponseStatus) -> Verdict:
    """The PCC's response and reply: the force does not see the draft before the letter is issued."""
    if status.is_issued:
        return may(actor, Ability.READ_RESPONSES)
    return may(actor, Ability.READ_PCC_DRAFTS)


def may_edit_board(actor: Actor, *, is_secretary: bool) -> Verdict:
    """The office sets up every board; a secretary the board whose secretary or deputy the person is."""
    if Role.OFFICE_STAFF in actor.roles:
        return ALLOWED
    general = may(actor, Ability.EDIT_BOARDS)
    if general and not is_secretary:
        return refused("Only the PCC office staff and this board's own secretary may change it.")
    return general


def may_confirm_redaction(actor: Actor, asked_by: int) -> Verdict:
    """Somebody other than the person who asked confirms, so that two people stand behind every removal."""
    general = may(actor, Ability.HANDLE_REDACTIONS)
    if not general:
        return general
    if actor.account_id is None or actor.account_id == asked_by:
        return refused("Another person than the one who asked must confirm a redaction.")
    return ALLOWED
