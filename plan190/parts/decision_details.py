"""What a new decision says besides its line: what its ids name, and the values that were added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.decision import Happened, Reply, Resume, Schedule, Settle, Transfer, Withdraw
from plan190.parts.cells import named_pairs
from plan190.parts.explanation import decision_line
from plan190.parts.names import assumed_in_language, in_language
from plan190.status.figures.what_if import ended_suspensions
from plan190.status.snapshot import tasks_named
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import Pairs
    from plan190.model.decision import Decision
    from plan190.parts.context import ViewContext
    from plan190.status.verdicts import Assessment


def decision_details(decision: Decision, assessment: Assessment, context: ViewContext) -> Pairs:
    """Return the names and texts of what the line about the decision does not say.

    `assessment`: one that includes the decision.
    """
    texts = dict(_named(decision, assessment, context))
    if decision.document is not None and decision.document.title:
        texts["document_title"] = one_line(decision.document.title)
    if decision.recorded_on is not None:
        texts["recorded_on"] = context.words.day(decision.recorded_on)
    if decision.corrects is not None:
        ids = [entry.value.id for entry in context.register.decisions]
        earlier = context.register.decisions[ids.index(decision.corrects)].value
        key = "withdrawn" if isinstance(decision, Withdraw) else "replaced"
        texts[key] = line_with_reason(earlier, context)
    return named_pairs(texts, context.words, "decide.detail")


def line_with_reason(decision: Decision, context: ViewContext) -> str:
    """Return the line about a decision with its reason."""
    tasks = tasks_named(decision, context.register.tasks_by_id.values())
    line = decision_line(context, decision, tasks, getattr(decision, "agencies", ()))
    return f"{line}: {one_line(decision.why)}" if decision.why else line


def _named(decision: Decision, assessment: Assessment, context: ViewContext) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of what the ids of the decision name."""
    match decision:
        case Reply(agency=agency, task=task, obstacle=name):
            for item in assessment.obstacles_by_agency.get(agency, ()):
                if (item.task, item.obstacle.name) == (task, name):
                    yield "obstacle", f"{one_line(item.obstacle.description)} [{name}]"
        case Settle(assumption=id_):
            assumed = next(entry.value for entry in context.register.assumptions() if entry.value.id == id_)
            yield "assumption", f"{one_line(assumed_in_language(context.words, assumed).what)} [{id_}]"
        case Happened(event=id_):
            yield "event", _awaited_text(id_, context)
        case Schedule(schedule=id_, source=source):
            yield "schedule", _awaited_text(id_, context)
            yield "source", one_line(source)
        case Transfer(agency=agency, to=to):
            yield "transfer", f"{context.name_in_text(agency)} → {context.name_in_text(to)}"
        case Resume():
            ended = ended_suspensions(decision, assessment)
            lines = [f"{line_with_reason(suspend, context)} [{suspend.id}]" for suspend in ended]
            yield "ended", "; ".join(lines) or context.words("none")


def _awaited_text(id_: str, context: ViewContext) -> str:
    awaited = context.register.awaited[id_]
    return f"{in_language(context.words, awaited.what, awaited.english)} [{id_}]"
