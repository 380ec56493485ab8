"""The folder that a plan was written to, read back."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from capital_planner.errors import DataError, Problem
from capital_planner.named_options import NO_ADAPTATIONS, Adaptations
from capital_planner.plan import Quality
from capital_planner.settings import (
    FUTURES,
    RESOLUTIONS,
    Future,
    ScenarioSettings,
)

MOST_BYTES = 20 * 2**20
RECORD = "plan.json"
TOKEN = re.compile(r"[0-9a-f]{32}")
UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, RecursionError),
    OverflowError,
)
"""What is raised by plain values that are no record of a plan."""


@dataclass(frozen=True)
class PlanRecord:
    """What ``plan.json`` says of how a plan was made.

    Attributes
    ----------
    case
        Digest of the tables it was made for.
    name
        Of the plan, in words.
    settings
        Goal, money and resolution; rules and prices are in what was kept.
    quality
        How good the plan was found to be.
    kept_as
        Under which name this computer keeps the choices; empty for none.
    adaptations
        Mainstream schools made accessible beside the plan.
    asked_as
        Under which name this computer keeps what the officer asked of every plan,
        where the plan is a named option, which asks for more; else empty.
    note
        What a named option asks for and was not found; else empty.
    """

    case: str
    name: str
    future: Future
    settings: ScenarioSettings
    seed: int | None
    quality: Quality
    kept_as: str
    adaptations: Adaptations = NO_ADAPTATIONS
    asked_as: str = ""
    note: str = ""


def read_plan_record(folder: Path) -> PlanRecord:
    """Read ``plan.json`` of a folder that ``main.py plan`` wrote.

    Raises
    ------
    DataError
        If there is none, or it is not one that this version writes.
    """
    path = folder / RECORD
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"There is no plan to read here: {error.strerror}."
        raise _refused(path, message) from error
    if len(content) > MOST_BYTES:
        raise _refused(path, "It is larger than any record of a plan.")
    try:
        return _record(json.loads(content))
    except UNREADABLE as error:
        message = "It is not a record of a plan that this version writes."
        raise _refused(path, message) from error


def _record(facts: Mapping[str, Any]) -> PlanRecord:
    kept_as, asked_as = (_token(facts, name) for name in ("kept_as", "asked_as"))
    seed, envelope = facts["seed"], facts["envelope_gbp"]
    return PlanRecord(
        case=str(facts["case_hash"]),
        name=str(facts.get("option", "This plan")),
        future=FUTURES[FUTURES.index(facts["future"])],
        settings=ScenarioSettings(
            preset=str(facts["preset"]),
            envelope_gbp=None if envelope is None else _number(envelope),
            resolution=RESOLUTIONS[RESOLUTIONS.index(facts["resolution"])],
        ),
        seed=None if seed is None else int(seed),
        quality=_quality(facts),
        kept_as=kept_as,
        adaptations=Adaptations(
            int(facts.get("mainstream_schools_made_accessible", 0)),
            _number(facts.get("adaptations_gbp", 0.0)),
        ),
        asked_as=asked_as,
        note=str(facts.get("note", "")),
    )


def _token(facts: Mapping[str, Any], name: str) -> str:
    token = str(facts.get(name) or "")
    if token and not TOKEN.fullmatch(token):
        message = "not a name that this version gives"
        raise ValueError(message)
    return token


def _quality(facts: Mapping[str, Any]) -> Quality:
    return Quality(
        status=str(facts["status"]),
        objective_gbp=_number(facts["objective_gbp"]),
        bound_gbp=_number(facts["bound_gbp"]),
        do_nothing_gbp=_number(facts["objective_of_gbp"]["do_nothing"]),
        seconds=_number(facts["seconds"]),
        first_plan_seconds=_number(facts["first_plan_seconds"]),
        work={str(name): int(count) for name, count in facts["work"].items()},
        peak_memory_mb=_number(facts["peak_memory_mb"]),
    )


def _number(value: object) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = "a number was expected"
        raise TypeError(message)
    if not math.isfinite(value):
        message = "a finite number was expected"
        raise ValueError(message)
    return float(value)


def _refused(path: Path, message: str) -> DataError:
    remedy = "Name the folder that main.py plan wrote with --out."
    return DataError([Problem(message, remedy, file=str(path))])
