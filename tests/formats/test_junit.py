"""The test report has a case for everything that was checked, each with a unique name."""

from __future__ import annotations

import time
from xml.etree import ElementTree as ET

import pytest

from plan190.document.blocks import CheckedItem
from plan190.words.text import printable
from tests.formats.sample_findings import COMMAND, CONTROL, NAMES, SENTENCES, finding, rendered

HERE = "data/updates/so-noi-vu/2023-07.yaml"


def read(text: str) -> ET.Element:
    """Return the document; assert that its counts are right and names are unique within a suite."""
    root = ET.fromstring(text)  # noqa: S314 - our own
    for element in (root, *root.iter("testsuite")):
        assert int(element.attrib["tests"]) == len(list(element.iter("testcase")))
        assert int(element.attrib["failures"]) == len(list(element.iter("failure")))
        assert element.attrib["errors"] == element.attrib["skipped"] == "0"
    for suite in root.iter("testsuite"):
        names = [case.attrib["name"] for case in suite.iter("testcase")]
        assert len(names) == len(set(names)), names
    return root


def cases(root: ET.Element) -> list[tuple[str, str, bool]]:
    """Return suite and name of each case, and whether it passes."""
    return [
        (case.attrib["classname"], case.attrib["name"], case.find("failure") is None) for case in root.iter("testcase")
    ]


def test_agencies_and_files_are_suites() -> None:
    """A report has a case for each task, a file of the plan has one; cases that pass are listed too."""
    checked = (CheckedItem("data/tasks.yaml"), *(CheckedItem(HERE, "so-noi-vu", task) for task in ("12", "24", "31")))
    plan = finding(file="data/plan.yaml", path="data/plan.yaml", agency=None, task=None, task_id=None, code="P206")
    root = read(
        rendered(
            "junit", finding(), finding(code="P308", severity="warning", task=24, task_id="24"), plan, checked=checked
        )
    )

    assert cases(root) == [
        ("data/plan.yaml", "plan", False),
        ("data/tasks.yaml", "tasks", True),
        ("so-noi-vu", "2023-07 task 12", False),
        ("so-noi-vu", "2023-07 task 24", True),
        ("so-noi-vu", "2023-07 task 31", True),
    ]
    assert {case.attrib["file"] for case in root.iter("testcase")} == {"data/plan.yaml", "data/tasks.yaml", HERE}


def test_a_failure_has_sentence_place_and_advice() -> None:
    """The test report alone is enough to repair the file."""
    failure = next(read(rendered("junit", finding())).iter("failure"))

    assert failure.attrib == {"message": "task 12 is not of “so-noi-vu”", "type": "P304 task-not-theirs"}
    assert (failure.text or "").startswith(f"{HERE}:5:11: error[P304] task 12")
    assert "= help: take it out" in (failure.text or "")


def test_equal_findings_of_one_task_are_one_case() -> None:
    """The message has the number of the others, the text has all findings."""
    root = read(rendered("junit", finding(), finding(line=9), finding(line=10)))
    failure = next(root.iter("failure"))

    assert len(cases(root)) == 1
    assert failure.attrib["message"].endswith(" (+2)")
    assert (failure.text or "").count("error[P304]") == 3


def test_months_of_one_agency_do_not_hide_each_other() -> None:
    """The same task in two reports gives two cases."""
    august = "data/updates/so-noi-vu/2023-08.yaml"
    root = read(rendered("junit", finding(), finding(file=august, path=august)))

    assert [name for _, name, _ in cases(root)] == ["2023-07 task 12", "2023-08 task 12"]


def test_names_are_the_same_whether_cases_pass_or_fail() -> None:
    """Findings of any code belong to the case of what was checked: a task, a report, a file, or the gate's subject."""
    plan, decisions = "data/plan.yaml", "data/decisions.yaml"
    checked = (
        *(CheckedItem(plan), CheckedItem(decisions)),
        *(CheckedItem(HERE, "so-noi-vu"), CheckedItem(HERE, "so-noi-vu", "12"), CheckedItem(HERE, "so-noi-vu", "24")),
        *(CheckedItem("", "so-y-te", "12"), CheckedItem("", "so-y-te")),
    )
    findings = (
        finding(file=plan, agency=None, task=None, task_id=None),
        finding(file=decisions, agency="so-noi-vu", task=5, task_id="5"),
        finding(task=None, task_id=None),
        finding(),
        finding(code="P308"),
        finding(agency="so-y-te", code="P501", file="data/tasks.yaml"),
        finding(agency="so-y-te", code="P502", task=None, task_id=None, file="data/updates/so-y-te/2023-08.yaml"),
    )
    passing, failing = (
        cases(read(rendered("junit", checked=checked))),
        cases(read(rendered("junit", *findings, checked=checked))),
    )

    assert [case[:2] for case in passing] == [case[:2] for case in failing]
    assert [name for _, name, passes in failing if passes] == ["2023-07 task 24"]
    assert ("so-y-te", "monthly reports", False) in failing
    assert ("so-y-te", "task 12", False) in failing


def test_a_task_fails_only_for_its_agency() -> None:
    """If one agency's part fails, the part of another agency passes."""
    checked = (CheckedItem("", "so-noi-vu", "12"), CheckedItem("", "so-y-te", "12"))
    root = read(rendered("junit", finding(), checked=checked))

    assert cases(root) == [("so-noi-vu", "task 12", False), ("so-y-te", "task 12", True)]


def test_equal_case_names_are_numbered() -> None:
    """Cases with otherwise equal names get a number."""
    folder = "data/updates/so-noi-vu"
    names = [f"{folder}/2023-07.yaml", f"{folder}/2023-07", f"{folder}/a\x1b.yaml", f"{folder}/a\\x1b.yaml"]
    root = read(rendered("junit", *(finding(file=name, task=None, task_id=None, code="P008") for name in names)))

    assert len(cases(root)) == 4


@pytest.mark.parametrize("kind", [{"severity": "warning"}, {"severity": "note"}, {"new": False}, {"waived_by": "w:3"}])
def test_other_findings_are_output_of_passing_cases(kind: dict[str, object]) -> None:
    """Warnings, notes, old findings and waived findings are the output of a case that passes."""
    root = read(rendered("junit", finding(**kind)))
    (case,) = root.iter("testcase")

    assert case.find("failure") is None
    assert "task 12 is not of" in (case.findtext("system-out") or "")
    assert ("w:3" in (case.findtext("system-out") or "")) == ("waived_by" in kind)
    assert ("already known" in (case.findtext("system-out") or "")) == ("new" in kind)


def test_nothing_checked_is_a_report_without_cases() -> None:
    """The document is valid without a case."""
    assert cases(read(rendered("junit"))) == []


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_break_no_xml(name: str) -> None:
    """The document can be parsed; characters that XML forbids are written as codes."""
    out = rendered("junit", finding(file=name, path=name, agency=None), checked=(CheckedItem(name, "x", "3"),))
    root = read(out)

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert {case.attrib["file"] for case in root.iter("testcase")} == {printable(name)}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_break_no_xml(sentence: str) -> None:
    """The sentence is read back unchanged."""
    out = rendered("junit", finding(message=sentence, excerpt=sentence, help=sentence))
    failure = next(read(out).iter("failure"))

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert failure.attrib["message"] == printable(sentence)


def test_a_case_with_many_findings_is_written_quickly() -> None:
    """The time grows with the number of findings, not faster."""
    errors = [finding(line=number) for number in range(10_000)]
    warnings = [finding(line=number, severity="warning") for number in range(10_000)]
    began = time.process_time()
    rendered("junit", *errors, *warnings)

    assert time.process_time() - began < 10
