"""Solve one p-median with spopt: the instance on standard input, both as JSON.

Reads ``weights`` by customer, ``minutes`` by customer and site, ``sites`` (how
many are opened) and ``seconds`` (most of the solver's); writes the weighted
minutes, the seconds of work (the solver's own process included) and the memory.
"""

import json
import resource
import sys
import time

import numpy as np
import pulp
from spopt.locate import PMedian


def main() -> None:
    """Solve what is asked for and write what it came to."""
    asked = json.load(sys.stdin)
    minutes, weights = np.array(asked["minutes"]), np.array(asked["weights"])
    began = time.process_time()
    model = PMedian.from_cost_matrix(minutes, weights, p_facilities=asked["sites"])
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=asked["seconds"])
    solved = model.solve(solver)
    worked = time.process_time() - began
    mine, its = (
        resource.getrusage(who)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    answer = {
        "weighted_minutes": solved.problem.objective.value(),
        "proved": solved.problem.sol_status == pulp.LpSolutionOptimal,
        "processor_s": worked + its.ru_utime + its.ru_stime,
        "memory_mb": (mine.ru_maxrss + its.ru_maxrss) / 1024,
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
