"""Assess futures on a small cluster, and end a worker of it as the first are done.

Run as a program of its own, since a cluster leaves threads behind: ``python -m
tests.optimiser.cluster_run JOB OUT`` reads a pickled job and writes the frame.
"""

import os
import pickle
import signal
import sys
from pathlib import Path
from typing import Any

from distributed import LocalCluster

from optimiser import futures


def main(job: Path, out: Path) -> None:
    futures.A_PIECE = 1
    arguments: dict[str, Any] = pickle.loads(job.read_bytes())  # noqa: S301 - ours
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:
        workers = [worker.pid for worker in cluster.workers.values()]
        assert len(set(workers)) == 2

        def end_one(done: int, _count: int) -> None:
            if workers and done:
                os.kill(workers.pop(), signal.SIGKILL)
                workers.clear()

        address = cluster.scheduler_address.removeprefix("tcp://")
        frame = futures.assess_futures(
            **arguments, engine=f"dask://{address}", on_progress=end_one
        )
        assert not workers
    out.write_bytes(pickle.dumps(frame))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
