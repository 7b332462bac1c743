"""The bytes of a file as a table, or the sentence that says why not."""

from datetime import date, datetime, time

import pytest

from cases.importing.faults import Unreadable
from cases.importing.rows import MOST_COLUMNS, MOST_ROWS
from cases.importing.tables import MOST_BYTES, read
from tests.cases.importing.files import packed, repacked, xlsx


def rows(data: bytes) -> list[tuple[int, list[object]]]:
    return [(number, list(cells)) for number, cells in read(data).rows]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as reason:
        read(data)
    return str(reason.value)


# Text -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_any_line_end(separator: str, end: str) -> None:
    lines = [separator.join(cells) for cells in (["Nom", "Né"], ["Bénard", "1988"], ["Ünal", "1990"])]
    table = read(end.join(lines).encode())
    assert (table.header, table.rows) == (["Nom", "Né"], [(2, ["Bénard", "1988"]), (3, ["Ünal", "1990"])])


def test_line_ends_may_be_mixed_and_rows_keep_the_number_a_spreadsheet_shows() -> None:
    assert rows(b"\r\n\na;b\r1;2\n\r\n\n3;4\r\n") == [(4, ["1", "2"]), (7, ["3", "4"])]


def test_quotes_hold_separators_quotes_and_line_ends() -> None:
    assert rows(b'a;b\n"x;y";"he said ""no"""\n"two\nlines";z\n') == [
        (2, ["x;y", 'he said "no"']), (3, ["two\nlines", "z"]),
    ]  # fmt: skip


def test_a_first_line_may_name_the_separator() -> None:
    assert rows(b"sep=;\na;b,c\n1;2,3\n") == [(2, ["1", "2,3"])]


def test_signs_at_which_only_python_would_begin_a_line_stay_inside_the_text() -> None:
    assert rows("a;b\nx\u2028y;z\x0bz\n".encode()) == [(2, ["x\u2028y", "z\x0bz"])]


def test_a_row_that_is_too_long_or_too_short() -> None:
    assert rows(b"a;b\n1\n1;2;;\n1;2;3\n") == [
        (2, ["1", ""]), (3, ["1", "2"]), (4, ["1", "2", {"fault": "spare"}]),
    ]  # fmt: skip


def test_what_a_spreadsheet_would_run_is_text_here() -> None:
    assert rows(b'a;b\n=1+1;@SUM(A1)\n-;+32 2\n"\tx";-1\n') == [
        (2, ["=1+1", "@SUM(A1)"]), (3, ["-", "+32 2"]), (4, ["x", "-1"]),
    ]  # fmt: skip


def test_cells_that_cannot_be_kept_say_so() -> None:
    long = "x" * 1001
    assert rows(f"a;b\n{long};{'x' * 1000}\n".encode()) == [(2, [{"fault": "long"}, "x" * 1000])]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "This file is empty."),
        (b"  \r\n\n", "This file is empty."),
        (b"\xef\xbb\xbf", "This file is empty."),
        (b";;\n", "This file is empty."),
        (b"Name;Born\n", "This file has a head, and no row below it."),
        (b"Name;Born\n;;\n", "This file has a head, and no row below it."),
        (b"a;b;A\n1;2;3\n", "Columns 1 and 3 are both called “A”. Give each a name of its own."),
        (b"a;b\n1;\x00\n", "Line 2 holds a NUL byte: this is no text file, or it is damaged. Save it again as CSV."),
        (b'a;b\n"1;2\n', "Line 2 cannot be cut into cells: a quotation mark is not closed, or a text is endless."),
        (b'a;b\n"1"x;2\n', "Line 2 cannot be cut into cells: a quotation mark is not closed, or a text is endless."),
        (b"a\x07b;c\n1;2\n", "Row 1, column 1: this cannot be the name of a column. Is the first row the head?"),
        (b"x" * 81 + b";c\n1;2\n", "Row 1, column 1: this cannot be the name of a column. Is the first row the head?"),
        (b"%PDF-1.7\na;b\n1;2", "This is a file of the kind PDF. Save the table as CSV UTF-8 or XLSX."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is a file of the kind XLS. Save the table as CSV UTF-8 or XLSX."),
        (b"x" * (MOST_BYTES + 1), "This file is too large: 5.0 MB, at most 5 MB. Cut it into several files."),
        (b"x" * 50_000_000, "This file is too large: 47.7 MB, at most 5 MB. Cut it into several files."),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, told: str) -> None:
    assert refused(data) == told


