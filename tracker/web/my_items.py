"""My items: what a person must say, and by when."""

from flask import Blueprint, render_template, request

from tracker.clock import today
from tracker.domain.permissions import Ability
from tracker.services.my_items import my_items
from tracker.web.allow import allow, current_actor
from tracker.web.my_item_words import my_items_page

pages = Blueprint("my_items", __name__)


@pages.get("/my-items")
@allow(Ability.SEE_MY_ITEMS)
def index() -> str:
    """What must I say, by when?"""
    view = my_items(by=current_actor(), today=today())
    return render_template(
        "my_items/index.html", page=my_items_page(view, request.args.get("show", ""), today())
    )
