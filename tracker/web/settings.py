"""Settings: where the administrator changes how the program rates and reminds."""

from flask import Blueprint, render_template

from tracker.domain.permissions import Ability
from tracker.web.allow import allow

pages = Blueprint("settings", __name__, url_prefix="/settings")


@pages.get("")
@allow(Ability.CHANGE_SETTINGS)
def index() -> str:
    """What can be set here?"""
    return render_template("settings/index.html")
