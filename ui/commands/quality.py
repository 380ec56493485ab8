"""``main.py quality``: what the tables of a case are worth."""

import argparse
import sys

from data import write_files
from data.quality import (
    OK,
    Line,
    Quality,
    keep_quality,
    quality_csv,
    quality_json,
    quality_of,
)
from ui.commands.importing import given_now
from ui.commands.writing import say

FAILED = 1


def run(given: argparse.Namespace) -> int:
    """Say what to look at and what to mend; 1 when there is something to mend."""
    found = quality_of(given.case)
    for line in lines(found):
        say(line, sys.stdout)
    if given.out is not None:
        as_json = given.out.suffix.lower() == ".json"
        content = quality_json(found) if as_json else quality_csv(found)
        write_files(given.out.parent, {given.out.name: content})
    if given.case is not None:
        now = given_now()
        keep_quality(given.case, found, now.when, now.who)
    return FAILED if found.counts["mend"] else 0


def lines(found: Quality) -> list[str]:
    """Sections with what is to be looked at or mended; the rest is counted."""
    told = []
    for section in found.sections:
        fine = sum(line.status == OK for line in section.lines)
        told += ["", f"{section.title} ({fine} of {len(section.lines)} ok)"]
        told += [_told(line) for line in section.lines if line.status != OK]
    counts = ", ".join(f"{count} {status}" for status, count in found.counts.items())
    return [*told, "", f"{found.name or 'The case cannot be read'}: {counts}."]


def _told(line: Line) -> str:
    place = [line.file] if line.file and line.file != line.what else []
    if line.row is not None:
        place.append(f"row {line.row}")
    parts = [
        f"{line.status}: {', '.join([*place, line.what])}",
        _figures(line),
        line.told,
        line.remedy,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _figures(line: Line) -> str:
    if line.first is None or line.second is None:
        return ""
    return f"{line.first_name} {line.first:,.0f}, {line.second_name} {line.second:,.0f}"
