"""What must hold of a file that is spoilt: refused in words, or read; nothing else."""

import logging
import resource
import signal
import sys
import time
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import numpy as np

from capital_planner.errors import PlannerError, Problem
from tests.data.importers.fuzz.spoiling import Spoil

MOST_MEMORY = 1_500 * 2**20
MOST_SECONDS = 10
MOST_TOLD = 20
WRITTEN_EVERY = 10
"""Every so many inputs the whole way is gone, into a folder."""


@dataclass(frozen=True)
class Format:
    """One format of file, and how it comes in.

    Attributes
    ----------
    files
        A small valid one, and what lies beside it.
    spoil
        How each file is spoilt that is.
    read
        Reads it out of a folder, and writes nothing.
    whole
        The same, and writes what it makes into ``case`` there; None where nothing
        is ever made.
    never
        Words of persons, which no problem and no file made may hold.
    """

    files: Mapping[str, bytes]
    spoil: Mapping[str, Spoil]
    read: Callable[[Path], object]
    whole: Callable[[Path], object] | None = None
    never: tuple[str, ...] = ()


@dataclass
class Outcome:
    """What came of a format."""

    inputs: int = 0
    refused: int = 0
    accepted: int = 0
    seconds: float = 0.0
    worst_seconds: float = 0.0
    worst_mb: float = 0.0
    faults: list[str] = field(default_factory=list)


def spoilt(name: str, form: Format, number: int, seed: int) -> dict[str, bytes]:
    """Give the files of an input, always the same for its number."""
    rng = np.random.default_rng([seed, number, zlib.crc32(name.encode())])
    files = dict(form.files)
    which = list(form.spoil)
    for file in which if len(which) > 1 and rng.random() < 0.2 else [rng.choice(which)]:
        files[file] = form.spoil[file](files[file], rng)
    return files


def hold(form: Format, files: Mapping[str, bytes], *, written: bool) -> bool:
    """Read an input: whether it was accepted.

    Raises
    ------
    AssertionError
        If what is said of it is not enough, or something is left behind.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(content)
        before = _contents(folder)
        with _nothing_leaks():
            try:
                (form.whole if written and form.whole else form.read)(folder)
            except PlannerError as error:
                _check_words(error.problems)
                _check_forgotten(form.never, str(error))
                assert _contents(folder) == before, "something was written"
                return False
        after = _contents(folder)
        assert (written and form.whole) or after == before, "something was written"
        made = b"".join(
            after[name] for name in after if after[name] != before.get(name)
        )
        _check_forgotten(form.never, made.decode("utf-8", "replace"))
        return True


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _check_words(problems: tuple[Problem, ...]) -> None:
    assert problems, "a refusal that says nothing"
    for problem in problems:
        assert problem.message, problem
        assert problem.remedy, problem
        place = (problem.file, problem.row, problem.column)
        if problem.row is not None or problem.column:
            assert problem.file, f"no file: {problem}"
        if problem.value and problem.column and problem.severity == "error":
            assert all(place), f"a cell without its place: {problem}"


def _check_forgotten(words: tuple[str, ...], text: str) -> None:
    kept = [word for word in words if word in text]
    assert not kept, f"it says of a person: {kept}"


class _Told(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@contextmanager
def _nothing_leaks() -> Iterator[None]:
    """Hold that nobody is warned, nothing is logged, and no file is left open."""
    handler, usual = _Told(), sys.unraisablehook
    logging.getLogger().addHandler(handler)
    sys.unraisablehook = lambda found: handler.told.append(str(found.exc_value))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    finally:
        logging.getLogger().removeHandler(handler)
        sys.unraisablehook = usual
    assert not handler.told, f"it was told elsewhere: {handler.told[0]}"


def run(
    name: str,
    form: Format,
    numbers: range,
    seed: int,
    reached: Callable[[int], object],
) -> Outcome:
    """Hold every input of a format, and count.

    Parameters
    ----------
    reached
        Told of each number before it is tried: a process that ends says no more.
    """
    outcome, began = Outcome(), time.perf_counter()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for number in numbers:
        reached(number)
        files = spoilt(name, form, number, seed)
        signal.alarm(MOST_SECONDS)
        start = time.perf_counter()
        try:
            accepted = hold(form, files, written=number % WRITTEN_EVERY == 0)
            outcome.accepted += accepted
            outcome.refused += not accepted
        except Exception as error:  # noqa: BLE001 (every fault is what is looked for)
            outcome.faults.append(f"{name} {number}: {_said(error)}")
        signal.alarm(0)
        outcome.inputs += 1
        took = time.perf_counter() - start
        outcome.worst_seconds = max(outcome.worst_seconds, took)
    outcome.seconds = time.perf_counter() - began
    outcome.worst_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return outcome


def _said(error: Exception) -> str:
    """Say what was raised, and in which lines of the product."""
    places = [place for place in _places(error.__traceback__) if "tests" not in place]
    return (
        f"{type(error).__name__}: {str(error)[:200]} at {' < '.join(places[-3:][::-1])}"
    )


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        file = Path(code.co_filename)
        yield f"{'/'.join(file.parts[-3:])}:{trace.tb_lineno}"
        trace = trace.tb_next


def bounded() -> None:
    """Give this process no more memory than a machine of an office has to spare."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
