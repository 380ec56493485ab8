"""A map laid out for paper: no word on another or on a symbol, and nothing lost."""

from collections.abc import Iterator

import pytest
import shapely

from capital_planner.briefing.typeface import Typeface, Weight, opened
from capital_planner.mapspec import MapSpec, for_print
from capital_planner.mapspec.outlines import polygon_of
from data.fonts import read_fonts
from tests.capital_planner.crowded_map import at_random, real
from tests.capital_planner.small_map import draw, scheme

FRAMES = {
    "A3 and A4": (614.0, 690.0),
    "16:9": (800.0, 560.0),
    "half a page": (688.0, 590.0),
    "a slide": (560.0, 420.0),
}
Boxes = list[tuple[str, tuple[float, float, float, float]]]


@pytest.fixture(scope="module")
def typeface() -> Iterator[Typeface]:
    with opened(read_fonts()) as found:
        yield found


def words(spec: MapSpec, typeface: Typeface) -> Boxes:
    """Every word of a map with the box of its ink, points of the frame."""
    found: list[tuple[str, float, float, float, Weight]] = []
    for area in spec.areas:
        across, down = page(spec, area.label_at)
        if area.role == "district":
            found.append((area.name, across, down - 2, 10.5, "regular"))
            found.append((area.printed, across, down + 11.5, 12.5, "bold"))
        else:
            lines = typeface.lines(area.name, 10.0, width=64.0)
            found += [
                (line, across, down + 12 * n, 10.0, "regular")
                for n, line in enumerate(lines)
            ]
    for symbol in spec.symbols:
        across, down = page(spec, symbol.at)
        half = typeface.width(symbol.label, 10.0, "bold") / 2
        middle = across + symbol.diameter_pt / 2 + 1.5 + half
        found.append((symbol.label, middle, down + 3.6, 10.0, "bold"))
    for note in spec.notes:
        across, down = page(spec, note.label_at)
        found.append((note.text, across, down + 3.6, 10.0, "bold"))
    return [(item[0], ink(*item, typeface)) for item in found if item[0]]


def ink(
    text: str,
    middle: float,
    base: float,
    size: float,
    weight: Weight,
    typeface: Typeface,
) -> tuple[float, float, float, float]:
    half = typeface.width(text, size, weight) / 2
    return middle - half, base - 0.72 * size, middle + half, base + 0.05 * size


def page(spec: MapSpec, at: tuple[float, float]) -> tuple[float, float]:
    west, _, _, north = spec.bounds
    scale = spec.metres_per_point
    return (at[0] - west) / scale, (north - at[1]) / scale


def dots(spec: MapSpec) -> Boxes:
    found: Boxes = []
    for symbol in spec.symbols:
        across, down = page(spec, symbol.at)
        half = symbol.diameter_pt / 2
        box = (across - half, down - half, across + half, down + half)
        found.append((symbol.key, box))
    return found


def clash(boxes: Boxes, others: Boxes) -> list[tuple[str, str]]:
    shapes = shapely.STRtree([shapely.box(*box) for _, box in others])
    return [
        (name, others[n][0])
        for name, box in boxes
        for n in shapes.query(shapely.box(*box), predicate="overlaps")
        if others[n][1] != box
    ]


def check(spec: MapSpec, frame: tuple[float, float], typeface: Typeface) -> None:
    printed = for_print(spec, frame, typeface)
    views = [(printed.spec, frame)]
    for inset in printed.insets:
        left, top, right, low = inset.box
        views.append((inset.spec, (right - left, low - top)))
    for view, (width, height) in views:
        told = words(view, typeface)
        assert clash(told, told) == []
        assert clash(told, dots(view)) == []
        for text, (left, top, right, low) in told:
            assert 0 <= left < right <= width, text
            assert 0 <= top < low <= height, text


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_no_word_of_a_crowded_map_stands_on_another_or_on_a_symbol(
    audience: str, frame: str, typeface: Typeface
) -> None:
    check(real(audience), FRAMES[frame], typeface)


@pytest.mark.parametrize("seed", range(12))
def test_no_word_of_a_small_map_stands_on_another(
    seed: int, typeface: Typeface
) -> None:
    check(at_random(seed), (520.0, 300.0), typeface)


@pytest.mark.parametrize("frame", FRAMES)
def test_every_planned_place_is_drawn_once(frame: str, typeface: Typeface) -> None:
    spec = real("restricted")
    printed = for_print(spec, FRAMES[frame], typeface)
    views = [printed.spec, *(inset.spec for inset in printed.insets)]
    keys = [s.key for view in views for s in view.symbols if s.standing != "existing"]
    assert sorted(keys) == sorted(
        s.key for s in spec.symbols if s.standing != "existing"
    )


@pytest.mark.parametrize("frame", FRAMES)
def test_every_district_keeps_its_name_and_figure(
    frame: str, typeface: Typeface
) -> None:
    printed = for_print(real(), FRAMES[frame], typeface).spec
    for before, after in zip(real().areas, printed.areas, strict=True):
        if before.role == "district":
            assert (after.name, after.printed) == (before.name, before.printed)


def test_towns_where_places_crowd_are_enlarged_off_the_districts(
    typeface: Typeface,
) -> None:
    printed = for_print(real(), FRAMES["A3 and A4"], typeface)
    assert printed.insets
    rings = [
        [page(printed.spec, at) for at in ring]
        for area in real().areas
        if area.role == "district"
        for ring in area.rings
    ]
    districts = [shapely.make_valid(shapely.Polygon(ring)) for ring in rings]
    for inset in printed.insets:
        assert inset.spec.metres_per_point < printed.spec.metres_per_point / 1.4
        assert sum(s.standing != "existing" for s in inset.spec.symbols) >= 3
        shown = shapely.box(*inset.box)
        assert max(shown.intersection(shape).area for shape in districts) < 1.0


def test_a_map_with_room_for_all_has_no_inset(typeface: Typeface) -> None:
    assert for_print(draw(), (640.0, 500.0), typeface).insets == ()


@pytest.mark.parametrize("frame", FRAMES)
def test_place_without_a_site_stands_in_its_district_or_is_tied_to_it(
    frame: str, typeface: Typeface
) -> None:
    spec = for_print(real(), FRAMES[frame], typeface).spec
    shapes = {area.name: polygon_of(area.rings) for area in real().areas}
    unsited = [symbol for symbol in spec.symbols if symbol.site is None]
    assert unsited
    for symbol in unsited:
        names = symbol.district.split("|")
        at = symbol.tied_to or symbol.at
        assert any(shapes[name].contains(shapely.Point(at)) for name in names)


def test_where_an_unnamed_host_is_drawn_says_nothing_of_its_site(
    typeface: Typeface,
) -> None:
    here = draw(schemes={"a": scheme()})
    there = draw(schemes={"a": scheme(easting=358_000.0, northing=438_500.0)})
    first, second = (
        for_print(spec, (640.0, 500.0), typeface) for spec in (here, there)
    )
    assert first == second


def test_layout_is_the_same_every_time(typeface: Typeface) -> None:
    frame = FRAMES["a slide"]
    once, again = (for_print(real(), frame, typeface) for _ in range(2))
    assert once == again
