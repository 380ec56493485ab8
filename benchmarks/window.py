"""How long an officer waits for the window: ``uv run benchmarks/window.py``.

Opens the real window on Lancashire several times, each in a new process, and
writes the median of each wait, from the least to the most, beside what is asked.
Runs without a display too (Qt's offscreen platform).
"""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5
AS_MAIN_DOES = """
from ui.head_start import HeadStart
head_start = HeadStart()
from benchmarks.window_once import main
main(head_start)
"""
"""The case is being opened before Qt is loaded."""


@dataclass(frozen=True)
class Wait:
    """One wait: its name, unit (``s`` or ``ms``) and the most that is asked."""

    name: str
    unit: str
    asked: float

    def line(self, seconds: tuple[float, ...]) -> str:
        """Write the median and the spread."""
        each = [value * (1_000 if self.unit == "ms" else 1) for value in seconds]
        digits = 2 if self.unit == "s" else 1
        least, middle, most = (
            f"{value:.{digits}f}"
            for value in (min(each), statistics.median(each), max(each))
        )
        asked = f"{self.asked:g} {self.unit}"
        return f"{self.name}: {middle} {self.unit} ({least} to {most}), asked {asked}\n"


WAITS = (
    Wait("first paint", "s", 1),
    Wait("usable", "s", 5),
    Wait("pan step", "ms", 20),
    Wait("zoom preview", "ms", 10),
    Wait("recolour", "ms", 60),
    Wait("measures after one edit", "s", 0.3),
)


def main() -> None:
    """Open the window a few times and write the medians."""
    found = zip(*(measured() for _ in range(RUNS)), strict=True)
    for wait, seconds in zip(WAITS, found, strict=True):
        sys.stdout.write(wait.line(seconds))


def measured() -> tuple[float, ...]:
    """Time every wait in one new process, in seconds."""
    surroundings = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(  # noqa: S603 - our own file, with this interpreter
        [sys.executable, "-c", AS_MAIN_DOES],
        check=True,
        capture_output=True,
        text=True,
        env={**surroundings, "PYTHONPATH": str(ROOT), "BEGAN": str(time.time())},
    )
    return tuple(map(float, done.stdout.split()[-len(WAITS) :]))


if __name__ == "__main__":
    main()
