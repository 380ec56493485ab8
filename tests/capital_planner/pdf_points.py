"""What a PDF lacks of PDF/UA-1, of the points that a program can look for."""

import io
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, PdfObject

TRUE = BooleanObject(value=True)
HEADING = re.compile("/H[1-6]$")


def lacking(content: bytes) -> list[str]:
    """Name each point that fails; none where all hold."""
    reader = PdfReader(io.BytesIO(content))
    root = reader.root_object
    known = b"" if "/Metadata" not in root else root["/Metadata"].get_data()  # type: ignore[attr-defined]
    points = {
        "marked": root.get("/MarkInfo", {}).get("/Marked") == TRUE,
        "structure": "/StructTreeRoot" in root,
        "language": root.get("/Lang") == "en-GB",
        "title shown": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
        == TRUE,
        "title": bool(reader.metadata and reader.metadata.title),
        "says PDF/UA-1": b"<pdfuaid:part>1<" in known,
        "fonts inside": all(_carried(font) for font in fonts(reader)),
        "order of links": all(
            page.get("/Tabs") == "/S" for page in reader.pages if "/Annots" in page
        ),
        "links in words": all(link.get("/Contents") for link in links(reader)),
        "parents": all("/StructParents" in page for page in reader.pages),
    }
    found = [name for name, holds in points.items() if not holds]
    return found + _lacking_elements(list(elements(reader)))


def _lacking_elements(tree: list[DictionaryObject]) -> list[str]:
    found = [
        "alt text"
        for item in tree
        if kind_of(item) == "/Figure" and not item.get("/Alt")
    ]
    found += [
        "table header"
        for item in tree
        if kind_of(item) == "/Table" and not any(_scopes(item))
    ]
    levels = [int(kind_of(item)[2]) for item in tree if HEADING.match(kind_of(item))]
    jumps = zip([0, *levels], levels, strict=False)
    return found + ["heading level" for above, level in jumps if level > above + 1]


def kind_of(item: DictionaryObject) -> str:
    """Kind of an element, such as ``/Figure``."""
    return str(item["/S"])


def elements(reader: PdfReader | PdfWriter) -> Iterator[DictionaryObject]:
    """Elements of the structure tree, in reading order."""
    root = reader.root_object.get("/StructTreeRoot")
    if root is not None:
        yield from below(root.get_object())


def below(parent: PdfObject | None) -> Iterator[DictionaryObject]:
    """Elements under another, in reading order."""
    if not isinstance(parent, DictionaryObject):
        return
    held = parent.get("/K")
    held = held.get_object() if held is not None else None
    for child in held if isinstance(held, ArrayObject) else [held]:
        item = child.get_object() if child is not None else None
        if isinstance(item, DictionaryObject) and "/S" in item:
            yield item
            yield from below(item)


def _scopes(table: DictionaryObject) -> Iterator[bool]:
    for item in below(table):
        if kind_of(item) == "/TH":
            yield "'/Scope': '/Column'" in str(item.get("/A"))


def links(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Links of every page."""
    for page in reader.pages:
        for link in page.get("/Annots", ArrayObject()):
            yield link.get_object()


def fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Fonts of every page."""
    for page in reader.pages:
        yield from fonts_of(page)


def fonts_of(page: PageObject) -> Iterator[DictionaryObject]:
    """Fonts of a page, those of its pictures left out."""
    held = page["/Resources"].get_object()
    assert isinstance(held, DictionaryObject)
    for font in held.get("/Font", {}).values():
        yield font.get_object()


def _carried(font: DictionaryObject) -> bool:
    inner = font["/DescendantFonts"]
    assert isinstance(inner, ArrayObject)
    told = inner[0].get_object()["/FontDescriptor"]
    return any(name.startswith("/FontFile") for name in told)
