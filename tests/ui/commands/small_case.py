"""A case that is quick to work out: Lancashire with few schools that could host."""

import csv
import shutil
from pathlib import Path

from data import EMBEDDED_CASE

EVERY = 25


def small_case(folder: Path) -> Path:
    """Copy the embedded case, and leave out most schools without a scheme."""
    shutil.copytree(EMBEDDED_CASE, folder)
    named = {row["urn"] for row in _rows(folder / "bases.csv")}
    named |= {row["site_urn"] for row in _rows(folder / "programme.csv")}
    schools = _rows(folder / "schools.csv")
    kept = [
        row
        for place, row in enumerate(schools)
        if row["urn"] in named or place % EVERY == 0
    ]
    with (folder / "schools.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, list(schools[0]))
        table.writeheader()
        table.writerows(kept)
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
