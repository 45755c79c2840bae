"""The samples of the pages for the clerk and the coordinator are right, as plan190 itself sees them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.checks import rules
from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = re.compile(r"^```yaml\n# data/(\S+)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def samples(*names: str) -> dict[str, list[str]]:
    """Return the sample files of some pages by their paths, each with its texts in order."""
    texts: dict[str, list[str]] = {}
    for name in names:
        for path, text in BLOCK.findall((ROOT / "docs" / name).read_text("utf-8")):
            texts.setdefault(path, []).append(text)
    return texts


def problems(copy: Path) -> list[tuple[str, str, str]]:
    """Return path, code and variant of everything wrong with a folder."""
    files = read_files(DiskTree(copy, "data"))
    loaded = load(files)
    diagnostics = rules.check(build_register("data", loaded.values, files), loaded.error_free, date(2023, 12, 31))
    return [
        (diagnostic.place.path, diagnostic.code, diagnostic.variant)
        for diagnostic in (*loaded.diagnostics, *diagnostics)
    ]


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_the_clerks_samples_are_right(copy: Path, ending: str) -> None:
    """Each whole file of the page can be copied as it stands."""
    files = samples(f"monthly-report{ending}")
    texts = [(path, text) for path, versions in files.items() for text in versions]

    assert len(texts) >= 2
    for path, text in texts:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text, "utf-8")
        assert problems(copy) == [], text


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_the_coordinators_samples_are_right(copy: Path, ending: str) -> None:
    """The decisions of the page, one after the other in one file, beside the fullest reports of both pages."""
    reports = samples(f"monthly-report{ending}", f"decisions{ending}")
    book = reports.pop("decisions.yaml")
    for path, versions in reports.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(max(versions, key=len), "utf-8")
    entries = [re.sub(r"^decisions:\n", "", text) for text in book]
    (copy / "decisions.yaml").write_text("decisions:\n" + "".join(entries), "utf-8")

    assert len(book) >= 12
    assert problems(copy) == []


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_a_correction_is_right_beside_what_it_corrects(copy: Path, ending: str) -> None:
    """The smallest July and the August that corrects it, and the same July withdrawn."""
    files = samples(f"monthly-report{ending}")
    july, august = files["updates/so-y-te/2023-07.yaml"], files["updates/so-y-te/2023-08.yaml"]
    corrects = next(text for text in august if "corrections:" in text)
    withdrawn = next(text for text in july if "withdrawn:" in text)
    (copy / "updates/so-y-te").mkdir(parents=True)
    (copy / "updates/so-y-te/2023-08.yaml").write_text(corrects, "utf-8")

    assert withdrawn.startswith(july[0])
    assert [problem[1] for problem in problems(copy)] == ["P333"]  # alone it corrects nothing
    for text in (july[0], withdrawn):
        (copy / "updates/so-y-te/2023-07.yaml").write_text(text, "utf-8")
        assert problems(copy) == []


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_the_owners_and_waivers_of_the_page_are_right(copy: Path, ending: str) -> None:
    """Each whole file of the page about data can be copied as it stands."""
    files = samples(f"data{ending}")

    assert set(files) == {"owners.yaml", "waivers.yaml"}
    for path, (text,) in files.items():
        (copy / path).write_text(text, "utf-8")
    assert problems(copy) == []


@pytest.mark.parametrize("name", ["owners.yaml", "waivers.yaml"])
def test_the_commented_sample_of_a_file_is_right(copy: Path, name: str) -> None:
    """What the head of the empty file shows can be put in its place."""
    text = (copy / name).read_text("utf-8")
    shown = [line[4:] for line in text.splitlines() if line.startswith("#   ")]
    (copy / name).write_text("\n".join(shown) + "\n", "utf-8")

    assert text.endswith(f"\n{name.removesuffix('.yaml')}: []\n")
    assert len(shown) > 5
    assert problems(copy) == []


@pytest.mark.parametrize("name", ["monthly-report", "decisions", "data"])
def test_both_languages_have_the_same_samples(name: str) -> None:
    """A sample that is corrected in one language is corrected in the other."""
    vietnamese, english = samples(f"{name}.vi.md"), samples(f"{name}.md")

    assert vietnamese.keys() == english.keys()
    assert {path: len(texts) for path, texts in vietnamese.items()} == {
        path: len(texts) for path, texts in english.items()
    }
