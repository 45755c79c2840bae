"""A file that is no form, or was changed in a way that could lose something, is refused with one sentence."""

from __future__ import annotations

import contextlib
import random
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from plan190.document.checksum import packed, unpacked
from plan190.errors import Plan190Error
from plan190.forms import workbook_layout as layout
from plan190.forms.workbook_package import MOST_TAGS
from plan190.forms.workbook_reader import read_workbook
from plan190.forms.workbook_shown import LONGEST_TEXT
from plan190.load.office_package import LARGEST, MOST_PARTS
from plan190.words import words_in
from tests.forms.clerk import VI, Clerk, form

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS, OBSTACLES = layout.TASKS.name(VI), layout.OBSTACLES.name(VI)
SHEET = "xl/worksheets/sheet2.xml"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def refusal(content: bytes, name: str = "form.xlsx") -> tuple[str, str]:
    """Return the key of the error for a file, and its sentence, which names the file in either language."""
    with pytest.raises(Plan190Error) as caught:
        read_workbook(name, content)
    error = caught.value
    sentences = [words_in(language)(error.key, **error.values) for language in ("vi", "en")]
    assert all(sentence.startswith(name) and "\n" not in sentence for sentence in sentences)
    return error.key.removeprefix("error.form_"), sentences[1]


def with_part(name: str, part: bytes, *old: bytes) -> bytes:
    """Return the form with another part, or with `old` in a part replaced by it."""
    parts = unpacked(form())
    if old:
        assert old[0] in parts[name]
        part = parts[name].replace(old[0], part, 1)
    return packed({**parts, name: part})


