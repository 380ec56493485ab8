"""How long an officer waits for a pack: ``uv run benchmarks/pack.py``.

Makes the cabinet pack of Lancashire with four options (do nothing, the committed
programme, bases first, and the plan that the planner finds), several times, each
by the real command in a new process. The plan is found once, before, and is not
timed. Writes the median of the seconds by the clock beside what is asked.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
RUNS = 3
ASKED_S = 60
SEARCH_S = "30"


def main() -> None:
    """Make the pack a few times and write the medians."""
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "plan"
        _command("plan", "--time-limit", SEARCH_S, "--out", str(plan))
        runs = [measured(plan, Path(folder) / f"pack_{n}") for n in range(RUNS)]
    said = line("cabinet pack, four options", runs)
    sys.stdout.write(f"{said}, asked {ASKED_S} s\n")


def measured(plan: Path, out: Path) -> float:
    """Make one pack; seconds by the clock."""
    began = time.perf_counter()
    _command("export", "--plan", str(plan), "--out", str(out))
    return time.perf_counter() - began


def line(name: str, seconds: list[float]) -> str:
    """Write the median and the spread."""
    middle = statistics.median(seconds)
    return f"{name}: {middle:.1f} s ({min(seconds):.1f} to {max(seconds):.1f})"


def _command(*words: str) -> None:
    subprocess.run(  # noqa: S603 - our own file, with this interpreter
        [sys.executable, "main.py", *words],
        check=True,
        stdout=sys.stderr,
        cwd=ROOT,
        env=dict(os.environ),
    )


if __name__ == "__main__":
    main()
