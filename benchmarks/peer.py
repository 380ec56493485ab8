"""The search against spopt's p-median: ``uv run benchmarks/peer.py``.

Where a peer library can say the problem: one year, a number of bases fixed
beforehand, every child to the nearest, no money, nobody staying. Both prove the
least minutes; each in a process of its own, spopt (with the solver that comes
with it) in the environment of ``benchmarks/env``. spopt sends a zone whole to
one site, so sites have room for everybody in both.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.apart import ONE_CORE, ROOT, measured
from benchmarks.grown import Size, scenario_of
from benchmarks.p_median import Instance, instance_of
from benchmarks.tables import publish, say, seconds, table
from capital_planner.case import Case
from capital_planner.settings import Resolution
from data import read_case

ENVIRONMENT = ROOT / "benchmarks" / "env"
RESOLUTIONS: tuple[Resolution, ...] = ("locality", "msoa")
SITES = (5, 10, 20)
AGREE = 1e-5
"""Share by which two least sums of minutes may differ: rounding, no more."""

Run = dict[str, Any]


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=120.0, help="most of each")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    asked = parser.parse_args()
    case = read_case()
    rows = []
    for resolution in RESOLUTIONS:
        for sites in SITES:
            rows.append(_row(case, resolution, sites, asked))
            say(" | ".join(rows[-1]))
    head = (
        *("zones", "sites to choose from", "opened", "weighted minutes, ours"),
        *("spopt", "agree", "ours, s of work", "spopt, s of work", "times"),
        *("ours, MB", "spopt, MB"),
    )
    said = f"Medians of {asked.repeats} pairs."
    publish("peer", f"{said}\n\n{table(head, rows)}", write=asked.write)


def _row(
    case: Case, resolution: Resolution, sites: int, asked: argparse.Namespace
) -> list[str]:
    """Solve one instance both ways, in turn."""
    instance = instance_of(scenario_of(case, Size(resolution)))
    settings = {"resolution": resolution, "sites": sites, "seconds": asked.seconds}
    pairs = [
        (measured("p_median", settings), _spopt(instance, sites, asked.seconds))
        for _ in range(asked.repeats)
    ]
    ours, theirs = pairs[0]
    least = (ours["weighted_minutes"], theirs["weighted_minutes"])
    proved = all(run["proved"] for pair in pairs for run in pair)
    same = abs(least[0] - least[1]) <= AGREE * least[1]
    times = [[run["processor_s"] for run in way] for way in zip(*pairs, strict=True)]
    ratio = statistics.median(their / our for our, their in zip(*times, strict=True))
    memory = [
        statistics.median(run["memory_mb"] for run in way)
        for way in zip(*pairs, strict=True)
    ]
    return [
        *(f"{count:,}" for count in (*instance.minutes.shape, sites)),
        *(f"{total:,.1f}" for total in least),
        ("yes" if same else "no") + ("" if proved else ", not proved"),
        *(seconds(statistics.median(each)) for each in times),
        f"{ratio:.1f}",
        *(f"{each:,.0f}" for each in memory),
    ]


def _spopt(instance: Instance, sites: int, limit: float) -> Run:
    """Solve an instance in the peer's environment."""
    asked = {
        "weights": instance.weights.tolist(),
        "minutes": instance.minutes.tolist(),
        "sites": sites,
        "seconds": limit,
    }
    program = ["uv", "run", "--quiet", "--project", str(ENVIRONMENT), "python"]
    done = subprocess.run(  # noqa: S603 - our own file, in the peer's environment
        [*program, str(ENVIRONMENT / "peer_once.py")],
        check=True,
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        text=True,
        env=_surroundings(),
    )
    answer: Run = json.loads(done.stdout.splitlines()[-1])
    return answer


def _surroundings() -> dict[str, str]:
    """Leave out of the surroundings what points at our own environment."""
    kept = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    return {**kept, **ONE_CORE}


if __name__ == "__main__":
    main()
