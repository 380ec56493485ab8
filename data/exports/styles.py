"""Styles of layers in QML, which QGIS reads from the package by itself."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from capital_planner.mapspec import Symbol

INK, GREY, PALE = "#0B0C0C", "#505A5F", "#F1F1EF"
FIELD = "2"
"""How QGIS marks a property that a field gives."""
Look = tuple[str, str, str, Element]
"""Filter, label, type of symbol, its layer."""


def area_style(classes: Mapping[str, str]) -> str:
    """Fill areas by their class; held back is hatched, the rest pale.

    Parameters
    ----------
    classes
        Colour by name of class, as in the legend, in its order.
    """
    fills = [(name, _fill(colour)) for name, colour in classes.items()]
    fills += [("held back", _fill(GREY, hatched=True)), ("no figure", _fill(PALE))]
    looks = [(_equal("class", name), name, "fill", fill) for name, fill in fills]
    return _document(looks, label="\"area\" || '\\n' || coalesce(\"printed\", '')")


def place_style(looks: Mapping[tuple[str, str], Symbol]) -> str:
    """Mark places by standing and kind, as large as on the map.

    Parameters
    ----------
    looks
        A symbol of each standing and kind.
    """
    rules = [
        (
            f"{_equal('standing', standing)} AND {_equal('kind', kind)}",
            f"{standing.capitalize()}: {kind}",
            "marker",
            _marker(symbol),
        )
        for (standing, kind), symbol in looks.items()
    ]
    return _document(rules, label='"label"')


def _equal(field: str, text: str) -> str:
    quoted = text.replace("'", "''")
    return f"\"{field}\" = '{quoted}'"


def _document(looks: Iterable[Look], *, label: str) -> str:
    root = Element("qgis", version="3.34.0", labelsEnabled="1")
    root.set("styleCategories", "Symbology|Labeling")
    renderer = SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0")
    rules = SubElement(renderer, "rules", key="all")
    symbols = SubElement(renderer, "symbols")
    for number, (where, text, kind, layer) in enumerate(looks):
        name = str(number)
        given = {"filter": where, "label": text, "symbol": name}
        SubElement(rules, "rule", given, key=f"rule {name}")
        symbol = SubElement(symbols, "symbol", type=kind, name=name, alpha="1")
        symbol.append(layer)
    root.append(_labels(label))
    head = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return head + tostring(root, encoding="unicode")


def _fill(colour: str, *, hatched: bool = False) -> Element:
    return _layer(
        "SimpleFill",
        {
            "color": _rgba(colour),
            "style": "b_diagonal" if hatched else "solid",
            "outline_color": _rgba(INK),
            "outline_style": "solid",
            "outline_width": "0.6",
            "outline_width_unit": "Point",
        },
    )


def _marker(symbol: Symbol) -> Element:
    layer = _layer(
        "SimpleMarker",
        {
            "name": symbol.marker,
            "color": _rgba(symbol.fill),
            "outline_color": _rgba(symbol.edge),
            "outline_style": "dash" if symbol.dashed else "solid",
            "outline_width": f"{symbol.edge_pt:g}",
            "outline_width_unit": "Point",
            "size": f"{symbol.diameter_pt:g}",
            "size_unit": "Point",
        },
    )
    given = SubElement(layer, "data_defined_properties")
    properties = _map(SubElement(given, "Option", type="Map"), "properties")
    size = _map(properties, "size")
    _option(size, "active", "true", kind="bool")
    _option(size, "field", "diameter_pt")
    _option(size, "type", FIELD, kind="int")
    _option(given[0], "type", "collection")
    return layer


def _layer(name: str, options: Mapping[str, str]) -> Element:
    layer = Element("layer", {"class": name}, enabled="1", locked="0")
    layer.set("pass", "0")
    held = SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        _option(held, key, value)
    return layer


def _map(parent: Element, name: str) -> Element:
    return SubElement(parent, "Option", name=name, type="Map")


def _option(parent: Element, name: str, value: str, *, kind: str = "QString") -> None:
    SubElement(parent, "Option", name=name, value=value, type=kind)


def _labels(expression: str) -> Element:
    labels = Element("labeling", type="simple")
    settings = SubElement(labels, "settings", calloutType="simple")
    text = SubElement(
        settings,
        "text-style",
        fieldName=expression,
        isExpression="1",
        fontFamily="Arial",
        fontSize="8",
        fontSizeUnit="Point",
        textColor=_rgba(INK),
    )
    SubElement(
        text,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor=_rgba("#FFFFFF"),
    )
    return labels


def _rgba(colour: str) -> str:
    parts = [str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]
    return ",".join([*parts, "255"])
