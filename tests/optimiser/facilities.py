"""Warehouse location: OR-Library's instances and random ones, as scenarios.

The figures in ``orlib`` are those of J. E. Beasley, OR-Library: distributing test
problems by electronic mail, Journal of the Operational Research Society 41 (1990)
1069-1072. Demand may be split between warehouses.
"""

from pathlib import Path

import numpy as np

from capital_planner.scenario.frames import Scenario
from tests.tiny import facility_scenario

FOLDER = Path(__file__).parent / "orlib"
OPTIMA = {
    "cap41": 1040444.375,
    "cap64": 1045650.250,
    "cap84": 1069369.525,
    "cap114": 1063356.488,
    "cap134": 928941.750,
}
"""Published least costs."""


def instance(name: str) -> Scenario:
    """One instance: capacities and fixed costs, then each customer's row."""
    figures = [float(word) for word in (FOLDER / f"{name}.txt").read_text().split()]
    warehouses, customers = int(figures[0]), int(figures[1])
    ends = 2 + 2 * warehouses
    sites = np.array(figures[2:ends]).reshape(warehouses, 2)
    rows = np.array(figures[ends:]).reshape(customers, 1 + warehouses)
    demand = rows[:, 0]
    return facility_scenario(
        [int(most) for most in sites[:, 0]],
        sites[:, 1].tolist(),
        demand.tolist(),
        rows[:, 1:] / demand[:, None],
    )


def drawn(rng: np.random.Generator, warehouses: int, customers: int) -> Scenario:
    """A random instance in which about half of the warehouses are needed."""
    sites, homes = (rng.uniform(0, 10, (n, 2)) for n in (warehouses, customers))
    demand = np.round(rng.uniform(5, 35, customers), 3)
    apart = np.linalg.norm(homes[:, None] - sites[None], axis=2)
    each = 2.2 * demand.sum() / warehouses
    capacities = np.ceil(rng.uniform(0.7, 1.3, warehouses) * each).astype(int)
    fixed = rng.uniform(20, 60, warehouses) * np.sqrt(capacities)
    return facility_scenario(
        capacities.tolist(), fixed.tolist(), demand.tolist(), np.round(apart, 2)
    )
