"""Run formats, two at a time, each in a process of its own; one line a format."""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.data.importers.fuzz.apart import apart
from tests.data.importers.fuzz.formats import FORMATS
from tests.data.importers.fuzz.holding import MOST_TOLD, Outcome

PROCESSES = 2
HEAD = ("format", "inputs", "refused", "accepted", "s", "worst s", "worst MB", "faults")


def main() -> int:
    """Write a table of what came of each format: 1 where anything did not hold."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if unknown := set(asked.formats) - set(FORMATS):
        parser.error(f"no such format: {', '.join(sorted(unknown))}")
    numbers = range(asked.first, asked.first + asked.count)
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    names = asked.formats or list(FORMATS)
    _write(HEAD)
    failed = False
    with ThreadPoolExecutor(PROCESSES) as pool:
        for name, came in zip(
            names,
            pool.map(lambda it: apart(it, numbers, asked.seed), names),
            strict=True,
        ):
            _write(_line(name, came))
            failed |= bool(came.faults)
            for fault in came.faults[:MOST_TOLD]:
                sys.stdout.write(f"  {fault}\n")
    return int(failed)


def _line(name: str, came: Outcome) -> Sequence[object]:
    return (
        *(name, came.inputs, came.refused, came.accepted, f"{came.seconds:.0f}"),
        *(f"{came.worst_seconds:.2f}", f"{came.worst_mb:.0f}", len(came.faults)),
    )


def _write(cells: Sequence[object]) -> None:
    first, *rest = map(str, cells)
    sys.stdout.write(f"{first:<24}" + "".join(f"{cell:>10}" for cell in rest) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
