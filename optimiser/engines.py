"""Where many alike pieces of work run: the cores of this machine, or a cluster.

A piece is worked out alone, by a function that is made ready once a process, so
that the results are the same wherever and in whatever order pieces run.
"""

import multiprocessing
import os
import pickle
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Protocol

from capital_planner.errors import Problem, SolveError
from capital_planner.processes import one_thread

if TYPE_CHECKING:
    import distributed

HERE = "here"
LOCAL = "local"
CLUSTER = "dask://"
LOOK_EVERY_S = 0.1
PATIENCE_S = 20
"""Seconds a cluster may take to answer at first."""
RETRIES = 5

Piece = tuple[int, ...]
Work = Callable[[Piece], Any]


class Job(Protocol):
    """Something with many pieces, sent to every process that works on it."""

    def ready(self) -> Work:
        """Make ready, once a process, and give the function of a piece."""


Engine = str | Executor


def run(
    engine: Engine,
    job: Job,
    pieces: Sequence[Piece],
    on_done: Callable[[int], None],
    stop: Callable[[], bool],
) -> list[Any]:
    """Work out every piece.

    Parameters
    ----------
    engine
        ``local`` for every core of this machine, ``here`` for this process
        alone, ``dask://HOST:PORT`` of the scheduler of a cluster, or processes
        that are there already.
    on_done
        Told how many pieces are done, as they are.
    stop
        Asked often; once true, what is done so far is returned.

    Returns
    -------
    list
        Results in the order of the pieces; those not done are left out.

    Raises
    ------
    SolveError
        If the engine is not known, cannot be reached, or loses its processes.
    """
    start = _engine(engine)
    done: dict[int, Any] = {}
    for number, result in () if stop() else start(job, pieces, stop):
        done[number] = result
        on_done(len(done))
    return [done[number] for number in sorted(done)]


def _engine(
    name: Engine,
) -> Callable[[Job, Sequence[Piece], Callable[[], bool]], Iterator[tuple[int, Any]]]:
    if isinstance(name, Executor):
        return partial(_in_processes, name)
    if name in (LOCAL, HERE):
        return _on_this_machine if name == LOCAL else _in_this_process
    if not name.startswith(CLUSTER):
        problem = Problem(
            "There is no such engine.",
            "Write local, or dask://HOST:PORT with the address of the scheduler.",
            value=name,
        )
        raise SolveError([problem])
    address = name.removeprefix(CLUSTER)

    def on_cluster(
        job: Job, pieces: Sequence[Piece], stop: Callable[[], bool]
    ) -> Iterator[tuple[int, Any]]:
        return _on_cluster(address, job, pieces, stop)

    return on_cluster


@lru_cache(maxsize=1)
def _made_ready(packed: bytes) -> Work:
    job: Job = pickle.loads(packed)  # noqa: S301 - packed by this program
    return job.ready()


def work_out(packed: bytes, piece: Piece) -> Any:  # noqa: ANN401 - as the job says
    """Work out one piece of a packed job, in whatever process this is."""
    return _made_ready(packed)(piece)


_given: list[bytes] = []
"""The packed job of this process, given once as it starts."""


def _begin(packed: bytes) -> None:
    _given[:] = [packed]


def _go_on(piece: Piece) -> Any:  # noqa: ANN401 - as the job says
    return work_out(_given[0], piece)


def _in_this_process(
    job: Job, pieces: Sequence[Piece], stop: Callable[[], bool]
) -> Iterator[tuple[int, Any]]:
    """Run one piece after another, with no process to leave behind."""
    work = job.ready()
    for number, piece in enumerate(pieces):
        if stop():
            return
        yield number, work(piece)


def _on_this_machine(
    job: Job, pieces: Sequence[Piece], stop: Callable[[], bool]
) -> Iterator[tuple[int, Any]]:
    """Run on every core, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    workers = max(min(os.cpu_count() or 1, len(pieces)), 1)
    with (
        one_thread(),
        ProcessPoolExecutor(workers, context, _begin, (pickle.dumps(job),)) as pool,
    ):
        number_of = {
            pool.submit(_go_on, piece): number for number, piece in enumerate(pieces)
        }
        try:
            yield from _as_done(number_of, stop)
        except BrokenProcessPool as error:
            raise SolveError([_lost("a process of this machine")]) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _in_processes(
    pool: Executor, job: Job, pieces: Sequence[Piece], stop: Callable[[], bool]
) -> Iterator[tuple[int, Any]]:
    """Run beside other work of a pool, which is left as it was."""
    packed = pickle.dumps(job)
    number_of: dict[Future[Any], int] = {}
    try:
        for number, piece in enumerate(pieces):
            number_of[pool.submit(work_out, packed, piece)] = number
        yield from _as_done(number_of, stop)
    except BrokenProcessPool as error:
        raise SolveError([_lost("a process of this machine")]) from error
    finally:
        for future in number_of:
            future.cancel()


def _as_done(
    number_of: dict[Future[Any], int], stop: Callable[[], bool]
) -> Iterator[tuple[int, Any]]:
    waiting = set(number_of)
    while waiting and not stop():
        done, waiting = wait(waiting, LOOK_EVERY_S, FIRST_COMPLETED)
        for future in done:
            yield number_of[future], future.result()


def _on_cluster(
    address: str, job: Job, pieces: Sequence[Piece], stop: Callable[[], bool]
) -> Iterator[tuple[int, Any]]:
    """Run on a cluster, which starts pieces anew when a machine is lost.

    The packed job is a task itself, so that it too is made again.
    """
    client = _client(address)
    try:
        packed = client.submit(bytes, pickle.dumps(job), retries=RETRIES)
        number_of = {
            client.submit(work_out, packed, piece, pure=False, retries=RETRIES): number
            for number, piece in enumerate(pieces)
        }
        yield from _as_cluster_does(number_of, stop)
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _as_cluster_does(
    number_of: "dict[distributed.Future[Any], int]", stop: Callable[[], bool]
) -> Iterator[tuple[int, Any]]:
    import distributed  # noqa: PLC0415 - an extra

    waiting = set(number_of)
    lost = (distributed.KilledWorker, distributed.CancelledError, OSError)
    try:
        while waiting and not stop():
            done = {f for f in waiting if f.done()}  # type: ignore[no-untyped-call]
            for future in done:
                yield number_of[future], future.result()
            waiting -= done
            if not done:
                time.sleep(LOOK_EVERY_S)
    except lost as error:
        raise SolveError([_lost("machines of the cluster")]) from error


def _client(address: str) -> "distributed.Client":
    """Connect to the scheduler of a cluster."""
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        problem = Problem(
            "A cluster needs the package distributed, which is not installed.",
            "Install the planner's extra cluster (uv sync --extra cluster), or use "
            "the local engine.",
        )
        raise SolveError([problem]) from error
    host, _, port = address.rpartition(":")
    try:
        # A client that finds nobody leaves a thread behind: knock first.
        socket.create_connection((host, int(port)), PATIENCE_S).close()
        return distributed.Client(  # type: ignore[no-untyped-call]
            f"tcp://{address}", timeout=PATIENCE_S, set_as_default=False
        )
    except (OSError, ValueError) as error:
        problem = Problem(
            f"The cluster does not answer: {error}.",
            "Start its scheduler, and give the host and port that it names.",
            value=address,
        )
        raise SolveError([problem]) from error


def _lost(what: str) -> Problem:
    return Problem(
        f"The work was lost with {what}.",
        "Check that they run this version of the planner and have the memory for "
        "it, then start again.",
    )
