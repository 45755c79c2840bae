"""`form` writes a workbook for one agency, the members of a group, or all agencies that owe a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from plan190.forms.workbook_reader import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")


def names(folder: Path) -> list[str]:
    """Return the names of the files in the folder."""
    return sorted(path.name for path in folder.iterdir())


def test_the_form_of_one_agency(run: Callable[..., Ran], tmp_path: Path) -> None:
    """For the next period without a report, or for the one given."""
    assert run("form", "--agency", "Sở Y tế", *EXAMPLE, "--output", str(tmp_path)).code == 0
    ran = run("form", "--agency", "so-y-te", "--period", "7/2023", *EXAMPLE, "--output", str(tmp_path))
    assert f"{tmp_path} (so-y-te-2023-07.xlsx).\n" in ran.err
    assert "plan190 intake --data examples/q3-2023 TỆP" in ran.err
    assert names(tmp_path) == ["so-y-te-2023-07.xlsx", "so-y-te-2023-10.xlsx"]
    for name in names(tmp_path):
        data = read_workbook(name, (tmp_path / name).read_bytes()).data
        assert f"{data['agency']}-{data['period']}.xlsx" == name


def test_an_agency_without_the_option_is_refused(run: Callable[..., Ran]) -> None:
    """Other commands take it as an argument, so the error names the option."""
    ran = run("form", "so-y-te")
    assert (ran.code, "--agency" in ran.err) == (2, True)


def test_the_forms_of_all_agencies(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Those that owe a report; each of its next period."""
    ran = run("form", "--all", *EXAMPLE, "--output", str(tmp_path))
    assert ran.code == 0
    assert ran.err.startswith(f"Đã ghi 41 tệp vào {tmp_path}.\nTiếp theo: ")
    assert len(names(tmp_path)) == 41
    assert {"so-gtvt-2023-10.xlsx", "ubnd-h-bu-dang-2023-10.xlsx"} <= set(names(tmp_path))


def test_a_group_means_its_members(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The districts, each with its own form."""
    assert run("form", "--agency", "grp-huyen", *EXAMPLE, "--output", str(tmp_path)).code == 0
    assert len(names(tmp_path)) == 11


def test_a_filled_in_form_is_not_lost(run: Callable[..., Ran], tmp_path: Path) -> None:
    """An empty one is written again; one that somebody has saved is replaced only with `--force`."""
    command = ("form", "--agency", "so-y-te", *EXAMPLE, "--output", str(tmp_path))
    assert [run(*command).code, run(*command).code] == [0, 0]
    (path,) = tmp_path.iterdir()
    load_workbook(path).save(path)
    assert "--force" in run(*command).err
    assert run(*command, "--force").code == 0


@pytest.mark.parametrize("options", [(), ("--all", "--agency", "so-y-te")])
def test_for_whom(run: Callable[..., Ran], options: tuple[str, ...]) -> None:
    """One of the options is needed, not both."""
    assert run("form", *options).err == "plan190: hãy chọn cơ quan bằng --agency, hoặc --all cho mọi cơ quan.\n"


@pytest.mark.parametrize("suffix", ["xlsm", "xls", "ods"])
def test_other_workbooks_are_refused_in_one_sentence(run: Callable[..., Ran], tmp_path: Path, suffix: str) -> None:
    """They are not read as YAML."""
    (tmp_path / f"form.{suffix}").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    ran = run("check", str(tmp_path / f"form.{suffix}"))
    assert ran.code == 2
    assert "mật khẩu" in ran.err


@pytest.mark.parametrize("more", [(), ("--html",)])
def test_no_form_for_a_period_before_the_plan(run: Callable[..., Ran], tmp_path: Path, more: tuple[str, ...]) -> None:
    """As `draft`, the command refuses a period in which the plan did not exist."""
    ran = run("form", "--agency", "so-y-te", "--period", "2020-01", *more, *EXAMPLE, "--output", str(tmp_path))
    assert (ran.code, names(tmp_path)) == (2, [])
