"""P604 and P605: summaries that repeat those of the month before."""

from __future__ import annotations

from plan190.checks.rules import RULES
from plan190.model.report import IssuedDocument
from tests.builders import DOCUMENT, day, register_with, report, update

TTTT = "so-tttt"
TASKS = (39, 40, 41, 42)
OTHER = IssuedDocument(number="2/BC-HUCAU", date=day("8-10"))


def found(august_summaries: list[str | None], document: IssuedDocument | None = None) -> list[tuple[str, str, object]]:
    """Return code, variant and number of each problem of the report for August; July has summaries a, b, c, d."""
    july = report(TTTT, 7, "7-10", *map(_update, TASKS, "abcd"), document=DOCUMENT)
    august = report(TTTT, 8, "8-10", *map(_update, TASKS, august_summaries), document=document)
    register = register_with([july, august])
    return [
        (code, variant, values.get("number"))
        for code in ("P604", "P605")
        for _, variant, values in RULES[code].check(register)
    ]


def _update(task: int, summary: str | None):  # noqa: ANN202 - an update
    return update(task, summary=summary)


def test_the_report_of_last_month_is_one_warning() -> None:
    """Four of four summaries are July's, with a document of its own or with July's."""
    assert found(["a", "b", "c", "d"], OTHER) == [("P605", "", 4)]
    assert found(["A.", "b", "c", "d"], DOCUMENT) == [("P605", "document", 4)]


def test_more_than_half_is_a_copy() -> None:
    """Three of four are a copy with a small change; two of four are two notes."""
    assert found(["a", "b", "c", "new"]) == [("P605", "", 3)]
    assert found(["a", "b", "new", "new"]) == [("P604", "", None)] * 2


def test_two_summaries_are_no_copy() -> None:
    """A short report may well say the same twice."""
    assert found(["a", "b", None, None]) == [("P604", "", None)] * 2
