"""What views show of successions: who existed and owed what, rows of two obligations, and the end of the issuer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plan190.document.blocks import Table
from plan190.model.agency import Successor
from plan190.parts.context import view_context
from plan190.parts.plan_view import cautions
from plan190.parts.tables import tasks_table
from plan190.status.figures.agencies import agencies_figures
from plan190.status.figures.history import history_figures
from plan190.status.figures.task import explanation_figures
from plan190.views import agencies, explanation, history
from plan190.words import words_in
from tests.builders import report, update
from tests.outputs import as_json
from tests.status.test_succession import BASIS, LAST, NEXT, assessed, ended, plan_register
from tests.views.blocks import as_read, table_named
from tests.views.test_agency import page

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.register import Register
    from plan190.parts.context import ViewContext


def context_of(register: Register, day: date) -> ViewContext:
    """Return the context of the views as of the date."""
    return view_context(register, assessed(register, day), words_in("en"))


def test_agencies_that_do_not_exist_are_apart() -> None:
    """With their last date and their successors; on their last date they are among the others."""
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn"))
    before = agencies_figures(register, assessed(register, LAST))
    view = as_read(agencies.build(agencies_figures(register, assessed(register, NEXT)), context_of(register, NEXT)))

    assert "so-tttt" in {item.agency.id for item in before.existing}
    assert [cell.text for cell in table_named(view, "others").rows[-1]] == [
        "so-tttt", "Information", "—", "2023-09-30", "Science",
    ]  # fmt: skip
    assert "so-tttt" not in {row[0].text for row in table_named(view, "agencies").rows}


def test_reorganisations_come_first_only_for_an_agency_that_has_ceased() -> None:
    """Who looks up another agency wants its work first."""
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn"))
    tables = {
        id_: [block.name for block in page(register, id_, NEXT).blocks if isinstance(block, Table) and block.rows]
        for id_ in ("so-tttt", "so-khcn")
    }

    assert tables["so-tttt"][0] == "life"
    assert tables["so-khcn"].index("leads") < tables["so-khcn"].index("life")


def test_a_list_names_who_owes_the_task_on_the_date() -> None:
    """CSV has the ids of the plan and of the date."""
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn"))
    leads = [
        [row[2].text, row[-3].text, row[-1].text]
        for day in (LAST, NEXT)
        for row in tasks_table(context_of(register, day), [assessed(register, day).task("39")]).rows
    ]

    assert leads == [["Information", "so-tttt", "so-tttt"], ["Science", "so-tttt", "so-khcn"]]


def test_the_history_shows_the_succession() -> None:
    """What happened before it names the agency that owed the task then."""
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn", tasks=("39", "59")))
    assessment = assessed(register)
    figures = history_figures(register, assessment, assessment.task("39"), None)
    assert figures is not None
    view = as_read(history.build(figures, context_of(register, NEXT)))
    rows = [[cell.text for cell in row[:5]] for row in table_named(view, "history").rows]

    assert rows[-2:] == [
        ["2023-07-01", "Information", "becomes overdue", "as of 1 October 2023: 93 days overdue", "—"],
        ["2023-10-01", "—", "passes to the successor", "Science (taken over from Information)", BASIS],
    ]


def test_explain_shows_who_owed_the_task() -> None:
    """Agencies with the same dates and basis share a row."""
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn", tasks=("39", "59")))
    assessment = assessed(register)
    verdict = assessment.task("39").worst
    figures = explanation_figures(register, assessment, verdict)
    view = as_read(explanation.build(figures, context_of(register, NEXT)))
    rows = [[cell.text for cell in row] for row in table_named(view, "owed_by").rows]

    assert rows == [
        ["2023-06-12", "2023-09-30", "Information", "the plan"],
        ["2023-10-01", "—", "Science (taken over from Information)", BASIS],
    ]


def test_the_end_of_the_issuer_is_stated_once() -> None:
    """From the date after its last one, with the body that acts in its place, if there is one."""
    with_successor = ended(plan_register(), "ubnd-tinh", Successor(to="so-noi-vu"))
    without = ended(plan_register(), "ubnd-tinh")

    assert not [text for text in cautions(context_of(with_successor, LAST)) if "issued" in text.text]
    (stated,) = (item.text for item in cautions(context_of(with_successor, NEXT)) if "issued" in item.text)
    assert "through 30 September 2023; Department of Home Affairs acts in its place" in stated
    (alone,) = (item.text for item in cautions(context_of(without, NEXT)) if "issued" in item.text)
    assert "acts" not in alone


def test_two_obligations_of_one_agency_on_a_task_are_one_row() -> None:
    """They count as two in the total, and the row says so; in different states they have two rows."""
    register = ended(plan_register(), "so-khdt", Successor(to="so-tai-chinh"))
    view = page(register, "so-tai-chinh", NEXT)
    facts: Any = as_json(view.facts)["agency"]
    rows = table_named(view, "assumed").rows
    (row,) = (row for row in rows if row[0].value == 59)

    assert (len(rows), facts["assumed"]["total"]) == (8, 16)
    assert row[3].text.endswith("(tính 2 lượt, kể cả lượt nhận từ Sở KH&ĐT)")
    done = report("so-khdt", 7, "7-10", update(59, "done", "6-28"))
    apart = table_named(page(replace(register, reports=(done,)), "so-tai-chinh", NEXT), "assumed").rows
    assert [row[0].value for row in apart].count(59) == 2


def test_lists_name_who_leads_a_task_on_the_date() -> None:
    """Not the agency that has ceased, which the plan names; cooperating agencies pass on too."""
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn"))
    register = ended(register, "ubnd-h-bu-dop")
    assessment, context = assessed(register), context_of(register, NEXT)
    task = assessment.task

    assert (context.leads(task("40")), context.lead_ids(task("59"))) == ("Science", ("grp-sbn", "grp-huyen"))
    assert context.cooperating_ids(task("54").task)[-1] == "so-khcn"
    alone = replace(task("59"), verdicts=tuple(v for v in task("59").verdicts if v.obligation.ceased_on))
    assert context.lead_ids(alone) == ("grp-sbn", "grp-huyen")
    others = replace(task("59"), verdicts=tuple(v for v in task("59").verdicts if v.body.id == "so-y-te"))
    assert context.lead_ids(others) == ("grp-sbn",)
