"""A map as plain data: the same for the screen and for paper.

Grid coordinates are British National Grid metres (EPSG:27700). Sizes in points
are those of an A3 page; a painter scales them all by one factor. Colours are
``#rrggbb``. Every text of a public map is safe in public.
"""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Ring = tuple[Point, ...]
Theme = Literal["children", "sufficiency"]
Marker = Literal["circle", "square", "diamond"]
Standing = Literal["existing", "approved", "proposed"]


@dataclass(frozen=True)
class Area:
    """A district or a neighbour, filled by the class of its figure.

    Attributes
    ----------
    code, name
        Area code and the name printed on the map.
    role
        ``district`` (in the plan), ``unitary`` or ``neighbour`` (drawn pale).
    rings
        Closed rings without the repeated last point: outer rings run one way
        round and holes the other.
    label_at
        A point well inside the area.
    value
        The figure as published (rounded), None where there is none.
    class_index
        Index in ``MapSpec.classes``; None when there is no figure.
    fill, ink
        Colour of the area, and of a text on it (contrast at least 4.5 to 1).
    printed
        The value as printed on the map, empty when there is none.
    hatched
        True when the figure is held back because it is small.
    tooltip
        Plain text, one fact a line.
    """

    code: str
    name: str
    role: Literal["district", "unitary", "neighbour"]
    rings: tuple[Ring, ...]
    label_at: Point
    value: float | None
    class_index: int | None
    fill: str
    ink: str
    printed: str
    hatched: bool
    tooltip: str


@dataclass(frozen=True)
class Line:
    """A line drawn over the areas, such as the boundary of the authority."""

    points: tuple[Point, ...]
    colour: str
    width_pt: float
    label: str


@dataclass(frozen=True)
class Symbol:
    """A setting or a scheme.

    Attributes
    ----------
    key
        Provision id or scheme id, for clicks in the restricted window; in a
        public map a candidate's is its anonymous number.
    kind
        As in ``Scenario.provisions``.
    district
        Name of its district; several, parted by ``|``, when that is open.
    standing
        ``existing`` (open), ``approved`` (on site or committed) or ``proposed``.
    at
        Where the symbol is drawn; symbols are moved apart so that planned ones
        can be seen.
    site
        The true place, None when it is not public: then ``at`` is a point in
        the district that says nothing of the school.
    marker, diameter_pt
        Shape, and size of the circle, or square of equal area, whose area is
        proportional to ``places``.
    fill, edge, edge_pt, dashed
        How it is painted; dashed when the host is to be confirmed.
    label
        Printed beside the symbol, such as ``+20``; empty for none.
    name
        The public name, or ``a secondary school in Burnley``.
    tied_to
        On paper, its site or a point in its district where it is drawn too far
        away to be known as there; None elsewhere.
    """

    key: str
    kind: str
    district: str
    standing: Standing
    at: Point
    site: Point | None
    marker: Marker
    places: int
    diameter_pt: float
    fill: str
    edge: str
    edge_pt: float
    dashed: bool
    label: str
    name: str
    tooltip: str
    tied_to: Point | None = None


@dataclass(frozen=True)
class Note:
    """Words for orientation, or that say what an arrow stands for.

    Attributes
    ----------
    kind
        ``town``, whose point is marked, or ``arrow``.
    at
        The town, or the end of the arrow.
    label_at
        Middle of the words.
    """

    kind: Literal["town", "arrow"]
    text: str
    at: Point
    label_at: Point


@dataclass(frozen=True)
class MapClass:
    """One class of the areas: ``low`` <= value <= ``high``, in printed units."""

    low: float
    high: float
    colour: str
    ink: str
    label: str


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend, drawn as it is on the map.

    Attributes
    ----------
    group
        Heading that the entry stands under.
    kind
        ``class`` (a filled box), ``held_back`` (a hatched box), ``symbol``,
        ``line``.
    """

    group: str
    kind: Literal["class", "held_back", "symbol", "line"]
    text: str
    fill: str
    edge: str
    edge_pt: float = 0.8
    marker: Marker = "circle"
    diameter_pt: float = 0.0
    dashed: bool = False


@dataclass(frozen=True)
class InsetTable:
    """A small table beside the map; the first column is text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Furniture:
    """Everything round the map that makes it fit to publish.

    Attributes
    ----------
    title, subtitle
        The finding, in one sentence, and what is shown.
    statements
        Fixed public lines, each printed in full.
    source, attribution
        Whose figures, and the licence line every map carries.
    marking
        ``""``, ``OFFICIAL`` or ``OFFICIAL-SENSITIVE``.
    stamp
        Version of the program, case, future and plan.
    scale_bar_km
        Length of the scale bar.
    description
        A summary in words for those who cannot see the map.
    """

    title: str
    subtitle: str
    statements: tuple[str, ...]
    source: str
    attribution: str
    marking: str
    stamp: str
    scale_bar_km: int
    description: str


@dataclass(frozen=True)
class MapSpec:
    """One map.

    Attributes
    ----------
    areas, lines, symbols
        In drawing order.
    classes
        In order of value; painters and tests read breaks and colours here.
    legend
        In printing order, by group.
    tables
        The inset tables, in printing order.
    bounds
        West, south, east, north of the map, metres.
    metres_per_point
        The scale that sizes were laid out for: on an A3 page one point of the
        map frame covers so many metres.
    notes
        In order of weight: where there is no room, the last go first.
    """

    theme: Theme
    year: int
    audience: Literal["public", "restricted"]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    symbols: tuple[Symbol, ...]
    classes: tuple[MapClass, ...]
    legend: tuple[LegendEntry, ...]
    tables: tuple[InsetTable, ...]
    furniture: Furniture
    bounds: tuple[float, float, float, float]
    metres_per_point: float
    notes: tuple[Note, ...] = ()

    @property
    def breaks(self) -> tuple[float, ...]:
        """Upper ends of the classes but the last."""
        return tuple(band.high for band in self.classes[:-1])

    def texts(self) -> tuple[str, ...]:
        """Every text a reader of the map can see, for checks of wording."""
        lines = self.furniture
        shown = [
            lines.title,
            lines.subtitle,
            *lines.statements,
            lines.source,
            lines.attribution,
            lines.marking,
            lines.stamp,
            lines.description,
        ]
        for area in self.areas:
            shown += [area.name, area.printed, area.tooltip]
        for symbol in self.symbols:
            shown += [symbol.key, symbol.label, symbol.name, symbol.tooltip]
        shown += [line.label for line in self.lines]
        shown += [note.text for note in self.notes]
        for entry in self.legend:
            shown += [entry.group, entry.text]
        for table in self.tables:
            shown += [table.title, table.note, *table.columns]
            shown += [cell for row in table.rows for cell in row]
        return tuple(text for text in shown if text)
