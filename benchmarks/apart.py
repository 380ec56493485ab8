"""One measurement in a process of its own, so that memory and time are its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def measured(job: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Run one job of ``benchmarks.jobs`` in a new process.

    Returns
    -------
    dict
        What the job gives back.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails; its own words have then been written to standard error.
    """
    done = subprocess.run(  # noqa: S603 - our own file, with this interpreter
        [sys.executable, "-m", "benchmarks.jobs", job, json.dumps(dict(settings))],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **ONE_CORE},
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


class Stopwatch:
    """Seconds since it was made: of the processor, and by the clock."""

    def __init__(self) -> None:
        self._processor = time.process_time()
        self._clock = time.monotonic()

    def processor_s(self) -> float:
        """Count the seconds of work of this process, all threads."""
        return time.process_time() - self._processor

    def clock_s(self) -> float:
        """Count the seconds by the clock."""
        return time.monotonic() - self._clock
