"""Maps made for tests, and what came of bringing them in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from shapely.geometry import box, mapping

from capital_planner.errors import DataError
from data.columns import columns_of
from data.importers import Given, Report, import_file
from data.tables import read_table

LANCASHIRE = Given(code="E10000017")
KM = 1_000.0


def square(west: float, south: float, side: float = 10.0) -> shapely.Polygon:
    west, south = 300 + west, 400 + south
    return box(KM * west, KM * south, KM * (west + side), KM * (south + side))


SQUARES = {
    "E07000001": square(0, 0),
    "E07000002": square(10, 0),
    "E06000003": square(20, 0),
}


def features(shapes: Mapping[str, Any], **more: object) -> dict[str, Any]:
    """GeoJSON in British National Grid metres, as older files say it."""
    return {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},
        "features": [
            {
                "type": "Feature",
                "properties": {"LAD25CD": code, "LAD25NM": f"Area {code}"},
                "geometry": mapping(shape) if hasattr(shape, "geom_type") else shape,
            }
            for code, shape in shapes.items()
        ],
        **more,
    }


def bring(file: Path, whose: Given = LANCASHIRE) -> tuple[Report, pd.DataFrame]:
    report = import_file("boundaries", file, file.parent / "case", whose)
    areas = table(file.parent, "areas")
    return report, areas.set_index("area_code")


def table(folder: Path, name: str) -> pd.DataFrame:
    frame = read_table(folder / "case" / f"{name}.csv", columns_of(name)).frame
    assert frame is not None
    return frame


def bring_text(folder: Path, text: str, whose: Given = LANCASHIRE) -> pd.DataFrame:
    file = folder / "map.geojson"
    file.write_text(text)
    return bring(file, whose)[1]


def refusal(file: Path, whose: Given = LANCASHIRE) -> list[str]:
    with pytest.raises(DataError) as refused:
        bring(file, whose)
    assert not (file.parent / "case").exists()
    return [str(problem) for problem in refused.value.problems]


def refusal_of_text(folder: Path, text: str) -> list[str]:
    file = folder / "map.geojson"
    file.write_text(text)
    return refusal(file)


def own(areas: pd.DataFrame) -> list[str]:
    return list(areas.index[areas["role"] == "county"])
