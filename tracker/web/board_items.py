"""What a board oversees: its rules, the items put on by hand, and what would change before it is saved."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.board_rules import BoardRule
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.queries.board_items import by_hand_of
from tracker.queries.offices import posts
from tracker.queries.reading import reading
from tracker.queries.reports import report_rows
from tracker.services import board_oversight as oversight
from tracker.services.board_oversight import ItemRow
from tracker.services.board_views import rules_in_words, rules_of
from tracker.services.boards import get_board, may_change
from tracker.services.items import get_item
from tracker.services.meetings import BoardRow
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.board_preview import preview_page
from tracker.web.forms.board_items import ByHandForm, Offered, RulesForm, rules_form
from tracker.web.item_words import first_words
from tracker.web.presenting import ConflictView, counted

pages = Blueprint("board_items", __name__, url_prefix="/boards/<board>/oversees")


@pages.route("", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def rules(board: str) -> ResponseReturnValue:
    """By which rules does this board oversee items?"""
    found, step = _board(board), request.form.get("step", "")
    form = rules_form(rules_of(found), _offered(), found.version, more=step == "more")
    clash, status = None, 400 if form.is_sent and step not in ("more", "again") else 200
    if status == 400 and form.is_sent_and_valid():
        wanted = [rule for _, rule in form.typed()]
        try:
            return _rules_sent(found, form, wanted, is_final=step == "save")
        except Invalid as refusal:
            form.take_of_rules(refusal.problems)
        except Conflict as conflict:
            found, status = get_board(reference=board, by=current_actor()), 409
            form.now_at(found.version)
            clash = _clash(found, wanted, conflict.theirs)
    return render_template("boards/rules.html", form=form, board=found, clash=clash), status


def _rules_sent(
    board: BoardRow, form: RulesForm, wanted: list[BoardRule], *, is_final: bool
) -> ResponseReturnValue:
    by = current_actor()
    if not is_final:
        view = oversight.preview_rules(board=board, rules=wanted, by=by, today=today())
        page = preview_page(
            view, list(rules_in_words(tuple(wanted))) or ["No rule: it oversees nothing by rule."]
        )
        return render_template("boards/preview.html", board=board, page=page, form=form)
    oversight.change_rules(board=board, version=form.version_seen, rules=wanted, by=by, now=now())
    flash(f"Saved: what {board.name} oversees by rule.", "success")
    return redirect(url_for("boards.show", board=board.reference, _anchor="items"), 303)


def _clash(board: BoardRow, wanted: list[BoardRule], theirs: str) -> ConflictView:
    stored, mine = rules_in_words(rules_of(board)), rules_in_words(tuple(wanted))
    return ConflictView(
        "What it oversees", "\n".join(stored) or "Nothing", theirs, None, "\n".join(mine) or "Nothing"
    )


@pages.route("/by-hand", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def by_hand(board: str) -> ResponseReturnValue:
    """Which items does this board oversee, or not, because somebody said so?"""
    by, found = current_actor(), _board(board)
    form, step = ByHandForm(data={"way": "on"}), request.form.get("step", "")
    status = 400 if form.is_sent and step != "again" else 200
    if status == 400 and form.is_sent_and_valid():
        items = _named(form)
        try:
            if not form.references.errors:
                return _by_hand_sent(found, form, items, is_final=step == "save")
        except Invalid as refusal:
            form.take(refusal.problems)
    lines = by_hand_of(reading(), found.id, by, today())
    return render_template("boards/by_hand.html", form=form, board=found, lines=lines), status


def _by_hand_sent(
    board: BoardRow, form: ByHandForm, items: list[ItemRow], *, is_final: bool
) -> ResponseReturnValue:
    by, is_in, reason = current_actor(), form.way.data == "on", form.reason.data or ""
    if not is_final:
        view = oversight.preview_by_hand(
            board=board, items=items, is_in=is_in, reason=reason, by=by, today=today()
        )
        way = "put on" if is_in else "kept off"
        told = [
            f"{counted(len(items), 'item')} {way} by hand: {', '.join(item.reference for item in items)}."
        ]
        return render_template("boards/preview.html", board=board, page=preview_page(view, told), form=form)
    oversight.put_by_hand(board=board, items=items, is_in=is_in, reason=reason, by=by, now=now())
    flash(f"Saved: what {board.name} oversees by hand.", "success")
    return redirect(url_for("board_items.by_hand", board=board.reference), 303)


@pages.post("/by-hand/<reference>/end")
@allow(Ability.EDIT_BOARDS)
def end(board: str, reference: str) -> ResponseReturnValue:
    """Take back what was said by hand of an item."""
    by, found = current_actor(), _board(board)
    item, _ = get_item(reference=reference, by=by, today=today())
    oversight.take_back_by_hand(board=found, item=item, by=by, now=now())
    flash(f"The rules say again whether {found.name} oversees {item.reference}.", "success")
    return redirect(url_for("board_items.by_hand", board=found.reference), 303)


def _named(form: ByHandForm) -> list[ItemRow]:
    """The items that were named; where one is not there the form says so."""
    items, unknown = {}, []
    for reference in form.named():
        try:
            item, _ = get_item(reference=reference, by=current_actor(), today=today())
            items[item.id] = item
        except (NotHere, NotAllowed):
            # An item under embargo is not there for those who may not know of it.
            unknown.append(reference)
    if unknown:
        form.add_error(
            "references", f"There is no item {', '.join(unknown[:5])}. Look it up in the register."
        )
    return list(items.values())


def _board(reference: str) -> BoardRow:
    by = current_actor()
    found = get_board(reference=reference, by=by)
    require(may_change(board=found, by=by, today=today()))
    return found


def _offered() -> Offered:
    reports = [
        (row.id, f"{row.reference}: {first_words(row.title, 70)}")
        for row in report_rows(reading(), current_actor(), today())
        if not row.is_embargoed or row.published_on <= today()
    ]
    return Offered(reports, [(post.id, post.title) for post in posts(reading())])
