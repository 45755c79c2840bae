"""A rule without `BETWEEN_AGENCIES` finds in the reports of an agency what it finds if there are no others."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plan190.checks import rules
from plan190.checks.checked_data import load_and_check
from plan190.load.loader import read_files
from plan190.load.tree import DiskTree
from plan190.model.decision import Accept
from plan190.model.report import Contribution, Evidence
from tests.builders import correction, day, decision, measured, register_with, report, update
from tests.conftest import DATA, EXAMPLE, replaced
from tests.status.test_decisions_in_force import KHCN, LDTBXH, TTTT, YTE, with_agency

IN_REPORTS = {f"P{number}" for number in (*range(301, 309), *range(324, 328), 333, 335, 336, 337, 604, 605)}
"""The rules that find something in a report."""

PROOF = Evidence(title="x", number="1/QĐ-HUCAU", date=day("12-1"))
LATER = Evidence(title="x", number="1/QĐ-HUCAU", date=day("12-2"))
SAME = {"summary": "Đã làm xong."}
REPORTS = [
    # Mistakes inside one report.
    report("khong-co", 7, "7-12", update(1)),
    report(TTTT, 5, "6-20", update(62, "done"), update(62), update(99), indicators=(measured("x", 1),)),
    report(
        KHCN,
        7,
        "7-12",
        update(62, "done", "7-1", evidence=(PROOF, LATER)),
        contributions=(Contribution(task="2", contribution="x"),),
    ),
    report(LDTBXH, 7, "12-12"),
    report(LDTBXH, 8, "12-13"),
    # Mistakes between reports.
    report(YTE, 6, "8-1", update(1, "done", "6-20", evidence=(PROOF,)), update(62, "done", "6-20")),
    report(
        YTE,
        7,
        "7-12",
        *(update(task, progress=50, **SAME) for task in (1, 44, 62)),
        update(39, evidence=(PROOF,), **SAME),
    ),
    report(
        YTE,
        8,
        "8-12",
        *(update(task, progress=50, **SAME) for task in (1, 39, 44)),
        correction(6, 1),
        correction(5, 39),
    ),
    report(YTE, 9, "9-12", update(1, progress=40), update(44, **SAME)),
    report("so-gtvt", 7, "7-12"),
    report("so-gtvt", 8, "8-12"),
]
REGISTER = register_with(REPORTS, [decision(Accept, "8-2", tasks=(62,), agencies=(KHCN,))])
REGISTER = with_agency(with_agency(REGISTER, LDTBXH, valid_to=day("9-30")), KHCN, valid_from=day("8-1"))


def found(code: str, agency: str | None = None) -> set[object]:
    """Return what the rule finds in all reports, or in those of the agency if there are no others."""
    reports = tuple(report for report in REGISTER.reports if agency in {None, report.agency})
    return set(rules.run(code, replace(REGISTER, reports=reports)))


def found_one_by_one(code: str) -> set[object]:
    """Return what the rule finds if the agencies are checked one by one."""
    return set[object]().union(*(found(code, report.agency) for report in REPORTS))


@pytest.mark.parametrize("code", sorted(rules.RULES.keys() - rules.BETWEEN_AGENCIES))
def test_agencies_can_be_checked_one_by_one(code: str) -> None:
    """The result of the rule for an agency does not change with other agencies."""
    assert found_one_by_one(code) == found(code)
    assert code not in IN_REPORTS or found(code)


def test_the_results_of_other_agencies_are_used_beside_a_report_with_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The problems are those without known results; only the reports of the agency with the error are checked again."""
    folder = Path(shutil.copytree(DATA, tmp_path / "q"))
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    of_nothing = "corrections:\n  - {task: 24, state: in_progress, corrects: 2023-05, why: x}\nupdates:"
    replaced(folder, "updates/so-noi-vu/2023-08.yaml", "updates:", of_nothing)
    replaced(folder, "updates/so-noi-vu/2023-08.yaml", "done_on: 2023-07-20", "done_on: 2023-08-20")
    before = load_and_check(read_files(DiskTree(folder, "q")), lambda _: day("9-20"))
    replaced(folder, "updates/so-y-te/2023-08.yaml", "state: in_progress", "state: x")
    files = read_files(DiskTree(folder, "q"))
    expected = load_and_check(files, lambda _: day("9-20"))
    checked: set[str] = set()

    def check_agencies(*arguments: Any) -> Any:
        checked.update(report.agency for report in arguments[2])
        return rules_check_agencies(*arguments)

    rules_check_agencies = rules.check_agencies
    monkeypatch.setattr(rules, "check_agencies", check_agencies)
    known = replace(before.loaded.values, by_file={}, diagnostics=(), indexes={})
    results = {name: found for name, found in before.results.items() if name != "updates/so-y-te"}
    after = load_and_check(files, lambda _: day("9-20"), replace(known, results=results))
    assert {"P307", "P333"} <= {problem.code for problem in before.diagnostics}
    assert {problem.code for problem in after.diagnostics} >= {"P204", "P307"}
    assert after.diagnostics == expected.diagnostics
    assert checked == {"so-y-te"}
