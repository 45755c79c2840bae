"""The page of an agency: what it owes alone, what it shares, and what it owed earlier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plan190.document.blocks import Items, Pairs
from plan190.model.agency import Successor
from plan190.model.decision import Accept, Extend, Transfer
from plan190.model.reading import Assumed
from plan190.parts.context import view_context
from plan190.parts.names import assumption_text
from plan190.status.assess import assess
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.task import task_figures
from plan190.views import agency as agency_view
from plan190.views import task as task_view
from plan190.words import words_in
from tests.builders import day, decision, register_with, report, update
from tests.outputs import as_json
from tests.views.blocks import as_read, table_named

if TYPE_CHECKING:
    from datetime import date

    from plan190.document.blocks import View
    from plan190.model.agency import Agency
    from plan190.model.register import Register

VI = words_in("vi")


def page(register: Register, id_: str, as_of: date) -> View:
    """Return the page of an agency as of a date."""
    assessment = assess(register, as_of, register.plan.policy)
    agency: Any = register.bodies[id_]
    view = agency_view.build(agency_figures(register, assessment, agency), view_context(register, assessment, VI))
    return as_read(view)


def joint_state(register: Register, as_of: date) -> str:
    """Return the state of the joint task 62 on its own page."""
    assessment = assess(register, as_of, register.plan.policy)
    view = as_read(
        task_view.build(task_figures(register, assessment.task("62")), view_context(register, assessment, VI))
    )
    (row,) = table_named(view, "obligations").rows
    return row[2].text


def with_end(register: Register, id_: str, last_day: date, to: str) -> Register:
    """Return the register in which an agency ends on a date and its tasks pass to another one."""
    agencies = list(register.agencies)
    index = register.order[id_]
    ended: Agency = replace(agencies[index].value, valid_to=last_day, successors=(Successor(to=to),))
    agencies[index] = replace(agencies[index], value=ended)
    return replace(register, agencies=tuple(agencies))


def test_joint_task_is_listed_but_not_counted() -> None:
    """A department owes 10 obligations of its own, 2 of them stated, and shares task 62."""
    view = page(register_with(), "so-tu-phap", day("7-15"))
    facts: Any = as_json(view.facts)["agency"]

    assert [len(table_named(view, name).rows) for name in ("leads", "assumed", "joint")] == [2, 8, 1]
    assert table_named(view, "joint").rows[0][0].value == 62
    assert (facts["lead"]["total"], facts["stated"]["total"], facts["assumed"]["total"]) == (10, 2, 8)
    assert facts["joint"] == ["62"]


def test_claim_on_a_joint_task_is_a_mark_until_it_is_accepted() -> None:
    """The state stays that of the due date; the mark names the agencies, or their number if there are many."""
    names = ("so-y-te", "so-tttt", "so-gtvt", "so-tnmt")
    claims = [report(name, 7, "7-10", update(62, "done", "6-28")) for name in names]
    accept = decision(Accept, "7-12", tasks=(62,), agencies=("so-y-te",))
    state = "quá hạn 20 ngày"

    one = register_with(claims[:1])
    assert joint_state(one, day("7-20")) == f"{state} (Sở Y tế báo hoàn thành, chờ xác nhận)"
    assert joint_state(register_with(claims), day("7-20")) == f"{state} (4 cơ quan báo hoàn thành, chờ xác nhận)"
    assert table_named(page(one, "so-tu-phap", day("7-20")), "joint").rows[0][3].text == joint_state(one, day("7-20"))
    assert joint_state(register_with(claims[:1], [accept]), day("7-20")) == "hoàn thành đúng hạn (đã xác nhận)"


def test_agency_shows_what_it_owed_before_a_transfer() -> None:
    """To whom it passed, and since when."""
    transfer = decision(Transfer, "7-10", tasks=(39,), agency="so-tttt", to="so-y-te")
    view = page(register_with([], [transfer]), "so-tttt", day("7-20"))
    (row,) = table_named(view, "passed_on").rows

    assert [cell.text for cell in (row[0], *row[2:])] == ["39", "Sở Y tế", "10/7/2023"]
    assert as_json(view.facts)["passed_on"] == [{"task": 39, "task_id": "39", "to": "so-y-te", "since": "2023-07-10"}]
    assert 39 not in [row[0].value for row in table_named(view, "leads").rows]


def test_agency_that_has_ceased_shows_its_last_date_and_successor() -> None:
    """All that it owed alone has passed to the successor on the next day, and the joint task too."""
    register = with_end(register_with(), "so-tttt", day("7-31"), "so-khcn")
    view = page(register, "so-tttt", day("8-10"))
    passed: Any = as_json(view.facts)["passed_on"]
    agency: Any = as_json(view.facts)["agency"]

    assert {(item["to"], item["since"]) for item in passed} == {("so-khcn", "2023-08-01")}
    assert (len(passed), agency["lead"]["total"], agency["joint"]) == (19, 0, [])
    assert (agency["valid_to"], [item["to"] for item in agency["successors"]]) == ("2023-07-31", ["so-khcn"])


def test_days_late_before_an_extension_are_marked_as_a_part() -> None:
    """Due on 30/6, extended on 10/7 to 31/7: 9 days late, then 10 more; while it is within time, 9 by themselves."""
    extend = decision(Extend, "7-10", tasks=(39,), until=day("7-31"))
    register = register_with([], [extend])

    def state(on: str) -> str:
        rows = table_named(page(register, "so-tttt", day(on)), "leads").rows
        return next(row[3].text for row in rows if row[0].value == 39)

    assert state("7-20") == "còn trong hạn (gia hạn 1 lần; trước đó đã quá hạn 9 ngày)"
    assert state("8-10") == "quá hạn 19 ngày (gia hạn 1 lần; trong đó 9 ngày trước khi dời hạn hoặc tạm dừng)"


def test_missing_reports_are_runs_of_months() -> None:
    """Only August was submitted."""
    view = page(register_with([report("so-y-te", 8, "8-10")]), "so-y-te", day("2023-12-20"))
    lines = [text for block in view.blocks if isinstance(block, Items) for text in block.texts]

    assert "Báo cáo tháng còn thiếu: 7/2023, 9/2023–12/2023." in lines


def test_a_voluntary_report_is_named_as_such() -> None:
    """Nobody owes a report for June."""
    view = page(register_with([report("so-y-te", 6, "6-13")]), "so-y-te", day("7-10"))
    pairs = next(block for block in view.blocks if isinstance(block, Pairs))

    assert dict(pairs.rows)[VI("column.reports")].split("; ")[0] == "6/2023 tự nguyện"


def test_reports_missing_one_after_the_other_are_one_text(register: Register) -> None:
    """On the real plan, 20 months until its end would fill the screen."""
    pairs = next(block for block in page(register, "so-tttt", day("2026-11-30")).blocks if isinstance(block, Pairs))

    assert dict(pairs.rows)[words_in("vi")("column.reports")] == "7/2023–2/2025 thiếu"


def test_an_assumption_is_two_sentences() -> None:
    """Whether or not its first text ends with a full stop."""
    for what in ("Sáu sở", "Sáu sở."):
        assumption = Assumed(id="a", what=what, why="Kế hoạch không nêu.", who="x")
        assert assumption_text(VI, assumption) == "Sáu sở. Kế hoạch không nêu."
