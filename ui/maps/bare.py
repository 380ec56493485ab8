"""A map without anything that its audience was told: outlines and names alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.style import INK, PAPER

if TYPE_CHECKING:
    from capital_planner.mapspec import Area, MapSpec


def bare(spec: MapSpec) -> MapSpec:
    """Leave the outlines of a map, and no figure, symbol or word."""
    furniture = replace(
        spec.furniture,
        title="",
        subtitle="",
        statements=(),
        marking="",
        stamp="",
        description="",
    )
    return replace(
        spec,
        areas=tuple(_outline(area) for area in spec.areas),
        lines=(),
        symbols=(),
        classes=(),
        legend=(),
        tables=(),
        furniture=furniture,
    )


def _outline(area: Area) -> Area:
    return replace(
        area,
        value=None,
        class_index=None,
        fill=PAPER,
        ink=INK,
        printed="",
        hatched=False,
        tooltip="",
    )
