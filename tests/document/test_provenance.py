"""A provenance is read as it was written, out of any text, whatever the folder is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.document.provenance import Provenance, digest_of, find_provenance, read_provenance

COMMAND = ("report", "agency", "so-y-te", "--as-of", "2023-09-20", "--lang", "vi")
PROVENANCE = Provenance("0.1.0", COMMAND, "data", "a" * 40, "b" * 64)


def of(folder: str, commit: str | None = "a" * 40) -> Provenance:
    """Return the provenance of that folder."""
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
def test_it_comes_back(folder: str, commit: str | None) -> None:
    """The root of a repository and the oddest names too; in one line, with single blanks."""
    provenance = of(folder, commit)
    wanted = of("" if folder == "." else folder, commit)

    assert "\n" not in provenance.line
    assert "  " not in provenance.line
    assert find_provenance(f"x {provenance.line.replace(' ', chr(10))} y") == wanted
    assert read_provenance(provenance.line) == wanted


@given(st.text(max_size=30), st.sampled_from(["a" * 40, None]))
def test_any_folder_comes_back(folder: str, commit: str | None) -> None:
    """Whatever letters it has."""
    assert find_provenance(of(folder, commit).line) == of("" if folder == "." else folder, commit)


def test_the_last_one_is_found_and_only_a_whole_one_is_read() -> None:
    """Other words beside it make it a quotation."""
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
def test_what_is_none_is_none(line: str) -> None:
    """Half a hash, an option for a commit or a command, an open quote."""
    assert find_provenance(line) is None


def test_the_digest_does_not_depend_on_line_ends() -> None:
    """A clone with CRLF has the same data as one with LF."""
    assert digest_of({"a": b"1\r\n2\r\n"}) == digest_of({"a": b"1\n2\n"}) != digest_of({"a": b"1\r2\r"})


def test_the_digest_knows_names_and_contents_apart() -> None:
    """Neither the order nor a letter moved from a name to a content is missed."""
    assert digest_of({"a": b"1", "b": b"2"}) == digest_of({"b": b"2", "a": b"1"})
    assert len({digest_of(files) for files in ({"a": b"1"}, {"a1": b""}, {"a": b"", "1": b""}, {"a": b"2"}, {})}) == 5
