"""Strict reading of text and YAML: the code and place of each problem."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml

from plan190.load.text_reader import read_text
from plan190.load.yaml_reader import Parsed, read_yaml


def problems(data: bytes | str) -> list[tuple[str, str, int, int]]:
    """Return code, variant, line and column of every diagnostic in a file."""
    raw = data.encode() if isinstance(data, str) else data
    text, diagnostics = read_text("f.yaml", raw)
    if text is not None:
        diagnostics += read_yaml("f.yaml", text)[1]
    return [
        (diagnostic.code, diagnostic.variant, diagnostic.place.line, diagnostic.place.column)
        for diagnostic in diagnostics
    ]


def plain(text: str) -> Any:
    """Return the plain data of a text that has no problems."""
    decoded, diagnostics = read_text("f.yaml", text.encode())
    assert decoded is not None
    parsed, yaml_diagnostics = read_yaml("f.yaml", decoded)
    assert diagnostics + yaml_diagnostics == []
    assert isinstance(parsed, Parsed)
    return parsed.plain


BAD: dict[str, tuple[bytes | str, tuple[str, str, int, int]]] = {
    "utf-16 with a mark": ("a: 1".encode("utf-16"), ("P003", "utf-16", 1, 1)),
    "utf-16 without a mark": ("a: một".encode("utf-16-le"), ("P003", "utf-16", 1, 1)),
    "latin-1": ("a: 1\nb: é".encode("latin-1"), ("P003", "", 2, 4)),
    "cut in the middle of a character": ("a: Sở".encode()[:-1], ("P003", "", 1, 5)),
    "zip": (b"PK\x03\x04....", ("P007", "office", 1, 1)),
    "web page": ("<!DOCTYPE html><p>", ("P007", "page", 1, 1)),
    "no-break space": ("a:\n\u00a0\u00a0b: 1", ("P004", "blank", 2, 1)),
    "zero-width space": ("a: So\u200by te", ("P004", "", 1, 6)),
    "right-to-left override": ("a: x\u202ey", ("P004", "", 1, 5)),
    "line separator": ("a: x\u2028y", ("P004", "", 1, 5)),
    "escape character": ("a: x\x1b[31m", ("P004", "", 1, 5)),
    "escape character, escaped": ('a: "x\\e[31m"', ("P004", "escaped", 1, 4)),
    "tab, escaped": ('a: "x\\ty"', ("P004", "escaped", 1, 4)),
    "byte order mark inside": ("a: 1\n\ufeffb: 2", ("P004", "", 2, 1)),
    "tab before a key": ("a:\n\tb: 1", ("P101", "tab", 2, 1)),
    "tab inside a text": ("a: x\ty", ("P101", "tab", 1, 5)),
    "quote not closed": ('a: "x\nb: 2\n', ("P101", "quote", 1, 4)),
    "backslash in double quotes": ('a: "C:\\Users"', ("P101", "escape", 1, 9)),
    "escape above Unicode": ('b: 1\na: "x\\U00110000"', ("P101", "escape", 2, 8)),
    "escape above every integer": ('a: "\\UFFFFFFFF"', ("P101", "escape", 1, 7)),
    "escape above Unicode, below a line": ('a: "x\n  y\n  \\U00110000"', ("P101", "escape", 3, 5)),
    "half a surrogate pair, escaped": ('b: 1\na: "\\ud83d"', ("P004", "escaped", 2, 4)),
    "letter with thousands of marks": ("a: b" + "\u0301" * 5_000, ("P205", "marks", 1, 4)),
    "letter with thousands of marks, escaped": ('a: "b' + "\\u0301" * 5_000 + '"', ("P205", "marks", 1, 4)),
    "letter with eleven marks as a key": ("b" + "\u0323\u0301" * 6 + ": 1", ("P205", "marks", 1, 1)),
    "at sign first": ("a: @x", ("P101", "first-letter", 1, 4)),
    "percent first": ("a: %x", ("P101", "first-letter", 1, 4)),
    "colon in a text": ("a: bao gồm: khách sạn", ("P101", "colon", 1, 11)),
    "bracket not closed": ("a: [x, z\nb: 2", ("P101", "bracket", 1, 4)),
    "indentation": ("a:\n  b: 1\n c: 2", ("P101", "indent", 3, 2)),
    "key without space": ("a: 1\nb:2\nc: 3", ("P101", "no-colon", 2, 1)),
    "quote not closed, error some lines below": ('a:\n  b: "x\n  c: "y"\n  d: z', ("P101", "quote", 2, 6)),
    "hyphen without space": ("x:\n  -a: 1\n   b: 2\n", ("P101", "dash", 2, 3)),
    "line of an entry missing": (
        "x:\n  - m: 1\n    a: 2\n    b: 3\n    c: 3\n    a: 4\n    b: 5\n    c: 6",
        ("P102", "entry", 6, 5),
    ),
    "error below a long quoted value": ('a:\n  b: "x\n    y"\n c: z', ("P101", "indent", 4, 2)),
    "error below an escaped quote": ('a:\n  b: "cao 5\\" nhé"\n c: z', ("P101", "indent", 3, 2)),
    "value over two lines": ("a: x\n   y", ("P107", "lines", 1, 4)),
    "key twice": ("a: 1\nb: 2\na: 3", ("P102", "", 3, 1)),
    "key twice, once quoted": ('a: 1\n"a": 2', ("P102", "", 2, 1)),
    "key twice below": ("x:\n  - a: 1\n    a: 2", ("P102", "", 3, 5)),
    "anchor": ("a: &x 1", ("P103", "anchor", 1, 4)),
    "alias": ("a: &x 1\nb: *x", ("P103", "anchor", 1, 4)),
    "tag": ("a: !!str 1", ("P104", "", 1, 4)),
    "python tag": ("a: !!python/object/apply:os.system [x]", ("P104", "", 1, 4)),
    "two documents": ("a: 1\n---\nb: 2", ("P105", "", 2, 1)),
    "directive": ("%YAML 1.2\n---\na: 1", ("P105", "directive", 1, 1)),
    "norway": ("a: no", ("P107", "truth", 1, 4)),
    "on": ("a: On", ("P107", "truth", 1, 4)),
    "octal": ("a: 010", ("P107", "", 1, 4)),
    "new octal": ("a: 0o10", ("P107", "", 1, 4)),
    "minutes": ("a: 1:30", ("P107", "", 1, 4)),
    "hexadecimal": ("a: 0x1F", ("P107", "", 1, 4)),
    "float": ("a: 1.10", ("P107", "", 1, 4)),
    "exponent": ("a: 1e3", ("P107", "", 1, 4)),
    "infinity": ("a: .inf", ("P107", "", 1, 4)),
    "underscore": ("a: 1_000", ("P107", "", 1, 4)),
    "date with a time": ("a: 2023-06-30 10:00:00", ("P107", "", 1, 4)),
    "text lost": ("a: số #190/KH-UBND", ("P108", "", 1, 7)),
    "text lost after words": ("a: Công văn # 190", ("P108", "", 1, 13)),
    "conflict": ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b", ("P109", "", 1, 1)),
    "empty": ("", ("P110", "", 1, 1)),
    "only comments": ("# x\n\n", ("P110", "", 1, 1)),
    "only dashes": ("---\n", ("P110", "", 1, 1)),
    "list as a key": ("? [a]\n: 1", ("P203", "key", 1, 3)),
    "decomposed characters": ("a: So\u0323", ("P601", "", 1, 4)),
    "eth for đ": ("a: NÐ-CP", ("P602", "", 1, 4)),
    "lost character": ("a: S\ufffd", ("P603", "lost", 1, 5)),
    "mojibake": ("a: Sá»Ÿ", ("P603", "mojibake", 1, 5)),
    "question marks": ("a: d? li?u", ("P603", "question", 1, 7)),
    "old font VNI": ("a: döõ lieäu", ("P603", "old-font", 1, 4)),
    "old font": ("a: dù th¶o", ("P603", "old-font", 1, 7)),
    "mark": (b"\xef\xbb\xbfa: 1", ("P005", "mark", 1, 1)),
    "windows line ends": ("a: 1\r\nb: 2\r\n", ("P005", "line-ends", 1, 5)),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file(name: str) -> None:
    """Each problem has its code and place."""
    data, expected = BAD[name]

    assert problems(data)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: 12",
        "a: -1",
        "a: 2023-06-30",
        "a: 2023-06",
        "a: 190/KH-UBND",
        'a: "no"',
        "a: 'số #190'",
        "a: >-\n  số #190: [x] @y %z",
        "a: 7  # ngày",
        "a: [x, z]  # chú thích",
        "a: null",
        "a: true",
        '{"a": "1", "b": [1, 2]}',
        "a: Đề án 06/CP",
        "a: 15.000 hồ sơ",
    ],
)
def test_an_unambiguous_text_has_no_diagnostics(text: str) -> None:
    """Values that all YAML readers interpret in the same way are not reported."""
    assert problems(text) == []


def test_every_scalar_is_text() -> None:
    """Numbers, dates and truth values are texts until the model converts them; an empty value is None."""
    assert plain("a: 12\nb: 2023-06-30\nc: true\nd:\ne: ~\nf: ''") == {
        "a": "12",
        "b": "2023-06-30",
        "c": "true",
        "d": None,
        "e": None,
        "f": "",
    }


def test_all_problems_of_a_file_are_reported_in_one_run() -> None:
    """Problems of different kinds in one file are all reported in one run."""
    codes = {code for code, *_ in problems("a: no\nb: So\u200b\nc: số #190\na: 010\nd: &x 1")}

    assert codes == {"P107", "P004", "P108", "P102", "P103"}


def test_a_repeated_problem_is_reported_once() -> None:
    """Once per line for a forbidden character, once per file for decomposed ones, once for a missing line."""
    assert len(problems("a: x\u00a0y\u00a0z\nb: x\u00a0y")) == 2
    assert len(problems("a: o\u0323\nb: o\u0323\nc: o\u0323")) == 1
    assert len(problems("- m: 1\n  a: 2\n  b: 3\n  a: 4\n  b: 5\n  m: 6\n")) == 1


def test_decomposed_and_look_alike_characters_are_corrected() -> None:
    """Decomposed characters and Eth give a warning and are read as the characters that are meant."""
    parsed, diagnostics = read_yaml("f.yaml", "a: NÐ So\u0323")

    assert parsed is not None
    assert parsed.plain == {"a": "NĐ Sọ"}
    assert {diagnostic.severity for diagnostic in diagnostics} == {"warning"}


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100_000,
        "{a: " * 5_000,
        "a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(30)),
        "- &a [*a]",
        "a: " + "9" * 5_000,
        "? " * 3_000,
        "a: " + '"' * 9_999,
        "#\t\n" * 400_000,
        "\u00a0" * 400_000,
        "\ufffd\n" * 400_000,
        "=======\n" * 200_000,
        "".join(f"k{n}: &a 1\n" for n in range(30_000)),
        "? [a]\n: b\n" * 200,
        "# a" + "\u0301\u0323" * 300_000 + "\na: b",
        "x:\n" + "".join(" " * (number % 7) + "- a: b\n" for number in range(4_900)),
        "x:\n" + "  - a: b: c\n" * 4_900,
        "a: b" + " " * 400_000 + "\n c: d",
    ],
)
def test_hostile_files_are_rejected_in_bounded_time(data: str) -> None:
    """Deeply nested, recursive and huge files give a diagnostic, without a crash or a long wait."""
    began = time.process_time()  # not the wall clock, because the machine may be busy
    diagnostics = problems(data)

    assert diagnostics or data.startswith("a: 9")  # a long number is only a text for the YAML reader
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    ("text", "is_read"), [("a: 1\nb: 2", True), ("a: 1\nb: 2\nc: 3", False), ("a: 1\nb: [2]", False)]
)
def test_the_limit_of_values_and_keys(monkeypatch: pytest.MonkeyPatch, text: str, is_read: bool) -> None:  # noqa: FBT001 - a case
    """A file with exactly the most nodes is read; one with more gives P106 and no data."""
    monkeypatch.setattr("plan190.load.yaml_reader.MOST_NODES", 5)
    parsed, diagnostics = read_yaml("f.yaml", text)

    assert (parsed is not None) is is_read
    assert [diagnostic.code for diagnostic in diagnostics] == ([] if is_read else ["P106"])


def test_marks_up_to_the_limit_are_read() -> None:
    """The limit is far above any real text."""
    assert plain("a: x" + "\u0321" * 10) == {"a": "x" + "\u0321" * 10}


def read_with_places(text: str) -> tuple[Any, ...]:
    """Return all that is read from a text."""
    parsed, diagnostics = read_yaml("f.yaml", text)
    return parsed, diagnostics, parsed and parsed.places


def test_both_yaml_parsers_give_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data, diagnostics and places are the same with and without libyaml."""
    texts = [data if isinstance(data, str) else data.decode("utf-8", "replace") for data, _ in BAD.values()]
    texts = [decoded for text in texts if (decoded := read_text("f.yaml", text.encode())[0]) is not None]
    fast = list(map(read_with_places, texts))
    monkeypatch.delattr(yaml, "CSafeLoader")
    slow = list(map(read_with_places, texts))

    assert len(texts) > 40
    assert fast == slow


def test_columns_count_characters() -> None:
    """Columns count characters from 1, not bytes, so that Vietnamese text does not shift them."""
    parsed, _ = read_yaml("f.yaml", "cơ quan: {tên: Sở, mã: x}")

    assert parsed is not None
    place = parsed.place(("cơ quan", "mã"))
    assert place is not None
    assert (place.line, place.column, place.end_column) == (1, 24, 25)
