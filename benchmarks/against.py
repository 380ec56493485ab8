"""The search against one plain programme: ``uv run benchmarks/against.py``.

Runs both in turn, each in a process of its own, several times, and writes one
table a size: seconds of work to the same gap of saving, the whole cost after
the time given, the floors, memory. The gaps are taken from the best floor that
either proves. The programme's own plans count at the cost it puts on them while
it runs, which is at most what they are assessed at: times to a gap favour it.
"""

import argparse
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from benchmarks.apart import measured
from benchmarks.grown import Size
from benchmarks.tables import publish, say, seconds, table

Run = dict[str, Any]

SIZES = {
    "districts, 8 years, a tenth of the hosts": Size("district", years=8, schemes=0.1),
    "districts": Size("district"),
    "localities": Size("locality"),
    "MSOAs": Size("msoa"),
}
USUAL = ("districts, 8 years, a tenth of the hosts", "districts", "localities")
GAPS = (0.30, 0.20, 0.15, 0.10, 0.08, 0.05)
"""Gaps of saving that the time to them is noted for."""
MILLION = 1e6


@dataclass(frozen=True)
class Pair:
    """Both ways on one size, one after the other.

    Attributes
    ----------
    ours, theirs
        What the jobs ``search`` and ``monolith`` found.
    """

    ours: Run
    theirs: Run

    @property
    def floor(self) -> float:
        """The best floor that either proves, pounds."""
        floors = [row[3] for run in (self.ours, self.theirs) for row in run["trace"]]
        return float(max(floors))

    def seconds_to(self, run: Run, gap: float) -> float:
        """Seconds of work to a gap of saving; infinite where it is not reached."""
        possible = self.ours["do_nothing_gbp"] - self.floor
        for worked, _, cost, _ in run["trace"]:
            if cost - self.floor <= gap * possible:
                return float(worked)
        return np.inf


def main() -> None:
    """Measure what is asked for and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=USUAL)
    parser.add_argument("--seconds", type=float, default=120.0, help="the programme's")
    parser.add_argument("--ours", type=float, default=30.0, help="the search's seconds")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    asked = parser.parse_args()
    pairs: dict[str, list[Pair]] = {name: [] for name in asked.sizes}
    for number in range(asked.repeats):
        for name in asked.sizes:
            pairs[name].append(_pair(name, number, asked))
    parts = [section(name, pairs[name], asked) for name in asked.sizes]
    publish("against", "\n\n".join(parts), write=asked.write)


def _pair(name: str, number: int, asked: argparse.Namespace) -> Pair:
    """Run both, the one that begins changing from turn to turn."""
    size = asdict(SIZES[name])
    searched = {"size": size, "seconds": asked.ours, "seed": number}
    whole = {"size": size, "seconds": asked.seconds}
    if number % 2:
        theirs = _whole(whole)
        ours = measured("search", searched)
    else:
        ours = measured("search", searched)
        theirs = _whole(whole)
    say(
        f"{name}, turn {number + 1}: ours {ours['objective_gbp'] / MILLION:,.1f} "
        f"in {ours['processor_s']:.0f} s of work; the programme "
        f"{theirs['objective_gbp'] / MILLION:,.1f} in {theirs['processor_s']:.0f} s"
    )
    return Pair(ours, theirs)


def _whole(settings: Run) -> Run:
    """Run the programme; one that the machine has no room for found nothing."""
    try:
        return measured("monolith", settings)
    except CalledProcessError as error:
        say(f"the programme ended with {error.returncode}: no room for it?")
        nothing = {"objective_gbp": np.inf, "bound_gbp": -np.inf, "memory_mb": np.inf}
        return {**nothing, "trace": [], "processor_s": settings["seconds"]}


def section(name: str, pairs: Sequence[Pair], asked: argparse.Namespace) -> str:
    """Write the tables of one size."""
    head = ["", f"ours, {asked.ours:.0f} s", f"one programme, {asked.seconds:.0f} s"]
    ends = table([*head, "ours better by"], _ends(pairs))
    times = table(
        ["gap of saving", "ours, s of work", "one programme, s of work", "times"],
        [_race(pairs, gap) for gap in GAPS],
    )
    worse = sum(p.ours["objective_gbp"] > p.theirs["objective_gbp"] for p in pairs)
    said = (
        f"Medians of {len(pairs)} pairs. Ours was the dearer plan in {worse} of them."
    )
    return f"### {name.capitalize()}\n\n{said}\n\n{ends}\n\n{times}"


def _ends(pairs: Sequence[Pair]) -> list[list[str]]:
    rows = []
    for label, key, unit in (
        ("whole cost of the plan, million", "objective_gbp", MILLION),
        ("floor proved, million", "bound_gbp", MILLION),
        ("most memory, MB", "memory_mb", 1.0),
    ):
        ours = _median([pair.ours[key] for pair in pairs]) / unit
        theirs = _median([pair.theirs[key] for pair in pairs]) / unit
        better = theirs - ours if key != "bound_gbp" else ours - theirs
        rows.append([label, *(_figure(value) for value in (ours, theirs, better))])
    return rows


def _race(pairs: Sequence[Pair], gap: float) -> list[str]:
    """Give the times to one gap, and how many times longer the programme took."""
    ours = _median([pair.seconds_to(pair.ours, gap) for pair in pairs])
    theirs = _median([pair.seconds_to(pair.theirs, gap) for pair in pairs])
    worked = _median([pair.theirs["processor_s"] for pair in pairs])
    row = [f"{gap:.0%}", _time(ours), _time(theirs)]
    if np.isinf(ours):
        return [*row, "-"]
    if np.isinf(theirs):
        return [*row, f"over {worked / ours:.0f}"]
    ratios = [
        pair.seconds_to(pair.theirs, gap) / pair.seconds_to(pair.ours, gap)
        for pair in pairs
    ]
    return [*row, f"{_median(ratios):.1f}"]


def _median(values: Sequence[float]) -> float:
    """Median; of an even count the lower, so that a run not done counts."""
    return float(statistics.median_low(values))


def _time(value: float) -> str:
    return "not reached" if np.isinf(value) else seconds(value)


def _figure(value: float) -> str:
    return f"{value:,.1f}" if np.isfinite(value) else "none"


if __name__ == "__main__":
    main()
