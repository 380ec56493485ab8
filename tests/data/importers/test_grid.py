"""Rows of text tables and workbooks nobody vouches for."""

import codecs
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from capital_planner.errors import DataError
from data.importers import grid
from data.importers.grid import MOST_COLUMNS, rows_of, sheets_of
from data.importers.source import Source, sources_of


def rows(folder: Path, content: bytes, name: str = "file.csv") -> list[grid.Row]:
    (folder / name).write_bytes(content)
    [source] = sources_of(folder / name)
    return list(rows_of(source))


def refusal(folder: Path, content: bytes, name: str = "file.csv") -> str:
    with pytest.raises(DataError) as refused:
        rows(folder, content, name)
    [problem] = refused.value.problems
    assert problem.file == name
    assert problem.remedy
    return problem.message


# --- text ----------------------------------------------------------------------------

PLAIN = [(1, ["a", "é"]), (2, ["1", "£2"])]


@pytest.mark.parametrize(
    "content",
    [
        "a,é\n1,£2\n".encode(),
        "a,é\n1,£2".encode("utf-8-sig"),
        "a,é\r\n1,£2\r\n".encode("cp1252"),
        "a;é\r1;£2\r".encode(),
        codecs.BOM_UTF16_LE + "a\té\n1\t£2\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "a,é\r\n1,£2\n".encode("utf-16-be"),
        '"a","é"\r\n"1","£2"\n\n ,  \n'.encode(),
    ],
)
def test_a_table_is_the_same_however_it_was_saved(
    tmp_path: Path, content: bytes
) -> None:
    assert rows(tmp_path, content) == PLAIN


def test_line_ends_may_be_mixed_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    found = rows(tmp_path, b"a,b\r\n1,2\n\n3,4\r5,6\n")
    assert [number for number, _ in found] == [1, 2, 4, 5]


def test_a_line_of_two_million_characters_is_refused(tmp_path: Path) -> None:
    content = b"a,b\n" + b"1," * 2**20 + b"\n"
    assert "longer than any table's" in refusal(tmp_path, content)


def test_a_cell_of_two_hundred_thousand_characters_is_refused(tmp_path: Path) -> None:
    content = b"a,b\n1," + b"x" * 200_000 + b"\n"
    assert "larger than field limit" in refusal(tmp_path, content)


def test_a_quotation_mark_left_open_is_named_with_its_row(tmp_path: Path) -> None:
    content = b'a,b\n1,2\n"3,4\n' + b"5,6\n" * 60_000
    with pytest.raises(DataError, match="quotation mark is left open") as refused:
        rows(tmp_path, content)
    assert refused.value.problems[0].row == 3


def test_more_columns_than_any_table_has_are_refused(tmp_path: Path) -> None:
    assert "columns" in refusal(tmp_path, b"," * MOST_COLUMNS + b"x\n")


