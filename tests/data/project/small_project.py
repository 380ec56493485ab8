"""Projects for tests: small ones, the two options of every saved file, and faults."""

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd

from capital_planner.plan import Quality
from capital_planner.rules import Pin, Rules
from capital_planner.settings import Prices, ScenarioSettings
from data.kept_options import KeptInputs, KeptOption
from data.project import (
    AuditEntry,
    Comment,
    FoundPlan,
    ImportedFile,
    Project,
    open_project,
    save_project,
)
from data.project.layout import Rows
from data.project.rows import rows_of

FILES = Path(__file__).parent.parent / "project_files"
"""A saved file of every version, each with the options of :func:`two_options`."""


def choices(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["scheme", "places", "opening_year"])
    return frame.set_index("scheme")


def two_options() -> tuple[KeptOption, KeptOption]:
    """Options of Lancashire, as an officer left them."""
    plain = KeptOption(
        key="option-1",
        name="Committed programme, edited",
        origin="edited",
        parent="committed",
        note="For the March meeting: “as agreed”",
        inputs=KeptInputs("central", ScenarioSettings()),
        choices=choices(
            ("burnley-secondary-base", 20, 2027), ("white-ash-expansion", 33, 2027)
        ),
    )
    rules = Rules(
        pins=(
            Pin("burnley-secondary-base", "in", 20, 2028),
            Pin("white-ash-expansion", "release"),
        ),
        exclusions=(("wyre-secondary-base", "mayfield-expansion"),),
        routes=("specialist_base", "satellite"),
        least_base_share=0.25,
        least_places=(("specialist_base", 30),),
        most_gap=0.125,
        differs_from=((("chorley-secondary-base",), 1),),
    )
    settings = ScenarioSettings(
        "short journeys",
        12_500_000.0,
        "locality",
        Prices(1.5, 2.0, 3.0, 4.0),
        0.5,
        rules,
    )
    ruled = replace(
        plain,
        key="option-2",
        name="With bases first",
        parent="option-1",
        note="",
        inputs=KeptInputs("high", settings),
        choices=choices(("burnley-secondary-base", 20, 2028)),
    )
    return plain, ruled


def small_project() -> Project:
    """A project with something of everything, and tables that say little."""
    option = two_options()[0]
    quality = Quality(
        "best found", 2.5e9, 2.4e9, 3e9, 12.25, math.nan, {"plans": 7}, 80.0
    )
    return Project(
        tables={"towns": b"name,district\r\nWhalley,Ribble Valley\r\n", "pots": b""},
        options=two_options(),
        plans=(FoundPlan(option, quality, "2026-11-26T09:30:00Z"),),
        comments=(
            Comment(
                "district", "Burnley", "An officer", "2026-11-26T09:31:00Z", "Ask."
            ),
        ),
        settings={"columns of table": {"URN": "urn"}, "later": None, "many": [1, 2.5]},
        inputs=(
            ImportedFile(
                "gias",
                "edubase.csv",
                "0" * 64,
                65_000_000,
                50_000,
                840,
                "",
                {"new": []},
            ),
        ),
        audit=(entry(1), entry(2)),
    )


def entry(number: int) -> AuditEntry:
    at = f"2026-11-26T09:00:{number % 60:02d}Z"
    return AuditEntry(at, "An officer", "edited", f"edit {number}")


def audited(project: Project, number: int) -> Project:
    """The project after one more decision."""
    return replace(project, audit=(*project.audit, entry(number)))


def saved(path: Path, project: Project) -> Rows:
    """Rows of a project that was saved and opened again."""
    save_project(path, project)
    return rows_of(open_project(path))
