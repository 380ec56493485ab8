"""Processes that make a pack are shared out, told of, and never left behind."""

import multiprocessing
import os
import subprocess
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from capital_planner.errors import PlannerError, SolveError
from capital_planner.papers import Picture
from optimiser import engines
from optimiser.listener import Step, Stopped
from tests.capital_planner.small_map import draw
from tests.optimiser.test_engines import Doubling
from ui.commands.hands import LOST, Files, Hands, hands
from ui.commands.painting import Painting
from ui.commands.processes import WRITERS

LONG_S = 300


def named(name: str) -> Files:
    return {name: name.encode()}


def lose_the_process() -> Files:
    os._exit(1)


def work_long(begun: Path) -> Files:
    begun.touch()
    time.sleep(LONG_S)
    return {}


def fail(word: str) -> Files:
    raise ValueError(word)


def whose() -> tuple[int, bool]:
    return os.getppid(), WRITERS in sys.modules


def tell() -> None:
    with hands(lambda _: None) as by:
        parent, loaded = by.pool.submit(whose).result()
    sys.stdout.write(f"{parent == os.getpid()} {loaded}")


def ours() -> int:
    return len(multiprocessing.active_children())


def test_files_of_every_part_are_put_together_and_counted() -> None:
    told: list[Step] = []
    with hands(told.append) as by:
        parts = {name: by.pool.submit(named, name) for name in ("a", "b", "c")}
        assert by.each("Writing", parts) == {"a": b"a", "b": b"b", "c": b"c"}
        assert by.all("Looking", ["known", by.pool.submit(str, 5)]) == ["known", "5"]
    assert told[-2] == Step("Writing", 3, 3)
    assert told[-1] == Step("Looking")
    assert ours() == 0


def test_a_process_that_is_lost_is_said_in_plain_words() -> None:
    with pytest.raises(PlannerError) as refused, hands(lambda _: None) as by:
        by.each("Writing", {"lost": by.pool.submit(lose_the_process)})
    assert refused.value.problems == (LOST,)
    assert ours() == 0


@pytest.mark.parametrize("cut_off", [EOFError, BrokenPipeError])
def test_processes_that_end_before_they_have_loaded_are_said_alike(
    cut_off: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(*_: object) -> None:
        raise cut_off

    monkeypatch.setattr(ProcessPoolExecutor, "submit", start)
    with pytest.raises(PlannerError) as refused, hands(lambda _: None) as by:
        by.write("get_ready")
    assert refused.value.problems == (LOST,)


def test_stop_does_not_wait_for_the_parts_at_work(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with pytest.raises(Stopped), hands(lambda _: None, begun.exists) as by:
        by.one("Working", by.pool.submit(work_long, begun))
    assert ours() == 0


def test_an_error_of_a_part_ends_the_others(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with pytest.raises(ValueError, match="seven"), hands(lambda _: None) as by:
        by.each(
            "Writing",
            {"a": by.pool.submit(work_long, begun), "b": by.pool.submit(fail, "seven")},
        )
    assert ours() == 0


def test_a_stage_does_not_begin_once_stopped() -> None:
    told: list[Step] = []
    by = Hands(pool=SimpleNamespace(), tell=told.append, stop=lambda: True)  # type: ignore[arg-type]
    with pytest.raises(Stopped):
        by.say("Writing the sections")
    assert told == []


def test_futures_are_worked_out_beside_other_work() -> None:
    done: list[int] = []
    pieces = [(3, 4), (1,)]
    with hands(lambda _: None) as by:
        beside = by.pool.submit(named, "a")
        found = engines.run(by.pool, Doubling(), pieces, done.append, lambda: False)
        assert beside.result() == {"a": b"a"}
    assert found == [[6, 8], [2]]
    assert done == [1, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_they_are_forked_from_a_process_that_has_the_writers() -> None:
    code = "from tests.ui.commands.test_packing import tell; tell()"
    said = subprocess.run(  # noqa: S603 - our own words, with this interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False", "True"]


def test_futures_say_that_a_process_was_lost() -> None:
    with pytest.raises(SolveError, match="start again"), hands(lambda _: None) as by:
        engines.run(by.pool, Doubling(), [(-1,)], lambda _: None, lambda: False)
    assert ours() == 0


class Counting:
    """A pool that only counts what it is given."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def submit(self, _: Any, __: str, given: Any) -> Future[Files]:
        block: Picture = given[0]
        self.given.append(block)
        painted: Future[Files] = Future()
        painted.set_result({f"{block.key}.svg": str(len(self.given)).encode()})
        return painted


def test_a_map_is_painted_again_only_where_it_is_another() -> None:
    pool: Any = Counting()
    painting = Painting(Hands(pool, lambda _: None), {})
    spec = draw()
    first, again = (Picture("map", "Now", words, spec) for words in ("a", "b"))
    deeper = Picture("map", "Now", "a", spec, 200.0)
    painting.begin([first])
    painting.begin([again])
    assert painting.done([again]) == {"map.svg": b"1"}
    painting.begin([deeper])
    assert painting.done([deeper]) == {"map.svg": b"2"}
    assert pool.given == [first, deeper]