def test_nul_bytes_and_half_a_utf_16_end_in_words(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a,b\n\x001,\x00\n")[1] == (2, ["\x001", "\x00"])
    half = codecs.BOM_UTF16_LE + "a,b\n1,2".encode("utf-16-le")[:-1]
    assert "cannot be read" in refusal(tmp_path, half)
    assert "cannot be read" in refusal(tmp_path, codecs.BOM_UTF16_LE + b"\x00\xd8" * 9)


def test_more_than_five_million_rows_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come as a stream: nothing keeps them."""
    (tmp_path / "file.csv").write_bytes(b"a,b\n")
    [source] = sources_of(tmp_path / "file.csv")
    assert grid.MOST_ROWS == 5_000_000
    monkeypatch.setattr(grid, "MOST_ROWS", 50_000)

    def stream(_source: Source) -> Iterator[grid.Row]:
        row = ["1", "2"]
        yield from ((number, row) for number in range(1, grid.MOST_ROWS + 2))

    monkeypatch.setattr(grid, "_of_text", stream)
    count = 0
    with pytest.raises(DataError, match="more than 50,000 rows"):
        for count, _ in rows_of(source):  # noqa: B007
            pass
    assert count == grid.MOST_ROWS


# --- workbooks -----------------------------------------------------------------------

SHEET, WORDS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
OF_WORDS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxml'
    b'formats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_of(cells: str, before: str = "") -> str:
    return f"{HEAD}{before}<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"


def workbook(changed: Mapping[str, str | bytes]) -> bytes:
    """A workbook with a row of two words, and some of its parts replaced or added."""
    book, made, packed = Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["a", "b"])
    book.save(made)
    with zipfile.ZipFile(made) as usual, zipfile.ZipFile(packed, "w") as other:
        parts = {name: usual.read(name) for name in usual.namelist()}
        kinds = parts["[Content_Types].xml"].replace(b"</Types>", OF_WORDS)
        parts["[Content_Types].xml"] = kinds
        held = {WORDS: f"{HEAD}<sst {MAIN}/>"}
        for name, content in {**parts, **held, **changed}.items():
            other.writestr(name, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


BOMB = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY j SYSTEM "secret.txt">]>'
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'


@pytest.mark.parametrize("entity", [BOMB, OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize("part", [SHEET, WORDS])
def test_entities_are_not_followed(tmp_path: Path, entity: str, part: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    strings = f"{HEAD}{entity}<sst {MAIN}><si><t>&j;</t></si></sst>"
    content = sheet_of(CELL, entity) if part == SHEET else strings
    said = refusal(tmp_path, workbook({part: content}), "book.xlsx")
    assert "damaged" in said


def test_a_part_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    content = workbook({SHEET: sheet_of(" " * 2**25)})
    assert len(content) < 2**20
    assert "unpacks to more" in refusal(tmp_path, content, "book.xlsx")


def test_a_hole_of_a_million_rows_is_gone_over(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    found = rows(tmp_path, workbook({SHEET: sheet_of(cells)}), "book.xlsx")
    assert found == [(1, ["1"]), (1_048_576, ["2"])]


def test_a_cell_in_the_last_column_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    said = refusal(tmp_path, workbook({SHEET: sheet_of(cells)}), "book.xlsx")
    assert "columns" in said


def test_cells_are_what_was_last_saved(tmp_path: Path) -> None:
    """No formula is worked out; one that was never worked out is blank."""
    cells = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>3</v></c>'
        '<c r="C1" t="e"><v>#DIV/0!</v></c><c r="D1" t="b"><v>1</v></c>'
        '<c r="E1" t="d"><v>2026-02-03</v></c><c r="F1"><v>1E+2</v></c>'
        '<c r="G1" t="str"><f>WEBSERVICE("x")</f><v>text</v></c></row>'
    )
    [(_, found)] = rows(tmp_path, workbook({SHEET: sheet_of(cells)}), "book.xlsx")
    assert found == ["", "3", "#DIV/0!", "True", "2026-02-03", "100", "text"]


def test_a_workbook_with_macros_and_links_is_read_and_nothing_else(
    tmp_path: Path,
) -> None:
    parts: dict[str, str | bytes] = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Shell calc" * 50,
        "xl/externalLinks/externalLink1.xml": f"{HEAD}<externalLink {MAIN}/>",
    }
    content = workbook(parts)
    assert rows(tmp_path, content, "book.xlsm") == [(1, ["a", "b"])]
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsm"]


def test_what_the_library_warns_of_is_nothing_to_a_table(tmp_path: Path) -> None:
    """Warnings are errors in these tests."""
    text = CELL.replace("&j;", "x")
    extension = f"{HEAD}<worksheet {MAIN}><sheetData>{text}</sheetData>"
    extension += "<extLst><ext uri='{1}'/></extLst></worksheet>"
    found = rows(tmp_path, workbook({SHEET: extension}), "book.xlsx")
    assert found == [(1, ["x"])]


def test_links_between_parts_that_are_none_are_refused(tmp_path: Path) -> None:
    links = f"{HEAD}<Relationships><a/></Relationships>"
    content = workbook({"xl/_rels/workbook.xml.rels": links})
    assert "damaged" in refusal(tmp_path, content, "book.xlsx")


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(workbook({}))
    [source] = sources_of(tmp_path / "book.xlsx")
    assert sheets_of(source) == ["Sheet"]
    with pytest.raises(DataError, match="no sheet 'Other'"):
        list(rows_of(source, sheet="Other"))
