"""What public files tell that they must not: of schools, and of few children."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from capital_planner.disclosure import forbidden_words
from capital_planner.evidence import MET, REASONS
from capital_planner.settings import ScenarioSettings
from tests.ui.commands.small_case import build_once, read_once

FEWEST, STEP = 5, 5
NAMED = ("schools", "special_schools", "bases")
COUNTED = (
    "children",
    "places_still_needed",
    "long_journeys",
    "not_met",
    "in_own_district",
    "in_independent_schools",
    *MET,
    *REASONS,
)
"""How columns, and parts of a record, begin that are counts of children."""
BETWEEN = ("low", "middle", "high")
"""Columns of intervals.csv that are too."""
SAID = re.compile(r"(?i:about|some) (-?[\d,]+)(?![\d.,]*\d|\.\d| million)")
OF_CHILDREN = re.compile(r"([\d,]+)(?: \w+)? children")


def leaks(folder: Path, case: Path) -> list[str]:
    """Find what the files of a folder tell that the public must not see.

    Parameters
    ----------
    folder
        Public files of one command.
    case
        The case they are of.

    Returns
    -------
    list of str
        File and what it tells; empty where it tells nothing.
    """
    names, numbers = secrets(case)
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".csv", ".json", ".txt"):
            continue
        text = path.read_text("utf-8-sig")
        said = [name for name in names if name.casefold() in text.casefold()]
        said += sorted(set(re.findall(r"\d+", text)) & numbers)
        said += map(str, forbidden_words(text.splitlines()))
        said += few(path.suffix, text)
        found += [f"{path.name}: {each}" for each in said]
    return found


@cache
def secrets(case: Path) -> tuple[set[str], set[str]]:
    """Names and scheme ids, and URNs, of schools that have not agreed."""
    programme = _rows(case / "programme.csv")
    agreed = [row for row in programme if row["consent"] == "agreed"]
    urns = {row["site_urn"] for row in agreed}
    schools = [row for name in NAMED for row in _rows(case / f"{name}.csv")]
    told = " ".join(
        [row["name"] for row in agreed]
        + [row["name"] for row in schools if row["urn"] in urns]
    ).casefold()
    secret = [row for row in schools if row["urn"] not in urns]
    names = {row["name"] for row in secret if row["name"].casefold() not in told}
    settings = ScenarioSettings(resolution="district")
    schemes = build_once(read_once(case), "central", settings).schemes
    ids = schemes.index[(schemes["consent"] != "agreed").to_numpy(bool)]
    return names | set(map(str, ids)), {row["urn"] for row in secret}


def few(suffix: str, text: str) -> list[str]:
    """Counts of children that are below 5, or finer than multiples of 5."""
    if suffix == ".txt":
        counts = [("about", n) for n in SAID.findall(text)]
        counts += [("children", n) for n in OF_CHILDREN.findall(text)]
        found = [(name, n.replace(",", "")) for name, n in counts]
    elif suffix == ".csv":
        rows = csv.DictReader(io.StringIO(text))
        found = [
            (name, value)
            for row in rows
            for name, value in row.items()
            if counted(name) or name in BETWEEN
        ]
    else:
        found = list(_of_record(json.loads(text)))
    return [f"{name} {value}" for name, value in found if not _rounded(value)]


def counted(name: str) -> bool:
    """Whether a column holds counts of children."""
    return name.startswith(COUNTED)


def _of_record(part: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _of_record(value, name if counted(name) else key)
    elif isinstance(part, list):
        for value in part:
            yield from _of_record(value, name)
    elif isinstance(part, int | float) and counted(name):
        yield name, str(part)


def _rounded(value: str) -> bool:
    try:
        count = abs(float(value or 0))
    except ValueError:
        return True
    return count == 0 or (count >= FEWEST and count % STEP == 0)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
