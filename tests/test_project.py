"""The project itself: its packages keep the import contract, and its documents say what the program does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib

import pytest

from plan190 import __version__
from plan190.diagnostics import CODES
from tests.conftest import ROOT

PACKAGE = ROOT / "plan190"


def test_the_import_contract_is_kept() -> None:
    """No module imports against the contract, and the check really looked at the whole package."""
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
    """No file without a docstring; the linter checks the rest. At least seventy files were looked at."""
    files = list(PACKAGE.rglob("*.py"))

    assert len(files) > 70
    assert [file for file in files if not file.read_text("utf-8").lstrip("r").startswith('"""')] == []


SCREEN = re.compile(r"(<!-- plan190 status --as-of 2023-07-01 -->\n```text\n).*?(\n```)", re.DOTALL)


def readme_screen() -> str:
    """Return the golden first screen with the middle of its table left out."""
    lines = (ROOT / "tests" / "golden" / "status-80.vi.txt").read_text("utf-8").rstrip("\n").split("\n")
    end = next(number for number, line in enumerate(lines) if line.startswith("─") and number > 20)

    return "\n".join([*lines[:24], "…", *lines[end - 3 :]])


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_readme_prints_what_the_program_prints(name: str) -> None:
    """The README's screen is the program's; it is renewed with the golden outputs."""
    path = ROOT / name
    text = path.read_text("utf-8")
    screen = readme_screen()
    fresh = SCREEN.sub(lambda match: match[1] + screen + match[2], text)
    if os.environ.get("PLAN190_GOLDEN") == "write":
        path.write_text(fresh, "utf-8")
        text = fresh

    assert screen in text
    assert screen.count("\n") > 30


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_links_in_the_documents_lead_somewhere(name: str) -> None:
    """Every relative link is a file."""
    files = [ROOT / name, *(ROOT / "docs").glob("*.md")]
    links = [(file, link) for file in files for link in re.findall(r"\]\(([^)#:]+)\)", file.read_text("utf-8"))]

    assert len(links) > 5
    assert [link for file, link in links if not (file.parent / link).exists()] == []


def test_the_version_is_one() -> None:
    """The package, the changelog and the JSON's example say the same version."""
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f'"version": "{__version__}"' in (ROOT / "docs" / "json.md").read_text("utf-8")


def test_the_figures_of_the_changelog_are_those_of_the_data() -> None:
    """What the changelog counts is what the files hold."""
    from tests.conftest import real_register

    register = real_register()
    text = " ".join((ROOT / "CHANGELOG.md").read_text("utf-8").split())
    counted = (
        f"{len(register.tasks)} tasks, {len(register.agencies)} bodies and {len(register.groups)} groups, "
        f"{len(register.documents)} cited documents, {len(register.plan.indicators)} indicators"
    )

    assert counted in text


def test_constraints_name_versions_and_no_addresses() -> None:
    """The pinned versions cover every dependency and carry no server."""
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


def test_codes_are_of_known_families() -> None:
    """A code's number says its family, and names are words with hyphens."""
    assert all(re.fullmatch("P[0-69][0-9]{2}", code) for code in CODES)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code.name) for code in CODES.values())
    assert len({code.name for code in CODES.values()}) == len(CODES)
