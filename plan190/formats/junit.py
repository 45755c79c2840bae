"""The check as a test report: what was looked at is a case each, so that a page of tests tells what newly fails.

A report of an agency gives a case a task, under the agency; any other file a case under its name. A fault's code joins
the name of its case, so that two codes are two cases. An error that counts is a failure; warnings, notes, what was
there before and what is let pass stand in the output of a case that passes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from plan190.document.excerpt import finding_lines
from plan190.formats.escaping import xml_bytes
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions


@dataclass(frozen=True)
class _Case:
    """What is told as one test; `code` is empty where nothing was found."""

    suite: str
    file: str
    task: int | None
    code: str = ""

    def name(self, options: RenderOptions) -> str:
        """Its name within the suite: the file, the task, the code, as far as they tell it apart."""
        stem = self.file.rsplit("/", 1)[-1].removesuffix(".yaml")
        task = "" if self.task is None else options.words("junit.task", number=self.task)
        return shown(" ".join(filter(None, (stem, task, self.code))))


def render(view: View, options: RenderOptions) -> bytes:
    """Give `<testsuites>` with a suite for each agency and each other file."""
    suites: dict[str, dict[_Case, list[Finding]]] = {}
    for case, finding in _cases(view):
        suites.setdefault(case.suite, {}).setdefault(case, []).extend(finding)
    root = ET.Element("testsuites", name="plan190")
    for name, cases in sorted(suites.items()):
        suite = ET.SubElement(root, "testsuite", name=shown(name))
        names: set[str] = set()
        for case, findings in sorted(cases.items(), key=lambda pair: _order(pair[0])):
            suite.append(_element(case, findings, options, names))
        _count(suite, suite)
    _count(root, root)
    return xml_bytes(root)


def _cases(view: View) -> Iterable[tuple[_Case, list[Finding]]]:
    """Give each fault with its case, then a case for each thing looked at in which none was found."""
    faulty: set[_Case] = set()
    for one in view.findings:
        suite = one.agency or one.file
        faulty |= {_Case(suite, one.file, one.task), _Case(suite, one.file, None), _Case(one.file, one.file, None)}
        yield _Case(suite, one.file, one.task, one.code), [one]
    for seen in view.checked:
        case = _Case(seen.agency or seen.file, seen.file, seen.task)
        if case not in faulty:
            yield case, []


def _order(case: _Case) -> tuple[str, int, str]:
    return case.file, case.task or 0, case.code


def _element(case: _Case, findings: list[Finding], options: RenderOptions, names: set[str]) -> ET.Element:
    name, number = case.name(options), 1
    while name in names:  # of equal names only the first would be seen
        number += 1
        name = f"{case.name(options)} ({number})"
    names.add(name)
    element = ET.Element("testcase", classname=shown(case.suite), name=name, file=shown(case.file), time="0")
    failing = [one for one in findings if one.severity == "error" and one.new and one.waived_by is None]
    if failing:
        first = failing[0]
        more = f" (+{len(failing) - 1})" if len(failing) > 1 else ""
        said = {"message": shown(first.message) + more, "type": shown(f"{first.code} {first.name}")}
        ET.SubElement(element, "failure", said).text = _told(failing, options)
    others = [one for one in findings if one not in failing]
    if others:
        ET.SubElement(element, "system-out").text = _told(others, options)
    return element


def _told(findings: list[Finding], options: RenderOptions) -> str:
    lines = []
    for one in findings:
        if one.waived_by is not None:
            lines.append(options.words("junit.waived", place=one.waived_by))
        lines += [line for line, _ in finding_lines(one, options.words, None)]
    return "\n".join(map(shown, lines)).rstrip("\n")


def _count(element: ET.Element, cases: ET.Element) -> None:
    element.set("tests", str(len(list(cases.iter("testcase")))))
    element.set("failures", str(len(list(cases.iter("failure")))))
    element.set("errors", "0")
    element.set("skipped", "0")
