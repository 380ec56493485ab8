"""A project as rows of the tables of its file, and back."""

import hashlib
import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any, TypeVar

from capital_planner.errors import Problem, ProjectFileError
from capital_planner.plan import Quality
from data.exports.text import plain
from data.kept_options import (
    TEXTS,
    UNREADABLE,
    KeptOption,
    option_facts,
    option_of,
)
from data.project.contents import (
    AuditEntry,
    Comment,
    FoundPlan,
    ImportedFile,
    Project,
)
from data.project.layout import CHANGED, TABLES, Row, Rows

ABOUT_WHAT = ("option", "scheme", "district")
CHOICES_OF = {"options": "option_choices", "plans": "plan_choices"}
NUMBERS = {field.name for field in fields(Quality)} - {"status", "work"}
TABLE_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
Facts = dict[str, Any]
Made = TypeVar("Made")


def rows_of(project: Project) -> Rows:
    """Rows to write, in the order of the project; the same for the same project."""
    plans = [plan.option for plan in project.plans]
    found = zip(map(_option_row, plans), project.plans, strict=True)
    rows: dict[str, Iterable[tuple[Any, ...]]] = {
        "case_table": (
            (name, bytes(content), hashlib.sha256(content).hexdigest())
            for name, content in project.tables.items()
        ),
        "options": map(_option_row, project.options),
        "option_choices": _choice_rows(project.options),
        "plans": (
            (*row, _json(asdict(plan.quality)), _text(plan.at)) for row, plan in found
        ),
        "plan_choices": _choice_rows(plans),
        "comments": map(_texts, project.comments),
        "settings": (
            (_text(name), _json(value)) for name, value in project.settings.items()
        ),
        "inputs": map(_input_row, project.inputs),
        "audit": map(_texts, project.audit),
    }
    return {table: tuple(rows[table]) for table in TABLES}


def project_of(rows: Rows, file: str) -> Project:
    """Give the project that rows hold.

    Parameters
    ----------
    file
        Name to give in problems.

    Raises
    ------
    ProjectFileError
        If a row does not say what it should.

    Notes
    -----
    Types and sizes of values are those of ``layout``: ``check_rows`` comes first.
    """
    return Project(
        tables=_once(_each(rows, "case_table", file, _table_of), "case_table", file),
        options=tuple(_options(rows, "options", file, lambda option, _: option)),
        plans=tuple(_options(rows, "plans", file, _plan_of)),
        comments=tuple(_each(rows, "comments", file, _comment_of)),
        settings=_once(_each(rows, "settings", file, _setting_of), "settings", file),
        inputs=tuple(_each(rows, "inputs", file, _input_of)),
        audit=tuple(_each(rows, "audit", file, _entry_of)),
    )


def digest_of_rows(rows: Rows) -> str:
    """SHA-256 of everything that rows say; tables count by their own SHA-256."""
    bare = {**rows, "case_table": [(name, sha) for name, _, sha in rows["case_table"]]}
    text = json.dumps([[table, bare[table]] for table in TABLES])
    return hashlib.sha256(text.encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(plain(value), allow_nan=False)


def _text(text: str) -> str:
    """Text that UTF-8 can hold: half a character of a faulty paste becomes ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _texts(entry: Comment | AuditEntry) -> Row:
    return tuple(map(_text, vars(entry).values()))


def _option_row(option: KeptOption) -> Row:
    facts = option_facts(option)
    texts = tuple(_text(facts[name]) for name in (*TEXTS, "future"))
    return (*texts, _json(facts["settings"]))


def _choice_rows(options: Iterable[KeptOption]) -> Iterator[Row]:
    for number, option in enumerate(options, start=1):
        for scheme, places, year in option_facts(option)["choices"]:
            yield (number, _text(scheme), places, year)


def _input_row(given: ImportedFile) -> Row:
    name = re.split(r"[\\/]", given.name)[-1]
    counts = (given.size, given.rows_read, given.rows_kept)
    texts = map(_text, (given.kind, name, given.sha256))
    return (*texts, *counts, _text(given.at), _json(dict(given.report)))


def _each(
    rows: Rows, table: str, file: str, make: Callable[[Facts], Made]
) -> Iterator[Made]:
    """Make something of every row, or say which row it cannot be made of."""
    names = [field.name for field in TABLES[table]]
    for number, row in enumerate(rows[table], start=1):
        try:
            yield make(dict(zip(names, row, strict=True)))
        except UNREADABLE as error:
            message = f"This row of {table} is not one that the planner writes."
            problem = Problem(message, CHANGED, file=file, row=number)
            raise ProjectFileError([problem]) from error


def _options(
    rows: Rows, table: str, file: str, make: Callable[[KeptOption, Facts], Made]
) -> Iterator[Made]:
    """Make something of each option with its choices, and of the rest of its row."""
    chosen: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    owners = range(1, len(rows[table]) + 1)

    def choose(facts: Facts) -> None:
        owner = owners[owners.index(facts["of_row"])]
        chosen[owner].append((facts["scheme"], facts["places"], facts["opening_year"]))

    def option(facts: Facts) -> Made:
        settings, picked = json.loads(facts["settings"]), chosen[next(number)]
        whole = {**facts, "settings": settings, "choices": picked}
        return make(option_of(whole), facts)

    number = iter(owners)
    list(_each(rows, CHOICES_OF[table], file, choose))
    yield from _each(rows, table, file, option)


def _plan_of(option: KeptOption, facts: Facts) -> FoundPlan:
    return FoundPlan(option, _quality(json.loads(facts["quality"])), facts["at"])


def _quality(facts: Facts) -> Quality:
    numbers = {name: facts[name] for name in NUMBERS}
    return Quality(
        status=str(facts["status"]),
        work={str(name): int(count) for name, count in facts["work"].items()},
        **{n: math.nan if v is None else float(v) for n, v in numbers.items()},
    )


def _table_of(facts: Facts) -> tuple[str, bytes]:
    name, content = facts["name"], facts["content"]
    if not TABLE_NAME.fullmatch(name):
        raise ValueError(name)
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise ValueError(name)
    return name, content


def _comment_of(facts: Facts) -> Comment:
    return Comment(**{**facts, "about": ABOUT_WHAT[ABOUT_WHAT.index(facts["about"])]})


def _setting_of(facts: Facts) -> tuple[str, Any]:
    return facts["name"], json.loads(facts["value"])


def _input_of(facts: Facts) -> ImportedFile:
    return ImportedFile(**{**facts, "report": dict(json.loads(facts["report"]))})


def _entry_of(facts: Facts) -> AuditEntry:
    return AuditEntry(**facts)


def _once(found: Iterable[tuple[str, Any]], table: str, file: str) -> dict[str, Any]:
    """Values by name; a name that comes twice would hide what was first."""
    held: dict[str, Any] = {}
    for name, value in found:
        if name in held:
            message = f"{table} holds {name} twice."
            raise ProjectFileError([Problem(message, CHANGED, file=file)])
        held[name] = value
    return held
