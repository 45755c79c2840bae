"""The check as a JUnit test report. Everything that was checked is a test case, so that a new failure stands out.

An agency's report has a case for the file and one for each task, in the suite of the agency. Any other file has one
case, in a suite of its own. The deadline gate has a case for each task of an agency and one for its monthly reports.
The name of a case is the same whether it passes or fails. Errors that count are failures. Warnings, notes, old findings
and waived findings are the output of a case, with a remark.
"""

from __future__ import annotations

from collections import Counter
from itertools import filterfalse, groupby
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from plan190.document.excerpt import finding_lines
from plan190.formats.escaping import xml_bytes
from plan190.words.text import natural_order, printable

if TYPE_CHECKING:
    from collections.abc import Collection

    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions


class _Case(NamedTuple):
    """A test case: a task or the whole of a file; `file` is "" if the task or the reports of an agency are meant."""

    suite: str
    file: str
    task: str

    def name(self, options: RenderOptions) -> str:
        """Return the name within the suite: the file and the task, as far as there are any."""
        words = options.words
        stem = self.file.rsplit("/", 1)[-1].removesuffix(".yaml")
        task = words("junit.task", number=self.task) if self.task else ""
        return printable(" ".join(filter(None, (stem, task)))) or words("junit.reports")


def render(view: View, options: RenderOptions) -> bytes:
    """Return `<testsuites>` with a suite for each agency and each other file."""
    root = ET.Element("testsuites", name="plan190")
    for suite, cases in groupby(sorted(_cases(view).items(), key=_order), key=lambda item: item[0].suite):
        element = ET.SubElement(root, "testsuite", name=printable(suite))
        numbers: Counter[str] = Counter()
        for case, findings in cases:
            name = case.name(options)
            numbers[name] += 1
            # Readers show only the first of several cases with the same name.
            unique_name = name if numbers[name] == 1 else f"{name} ({numbers[name]})"
            element.append(_element(case, unique_name, findings, options))
        _count(element)
    _count(root)
    return xml_bytes(root)


def _order(item: tuple[_Case, list[Finding]]) -> tuple[object, ...]:
    case, _ = item
    return case.suite, case.file, natural_order(case.task)


def _cases(view: View) -> dict[_Case, list[Finding]]:
    """Return the findings of each case; everything that was checked is a case, with or without findings."""
    cases: dict[_Case, list[Finding]] = {}
    for checked in view.checked():
        cases[_Case(checked.agency or checked.file, checked.file, checked.task or "")] = []
    for finding in view.findings:
        cases.setdefault(_case_of(finding, cases), []).append(finding)
    return cases


def _case_of(finding: Finding, checked: Collection[_Case]) -> _Case:
    """Return the case of a finding: the narrowest one that was checked, or else a case of its own."""
    agency, file, task = finding.agency or finding.file, finding.file, finding.task_id or ""
    own = _Case(agency, file, task)
    candidates = (own, _Case(agency, "", task), _Case(agency, file, ""), _Case(file, file, ""))
    return next((case for case in candidates if case in checked), own)


def _element(case: _Case, name: str, findings: list[Finding], options: RenderOptions) -> ET.Element:
    """Return the element of a case; no other case in the suite has its name."""
    element = ET.Element("testcase", classname=printable(case.suite), name=name, time="0")
    if case.file:
        element.set("file", printable(case.file))
    failing = list(filter(_fails, findings))
    if failing:
        first = failing[0]
        more = f" (+{len(failing) - 1})" if len(failing) > 1 else ""
        attributes = {"message": printable(first.message) + more, "type": printable(f"{first.code} {first.name}")}
        ET.SubElement(element, "failure", attributes).text = _text(failing, options)
    passing = list(filterfalse(_fails, findings))
    if passing:
        ET.SubElement(element, "system-out").text = _text(passing, options)
    return element


def _fails(finding: Finding) -> bool:
    return finding.severity == "error" and finding.counts


def _text(findings: list[Finding], options: RenderOptions) -> str:
    lines = []
    for finding in findings:
        if not finding.new:
            lines.append(options.words("junit.known"))
        if finding.waived_by is not None:
            lines.append(options.words("junit.waived", place=finding.waived_by))
        lines += [line for line, _ in finding_lines(finding, options.words, None)]
    return "\n".join(map(printable, lines)).rstrip("\n")


def _count(element: ET.Element) -> None:
    """Set the numbers of test cases and failures in an element. No case has an error or is skipped."""
    tests, failures = len(element.findall(".//testcase")), len(element.findall(".//failure"))
    element.attrib.update(tests=str(tests), failures=str(failures), errors="0", skipped="0")
