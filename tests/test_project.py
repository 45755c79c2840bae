"""The project: import contracts, documents that agree with the program, and pinned versions."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

from plan190 import __version__
from plan190.diagnostics import CODES
from tests.conftest import ROOT, real_register

PACKAGE = ROOT / "plan190"


def test_import_contracts_are_kept() -> None:
    """The check covers every module of the package."""
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    analysed = re.search(r"Analyzed (\d+) files", ran.stdout)

    assert ran.returncode == 0, ran.stdout
    assert analysed is not None
    assert int(analysed[1]) >= len(list(PACKAGE.rglob("*.py")))


def test_every_module_has_a_docstring() -> None:
    """The linter checks the docstrings of classes and functions."""
    files = list(PACKAGE.rglob("*.py"))

    assert len(files) > 70
    assert [file for file in files if not file.read_text("utf-8").lstrip("r").startswith('"""')] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_relative_links_in_the_documents_lead_to_files(name: str) -> None:
    """The README is at most 150 lines long; it and all pages are checked."""
    files = [ROOT / name, ROOT / "reports" / name, *(ROOT / "docs").glob("*.md")]
    links = [(file, link) for file in files for link in re.findall(r"\]\(([^)#:]+)\)", file.read_text("utf-8"))]

    assert (ROOT / name).read_text("utf-8").count("\n") <= 150
    assert len(links) > 5
    assert [link for file, link in links if not (file.parent / link).exists()] == []


def test_version_is_the_same_everywhere() -> None:
    """The package, the changelog and the JSON example state one version."""
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f'"version": "{__version__}"' in (ROOT / "docs" / "json.md").read_text("utf-8")


def test_figures_of_the_changelog_match_the_data() -> None:
    """Tasks, bodies, groups, cited documents and indicators."""
    register = real_register()
    text = " ".join((ROOT / "CHANGELOG.md").read_text("utf-8").split())
    counted = (
        f"{len(register.tasks)} tasks, {len(register.agencies)} bodies and {len(register.groups)} groups, "
        f"{len(register.documents)} cited documents, {len(register.plan.indicators)} indicators"
    )

    assert counted in text


def test_constraints_pin_every_dependency() -> None:
    """Each dependency has an exact version; no line has the address of a server."""
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    pinned = {re.split("[=;]", line)[0].lower().replace("_", "-") for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        re.split("[<>=;]", requirement)[0].lower()
        for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"])
        if "win32" not in requirement
    }

    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9A-Za-z.]+", line) for line in lines)
    assert wanted <= pinned


def test_codes_and_their_names_are_well_formed() -> None:
    """A code is P and three digits; a name is lower-case words with hyphens and is used once."""
    assert all(re.fullmatch("P[0-69][0-9]{2}", code) for code in CODES)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code.name) for code in CODES.values())
    assert len({code.name for code in CODES.values()}) == len(CODES)
