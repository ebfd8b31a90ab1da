"""How long a letter takes to write, against the same XML put into a zip; exits 1 above the limit.

Run from the top of the project: `python -m tests.bench.bench_letters`.
"""

import io
import random
import sys
import time
import zipfile
from collections.abc import Callable

from tests.documents.letters import letter_of, parts_in
from tracker.documents.letter import Letter, write_letter

SIZES = (10, 100, 500)  # items in a letter
LIMIT = 6.0  # times the floor
SEED = 1996


def write_plainly(parts: dict[str, bytes]) -> bytes:
    """The floor: parts that are ready, put into a zip and nothing else."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def best_seconds(work: Callable[[], object], tries: int) -> float:
    """The shortest of several runs in seconds: what the machine can do when nothing else disturbs it."""
    taken = []
    for _ in range(tries):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def measured(letter: Letter, items: int) -> tuple[float, float]:
    """The seconds of the floor and of the letter, taken turn by turn so that both meet the same load."""
    parts = parts_in(write_letter(letter))
    tries = 5 if items >= 500 else 15
    floors, letters = [], []
    for _ in range(3):
        floors.append(best_seconds(lambda: write_plainly(parts), tries))
        letters.append(best_seconds(lambda: write_letter(letter), tries))
    return min(floors), min(letters)


def run() -> bool:
    """Print one line for each size; whether every letter keeps within the limit."""
    over = False
    sys.stdout.write(f"{'items':>6} {'floor ms':>9} {'letter ms':>10} {'times':>6}  limit {LIMIT:g}\n")
    for items in SIZES:
        floor, letter = measured(letter_of(items, random.Random(SEED)), items)
        over = over or letter > LIMIT * floor
        sys.stdout.write(f"{items:>6} {floor * 1000:>9.2f} {letter * 1000:>10.2f} {letter / floor:>6.2f}\n")
    return not over


if __name__ == "__main__":
    sys.exit(not run())
