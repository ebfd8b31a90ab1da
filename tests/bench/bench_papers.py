"""How long a board paper takes to write, against the same XML put into a zip; exits 1 above the limit.

Run from the top of the project: `python -m tests.bench.bench_papers`.
"""

import random
import sys

from tests.bench.bench_letters import best_seconds, write_plainly
from tests.documents.letters import parts_in
from tests.documents.papers import a_status_paper
from tests.domain.paper_packs import a_pack_of_exceptions
from tracker.documents.board_paper import write_paper
from tracker.domain.papers import Paper

SIZES = (100, 300)  # exceptions in a paper
LIMIT = 8.0  # times the floor
SEED = 1996


def measured(paper: Paper) -> tuple[float, float]:
    """The seconds of the floor and of the paper, taken turn by turn so that both meet the same load."""
    parts = parts_in(write_paper(paper))
    floors, papers = [], []
    for _ in range(3):
        floors.append(best_seconds(lambda: write_plainly(parts), 15))
        papers.append(best_seconds(lambda: write_paper(paper), 15))
    return min(floors), min(papers)


def run() -> bool:
    """Print one line for each size; whether every paper keeps within the limit."""
    over = False
    sys.stdout.write(f"{'exceptions':>10} {'floor ms':>9} {'paper ms':>9} {'times':>6}  limit {LIMIT:g}\n")
    for number in SIZES:
        floor, paper = measured(a_status_paper(a_pack_of_exceptions(number, random.Random(SEED))))
        over = over or paper > LIMIT * floor
        sys.stdout.write(f"{number:>10} {floor * 1000:>9.2f} {paper * 1000:>9.2f} {paper / floor:>6.2f}\n")
    return not over


if __name__ == "__main__":
    sys.exit(not run())
