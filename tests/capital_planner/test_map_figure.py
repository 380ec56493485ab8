"""A map set in a page: its frame, legend and attribution, large enough to read."""

import io
import itertools
import re
from dataclasses import replace

import pytest
import shapely
from PIL import Image

from capital_planner.briefing import paint_figure
from capital_planner.briefing.files import Kind
from capital_planner.mapspec import MapSpec
from data.fonts import read_fonts
from tests.capital_planner.crowded_map import real
from tests.capital_planner.small_map import HIDDEN_SITE, draw
from tests.capital_planner.test_briefing import boxes, number, running, texts

FONTS = read_fonts()
LEAST_PT = 7.0
SIZES = {"page": (170.0, 190.0), "slide": (200.0, 120.0)}
SVG: tuple[Kind, ...] = ("svg",)


def svg_of(spec: MapSpec, size: str) -> bytes:
    return paint_figure(spec, fonts=FONTS, size_mm=SIZES[size], kinds=SVG)["svg"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", ["small", "real"])
def test_words_are_whole_apart_and_large_enough(which: str, size: str) -> None:
    svg = svg_of(draw() if which == "small" else real(), size)
    placed = boxes(svg)
    width, height = (side / 25.4 * 72 for side in SIZES[size])
    for text, (left, top, right, low) in placed:
        assert 0 <= left < right <= width + 0.1, text
        assert 0 <= top < low <= height + 0.1, text
    for (one, a), (other, b) in itertools.combinations(placed, 2):
        assert not shapely.box(*a).overlaps(shapely.box(*b)), (one, other)
    for item in texts(svg):
        size_pt = number(r"font-size: ([\d.]+)px", item.get("style", ""))
        assert size_pt >= LEAST_PT - 1e-6, item.text


def test_legend_scale_north_and_attribution_are_there_and_no_page_text() -> None:
    spec = draw()
    words = running(svg_of(spec, "page"))
    for entry in spec.legend:
        assert entry.group in words
        assert entry.text in " ".join(words.split())
    assert f"{spec.furniture.scale_bar_km} km" in words
    assert "N" in words.split()
    assert spec.furniture.attribution in words
    for absent in (spec.furniture.title, spec.furniture.stamp, spec.tables[0].title):
        assert absent not in words


def test_words_on_a_boundary_have_a_ground_to_be_read_on() -> None:
    svg, spec = svg_of(real(), "slide"), real()
    grounds = [
        shapely.MultiPoint(
            [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]
        ).envelope
        for path in re.findall(r'<path d="([^"]+)"[^>]*opacity: 0.85', svg.decode())
    ]
    beside = " ".join(area.name for area in spec.areas if area.role != "district")
    words = [*beside.split(), "0", f"{spec.furniture.scale_bar_km} km"]
    placed = [
        shapely.box(*box)
        for text, box in boxes(svg)
        if set(text.split()) <= set(words) or text in words
    ]
    assert len(placed) > 4
    for box in placed:
        assert any(ground.buffer(0.5).covers(box) for ground in grounds)


def test_figure_tells_itself_and_names_no_hidden_host() -> None:
    svg = svg_of(draw(), "page").decode()
    assert draw().furniture.title in svg
    assert HIDDEN_SITE not in svg


def test_picture_is_as_large_as_it_is_printed() -> None:
    pixels = {(100.0, 90.0): 300, (300.0, 140.0): 200}
    for size, dpi in pixels.items():
        made = paint_figure(draw(), fonts=FONTS, size_mm=size, kinds=["png"])
        with Image.open(io.BytesIO(made["png"])) as image:
            wanted = [side / 25.4 * dpi for side in size]
            assert image.size == pytest.approx(wanted, abs=1)


def test_same_figure_gives_the_same_bytes() -> None:
    first, again = (
        paint_figure(draw(), fonts=FONTS, size_mm=(120.0, 100.0)) for _ in range(2)
    )
    assert set(first) == {"svg", "png"}
    assert first == again


def test_a_legend_too_high_for_two_columns_is_not_cut() -> None:
    spec, size_mm = draw(), (170.0, 57.0)
    entry = replace(spec.legend[0], text="A kind of place that takes many words to say")
    legend = tuple(replace(entry, group=f"Group {n // 3}") for n in range(12))
    svg = paint_figure(
        replace(spec, legend=legend), fonts=FONTS, size_mm=size_mm, kinds=SVG
    )["svg"]
    placed = boxes(svg)
    source = spec.furniture.attribution
    foot = min(top for text, (_, top, _, _) in placed if source.startswith(text))
    said = [low for text, (_, _, _, low) in placed if text in entry.text]
    assert len(said) >= len(legend)
    assert max(said) <= foot
