"""Schools, bases and the published programme."""

from capital_planner.errors import Problem
from data.checks.found import Tables, error, rows, warning


def hosts_are_schools(tables: Tables) -> list[Problem]:
    """Every base, and every scheme with a site, is at a school of the tables."""
    schools = set(tables["schools"]["urn"].dropna())
    special = set(tables["special_schools"]["urn"].dropna())
    found = [
        error(
            ("bases", row, "urn"),
            urn,
            "The host is not in schools.csv.",
            "Correct the URN, or add the school.",
        )
        for row, urn in rows(tables["bases"], "urn")
        if urn not in schools
    ]
    for row, urn, route in rows(tables["programme"], "site_urn", "route"):
        known = special if route == "special_expansion" else schools | special
        if urn not in known:
            file = "special_schools.csv" if known is special else "schools.csv"
            found.append(
                error(
                    ("programme", row, "site_urn"),
                    urn,
                    f"The site is not in {file}.",
                    "Correct the URN, add the school, or leave the cell blank.",
                )
            )
    return found


def named_hosts_agreed(tables: Tables) -> list[Problem]:
    """Where consent is agreed the table says who agreed."""
    frame = tables["programme"]
    agreed = frame[(frame["consent"] == "agreed") & (frame["consent_source"] == "")]
    return [
        error(
            ("programme", row, "consent_source"),
            scheme,
            "Consent is agreed, but nothing says who agreed.",
            "Name the decision or the agreement, or write none under consent.",
        )
        for row, scheme in rows(agreed, "scheme")
    ]


def schemes_have_places(tables: Tables) -> list[Problem]:
    """Every scheme has places, unless it is only considered."""
    frame = tables["programme"]
    unsized = frame[frame["places"].fillna(0) == 0]
    return [
        error(
            ("programme", row, "places"),
            scheme,
            "The scheme has no places.",
            "Write its places, or give it the standing considered.",
        )
        for row, scheme, standing in rows(unsized, "scheme", "standing")
        if standing != "considered"
    ]


def stages_add_up(tables: Tables) -> list[Problem]:
    """Places opened in stages sum to the places of the scheme."""
    return [
        error(
            ("programme", row, "stages"),
            stages,
            f"The stages do not sum to the {places} places of the scheme.",
            "Write the places that open each year, or leave the cell blank.",
        )
        for row, stages, places in rows(tables["programme"], "stages", "places")
        if stages and sum(int(step) for step in stages.split()) != places
    ]


def schemes_open_after_the_base_year(tables: Tables) -> list[Problem]:
    """Every scheme opens after the base year and by the last year assessed."""
    first = tables["authority"]["base_year"].iloc[0]
    last = tables["authority"]["last_year"].iloc[0]
    return [
        error(
            ("programme", row, "earliest_year"),
            year,
            f"The scheme opens outside the plan's years, {first + 1} to {last}.",
            "Correct the year; what is already open belongs in special_schools.csv "
            "or bases.csv.",
        )
        for row, year in rows(tables["programme"], "earliest_year")
        if not first < year <= last
    ]


def ages_run_upwards(tables: Tables) -> list[Problem]:
    """Every setting's last age is after its first."""
    return [
        error(
            (table, row, "age_to"),
            last,
            f"The last age is not after the first, {first}.",
            "Correct the ages.",
        )
        for table in ("special_schools", "programme")
        for row, first, last in rows(tables[table], "age_from", "age_to")
        if last <= first
    ]


def places_cover_the_roll(tables: Tables) -> list[Problem]:
    """Where published places are below the roll, the roll is used."""
    frame = tables["special_schools"]
    return [
        warning(
            ("special_schools", row, "published_places"),
            places,
            f"Published places are below the roll of {roll}; the roll is used.",
            "Ask the council for the places it commissions.",
        )
        for row, places, roll in rows(frame, "published_places", "roll")
        if places < roll
    ]
