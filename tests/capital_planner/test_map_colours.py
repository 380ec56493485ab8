"""The colours of a map: read by everybody, and in greyscale print."""

import itertools
import math

import numpy as np
import pytest

from capital_planner.mapspec import MapSpec, Symbol
from capital_planner.mapspec.classes import (
    ENOUGH,
    SEQUENTIAL,
    SHORT,
    contrast,
    diverging,
    ink_on,
    sequential,
)
from capital_planner.mapspec.symbols import EDGE_PT, FILLS
from tests.capital_planner.small_map import draw


def planned(spec: MapSpec) -> list[Symbol]:
    return [symbol for symbol in spec.symbols if symbol.standing != "existing"]


def test_text_stands_out_on_every_class() -> None:
    for band in (*sequential([0.0, 500.0]), *diverging([-500.0, 500.0])):
        assert contrast(ink_on(band.colour), band.colour) >= 4.5


def lightness(colour: str) -> float:
    """CIE lightness, 0 to 100: what is left of a colour in greyscale print."""
    luminance = contrast(colour, "#000000") * 0.05 - 0.05
    return 116 * math.cbrt(luminance) - 16


@pytest.mark.parametrize(
    ("colours", "least"), [(SEQUENTIAL, 10), (SHORT, 20), (ENOUGH[::-1], 20)]
)
def test_classes_grow_darker_in_steps_that_greyscale_keeps(
    colours: tuple[str, ...], least: float
) -> None:
    steps = np.diff([lightness(colour) for colour in colours])
    assert (np.abs(steps) >= least).all()
    assert len(set(np.sign(steps))) == 1


def test_short_and_enough_differ_in_greyscale_too() -> None:
    ordered = sorted(lightness(colour) for colour in (*SHORT, *ENOUGH))
    assert min(np.diff(ordered)) >= 10


def test_planned_and_open_places_differ_in_more_than_colour() -> None:
    for one, other in itertools.combinations(FILLS, 2):
        apart = abs(lightness(FILLS[one]) - lightness(FILLS[other]))
        assert apart >= 30
        assert EDGE_PT[one] != EDGE_PT[other]
    spec = draw()
    assert {bool(s.label) for s in spec.symbols if s.standing == "existing"} == {False}
    assert all(s.label for s in planned(spec))
