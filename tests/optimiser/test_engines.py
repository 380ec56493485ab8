"""Engines that cannot be had, or fail, say what to do."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from capital_planner.errors import SolveError
from capital_planner.processes import ONE_THREAD
from optimiser import engines


@dataclass(frozen=True)
class Doubling:
    """Doubles each number; ends its process on a number below none."""

    def ready(self) -> Callable[[tuple[int, ...]], list[int]]:
        def work(piece: tuple[int, ...]) -> list[int]:
            if min(piece) < 0:
                os._exit(1)
            return [2 * number for number in piece]

        return work


def _run(engine: str, pieces: list[tuple[int, ...]]) -> list[list[int]]:
    return engines.run(engine, Doubling(), pieces, lambda _: None, lambda: False)


def test_an_engine_that_is_not_known_is_refused() -> None:
    with pytest.raises(SolveError, match="dask://HOST:PORT"):
        _run("remote", [(1,)])


def test_a_cluster_without_its_package_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SolveError, match="extra cluster"):
        _run("dask://127.0.0.1:1", [(1,)])


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1", "127.0.0.1:port"])
def test_a_cluster_that_does_not_answer_is_named(address: str) -> None:
    with pytest.raises(SolveError, match="does not answer"):
        _run(f"dask://{address}", [(1,)])


def test_results_are_in_the_order_of_the_pieces_and_processes_use_one_thread() -> None:
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    done: list[int] = []
    pieces = [(3, 4), (1,), (2,)]
    found = engines.run("local", Doubling(), pieces, done.append, lambda: False)
    assert found == [[6, 8], [2], [4]]
    assert done == [1, 2, 3]
    assert {name: os.environ.get(name) for name in ONE_THREAD} == before


def test_stopped_before_it_began_gives_nothing() -> None:
    assert engines.run("local", Doubling(), [(1,)], lambda _: None, lambda: True) == []


def test_a_process_that_ends_is_said() -> None:
    with pytest.raises(SolveError, match="start again"):
        _run("local", [(-1,)])
