"""How time and memory grow with size: ``uv run benchmarks/growth.py``.

Zones, years and schemes: one assessment of the committed programme with every
year placed anew, one floor, and one search, each size in a process of its own.
What is more than Lancashire is made from it (``benchmarks/grown.py``): zones
split, years after the last like it, hosts copied a little elsewhere. Seconds are
of work, not by the clock; the search ends by the clock. Futures: one plan
assessed in more and more of them, on all cores.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.apart import measured
from benchmarks.grown import Size
from benchmarks.tables import publish, say, seconds, table
from capital_planner.settings import Resolution

RESOLUTION: Resolution = "locality"
"""Where years and schemes grow."""
GROWTH: dict[str, tuple[Size, ...]] = {
    "zones": (
        Size("district"),
        Size("locality"),
        Size("msoa"),
        Size("lsoa"),
        Size("msoa", zones=10),
    ),
    "years": tuple(Size(RESOLUTION, years=count) for count in (5, 11, 22, 33, 110)),
    "schemes": tuple(
        Size(RESOLUTION, schemes=times) for times in (0.25, 0.5, 1.0, 3.0, 10.0)
    ),
}
FUTURES = (10, 50, 200, 500)
HEAD = (
    *("zones", "years", "schemes", "options", "assessment, s", "floor, s"),
    *("first plan, s", "gap", "gap of saving", "most memory, MB"),
)


def main() -> None:
    """Measure what is asked for and write the tables."""
    everything = [*GROWTH, "futures"]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", metavar=f"{{{','.join(everything)}}}")
    parser.add_argument("--seconds", type=float, default=30.0, help="of each search")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    asked = parser.parse_args()
    wanted = asked.what or everything
    if unknown := set(wanted) - set(everything):
        parser.error(f"not measured: {', '.join(sorted(unknown))}")
    for what in wanted:
        text = futures() if what == "futures" else sizes(what, asked.seconds)
        publish(what, text, write=asked.write)


def sizes(what: str, limit: float) -> str:
    """Measure every size of one kind of growth."""
    rows = [_row(size, limit) for size in GROWTH[what]]
    said = f"Each search had {limit:.0f} s by the clock."
    return f"{said}\n\n{table(HEAD, rows)}"


def futures() -> str:
    """Measure one plan in many futures."""
    rows = []
    for count in FUTURES:
        found = measured("futures", {"resolution": RESOLUTION, "count": count})
        rows.append(
            [
                f"{count:,}",
                seconds(found["clock_s"]),
                seconds(found["worked_s"]),
                f"{1000 * found['worked_s'] / count:.0f}",
                f"{found['memory_mb']:,.0f}",
                f"{found['each_mb']:,.0f}",
            ]
        )
        say(" | ".join(rows[-1]))
    head = (
        *("futures", "seconds by the clock", "seconds of work", "ms of work a future"),
        *("most memory, MB", "of each process at work, MB"),
    )
    said = "The committed programme at localities, drawing the futures included."
    return f"{said}\n\n{table(head, rows)}"


def _row(size: Size, limit: float) -> Sequence[str]:
    """Measure one size."""
    pieces = measured("pieces", {"size": asdict(size)})
    searched = {"size": asdict(size), "seconds": limit, "seed": 0}
    found = measured("search", searched)
    memory = max(pieces["memory_mb"], found["memory_mb"])
    gap, of_saving = _gaps(found)
    row = [
        *(f"{pieces[name]:,}" for name in ("zones", "years", "schemes", "options")),
        seconds(pieces["assessment_s"]),
        seconds(pieces["floor_s"]),
        seconds(found["first_s"]),
        f"{gap:.2%}",
        f"{of_saving:.1%}",
        f"{memory:,.0f}",
    ]
    say(" | ".join(row))
    return row


def _gaps(found: dict[str, Any]) -> tuple[float, float]:
    """Give the gap and the gap of saving of a search."""
    apart = max(found["objective_gbp"] - found["bound_gbp"], 0.0)
    possible = found["do_nothing_gbp"] - found["bound_gbp"]
    return apart / found["objective_gbp"], apart / possible


if __name__ == "__main__":
    main()
