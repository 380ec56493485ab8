"""``main.py project``: save a case as one file, and say what such a file holds."""

import argparse
import getpass
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from capital_planner.errors import DataError, Problem
from data import (
    Claim,
    Holder,
    Project,
    check_case,
    new_project,
    open_project,
    recover,
    save_project,
)
from data.project import AuditEntry
from ui.commands.writing import say

ENDING = ".gpkg"


def run(given: argparse.Namespace) -> int:
    """Save or show."""
    return _save(given.case, given.to) if given.action == "save" else _show(given.file)


def _save(case: Path | None, to: Path) -> int:
    """Save a new file; one that is there is never replaced."""
    if to.suffix != ENDING or to.exists():
        there = "is there already" if to.exists() else f"does not end in {ENDING}"
        remedy = f"Name a new file that ends in {ENDING}."
        raise DataError([Problem(f"The file {there}.", remedy, file=str(to))])
    held = case is not None and case.is_file()
    project = open_project(case) if case and held else new_project(case)
    if case and held and recover(case) is not None:
        say(f"Edits since {case.name} was saved are in its journal, and not in {to}.")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    source = case.name if case else "the case that comes with the planner"
    entry = AuditEntry(now, getpass.getuser(), "saved as a new file", f"from {source}")
    with Claim(to, Holder(entry.who, socket.gethostname(), now)):
        save_project(to, replace(project, audit=(*project.audit, entry)))
    errors = sum(problem.severity == "error" for problem in check_case(to))
    if errors:
        say(f"Its tables have {errors} errors: main.py check {to} lists them.")
    say(f"Saved as {to}.")
    return 0


def _show(file: Path) -> int:
    """Print what was saved, and whether there is more in the journal."""
    for line in _lines(open_project(file)):
        say(line, sys.stdout)
    if recover(file) is not None:
        say("Edits since the last save are in its journal: open it to have them back.")
    return 0


def _lines(project: Project) -> Iterator[str]:
    size = sum(map(len, project.tables.values()))
    yield f"Case: {len(project.tables)} tables, {size:,} bytes"
    yield f"Options: {len(project.options)}"
    for option in project.options:
        yield f"  {option.name}: {len(option.choices)} schemes ({option.key})"
    yield f"Plans found: {len(project.plans)}"
    for plan in project.plans:
        status = plan.quality.status
        yield f"  {plan.option.name}, {plan.at}: {status}"
    yield f"Comments: {len(project.comments)}"
    yield f"Settings: {', '.join(project.settings) or 'none'}"
    yield f"Files imported: {len(project.inputs)}"
    for given in project.inputs:
        kept = f"{given.rows_kept:,} of {given.rows_read:,} rows kept"
        yield f"  {given.at} {given.kind} {given.name}: {kept}, {given.sha256}"
    yield f"Audit: {len(project.audit)} entries"
    for entry in project.audit:
        yield f"  {entry.at} {entry.who}: {entry.what} {entry.detail}".rstrip()