def bomb(declared: int | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a small package with a huge part; `declared`: the size that it states instead."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr("xl/workbook.xml", bytes(LARGEST + 1))
    data = out.getvalue()
    size = (LARGEST + 1).to_bytes(4, "little")
    return data if declared is None else data.replace(size, declared.to_bytes(4, "little"))


def twice() -> bytes:
    """Return a package in which two parts have the same name."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.xml", "<a/>")
        package.writestr("b.xml", "<b/>")
    return out.getvalue().replace(b"b.xml", b"a.xml")


def encrypted() -> bytes:
    """Return a package that states that its first part is encrypted."""
    data = bytearray(form())
    position = data.rindex(b"PK\x01\x02", 0, data.index(b"PK\x01\x02") + 4)
    data[position + 8] |= 1
    return bytes(data)


FAR_CELLS = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(30, 50))
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
EXTERNAL = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'


def plain_workbook() -> bytes:
    """Return a workbook that is no form."""
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "damaged"),
        (b"agency: so-y-te\n", "damaged"),
        (b"PK\x03\x04" + bytes(400), "damaged"),
        (lambda: form()[:-100], "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "encrypted"),
        (encrypted, "encrypted"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "open_document"),
        (packed({"[Content_Types].xml": b"<Types/>"}), "damaged"),
        (plain_workbook, "unknown"),
        (lambda: with_part("xl/vbaProject.bin", b"x"), "macros"),
        (lambda: with_part("[Content_Types].xml", b"sheet.macroEnabled.main", b"sheet.main"), "macros"),
        (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "external"),
        (lambda: with_part("xl/connections.xml", b"<a/>"), "external"),
        (bomb, "large"),
        (lambda: bomb(1000), "damaged"),
        (lambda: bomb(1000, zipfile.ZIP_BZIP2), "damaged"),
        (lambda: packed({f"{number}.xml": b"<a/>" for number in range(MOST_PARTS + 1)}), "large"),
        (lambda: with_part("xl/sharedStrings.xml", b"<si/>" * MOST_TAGS), "large"),
        (bytes(LARGEST + 1), "large"),
        (twice, "damaged"),
        (lambda: with_part(SHEET, LAUGHS), "damaged"),
        (lambda: with_part(SHEET, LAUGHS.decode().encode("utf-16")), "damaged"),
        (lambda: with_part(SHEET, EXTERNAL), "damaged"),
        (lambda: with_part(SHEET, LAUGHS.decode().encode("cp037")), "damaged"),
        (lambda: with_part(SHEET, b'<row r="999999999999"><c r="A', b'<row r="1"><c r="A'), "cell"),
        (lambda: with_part(SHEET, FAR_CELLS + b"</sheetData>", b"</sheetData>"), "cells"),
    ],
)
def test_files_that_are_no_form(content: bytes | Callable[[], bytes], key: str) -> None:
    """Nothing is unpacked that is too large, and no entity is resolved."""
    assert refusal(content() if callable(content) else content)[0] == key


def edited(*changes: tuple[str, str], part: str = SHEET) -> bytes:
    """Return the form after replacements of patterns, each once, in a part."""
    parts = unpacked(form())
    text = parts[part].decode()
    for old, new in changes:
        text, count = re.subn(old, new, text, count=1, flags=re.DOTALL)
        assert count == 1
    return packed({**parts, part: text.encode()})


def two_books() -> bytes:
    """Return the form with a second workbook, which programs show because the package names it."""
    parts = unpacked(form())
    other = {name.replace("xl/", "xl2/"): part for name, part in parts.items() if name.startswith("xl/")}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/workbook.xml", b"xl2/workbook.xml")
    return packed({**parts, **other})


def with_strings(text: str, cells: int) -> bytes:
    """Return the form with that many cells with one text."""
    cell = f't="inlineStr"><is><t>{text}</t></is></c></row>'
    rows = "".join(f'<row r="{row}"><c r="D{row}" {cell}' for row in range(60, 60 + cells))
    return edited(("</sheetData>", f"{rows}</sheetData>"), part="xl/worksheets/sheet5.xml")


def hidden(change: str) -> bytes:
    """Return the form with a hidden row, column or sheet."""
    clerk = Clerk(form())
    sheet = clerk.book[TASKS]
    if change == "row":
        sheet.row_dimensions[7].hidden = True
    elif change == "column":
        sheet.column_dimensions["F"].hidden = True
    else:
        clerk.book[VI("form.sheet.contributions")].sheet_state = "hidden"
    return clerk.saved()


def with_format(code: str) -> bytes:
    """Return the form with a number in a cell with that number format."""
    clerk = Clerk(form())
    clerk.book[TASKS]["F7"], clerk.book[TASKS]["F7"].number_format = 80, code
    return clerk.saved()


ROW = '(<row r="7".*?</row>)'
CELL = '(<c r="E7".*?</c>)'


@pytest.mark.parametrize(
    ("content", "key", "named"),
    [
        (two_books, "parts", "two workbooks"),
        (lambda: edited(("Minh chứng", "Nhiệm vụ"), part="xl/workbook.xml"), "parts", "two sheets"),
        (lambda: edited(("<sheet [^>]*Phối hợp[^>]*/>", ""), part="xl/workbook.xml"), "parts", "not show"),
        (lambda: edited((ROW, r"\1\1")), "cell", "'Nhiệm vụ'!A7"),
        (lambda: edited((ROW, ""), ("</sheetData>", '<row r="7"/></sheetData>')), "cell", "'Nhiệm vụ'!A7"),
        (lambda: edited((CELL, r"\1\1")), "cell", "'Nhiệm vụ'!E7"),
        (lambda: edited((CELL, r'<c r="F7"/>\1')), "cell", "'Nhiệm vụ'!E7"),
        (lambda: edited(("<sheetData>", f'<AlternateContent xmlns="{COMPATIBILITY}"/><sheetData>')), "cell", "A1"),
        (lambda: edited((CELL, '<c r="E7" t="inlineStr"><v>1</v><is><t>x</t></is></c>')), "cell", "'Nhiệm vụ'!E7"),
        (lambda: edited((CELL, '<c r="E7"><v>1_0</v></c>')), "cell", "'Nhiệm vụ'!E7"),
        (lambda: edited((CELL, '<c r="E7" t="inlineStr"><is><t>x<!-- -->y</t></is></c>')), "damaged", ""),
        (lambda: edited(("</sheetData>", '</sheetData><mergeCells><mergeCell ref = "e7&#58;F7"/></mergeCells>')),
         "merged", "'Nhiệm vụ'!e7:F7"),
        (lambda: with_part(SHEET, unpacked(form())[SHEET].decode().encode("utf-16")), "damaged", ""),
        (lambda: hidden("row"), "hidden", "'Nhiệm vụ'!A7"),
        (lambda: hidden("column"), "hidden", "'Nhiệm vụ'!F4"),
        (lambda: hidden("sheet"), "hidden", "'Phối hợp'!A1"),
        (lambda: with_format('"15"'), "format", "'Nhiệm vụ'!F7"),
        (lambda: with_format(";;;"), "format", "'Nhiệm vụ'!F7"),
        (lambda: with_format("0,"), "format", "'Nhiệm vụ'!F7"),
        (lambda: changed(TASKS, "A500", 32), "outside", "'Nhiệm vụ'!A500"),
        (lambda: with_strings("a" * (LONGEST_TEXT + 1), 1), "long", "'Vướng mắc'!D60"),
        (lambda: with_strings("_x0041_" * 4000, 100), "texts", "2,097,152"),
    ],
)  # fmt: skip
def test_what_is_shown_is_what_is_read(content: Callable[[], bytes], key: str, named: str) -> None:
    """A file of which programs show something else, or which hides something, is refused."""
    found, sentence = refusal(content())
    assert found == key
    assert named in sentence


@pytest.mark.parametrize(
    "code", ["0", "General", "0%", "#,##0", "dd/mm/yyyy", '[$-42A]d" thg "m", "yyyy;@', r"d\-mm\-yyyy"]
)
def test_usual_number_formats(code: str) -> None:
    """Values that were pasted with a number format that shows them are read."""
    assert read_workbook("form.xlsx", with_format(code)).data["agency"] == "so-y-te"


def changed(sheet: str, cell: str, value: Any) -> bytes:
    """Return the form with another value in a cell."""
    clerk = Clerk(form())
    clerk.book[sheet][cell] = value
    return clerk.saved()


def restructured(change: Callable[[Workbook], object]) -> bytes:
    """Return the form after a change of the workbook."""
    clerk = Clerk(form())
    change(clerk.book)
    return clerk.saved()


def add_sheet(book: Workbook) -> None:
    """Add a sheet with a note."""
    book.create_sheet("Sổ tay")["A1"] = "x"


@pytest.mark.parametrize(
    ("content", "key", "named"),
    [
        (lambda: changed(layout.HIDDEN, "B1", "3"), "version", "version 3,"),
        (lambda: changed(TASKS, "F6", "=1+1"), "formula", "'Nhiệm vụ'!F6:"),
        (lambda: changed(TASKS, "F6", ArrayFormula("F6", "=A1:A2")), "formula", "'Nhiệm vụ'!F6:"),
        (lambda: changed(TASKS, "H6", "#N/A"), "formula", "'Nhiệm vụ'!H6:"),
        (lambda: changed(VI("form.sheet.help"), "C9", "=HYPERLINK(1)"), "formula", "'Hướng dẫn'!C9:"),
        (lambda: restructured(lambda book: book[TASKS].merge_cells("H6:I6")), "merged", "H6:I6"),
        (lambda: restructured(lambda book: setattr(book[TASKS], "title", "Việc")), "sheet_missing", "“Nhiệm vụ”"),
        (lambda: restructured(lambda book: book.remove(book[OBSTACLES])), "sheet_missing", "“Vướng mắc”"),
        (lambda: restructured(lambda book: book.remove(book[layout.HIDDEN])), "unknown", "plan190 form"),
        (lambda: restructured(add_sheet), "sheet_added", "“Sổ tay”"),
        (lambda: changed(TASKS, "E4", "State"), "title", "'Nhiệm vụ'!E4: the cell must contain “Tình trạng”"),
        (lambda: changed(TASKS, "A5", 32), "title", "'Nhiệm vụ'!A5"),
        (lambda: restructured(lambda book: book[TASKS].insert_rows(3)), "title", "'Nhiệm vụ'!A4"),
        (lambda: restructured(lambda book: book[OBSTACLES].delete_cols(2)), "title", "'Vướng mắc'!B4"),
        (lambda: changed(TASKS, "K9", "ghi chú"), "outside", "'Nhiệm vụ'!K9"),
        (lambda: changed(TASKS, "XFD1", "ghi chú"), "outside", "'Nhiệm vụ'!XFD1"),
        (lambda: changed(TASKS, "B3", "Sở Nội vụ (so-noi-vu)"), "agency", "'Nhiệm vụ'!B3"),
        (lambda: changed(TASKS, "C3", "2023-09"), "period", "'Nhiệm vụ'!C3"),
        (lambda: changed(TASKS, "A6", 33), "checksum", "a prepared row"),
        (lambda: changed(TASKS, "E5", "x"), "checksum", "an example"),
        (lambda: changed(layout.HIDDEN, "K2", "x"), "checksum", "the hidden sheet"),
        (lambda: changed(layout.HIDDEN, "B3", "../x"), "damaged", ""),
        (lambda: changed(layout.HIDDEN, "B4", "2023-13"), "damaged", ""),
    ],
)
def test_changed_forms(content: Callable[[], bytes], key: str, named: str) -> None:
    """The sentence names the cell or the sheet."""
    found, sentence = refusal(content())
    assert found == key
    assert named in sentence


def test_the_name_of_the_file() -> None:
    """A form that has the name of another agency or period is refused; any other name is fine."""
    for name in ("so-y-te-2023-10.xlsx", "so-y-te-2023-10 (2).xlsx", "Báo cáo tháng 10.xlsx"):
        assert read_workbook(name, form()).data["period"] == "2023-10"
    for name in ("so-noi-vu-2023-10.xlsx", "so-y-te-2023-09.xlsx", "mail/so-y-te-2023-09(1).xlsx"):
        assert refusal(form(), name)[0] == "name"


def test_a_resolved_obstacle_needs_a_new_state() -> None:
    """An emptied row of an unchanged task would leave the obstacle open without a word."""
    clerk = Clerk(form("so-tnmt"))
    assert "updates" in read_workbook("f.xlsx", clerk.saved()).data
    task = clerk.cell(layout.OBSTACLES, layout.FIRST, "task").value
    assert task is not None
    clerk._resolve(task)
    found, sentence = refusal(clerk.saved())
    assert (found, f"task {task} " in sentence) == ("obstacle", True)
    clerk.type(layout.TASKS, clerk.row(layout.TASKS, task=task), "state", VI("update.in_progress"))
    assert "obstacles" not in str(read_workbook("f.xlsx", clerk.saved()).data)


def mutated(parts: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Return the parts with a few bytes changed, removed, repeated or moved."""
    parts = dict(parts)
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(list(parts))
        part = bytearray(parts[name])
        start = chance.randrange(len(part) + 1)
        end = min(len(part), start + chance.choice([1, 1, 4, 40, 400]))
        piece = chance.choice(
            [b"", b"<", b'"', b"&#0;", b"9" * 30, b"-1", part[start:end] * 2, bytes([chance.randrange(256)])]
        )
        parts[name] = bytes(part[:start] + piece + part[end:])
        if chance.random() < 0.05:
            del parts[name]
    return parts


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_never_crash_the_reader(seed: int) -> None:
    """Any bytes give a report or one sentence."""
    chance = random.Random(seed)  # noqa: S311 - not for security
    content = packed(mutated(unpacked(form()), chance))
    if seed % 10 == 0:
        content = bytes(byte ^ (chance.random() < 0.0005) for byte in content)
    with contextlib.suppress(Plan190Error):
        read_workbook("form.xlsx", content)
