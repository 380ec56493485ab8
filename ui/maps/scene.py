"""What stands on the map: one item a feature, kept from one map to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGraphicsScene

from ui.maps.items import (
    AreaItem,
    LabelItem,
    LineItem,
    RingItem,
    SymbolItem,
    show_apart,
)
from ui.style import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtCore import QObject, QRectF
    from PySide6.QtGui import QTransform

    from capital_planner.mapspec import Area, MapSpec, Symbol

NAME_PX, VALUE_PX, LABEL_PX = 12, 14, 12
BESIDE_OPACITY = 0.75


class MapScene(QGraphicsScene):
    """Items of a map as data; only what differs from the map before is made.

    Attributes
    ----------
    family
        Typeface of names, values and labels.
    areas
        By area code.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.family = QFont().family()
        self.areas: dict[str, AreaItem] = {}
        self._marked = ""
        self._ringed = ""
        self._ring: RingItem | None = None
        self._rest: dict[Hashable, LabelItem | SymbolItem | LineItem] = {}

    def show_areas(self, spec: MapSpec) -> None:
        """Fill the areas; the outline is made again only where the ground is new."""
        codes = {area.code for area in spec.areas}
        for code in set(self.areas) - codes:
            self.removeItem(self.areas.pop(code))
        for area in spec.areas:
            item = self.areas.get(area.code)
            if item is None or item.area.rings is not area.rings:
                if item is not None:
                    self.removeItem(item)
                item = self.areas[area.code] = AreaItem(area)
                self.addItem(item)
            item.show_area(area, marked=area.name == self._marked)

    def show_rest(self, spec: MapSpec, factor: float) -> None:
        """Show names, lines and symbols, these at so many pixels a point."""
        wanted = self._wanted(spec, round(factor, 3))
        for key in set(self._rest) - set(wanted):
            self.removeItem(self._rest.pop(key))
        for key, make in wanted.items():
            if key not in self._rest:
                self._rest[key] = make()
                self.addItem(self._rest[key])
        self.ring(self._ringed)

    def mark(self, district: str) -> None:
        """Mark a district, or none."""
        if district != self._marked:
            self._marked = district
            for item in self.areas.values():
                item.show_area(item.area, marked=item.area.name == district)

    def ring(self, symbol: str) -> SymbolItem | None:
        """Put the ring round a setting or scheme, if it is on the map."""
        self._ringed = symbol
        if self._ring is not None:
            self.removeItem(self._ring)
            self._ring = None
        found = [item for item in self.symbols() if item.symbol.key == symbol]
        if not found:
            return None
        self._ring = RingItem(found[0])
        self.addItem(self._ring)
        return found[0]

    def symbols(self) -> list[SymbolItem]:
        """List the settings and schemes on the map."""
        return [item for item in self._rest.values() if isinstance(item, SymbolItem)]

    def declutter(self, to_view: QTransform, room: QRectF) -> None:
        """Hide the texts that would lie over others at this size."""
        labels = [item for item in self._rest.values() if isinstance(item, LabelItem)]
        labels += [item.label for item in self.symbols() if item.label is not None]
        show_apart(labels, to_view, room)

    def _wanted(
        self, spec: MapSpec, factor: float
    ) -> dict[Hashable, Callable[[], LabelItem | SymbolItem | LineItem]]:
        wanted: dict[Hashable, Callable[[], LabelItem | SymbolItem | LineItem]] = {}
        for line in spec.lines:
            wanted[id(line.points), line.colour] = partial(LineItem, line)
        for symbol in spec.symbols:
            wanted[symbol, factor, self.family] = partial(self._symbol, symbol, factor)
        for area in spec.areas:
            halo = PAPER if area.hatched else area.fill
            key = (area.code, area.printed, area.ink, halo, area.label_at, self.family)
            wanted[key] = partial(self._name, area, halo)
        return wanted

    def _symbol(self, symbol: Symbol, factor: float) -> SymbolItem:
        return SymbolItem(symbol, factor=factor, font=self._font(LABEL_PX, bold=True))

    def _name(self, area: Area, halo: str) -> LabelItem:
        lines = [(area.name, self._font(NAME_PX))]
        if area.printed:
            lines.append((area.printed, self._font(VALUE_PX, bold=True)))
        label = LabelItem(lines, area.ink, halo)
        label.always = area.role == "district"
        label.setPos(area.label_at[0], -area.label_at[1])
        label.setOpacity(1.0 if label.always else BESIDE_OPACITY)
        return label

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(pixels)
        font.setBold(bold)
        return font


def in_reading_order(spec: MapSpec) -> list[Symbol]:
    """List settings and schemes as they are read: planned ones first."""
    return sorted(spec.symbols, key=lambda symbol: symbol.standing == "existing")
