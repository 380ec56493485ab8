"""How soon the window is there, and usable: ``uv run benchmarks/window.py``.

Opens the real window on Lancashire several times, each in a new process, and
writes the median seconds from the start of the process to the first paint and
to the first map. Runs without a display too (Qt's offscreen platform).
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5


def main() -> None:
    """Open the window a few times and write the medians."""
    found = zip(*(measured() for _ in range(RUNS)), strict=True)
    for name, values in zip(("first paint", "usable"), found, strict=True):
        spread = f"{min(values):.2f} to {max(values):.2f}"
        sys.stdout.write(f"{name}: {statistics.median(values):.2f} s ({spread})\n")


def measured() -> tuple[float, float]:
    """Time the first paint and the first map of one new process, in seconds."""
    surroundings = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(  # noqa: S603 - our own file, with this interpreter
        [sys.executable, str(ROOT / "benchmarks" / "window_once.py")],
        check=True,
        capture_output=True,
        text=True,
        env={**surroundings, "PYTHONPATH": str(ROOT), "BEGAN": str(time.time())},
    )
    paint, usable = done.stdout.split()[-2:]
    return float(paint), float(usable)


if __name__ == "__main__":
    main()
