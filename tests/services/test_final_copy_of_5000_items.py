"""A final copy of 5,000 items: one transaction, whole, and killed half-way nothing."""

from pathlib import Path

import pytest
from sqlalchemy import event

from tests.bench.bench_register import filled_app
from tests.fixtures.database import opened, person
from tests.services.board_records import a_board, overseeing
from tests.services.final_copy_records import CUT_OFF_ON, MEETS_ON, Drafted, drafted_meeting, final
from tests.services.test_final_copies_killed import kept, killed_at
from tracker.domain.counts import Term
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy
from tracker.queries.events import event_count
from tracker.services.final_copy_store import check_copy, pack_of_copy

ITEMS = 5_000


@pytest.mark.soak
def test_5000_items_are_kept_in_one_transaction_and_killed_half_way_none(tmp_path: Path) -> None:
    with opened(filled_app(tmp_path, ITEMS)):
        secretary = person(Role.BOARD_SECRETARY, name="Bo Sample")
        board = overseeing(a_board("Fenland Bicycle Board", by=secretary))
        meeting = drafted_meeting(board, secretary, MEETS_ON, cut_off_on=CUT_OFF_ON)
        db.session.rollback()
        before, url = event_count(db.session()), f"sqlite:///{tmp_path / 'bench.sqlite'}"
        db.session.rollback()
        killed_at(url, tmp_path / "exports", "rows kept")
        assert kept() == (0, 0, 0, 0)
        assert not (tmp_path / "exports").exists()
        commits = []
        event.listen(db.engine, "commit", lambda connection: commits.append(1))
        final(Drafted(board, meeting, secretary, []), tmp_path / "exports")
        assert len(commits) == 1
        assert event_count(db.session()) == before + 1
        copy = db.session.query(FinalCopy).one()
        pack = pack_of_copy(copy)
        assert len(pack.items) == ITEMS
        assert pack.number(Term.CLOSING) == sum(line.standing == "open" for line in pack.items)
        assert check_copy(copy).is_whole
