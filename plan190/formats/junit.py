"""The check as a JUnit test report. Everything that was checked is a test case, so that a new failure stands out.

An agency's report has a case for each task, in the suite of the agency. Any other file has one case, in a suite of its
own. The name of a case contains the code of its findings, so that each code has a case of its own. Errors that count
are failures. Warnings, notes, old findings and waived findings are the output of a case that passes.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from plan190.document.excerpt import finding_lines
from plan190.formats.escaping import xml_bytes
from plan190.words.text import natural_order, printable

if TYPE_CHECKING:
    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions


class _Case(NamedTuple):
    """A test case; `task` is "" for a whole file, `code` is "" if nothing was found."""

    suite: str
    file: str
    task: str
    code: str = ""

    def name(self, options: RenderOptions) -> str:
        """Return the name within the suite: the file, and the task and the code if there are any."""
        stem = self.file.rsplit("/", 1)[-1].removesuffix(".yaml")
        task = options.words("junit.task", number=self.task) if self.task else ""
        return printable(" ".join(filter(None, (stem, task, self.code))))


def render(view: View, options: RenderOptions) -> bytes:
    """Return `<testsuites>` with a suite for each agency and each other file."""
    root = ET.Element("testsuites", name="plan190")
    for suite, cases in groupby(sorted(_cases(view).items(), key=_order), key=lambda item: item[0].suite):
        element = ET.SubElement(root, "testsuite", name=printable(suite))
        for case, findings in cases:
            element.append(_element(case, findings, options, element))
        _count(element)
    _count(root)
    return xml_bytes(root)


def _order(item: tuple[_Case, list[Finding]]) -> tuple[object, ...]:
    case, _ = item
    return case.suite, case.file, natural_order(case.task), case.code


def _cases(view: View) -> dict[_Case, list[Finding]]:
    """Return the findings of each case; a case without findings has an empty list."""
    cases: dict[_Case, list[Finding]] = {}
    with_findings: set[_Case] = set()
    for finding in view.findings:
        suite, file, task = finding.agency or finding.file, finding.file, finding.task_id or ""
        cases.setdefault(_Case(suite, file, task, finding.code), []).append(finding)
        # A task or file with a finding has no case that passes without one.
        with_findings |= {_Case(suite, file, task), _Case(suite, file, ""), _Case(file, file, "")}
    for checked in view.checked:
        case = _Case(checked.agency or checked.file, checked.file, checked.task or "")
        if case not in with_findings:
            cases[case] = []
    return cases


def _element(case: _Case, findings: list[Finding], options: RenderOptions, suite: ET.Element) -> ET.Element:
    """Return the element of a case, with a name that no other case in the suite has."""
    names = [element.get("name") for element in suite]
    name, number = case.name(options), 1
    while name in names:  # readers show only the first of several cases with the same name
        number += 1
        name = f"{case.name(options)} ({number})"
    element = ET.Element("testcase", classname=printable(case.suite), name=name, file=printable(case.file), time="0")
    failing = [finding for finding in findings if finding.severity == "error" and finding.counts]
    if failing:
        first = failing[0]
        more = f" (+{len(failing) - 1})" if len(failing) > 1 else ""
        attributes = {"message": printable(first.message) + more, "type": printable(f"{first.code} {first.name}")}
        ET.SubElement(element, "failure", attributes).text = _text(failing, options)
    passing = [finding for finding in findings if finding not in failing]
    if passing:
        ET.SubElement(element, "system-out").text = _text(passing, options)
    return element


def _text(findings: list[Finding], options: RenderOptions) -> str:
    lines = []
    for finding in findings:
        if finding.waived_by is not None:
            lines.append(options.words("junit.waived", place=finding.waived_by))
        lines += [line for line, _ in finding_lines(finding, options.words, None)]
    return "\n".join(map(printable, lines)).rstrip("\n")


def _count(element: ET.Element) -> None:
    """Set the numbers of test cases and failures in an element. No case has an error or is skipped."""
    tests, failures = len(element.findall(".//testcase")), len(element.findall(".//failure"))
    element.attrib.update(tests=str(tests), failures=str(failures), errors="0", skipped="0")
