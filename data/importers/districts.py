"""Which areas of a map are an authority's own districts."""

import re
from collections.abc import Iterator

import pandas as pd
import shapely

from capital_planner.errors import DataError, Problem
from data.importers.fitting import first_fitting
from data.importers.imported import Standing
from data.importers.layout import Findings, layout_of, read_layout
from data.importers.shapes import Shapes, read_shapes
from data.importers.source import refused

CODE = re.compile(r"[EWSN]\d{8}")
"""A code of national statistics."""
AREA_COLUMNS = ("LAD", "LTLA", "CTYUA", "UTLA", "CTY")
"""Beginnings of names of code columns of the Open Geography portal, best first."""
WARD, COUNTY = "WD", "CTY"
COUNTY_CODE, DISTRICT_CODE = "E10", "E07"
MOST_DISTRICTS = 15
"""No county council has so many."""
LEAST_SCHOOLS = 3
"""Of an authority in a district of its own; one or two may stand across a border."""
LOOKUP = (
    "Give the table of districts and counties of the Open Geography portal beside it, "
    "or an outline of the county."
)


def named_areas(shapes: Shapes, standing: Standing, file: str) -> pd.DataFrame:
    """Areas of the map, one row a code.

    Of the wards of a district authority each is an area of its own; wards of others
    are joined to their districts.

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``; columns ``name`` (no two alike), ``part_of`` (code of
        the county, or of the authority of a ward, where the map says it) and
        ``geometry``.

    Raises
    ------
    DataError
        If no column holds codes of national statistics.
    """
    table = shapes.table
    column = _code_column(table, file)
    code, name = table[column], _names(table, column)
    county, ward = _dated(table, COUNTY), _dated(table, WARD)
    part_of = table[county] if county else code.where(code == "", "")
    if ward and not standing.code.startswith(COUNTY_CODE):
        own = (code == standing.code) & (ward != column)
        part_of = part_of.where(~own, code)
        name = name.where(~own, _names(table, ward))
        code = code.where(~own, table[ward])
    rows = pd.DataFrame({"area_code": code, "name": name, "part_of": part_of})
    rows["geometry"] = pd.Series(list(shapes.areas), index=rows.index, dtype=object)
    rows = rows[rows["area_code"].str.fullmatch(CODE.pattern)]
    areas = rows.groupby("area_code").agg(
        {"name": "first", "part_of": "first", "geometry": _joined}
    )
    again = areas["name"].duplicated(keep=False)
    areas["name"] = areas["name"].where(~again, areas["name"] + " " + areas.index)
    return areas


def _joined(shapes: pd.Series) -> shapely.Geometry:
    parts = shapes.to_numpy()
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _dated(table: pd.DataFrame, stem: str) -> str:
    """Name of a code column of the portal, LAD25CD for LAD; the newest; or empty."""
    pattern = re.compile(rf"{stem}(\d\d)?_?CD", re.IGNORECASE)
    return max(filter(pattern.fullmatch, map(str, table)), default="")


def _code_column(table: pd.DataFrame, file: str) -> str:
    """Find the column of codes by its name, or else by what it holds."""
    known = filter(None, (_dated(table, stem) for stem in AREA_COLUMNS))
    filled = [
        name
        for name in map(str, table)
        if table[name].str.fullmatch(CODE.pattern).all()
    ]
    found = [*known, *filled]
    if not found:
        message = "No column holds codes of areas."
        remedy = (
            "Give boundaries with codes of national statistics: LAD25CD, E07000117."
        )
        raise refused(file, message, remedy)
    return found[0]


def _names(table: pd.DataFrame, code: str) -> pd.Series:
    """Names that go with a code column: LAD25NM with LAD25CD; or the codes."""
    lower = {name.casefold(): name for name in map(str, table)}
    beside = re.sub(r"cd$", "nm", code.casefold())
    found = [lower[name] for name in (beside, "name") if lower.get(name, code) != code]
    if not found:
        return table[code]
    names = table[found[0]]
    return names.where(names != "", table[code])


