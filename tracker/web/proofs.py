"""Proof of progress: added to an item, opened, revised, and withdrawn with a reason."""

from collections.abc import Callable

from flask import Blueprint, current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.services.access_log import Access
from tracker.services.items import get_item
from tracker.services.progress_proof_views import (
    action_choices,
    get_proof,
    proof_file,
    proof_in_full,
    proofs_of,
)
from tracker.services.progress_proofs import add_proof, revise_proof, withdraw_proof
from tracker.services.proof_keeping import AlreadyAttached
from tracker.services.proof_store import LocalFolder, StoreFull
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.progress_proofs import WithdrawalForm, proof_form, revision_data
from tracker.web.progress_proof_words import proof_line

pages = Blueprint("proofs", __name__)

KEY = "<int(min=1, max=2147483647):key>"
APART = "default-src 'none'; sandbox"
"""A browser that opens the file all the same gives it nothing of this site."""


@pages.route("/items/<reference>/proofs/new", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def new(reference: str) -> ResponseReturnValue:
    """What shows that progress was made?"""
    by = current_actor()
    item, _ = get_item(reference=reference, by=by, today=today())
    form = proof_form(action_choices(items=[item]), {"received_on": today()})
    if not form.is_sent:
        require(proofs_of(reference=reference, by=by, today=today()).may_add)

    def act() -> int:
        return add_proof(
            item=item,
            details=form.details(),
            content=form.content(),
            store=proof_store(),
            by=by,
            now=now(),
            today=today(),
        ).id

    sent, attached, status = _sent(form, act, "The proof is added.")
    if sent is not None:
        return sent
    page = {"form": form, "reference": item.reference, "attached": attached}
    return render_template("proofs/new.html", **page), status


@pages.get(f"/proofs/{KEY}")
@allow(Ability.READ_REGISTER)
def show(key: int) -> str:
    """What does this proof show, and where did it come from?"""
    view = proof_in_full(key=key, by=current_actor(), today=today())
    return render_template("proofs/show.html", proof=proof_line(view))


@pages.get(f"/proofs/{KEY}/file")
@allow(Ability.READ_REGISTER)
def download(key: int) -> ResponseReturnValue:
    """Hand over the file of a proof, byte for byte."""
    view, file = proof_file(key=key, store=proof_store(), by=current_actor(), today=today())
    note_access(Access.DOWNLOADED, f"proof {key}")
    sent = send_file(
        file, mimetype="application/octet-stream", as_attachment=True, download_name=view.file_name
    )
    sent.content_length = view.size
    sent.headers["Content-Security-Policy"] = APART
    return sent


@pages.route(f"/proofs/{KEY}/revise", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def revise(key: int) -> ResponseReturnValue:
    """Put a newer file or link in the place of a proof."""
    by = current_actor()
    proof = get_proof(key=key, by=by, today=today())
    view = proof_in_full(key=key, by=by, today=today())
    items = [get_item(reference=one, by=by, today=today())[0] for one in view.items]
    form = proof_form(action_choices(items=items), revision_data(view, today()))
    if not form.is_sent:
        require(view.may_change)

    def act() -> int:
        return revise_proof(
            proof=proof,
            version=form.version_seen,
            details=form.details(),
            content=form.content(),
            store=proof_store(),
            by=by,
            now=now(),
            today=today(),
        ).id

    sent, attached, status = _sent(form, act, "The revision is saved; the earlier proof stays to be read.")
    if sent is not None:
        return sent
    if status == 409:
        form.now_at(proof_in_full(key=key, by=by, today=today()).version)
    page = {"form": form, "proof": proof_line(view), "attached": attached}
    return render_template("proofs/revise.html", **page), status


@pages.route(f"/proofs/{KEY}/withdraw", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def withdraw(key: int) -> ResponseReturnValue:
    """Withdraw a proof with a reason."""
    by = current_actor()
    proof = get_proof(key=key, by=by, today=today())
    view = proof_in_full(key=key, by=by, today=today())
    form = WithdrawalForm(data={"version": str(view.version)})
    if not form.is_sent:
        require(view.may_change)

    def act() -> int:
        withdraw_proof(
            proof=proof,
            version=form.version_seen,
            reason=form.reason.data or "",
            by=by,
            now=now(),
            today=today(),
        )
        return key

    sent, _, status = _sent(form, act, "The proof is withdrawn; it stays to be read.")
    if sent is not None:
        return sent
    view = proof_in_full(key=key, by=by, today=today())
    if status == 409:
        form.now_at(view.version)
    return render_template("proofs/withdraw.html", form=form, proof=proof_line(view)), status


def proof_store() -> LocalFolder:
    """Where this installation keeps the bytes of proofs."""
    return LocalFolder(current_app.config["SETTINGS"].evidence_dir)


def _sent(
    form: VersionedForm, act: Callable[[], int], done: str
) -> tuple[ResponseReturnValue | None, int, int]:
    """Do what the form asks: where it leads, else the proof that holds the same already, and the status."""
    if not form.is_sent_and_valid():
        return None, 0, 400 if form.is_sent else 200
    attached, status = 0, 400
    try:
        key = act()
    except AlreadyAttached as refusal:
        form.take(refusal.problems)
        attached = refusal.key
    except Invalid as refusal:
        form.take(refusal.problems)
    except StoreFull as refusal:
        form.take({"file": str(refusal)})
    except NotAllowed as refusal:
        form.take({"version": str(refusal)})
        status = 403
    except Conflict as conflict:
        form.take({"version": f"{conflict} Look at the proof as it stands now, then save again."})
        status = 409
    else:
        flash(done, "success")
        return redirect(url_for("proofs.show", key=key), 303), 0, 303
    return None, attached, status