def test_too_many_rows_and_too_many_columns() -> None:
    assert refused(b"a\n" + b"x\n" * (MOST_ROWS + 1)) == (
        "This file has more than 20,000 rows. Cut it into several files."
    )
    assert len(read(b"a;b\n" + b"x;y\n" * MOST_ROWS).rows) == MOST_ROWS
    wide = ";".join(f"c{n}" for n in range(MOST_COLUMNS + 1))
    assert refused(f"{wide}\n{wide}\n".encode()) == (
        "This file has 61 columns, at most 60 can be read. Take out those that are not needed."
    )


def test_an_unnamed_column_gets_its_number() -> None:
    assert read(b"a;;c\n1;2;3\n").header == ["a", "Column 2", "c"]


def test_the_shape_is_that_of_the_head_in_any_order() -> None:
    assert read(b"Nom;Age\n1;2\n").shape != read(b"Nom;Rue\n1;2\n").shape
    assert read("Né;NOM\n1;2\n".encode()).shape == read("nom,né\n1,2\n".encode()).shape


# Workbooks ------------------------------------------------------------------------------------------------------------


def test_a_workbook_as_it_looks() -> None:
    book = xlsx(
        [
            ["Nr", "Born", "Seen", "At", "Yes", "Part"],
            [7123, date(1988, 3, 14), datetime(2026, 1, 2, 9, 30), time(9), True, 2.5],
        ],
        looks={"A2": "0000000"},
    )  # fmt: skip
    assert rows(book) == [(2, ["0007123", "1988-03-14", "2026-01-02 09:30", "09:00:00", "1", "2.5"])]


def test_numbers_that_were_typed_as_text_keep_their_zeros() -> None:
    assert rows(xlsx([["Nr"], ["0123"], [88031400123.0]])) == [(2, ["0123"]), (3, ["88031400123"])]


def test_formulas_and_errors_are_not_carried_out() -> None:
    book = xlsx([["a", "b", "c"], ["=1+1", '=HYPERLINK("http://x")', "#REF!"], ["x", "", ""]])
    assert rows(book) == [
        (2, [{"fault": "formula"}, {"fault": "formula"}, {"fault": "error"}]), (3, ["x", "", ""]),
    ]  # fmt: skip


def test_empty_rows_between_keep_the_numbers() -> None:
    assert rows(xlsx([["a"], [], [], ["x"]])) == [(4, ["x"])]


DAMAGED = "This workbook is damaged. Open it in a spreadsheet and save it again."
BOOK = xlsx([["a"], ["x"]])
# Whoever looks for the DTD byte by byte misses it in UTF-16; the entity would stand in the cell.
WITH_DTD = (
    '<!DOCTYPE worksheet [<!ENTITY told "somebody else">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>&told;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (BOOK[: len(BOOK) // 2], DAMAGED),
        (BOOK[:60] + bytes(40) + BOOK[100:], DAMAGED),  # what is packed does not unpack
        (b"PK\x03\x04 and no more", DAMAGED),
        (repacked(BOOK, **{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}), DAMAGED),
        (repacked(BOOK, **{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'}), DAMAGED),
        (repacked(BOOK, **{"xl/worksheets/sheet1.xml": WITH_DTD.encode()}), DAMAGED),
        (repacked(BOOK, **{"xl/worksheets/sheet1.xml": WITH_DTD.encode("utf-16")}), DAMAGED),
        (repacked(BOOK, **{"xl/worksheets/sheet1.xml": b""}), DAMAGED),
        (packed(**{"word/document.xml": b"<x/>"}), "This is no workbook. Save the table as CSV UTF-8 or XLSX."),
        (
            repacked(BOOK, **{"xl/media/bomb.xml": b"0" * 50_000_000}),
            "This workbook unpacks into too much. Copy the table alone into a new one.",
        ),
        (
            repacked(BOOK, **{f"x{n}.xml": b"" for n in range(301)}),
            "This workbook unpacks into too much. Copy the table alone into a new one.",
        ),
        (repacked(BOOK, **{"xl/vbaProject.bin": b"x"}), "This workbook holds macros. Save it as XLSX."),
    ],
)  # fmt: skip
def test_a_workbook_that_is_none_says_why(data: bytes, told: str) -> None:
    assert refused(data) == told


def test_a_part_in_two_bytes_a_sign_is_read_as_any_other() -> None:
    wide = (WITH_DTD.partition("]>")[2].replace("&told;", "x")).encode("utf-16")
    assert rows(repacked(BOOK, **{"xl/worksheets/sheet1.xml": wide})) == [(2, ["x"])]


def test_a_file_that_is_two_things_is_neither() -> None:
    assert refused(b"%PDF-1.7\n" + BOOK).startswith("This is a file of the kind PDF.")
    assert refused(b"name;born\nx;1\n" + BOOK).startswith("Line 3 holds a NUL byte")