def own_codes(areas: pd.DataFrame, standing: Standing, findings: Findings) -> pd.Index:
    """Tell the authority's own districts from the others.

    Parameters
    ----------
    areas
        As :func:`named_areas` gives them.
    findings
        Gets what was assumed.

    Raises
    ------
    DataError
        If they cannot be told, or one of them is not in the map.
    """
    wanted = list(_wanted(areas, standing, findings))
    missing = [code for code in wanted if code not in areas.index]
    if missing:
        remedy = "Give a map that holds every district of the authority."
        raise DataError(
            Problem("The map lacks the district.", remedy, value=code)
            for code in missing
        )
    if not wanted:
        message = f"The map holds no area of {standing.code}."
        raise DataError([Problem(message, "Give a map that does.")])
    return pd.Index(wanted)


def _wanted(
    areas: pd.DataFrame, standing: Standing, findings: Findings
) -> Iterator[str]:
    if not standing.code:
        message = "It is not said which authority's districts are wanted."
        raise DataError([Problem(message, "Give its area code, such as E10000017.")])
    parts = areas.index[areas["part_of"] == standing.code]
    if len(parts):
        yield from parts
    elif not standing.code.startswith(COUNTY_CODE):
        yield standing.code
    elif "districts" in standing.beside:
        yield from _looked_up(standing, findings)
    elif "county" in standing.beside:
        yield from _within(areas, standing, findings)
    else:
        yield from _of_schools(standing) or _only_ones(areas, findings)


def _looked_up(standing: Standing, findings: Findings) -> list[str]:
    """Districts of the county by the portal's own table."""
    source = first_fitting(standing.beside["districts"], ("districts",)).source
    layout = layout_of("districts")
    table = read_layout(source, layout, findings)
    findings.settle()
    district, county = table.iloc[:, 0], table.iloc[:, 1]
    found = district[county == standing.code].drop_duplicates().tolist()
    if not found:
        message = f"The table has no district of {standing.code}."
        raise refused(source.name, message, "Give the table of districts and counties.")
    return [str(code) for code in found]


def _within(areas: pd.DataFrame, standing: Standing, findings: Findings) -> list[str]:
    """Districts whose middle is within the outline of the county."""
    source = standing.beside["county"][0]
    shapes = read_shapes(source, findings)
    counties = named_areas(shapes, standing, source.name)
    if standing.code not in counties.index:
        message = f"The map has no outline of {standing.code}."
        raise refused(source.name, message, "Give a map of counties that does.")
    outline = counties["geometry"].to_numpy()[counties.index == standing.code][0]
    points = shapely.point_on_surface(areas["geometry"].to_numpy())
    inside = shapely.contains(outline, points)
    return list(areas.index[inside & areas.index.str.startswith(DISTRICT_CODE)])


def _of_schools(standing: Standing) -> list[str]:
    """Districts where the authority's schools stand, if the case has schools."""
    schools = standing.tables.get("schools")
    if schools is None:
        return []
    own = schools[schools["la_code"] == standing.la_code]
    counts = own["area_code"].value_counts()
    counts = counts[counts >= LEAST_SCHOOLS]
    return sorted(code for code in counts.index if code.startswith(DISTRICT_CODE))


def _only_ones(areas: pd.DataFrame, findings: Findings) -> list[str]:
    """All districts of the map, if they hang together and one county may have them."""
    own = areas[areas.index.str.startswith(DISTRICT_CODE)]
    whole = shapely.union_all(own["geometry"].to_numpy())
    near = shapely.get_num_geometries(shapely.buffer(whole, 1_000.0))
    if not 0 < len(own) <= MOST_DISTRICTS or near != 1:
        message = "It cannot be told which districts are the authority's."
        raise DataError([Problem(message, LOOKUP)])
    message = f"Taken as the authority's districts: {', '.join(own['name'])}."
    findings.add(Problem(message, LOOKUP, severity="warning"))
    return list(own.index)
