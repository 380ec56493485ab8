"""The fuzz itself: it begins from what is valid, can repeat itself, and sees faults."""

import logging
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from capital_planner.errors import DataError, Problem
from tests.data.importers.fuzz.formats import FORMATS
from tests.data.importers.fuzz.holding import Format, hold, run, spoilt


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_begins_from_a_file_that_is_read(name: str) -> None:
    form = FORMATS[name]()
    for written in (False, True):
        assert hold(form, form.files, written=written)
    outcome = run(name, form, range(5), 1, lambda _: None)
    assert outcome.faults == []
    assert outcome.inputs == outcome.refused + outcome.accepted == 5


def test_an_input_is_made_again_by_its_number() -> None:
    name, form = "rules", FORMATS["rules"]()
    made = [spoilt(name, form, number, 0)["rules.csv"] for number in range(20)]
    again = [spoilt(name, form, number, 0)["rules.csv"] for number in range(20)]
    assert made == again
    assert len(set(made)) > 15
    assert made != [spoilt(name, form, number, 1)["rules.csv"] for number in range(20)]


def fails(_folder: Path) -> None:
    raise KeyError


def warns(_folder: Path) -> None:
    warnings.warn("odd", stacklevel=1)


def logs(_folder: Path) -> None:
    logging.getLogger("maps").warning("odd")


def leaves(folder: Path) -> None:
    (folder / "left").touch()


def says_nothing(_folder: Path) -> None:
    raise DataError([])


def says_no_place(_folder: Path) -> None:
    raise DataError([Problem("Bad.", "Mend it.", "a.csv", None, "urn", "x")])


def says_who(_folder: Path) -> None:
    raise DataError([Problem("Bad.", "Mend it.", "a.csv", 2, "urn", "Quux")])


@pytest.mark.parametrize(
    "read", [fails, warns, logs, leaves, says_nothing, says_no_place, says_who]
)
def test_a_fault_is_seen(read: Callable[[Path], None]) -> None:
    form: Format = replace(FORMATS["rules"](), read=read, never=("Quux",))
    outcome = run("rules", form, range(1, 2), 0, lambda _: None)
    assert len(outcome.faults) == 1
    assert outcome.faults[0].startswith("rules 1: ")
