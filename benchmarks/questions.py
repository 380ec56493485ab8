"""How long an officer waits for an answer: ``uv run benchmarks/questions.py``.

By the clock. Whole commands, from reading the tables to the last file: a curve
over money of 12 points, five alternatives, 500 futures of a plan at localities
on all cores. And each "why this scheme" of a plan found, and "why not that one"
of ten left out, with homes by MSOA, once prices are known. ``--write`` puts the
table into docs/benchmarks.md.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.tables import publish, say, table
from capital_planner.scenario import build
from capital_planner.settings import ScenarioSettings, SearchSettings
from data import read_case
from optimiser.assessment import Assessor
from optimiser.ground import Ground
from optimiser.public import explore
from optimiser.settling import Effort
from optimiser.standing import Standing
from optimiser.why import why, why_not

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "curve over money, 12 points": ("tradeoff",),
    "five alternatives": ("alternatives",),
    "500 futures of the committed programme, localities": (
        "futures",
        "--scheme-count",
        "0",
    ),
}
LEFT_OUT = 10


def timed(name: str, work: Callable[[], Any]) -> float:
    """Seconds by the clock."""
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    say(f"{name}: {took:.1f} s")
    return took


def command(words: tuple[str, ...]) -> None:
    """Run one command of the planner into a folder that goes again."""
    with TemporaryDirectory() as folder:
        call = [sys.executable, str(ROOT / "main.py"), *words, "--out", folder]
        subprocess.run(call, check=True, capture_output=True)  # noqa: S603 - our own


def answers() -> tuple[list[float], list[float]]:
    """Time each why, and each why not, at the prices of one search."""
    scenario = build(read_case(), "central", ScenarioSettings())
    standing = Standing(scenario, SearchSettings(time_limit_s=30.0))
    assessor = Assessor.of(scenario)
    found = explore(standing, None, assessor)
    ground = Ground.of(scenario, found.plan, found.guide, assessor)
    standings = scenario.schemes["standing"]
    ideas = standings.index[standings == "candidate"]
    mine = [name for name in found.plan.choices.index if name in ideas]
    others = [name for name in ideas if name not in mine]
    apart = others[:: max(len(others) // LEFT_OUT, 1)][:LEFT_OUT]
    return (
        [timed("why", partial(why, ground, name, Effort())) for name in mine],
        [timed("why not", partial(why_not, ground, name, Effort())) for name in apart],
    )


def spread(times: list[float]) -> str:
    """Median and most of several times."""
    middle, most = statistics.median(times), max(times)
    return f"{middle:.1f} s, at most {most:.1f} s of {len(times)}"


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    rows = [
        (name, f"{timed(name, partial(command, words)):.0f} s", "60 s")
        for name, words in COMMANDS.items()
    ]
    this, that = answers()
    rows += [("why this scheme", spread(this), "3 s")]
    rows += [("why not that one", spread(that), "3 s")]
    publish("questions", table(("asked", "took", "asked of it"), rows), write=write)


if __name__ == "__main__":
    main()
