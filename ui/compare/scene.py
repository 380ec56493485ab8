"""A small map: every figure is printed, and names where there is room for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.maps.items import LabelItem
from ui.maps.scene import NAME_PX, VALUE_PX, MapScene
from ui.style import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from capital_planner.mapspec import Area, MapSpec
    from ui.maps.items import LineItem, SymbolItem


class SmallScene(MapScene):
    """Parts the name of a district from its figure, so that the figure stays."""

    def _wanted(
        self, spec: MapSpec, factor: float
    ) -> dict[Hashable, Callable[[], LabelItem | SymbolItem | LineItem]]:
        names: dict[Hashable, Callable[[], LabelItem | SymbolItem | LineItem]] = {}
        for area in spec.areas:
            if area.printed:
                halo = PAPER if area.hatched else area.fill
                key = ("name", area.code, area.ink, halo, area.label_at, self.family)
                names[key] = partial(self._name_alone, area, halo)
        return names | super()._wanted(spec, factor)

    def _name(self, area: Area, halo: str) -> LabelItem:
        """Print the figure alone, where there is one."""
        if not area.printed:
            return super()._name(area, halo)
        label = self._line(area, halo, ("", area.printed))
        label.always = not area.hatched
        return label

    def _name_alone(self, area: Area, halo: str) -> LabelItem:
        return self._line(area, halo, (area.name, " "))

    def _line(self, area: Area, halo: str, texts: tuple[str, str]) -> LabelItem:
        """Write above and below as a name with its figure is, or one of them."""
        fonts = self._font(NAME_PX), self._font(VALUE_PX, bold=True)
        label = LabelItem(list(zip(texts, fonts, strict=True)), area.ink, halo)
        label.setPos(area.label_at[0], -area.label_at[1])
        return label
