"""The cabinet map on paper: complete, legible, nothing cut, the same every time."""

import base64
import functools
import io
import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from capital_planner.briefing import paint_map
from capital_planner.briefing.files import Kind
from capital_planner.briefing.page import PAPERS, PaperName
from capital_planner.briefing.typeface import opened
from capital_planner.mapspec import MapSpec
from data.fonts import read_fonts
from tests.capital_planner.small_map import HIDDEN_SITE, draw, measures

SVG = "{http://www.w3.org/2000/svg}"
FONTS = read_fonts()
LEAST_PT = 6.0
PDF: tuple[Kind, ...] = ("pdf",)
PNG: tuple[Kind, ...] = ("png",)
SPECS = {
    "children": lambda: draw(measures(), measures(12.0, 3)),
    "sufficiency": lambda: draw(
        measures(0.2), measures(0.4, 3), theme="sufficiency", need="PHYS"
    ),
    "restricted": lambda: draw(measures(), measures(12.0, 3), audience="restricted"),
}


@pytest.fixture(scope="module", params=list(SPECS))
def spec(request: pytest.FixtureRequest) -> MapSpec:
    return SPECS[request.param]()


@functools.cache
def svg_of(spec: MapSpec, paper: PaperName = "A3") -> bytes:
    kind: Kind = "svg"
    return paint_map(spec, fonts=FONTS, paper=paper, kinds=[kind])[kind]


def texts(svg: bytes) -> list[ET.Element]:
    return [item for item in ET.fromstring(svg).iter(f"{SVG}text") if item.text]  # noqa: S314 our own bytes


def running(svg: bytes) -> str:
    return " ".join(item.text or "" for item in texts(svg))


def number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    assert found is not None, text
    return float(found.group(1))


def boxes(svg: bytes) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each text with the box it fills, points of the paper."""
    found = []
    with opened(FONTS) as typeface:
        for item in texts(svg):
            style, text = item.get("style", ""), item.text or ""
            size = number(r"font-size: ([\d.]+)px", style)
            width = typeface.width(text, size, "bold" if "700" in style else "regular")
            left, base = float(item.get("x", "nan")), float(item.get("y", "nan"))
            share = {"start": 0.0, "middle": 0.5, "end": 1.0}
            anchor = re.search(r"text-anchor: (\w+)", style)
            assert anchor is not None
            left -= share[anchor.group(1)] * width
            top, low = base - 0.7 * size, base + 0.05 * size
            found.append((text, (left, top, left + width, low)))
    return found


@pytest.mark.parametrize("paper", list(PAPERS))
def test_nothing_is_cut_and_no_text_stands_on_another(
    spec: MapSpec, paper: PaperName
) -> None:
    svg = svg_of(spec, paper)
    width = PAPERS[paper].width_mm / 25.4 * 72
    height = PAPERS[paper].height_mm / 25.4 * 72
    placed = boxes(svg)
    for text, (left, top, right, low) in placed:
        assert 0 < left < right < width, text
        assert 0 < top < low < height, text
    for (one, a), (other, b) in itertools.combinations(placed, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)


def test_everything_the_paper_needs_is_printed(spec: MapSpec) -> None:
    words = running(svg_of(spec))
    furniture = spec.furniture
    for text in (
        furniture.title,
        furniture.subtitle,
        *furniture.statements,
        furniture.source,
        furniture.attribution,
        furniture.marking,
        furniture.stamp,
    ):
        assert text in words
    assert "N" in words.split()
    assert f"{furniture.scale_bar_km} km" in words
    for table in spec.tables:
        for cell in (table.title, *itertools.chain(*table.rows)):
            assert cell in words
    for area in spec.areas:
        assert area.name in words
        assert area.printed in words
    for symbol in spec.symbols:
        assert symbol.label in words


def test_screen_and_paper_share_breaks_colours_and_legend(spec: MapSpec) -> None:
    svg = svg_of(spec)
    words, drawn = running(svg), svg.decode().lower()
    for entry in spec.legend:
        assert entry.text in words
        assert entry.fill.lower() in drawn
    for area in spec.areas:
        assert area.fill.lower() in drawn


def test_text_is_large_enough_to_read_on_a4(spec: MapSpec) -> None:
    svg = svg_of(spec, "A4")
    for item in texts(svg):
        assert number(r"font-size: ([\d.]+)px", item.get("style", "")) >= LEAST_PT


@pytest.mark.parametrize(
    ("paper", "pixels"),
    [("A3", (4961, 3508)), ("A4", (3508, 2480)), ("slide", (4000, 2250))],
)
def test_picture_is_300_dpi(paper: PaperName, pixels: tuple[int, int]) -> None:
    made = paint_map(SPECS["children"](), fonts=FONTS, paper=paper, kinds=PNG)
    with Image.open(io.BytesIO(made["png"])) as image:
        assert image.size == pytest.approx(pixels, abs=1)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.info["Title"] == SPECS["children"]().furniture.title


def test_same_map_gives_the_same_bytes() -> None:
    first = paint_map(SPECS["children"](), fonts=FONTS)
    again = paint_map(SPECS["children"](), fonts=FONTS)
    assert set(first) == {"pdf", "svg", "png"}
    assert first == again
    assert first["pdf"].startswith(b"%PDF")


def test_picture_tells_itself_to_a_screen_reader(spec: MapSpec) -> None:
    svg = svg_of(spec)
    root = ET.fromstring(svg)  # noqa: S314 our own bytes
    assert root.get("role") == "img"
    described = [item.text for item in root.iter(f"{SVG}desc")]
    assert spec.furniture.description in described


def test_host_without_consent_is_in_no_byte_of_a_public_map() -> None:
    svg = svg_of(SPECS["children"]())
    assert HIDDEN_SITE.encode() not in svg
    assert b"100099" not in svg


def test_picture_carries_the_letters_it_is_set_in() -> None:
    svg = svg_of(SPECS["children"]())
    carried = re.findall(rb"font/ttf;base64,([A-Za-z0-9+/=]+)", svg)
    assert len(carried) == 2
    for content in carried:
        with TTFont(io.BytesIO(base64.b64decode(content))) as font:
            assert {ord(letter) for letter in running(svg)} <= set(font.getBestCmap())
    assert len(svg) < 800_000


def test_font_is_the_bundled_one() -> None:
    made = paint_map(SPECS["children"](), fonts=FONTS, kinds=PDF)
    assert b"Lato-Regular" in made["pdf"]
    assert b"Lato-Bold" in made["pdf"]
    assert b"DejaVu" not in made["pdf"]
