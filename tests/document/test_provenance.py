"""A provenance is parsed from any text as it was written, for any name of the folder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.document.provenance import Provenance, digest_of, find_provenance, read_provenance

COMMAND = ("report", "agency", "so-y-te", "--as-of", "2023-09-20", "--lang", "vi")
PROVENANCE = Provenance("0.1.0", COMMAND, "data", "a" * 40, "b" * 64)


def of(folder: str, commit: str | None = "a" * 40) -> Provenance:
    """Return the provenance with this folder and commit."""
    return Provenance("0.1.0", COMMAND, folder, commit, "b" * 64)


@pytest.mark.parametrize("commit", ["a" * 40, "a" * 64, None])
@pytest.mark.parametrize(
    "folder",
    [
        "",
        "data",
        "dữ liệu/quý 3",
        "a;b",
        "a[b]",
        "a  b",
        "100%",
        "x of " + "c" * 40,
        "a`b",
        "-x",
        "a\nb",
        "\udcff",
        "\u202ea",
        ".",
    ],
)
def test_a_provenance_is_parsed_as_written(folder: str, commit: str | None) -> None:
    """Also for the root of a repository and unusual names; the line has only single spaces."""
    provenance = of(folder, commit)
    expected = of("" if folder == "." else folder, commit)

    assert "\n" not in provenance.line
    assert "  " not in provenance.line
    assert find_provenance(f"x {provenance.line.replace(' ', chr(10))} y") == expected
    assert read_provenance(provenance.line) == expected


@given(st.text(max_size=30), st.sampled_from(["a" * 40, None]))
def test_any_folder_is_parsed_as_written(folder: str, commit: str | None) -> None:
    """The name may have any characters."""
    assert find_provenance(of(folder, commit).line) == of("" if folder == "." else folder, commit)


def test_the_last_provenance_of_a_text_is_found() -> None:
    """`read_provenance` accepts no other words next to it, because then it is a quotation."""
    other = of("khác")

    assert find_provenance(f"{PROVENANCE.line} {other.line}") == other
    assert read_provenance(f"{PROVENANCE.line} {other.line}") is None
    assert read_provenance(f"Theo {PROVENANCE.line}") is None
    assert find_provenance("[plan190 0.1.0; report]") is None


@pytest.mark.parametrize(
    "line",
    [
        PROVENANCE.line.replace("a" * 40, "a" * 39),
        PROVENANCE.line.replace("a" * 40, "--output=x"),
        PROVENANCE.line.replace("report agency", "--version"),
        PROVENANCE.line.replace("so-y-te", "'so-y-te"),
        PROVENANCE.line.replace("b" * 64, "B" * 64),
        PROVENANCE.line.replace("0.1.0", "0.1.0; x"),
    ],
)
def test_similar_lines_are_not_a_provenance(line: str) -> None:
    """A short hash, an option in place of a commit or command, and an open quote are rejected."""
    assert find_provenance(line) is None


def test_the_digest_does_not_depend_on_line_ends() -> None:
    """Clones with CRLF and with LF have the same digest."""
    assert digest_of({"a": b"1\r\n2\r\n"}) == digest_of({"a": b"1\n2\n"}) != digest_of({"a": b"1\r2\r"})


def test_the_digest_separates_names_and_contents() -> None:
    """The order of files does not matter; a character moved from a name to a content does."""
    assert digest_of({"a": b"1", "b": b"2"}) == digest_of({"b": b"2", "a": b"1"})
    assert len({digest_of(files) for files in ({"a": b"1"}, {"a1": b""}, {"a": b"", "1": b""}, {"a": b"2"}, {})}) == 5
