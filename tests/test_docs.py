"""The sample files on the pages for the clerk and the coordinator have no problems."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from plan190.model.deadline import RuleKind
from plan190.words.fields_vi import VALUES
from tests.conftest import DATA, ROOT
from tests.samples import problems_of, samples_of

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2023, 12, 31)


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_sample_reports_have_no_problems(copy: Path, ending: str) -> None:
    """Each whole file on the page can be copied as it is."""
    files = samples_of(f"monthly-report{ending}")
    texts = [(path, text) for path, versions in files.items() for text in versions]

    assert len(texts) >= 2
    for path, text in texts:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text, "utf-8")
        assert problems_of(copy, AS_OF) == [], text


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_sample_decisions_have_no_problems(copy: Path, ending: str) -> None:
    """All decisions of the page in one file, with the longest sample of each report."""
    reports = samples_of(f"monthly-report{ending}", f"decisions{ending}")
    decisions = reports.pop("decisions.yaml")
    for path, versions in reports.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(max(versions, key=len), "utf-8")
    entries = [re.sub(r"^decisions:\n", "", text) for text in decisions]
    (copy / "decisions.yaml").write_text("decisions:\n" + "".join(entries), "utf-8")

    assert len(decisions) >= 12
    assert problems_of(copy, AS_OF) == []


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_sample_correction_and_withdrawal_have_no_problems(copy: Path, ending: str) -> None:
    """The smallest July report, with the August report that corrects it, and the same July withdrawn."""
    files = samples_of(f"monthly-report{ending}")
    july, august = files["updates/so-y-te/2023-07.yaml"], files["updates/so-y-te/2023-08.yaml"]
    corrects = next(text for text in august if "corrections:" in text)
    withdrawn = next(text for text in july if "withdrawn:" in text)
    (copy / "updates/so-y-te").mkdir(parents=True)
    (copy / "updates/so-y-te/2023-08.yaml").write_text(corrects, "utf-8")

    assert withdrawn.startswith(july[0])
    assert [problem[1] for problem in problems_of(copy, AS_OF)] == ["P333"]  # alone it corrects nothing
    for text in (july[0], withdrawn):
        (copy / "updates/so-y-te/2023-07.yaml").write_text(text, "utf-8")
        assert problems_of(copy, AS_OF) == []


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_sample_letterheads_owners_and_waivers_have_no_problems(copy: Path, ending: str) -> None:
    """Each whole file on the page about data can be copied as it is."""
    files = samples_of(f"data{ending}")

    assert set(files) == {"agencies.yaml", "letterheads.yaml", "owners.yaml", "waivers.yaml"}
    for path in ("letterheads.yaml", "owners.yaml", "waivers.yaml"):
        (copy / path).write_text(*files[path], "utf-8")
    assert problems_of(copy, AS_OF) == []


@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_sample_reorganisations_are_in_the_data(ending: str) -> None:
    """Each of the two entries shown, without the fields that are left out, is in the real file."""
    (sample,) = samples_of(f"data{ending}")["agencies.yaml"]
    agencies = (DATA / "agencies.yaml").read_text("utf-8")
    for entry in sample.split("\n\n"):
        id_line, _left_out, fields = entry.split("\n", maxsplit=2)
        assert f"{id_line}\n" in agencies
        assert fields in agencies


@pytest.mark.parametrize(("page", "heading"), [("data.md", "Allowed values"), ("data.vi.md", "Các giá trị được phép")])
def test_all_allowed_values_are_listed(page: str, heading: str) -> None:
    """A row has the values of a key; the kinds of deadlines have a row each, in another table."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    rows = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0].splitlines()
    listed = [set(re.findall("(?:^ |; )`([^`]+)`", row.split("|")[2])) for row in rows if row.startswith("| `")]
    of_reports = {"state", "Obstacle.category"}

    assert [key for key, values in VALUES.items() if key not in of_reports and set(values) not in listed] == []
    assert [kind for kind in get_args(RuleKind) if f"\n| `{kind}` |" not in text] == []


@pytest.mark.parametrize("name", ["owners.yaml", "waivers.yaml"])
def test_commented_sample_in_an_empty_file_has_no_problems(copy: Path, name: str) -> None:
    """The comment at the top of the file can be used as its content."""
    text = (copy / name).read_text("utf-8")
    sample = [line[4:] for line in text.splitlines() if line.startswith("#   ")]
    (copy / name).write_text("\n".join(sample) + "\n", "utf-8")

    assert text.endswith(f"\n{name.removesuffix('.yaml')}: []\n")
    assert len(sample) > 5
    assert problems_of(copy, AS_OF) == []


@pytest.mark.parametrize("name", ["monthly-report", "decisions", "data"])
def test_both_languages_have_the_same_samples(name: str) -> None:
    """Both pages have as many samples of each file."""
    vietnamese, english = samples_of(f"{name}.vi.md"), samples_of(f"{name}.md")

    assert vietnamese.keys() == english.keys()
    assert {path: len(texts) for path, texts in vietnamese.items()} == {
        path: len(texts) for path, texts in english.items()
    }
