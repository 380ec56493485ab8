"""A window over a small case, so that a test opens in a moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, ClassVar

import pandas as pd

from capital_planner.apportionment import BY_DEPRIVATION
from capital_planner.groupings import Grouping
from capital_planner.mapspec import for_screen, land
from capital_planner.plan import Plan, Progress, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import Future
from data.case_files import EMBEDDED_CASE, digest_of, folder_tables
from optimiser import committed, do_nothing
from tests.tiny import tiny_scenario
from ui import tasks
from ui.state import Assessed, AssumptionRow, Built, Inputs, Opened
from ui.tasks import scheme_rows

HIDDEN_NAME = "Secret Hill School"
"""Name of a host that has not consented: never in the public view."""
URN = "100123"
GROWTH: dict[Future, float] = {"low": 0.05, "central": 0.1, "high": 0.15}
GROUPINGS = (
    Grouping("one_council", "test", {"North": "Smallshire", "South": "Smallshire"}),
    Grouping(
        "two_councils",
        "test",
        {"North": "Upper", "South": "Lower", "Seaside": "Lower"},
        beside=("Seaside",),
    ),
)


@cache
def embedded_digest() -> str:
    """Names the tables that a project of the small case is saved with."""
    return digest_of(folder_tables(EMBEDDED_CASE))


@dataclass(frozen=True)
class SmallCase:
    """What the window asks of a case beside its tables."""

    name: str = "Smallshire"
    digest: str = field(default_factory=embedded_digest)
    areas: pd.DataFrame = field(default_factory=lambda: ground()[0])
    towns: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {
                "name": ["Northwick", "Southam"],
                "district": ["North", "South"],
                "easting": [352_000.0, 378_000.0],
                "northing": [440_000.0, 420_000.0],
            }
        )
    )
    postcodes: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            columns=["postcode", "district", "schools"]
        )
    )
    schools: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {
                "urn": [URN, "100999"],
                "name": [f"{HIDDEN_NAME} 2", "Open Field School"],
                "area_code": ["E1", "E1"],
                "easting": [356_000.0, 357_000.0],
                "northing": [440_000.0, 441_000.0],
            }
        )
    )


def small_scenario(**knobs: Any) -> Scenario:
    """The tiny scenario with enough children for figures to be shown."""
    scenario = tiny_scenario(years=6, demand=40.0, allocation_gbp=9e6, **knobs)
    schemes = scenario.schemes
    candidate = schemes["standing"] == "candidate"
    place = schemes["district"].astype(str)
    return replace(
        scenario,
        schemes=schemes.assign(
            label="Specialist base at a primary school in " + place,
            site=[f"{HIDDEN_NAME} {n}" if c else "" for n, c in enumerate(candidate)],
            urn=URN,
            latest_year=schemes["latest_year"].where(~candidate, scenario.years[-1]),
        ),
    )


def ground() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two square districts, north and south of one line."""
    areas = pd.DataFrame(
        {
            "area_code": ["E1", "E2"],
            "name": ["North", "South"],
            "role": ["county", "county"],
        }
    )
    corners = [(0, 0), (0, 1), (1, 1), (1, 0)]
    rows = [
        (code, 1, n, 345_000 + 40_000 * x, base + 20_000 * y)
        for code, base in (("E1", 430_000), ("E2", 410_000))
        for n, (x, y) in enumerate(corners)
    ]
    columns = ["area_code", "part", "vertex", "easting", "northing"]
    return areas, pd.DataFrame(rows, columns=columns)


_known: dict[tuple[int, int], Assessed] = {}
"""What the two plans of every case do, by scenario and plan: no test changes them."""


@cache
def _built(future: Future) -> Built:
    """Build a future of the small case, once for every window."""
    scenario = small_scenario(growth=GROWTH[future])
    built = Built(
        inputs=Inputs(future=future),
        scenario=scenario,
        do_nothing=do_nothing(scenario),
        committed=committed(scenario),
        schemes=scheme_rows(scenario),
    )
    for plan in (built.do_nothing, built.committed):
        _known[id(scenario), id(plan)] = tasks.assess(scenario, plan)
    return built


@dataclass
class SmallTasks:
    """The workers' tasks, on a small case; ``during`` is called in every one."""

    during: Callable[[str], None] = lambda _: None
    DrawOrder: Any = tasks.DrawOrder
    builds: list[Inputs] = field(default_factory=list)

    def open_case(self, _folder: Any = None) -> Opened:
        self.during("open")
        case: Any = SmallCase()
        whole = land(*ground())
        return Opened(
            case=case,
            basis=BY_DEPRIVATION,
            ground=whole,
            screen=for_screen(whole),
            groupings=GROUPINGS,
            grounds={item.name: tasks.both_grounds(whole, item) for item in GROUPINGS},
            fonts={},
            assumptions=(
                AssumptionRow("School days", "190", "days", "published", "England"),
                AssumptionRow("Run factor", "1.5", "", "working assumption", "judged"),
            ),
            presets=("balanced", "closest_to_home"),
        )

    def build_inputs(self, _opened: Opened, inputs: Inputs) -> Built:
        self.during("build")
        self.builds.append(inputs)
        return replace(_built(inputs.future), inputs=inputs)

    def assess(self, scenario: Scenario, plan: Plan) -> Any:
        self.during("assess")
        return _known.get((id(scenario), id(plan))) or tasks.assess(scenario, plan)

    def unheeded(self, scenario: Scenario, plan: Plan) -> Any:
        self.during("heed")
        return tasks.unheeded(scenario, plan)

    def count(self, order: Any) -> Any:
        self.during("count")
        return tasks.count(order)

    def broken_rules(self, scenario: Scenario, plan: Plan) -> Any:
        self.during("check")
        return tasks.broken_rules(scenario, plan)

    def draw(self, order: Any) -> Any:
        self.during("draw")
        return tasks.draw(order)

    def make_solver(self) -> "ScriptedSolver":
        return ScriptedSolver()


class ScriptedSolver:
    """A search that says what a test has told it to."""

    made: "ClassVar[list[ScriptedSolver]]"

    def __init__(self) -> None:
        self.waiting: list[object] = []
        self.stopped = self.closed = False
        self.scenario: Scenario | None = None
        ScriptedSolver.made.append(self)

    def start(self, job: Any) -> None:
        self.job, self.scenario = job, job.scenario

    def poll(self) -> Sequence[object]:
        said, self.waiting = self.waiting, []
        return said

    def stop(self) -> None:
        self.stopped = True
        self.waiting.append(found(do_nothing(self.scenario)))  # type: ignore[arg-type]

    def close(self) -> None:
        self.closed = True


ScriptedSolver.made = []


def found(plan: Plan) -> Plan:
    """A plan as a search hands it over."""
    quality = Quality(
        status="best found",
        objective_gbp=103e6,
        bound_gbp=100e6,
        do_nothing_gbp=120e6,
        seconds=7.0,
        first_plan_seconds=1.0,
        work={"bounds": 1, "plans": 2},
        peak_memory_mb=100.0,
    )
    return Plan(plan.choices, quality)


def news(objective: float, bound: float) -> Progress:
    """News of a search."""
    return Progress(
        stage="Improving the plan",
        elapsed_s=2.0,
        objective_gbp=objective,
        bound_gbp=bound,
        gap=(objective - bound) / objective,
        gap_of_saving=0.15,
    )
