"""Runs every benchmark of this folder: `python -m tests.bench`; exits 1 where one is above its limit."""

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Run each bench_*.py in the order of its name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    results = [bool(importlib.import_module(f"tests.bench.{name}").run()) for name in names]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
