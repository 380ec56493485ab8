"""Plans kept on this computer, for the papers that are written from them later."""

import secrets
from pathlib import Path

from platformdirs import user_data_path

from capital_planner.errors import DataError, PlannerError, Problem
from capital_planner.plan import Plan
from capital_planner.recipes import recipe_called
from capital_planner.scenario import Scenario
from capital_planner.settings import FUTURES, Future, ScenarioSettings
from data import keep_plan, read_kept_plan, read_plan_record, read_schemes
from data.kept_options import KeptInputs, KeptOption
from data.plan_folder import PlanRecord
from ui.commands.writing import say

PROGRAM = "send-capital-planner"
NOT_ASKED = Problem(
    "What was asked of every plan is not kept on this computer: the first plan given "
    "is a named option, which asks for more.",
    "Give first a plan that main.py plan made without --option, or write the named "
    "option again on this computer.",
)
KeptPlan = tuple[PlanRecord, Future, ScenarioSettings, Plan]
"""A plan read back: its record, its future, what was asked of it, and its schemes."""


def kept_plans() -> Path:
    """Folder of the planner's own, for this user."""
    return user_data_path(PROGRAM, appauthor=False) / "plans"


def keep(name: str, scenario: Scenario, plan: Plan) -> str:
    """Keep a plan, and give the name that its public record carries.

    The folder of a public plan holds no site that has not agreed; what is kept
    does, on this computer alone. Empty where it cannot be kept, which is said.
    """
    token = secrets.token_hex(16)
    option = KeptOption(
        key="plan",
        name=name,
        origin="found",
        parent="",
        note="",
        inputs=KeptInputs(FUTURES[FUTURES.index(scenario.future)], scenario.settings),
        choices=plan.choices,
    )
    try:
        keep_plan(kept_plans(), token, scenario.case_digest, option)
    except (PlannerError, OSError):
        say(f"The plan could not be kept in {kept_plans()}: packs need a new search.")
        return ""
    return token


def plan_in(folder: Path) -> KeptPlan:
    """Read back the plan that was written to a folder.

    Raises
    ------
    DataError
        If it holds none, or a public one that is not kept on this computer.
    """
    record = read_plan_record(folder)
    kept = read_kept_plan(kept_plans(), record.kept_as) if record.kept_as else None
    if kept is not None:
        plan = Plan(kept.choices, record.quality)
        return record, kept.inputs.future, kept.inputs.settings, plan
    path = folder / "schemes.csv"
    try:
        choices = read_schemes(path)
    except DataError as error:
        raise DataError([*error.problems, _not_kept(folder)]) from error
    return record, record.future, record.settings, Plan(choices, record.quality)


def asked_in(plan: KeptPlan) -> ScenarioSettings:
    """Give what the officer asked of every plan.

    A named option asks for more, which is no rule for the others.

    Raises
    ------
    DataError
        If the plan is a named option and this computer does not keep what was asked.
    """
    record, _, settings, _ = plan
    if recipe_called(record.name) is None:
        return settings
    kept = read_kept_plan(kept_plans(), record.asked_as) if record.asked_as else None
    if kept is None:
        raise DataError([NOT_ASKED])
    return kept.inputs.settings


def _not_kept(folder: Path) -> Problem:
    return Problem(
        "The plan in this folder is a public one, and this computer does not keep it.",
        "Write it again with main.py plan on this computer, or with --audience "
        "restricted.",
        file=str(folder),
    )
