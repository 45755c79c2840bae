"""The form of a monthly report shows what the agency must know, and offers only what it may report."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from plan190.document.blocks import DataForm, Paragraph
from plan190.model.decision import Suspend
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.figures.draft import DraftFigures, draft_figures
from plan190.views import form
from plan190.words import Language, words_in
from tests.builders import decision, register_with, report, update
from tests.conftest import example_register

AS_OF = date(2023, 9, 20)


@cache
def forms(language: Language) -> list[tuple[DraftFigures, DataForm]]:
    """Return the figures and the form of each agency of the example."""
    register = example_register()
    assessment = assess(register, AS_OF, register.plan.policy)
    context = view_context(register, assessment, words_in(language))
    drafts = [draft_figures(register, assessment, verdict.agency, None) for verdict in assessment.agencies]
    return [(draft, form_in(form.build(draft, context).blocks)) for draft in drafts]


def form_in(blocks: tuple[object, ...]) -> DataForm:
    """Return the only form among the blocks."""
    (block,) = [block for block in blocks if isinstance(block, DataForm)]
    return block


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_task_has_a_part_with_its_returned_claims(language: Language) -> None:
    """The reason of every return is shown in the part of its task."""
    returns = 0
    for draft, data_form in forms(language):
        parts = {part.fields: part for part in data_form.parts if part.fields}
        for task in draft.tasks:
            part = parts[f"updates/{task.verdict.task.id}"]
            warnings = [block.text for block in part.blocks if isinstance(block, Paragraph)]
            assert len(warnings) == len(task.returned)
            for returned, warning in zip(task.returned, warnings, strict=True):
                assert (returned.decision.value.why or "").rstrip(" .") in warning
                returns += 1

    assert returns


def test_the_script_has_the_last_values_of_the_agency() -> None:
    """The obstacles are those that are open; the earlier update is there only if the agency itself reported it."""
    for draft, data_form in forms("vi"):
        tasks = data_form.data["tasks"]
        assert isinstance(tasks, dict)
        assert list(tasks) == [task.verdict.task.id for task in draft.tasks]
        for task in draft.tasks:
            data = tasks[task.verdict.task.id]
            assert len(data["obstacles"]) == len(task.obstacles)
            assert ("last" in data) == (task.last is not None and task.last.agency == draft.agency.id)


def test_suspended_work_is_not_reported() -> None:
    """It has no part of its own; a sentence names it."""
    suspension = decision(Suspend, "7-20", tasks=(62,))
    register = register_with([report("so-y-te", 7, "7-13", update(62))], [suspension])
    assessment = assess(register, date(2023, 8, 12), register.plan.policy)
    agency = next(verdict.agency for verdict in assessment.agencies if verdict.agency.id == "so-y-te")
    context = view_context(register, assessment, words_in("vi"))
    parts = form_in(form.build(draft_figures(register, assessment, agency, None), context).blocks).parts
    sentences = [block.text for part in parts for block in part.blocks if isinstance(block, Paragraph)]

    assert "updates/62" not in [part.fields for part in parts]
    assert words_in("vi")("webform.paused", tasks="62") in sentences


def test_a_report_that_exists_is_announced() -> None:
    """A file for a period that was reported would replace that report."""
    register = register_with([report("so-y-te", 8, "8-11", update(35))])
    assessment = assess(register, date(2023, 8, 12), register.plan.policy)
    agency = next(verdict.agency for verdict in assessment.agencies if verdict.agency.id == "so-y-te")
    context = view_context(register, assessment, words_in("vi"))
    texts = {}
    for period in (assessment.period, assessment.period.later(1)):
        view = form.build(draft_figures(register, assessment, agency, period), context)
        texts[period] = [block.text for block in view.blocks if isinstance(block, Paragraph)]

    assert [words_in("vi")("webform.exists") in some for some in texts.values()] == [True, False]
