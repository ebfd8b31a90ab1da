"""Posts of chief officers: their holders may be named in papers that are published."""

from tracker.models.base import db
from tracker.models.office import ChiefOfficerPost, Post


def is_chief_officer(post: Post) -> bool:
    """Whether the holders of a post may be named in public."""
    return db.session.get(ChiefOfficerPost, post.id) is not None


def mark_chief_officer(post: Post, *, is_one: bool) -> None:
    """Say whether a post is a chief officer's, inside a larger act."""
    held = db.session.get(ChiefOfficerPost, post.id)
    if is_one and held is None:
        db.session.add(ChiefOfficerPost(post_id=post.id))
    elif not is_one and held is not None:
        db.session.delete(held)
    db.session.flush()
