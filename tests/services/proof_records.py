"""Proofs of progress for tests: an item with its people, and proofs added through the service."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.permissions import Actor
from tracker.domain.progress_proofs import ProofDetails
from tracker.domain.vocabulary import Role
from tracker.models.item import Item
from tracker.models.proof import Proof
from tracker.services.progress_proofs import add_proof
from tracker.services.proof_store import LocalFolder

PDF = b"%PDF-1.7\nThe audit of March.\n%%EOF\n"
SHOWS = "No open case was found."
LINK = "https://intranet.example/audits/12"


@dataclass
class Work:
    """An item in progress, its owner, and the store its proofs go to."""

    item: Item
    owner: Actor
    store: LocalFolder

    def add(self, details: ProofDetails | None = None, content: bytes = PDF, **given: Any) -> Proof:
        """A proof of the item, the audit of March unless told otherwise."""
        plain: dict[str, Any] = {
            "item": self.item,
            "store": self.store,
            "by": self.owner,
            "now": NOW,
            "today": TODAY,
        }
        return add_proof(details=details or a_file(), content=content, **(plain | given))

    def files(self) -> list[str]:
        """What lies in the store, half-written files too."""
        return sorted(path.name for path in self.store.root.rglob("*") if path.is_file())


def a_file(name: str = "audit.pdf", **given: Any) -> ProofDetails:
    """A file as proof, received today."""
    plain: dict[str, Any] = {"shows": SHOWS, "file_name": name, "received_on": TODAY}
    return ProofDetails(**(plain | given))


def a_link(address: str = LINK, **given: Any) -> ProofDetails:
    """A link as proof, received today."""
    plain: dict[str, Any] = {"shows": SHOWS, "address": address, "received_on": TODAY}
    return ProofDetails(**(plain | given))


def in_progress(folder: Path, *, title: str = "Missing children in Wessmere") -> Work:
    """An item in progress with its owner."""
    owner = person(Role.OWNER, name=f"Owner of {title}")
    post = a_post(f"post-{owner.account_id}", f"Head of {title}")
    holds(post, owner)
    return Work(allocated(an_item(a_report(title)), post), owner, LocalFolder(folder / "evidence"))
