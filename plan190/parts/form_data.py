"""What the script of a form for a monthly report needs: fields and limits of the model, messages, earlier values."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from plan190.checks.rules.p325_change_without_summary import PROGRESS
from plan190.edit.yaml_text import data_of
from plan190.files import digest
from plan190.load.loader import UPDATES
from plan190.load.text_reader import FILLERS, MOST_MARKS
from plan190.load.yaml_reader import KEY_IN_TEXT
from plan190.model.conditions import CONDITIONS
from plan190.model.deadline import Target
from plan190.model.report import SYMBOL
from plan190.parts.names import counted_text, indicator_name, measured_text, period_name, target_text
from plan190.status.state import State
from plan190.words.personal_numbers import script_patterns
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plan190.model.agency import Agency
    from plan190.model.plan import Plan
    from plan190.model.task import Task
    from plan190.parts.context import ViewContext
    from plan190.status.figures.draft import DraftFigures, DraftIndicator, DraftTask
    from plan190.words import Words

    Data = dict[str, Any]

OPTION_LENGTH = 80
"""The most characters of a task, product or target in an option or a message, as in P326."""

MESSAGES = (
    "P004", "P203.number", "P203.whole", "P204.link", "P204.most", "P204.symbol", "P205.empty", "P205.long",
    "P205.marks", "P205.word", "P206.none", "P302.begun", "P302.unissued", "P305.update", "P307.document", "P307.done",
    "P307.early", "P307.evidence", "P307.expected", "P308", "P323", "P325.day", "P325.progress", "P326", "P326.target",
    "P327.above", "P327.no-of", "P329.id", "P329.phone", "P604",
)  # fmt: skip
"""The messages of the page: those of the check, or with the prefix `webform.` without the keys of the file."""

TEXTS = (
    "add", "choose", "clear", "cleared", "copied", "copy_yourself", "count", "last_none", "long_day", "not_kept",
    "optional", "ready", "remove", "restored", "saved", "to_check", "to_repair", "today",
)  # fmt: skip
"""The texts of the script, without the prefix `webform.`."""

DIGEST_LENGTH = 16

MOST_ENTRIES = 1000
"""More entries than a list of the form ever has."""

STATES = ("unchanged", "not_started", "in_progress", "done")
"""The states in the order in which the form offers them."""

ON_TOP = ("reported_on", "document")
"""The fields of the report itself; its lists have parts of their own on the page."""


def report_folder(agency: Agency, context: ViewContext) -> str:
    """Return the folder of the agency's reports, from the root of the repository."""
    return "/".join(filter(None, (context.register.root, UPDATES, agency.id)))


def corrigible(figures: DraftFigures) -> list[DraftTask]:
    """Return the tasks whose last update can be corrected: the agency itself has reported it."""
    return [draft for draft in figures.tasks if draft.last is not None and draft.last.agency == figures.agency.id]


def form_data(figures: DraftFigures, context: ViewContext, new_file: str) -> Data:
    """Return the data in types that JSON has; `new_file`: as in the view of the form."""
    agency, period, words = figures.agency, figures.period, context.words
    cooperating = (item.task for item in figures.cooperating)
    correctable = (draft.verdict.task for draft in corrigible(figures))
    return {
        "agency": agency.id,
        "period": period,
        "digest": _digest(figures),
        "begins": figures.begins,
        "issued": context.plan.issued_on,
        "new_file": new_file and f"{new_file}/{report_folder(agency, context)}",
        "language": words.language,
        "types": _types(words),
        "lists": {
            key: _field("MonthlyReport", key, _schemas()["MonthlyReport"]["properties"][key], words)
            for key in ("contributions", "corrections")
        },
        "conditions": {condition.values[0]: condition.constraints for condition in CONDITIONS["Update"]},
        "limits": _limits(context.plan),
        "personal": script_patterns(),
        "messages": {code: words.text.get(f"webform.{code}") or words.text[code] for code in MESSAGES},
        "words": {name: words.text[f"webform.{name}"] for name in TEXTS},
        "tasks": {draft.verdict.task.id: _task_data(draft, figures, words) for draft in figures.tasks},
        "indicators": [_indicator_data(item, period.last_month.year, words) for item in figures.indicators],
        "choices": {"Contribution.task": _options(cooperating), "Correction.task": _options(correctable)},
    }


def _digest(figures: DraftFigures) -> str:
    """Return the digest of what the fields begin with, by which the browser keeps what was typed, in both languages."""
    facts = []
    for draft in figures.tasks:
        obstacles = [obstacle.obstacle for obstacle in draft.obstacles]
        facts.append((draft.verdict.task.id, draft.state, draft.last and draft.last.value, obstacles))
    return digest([repr(facts).encode()])[:DIGEST_LENGTH]


def _options(tasks: Iterable[Task]) -> dict[str, str]:
    return {task.id: f"{task.number}. {clip(task.content, OPTION_LENGTH)}" for task in tasks}


def _task_data(draft: DraftTask, figures: DraftFigures, words: Words) -> Data:
    """Return the facts on which the fields of a task and their problems depend."""
    task, last = draft.verdict.task, draft.last
    data: Data = {
        "task": task.id,
        "state": draft.state,
        "states": [state for state in STATES if _is_possible(state, draft)],
        "may_warn": draft.verdict.due is not None,
        "needs_targets": isinstance(draft.verdict.obligation.rule, Target),
        "indicators": [_indicator_data(item, figures.period.last_month.year, words) for item in draft.indicators],
        "obstacles": [data_of(obstacle.obstacle) for obstacle in draft.obstacles],
    }
    if task.product.type == "document":
        data["product"] = task.product.words[:OPTION_LENGTH]
    if last is not None:
        update = last.value
        data["period"], data["period_name"] = last.period, period_name(last.period, words)
        if last.agency == figures.agency.id:
            data["progress"], data["last"] = PROGRESS.get(update.state, update.progress), data_of(update)
    return data


def _is_possible(state: str, draft: DraftTask) -> bool:
    """Return whether the state can be reported: a task is unchanged only after a report, recurring work never done."""
    if state == "unchanged":
        return draft.last is not None
    return state != "done" or draft.verdict.state is not State.RECURRING


def _indicator_data(item: DraftIndicator, year: int, words: Words) -> Data:
    """Return the facts on an indicator with its target in the year, and its last value."""
    indicator, last = item.indicator, item.last
    data: Data = {
        "id": indicator.id,
        "name": indicator_name(indicator, words),
        "note": f"{counted_text(indicator, words)} ({target_text(indicator, words)})",
        "words": clip(indicator.words, OPTION_LENGTH),
        "unit": indicator.unit,
        "over": indicator.over or indicator.words,
        "comparator": "" if indicator.together or indicator.is_before_first_step(year) else indicator.comparator,
        "target": float(indicator.target_in(year)),
    }
    if last is not None:
        values = {"period": period_name(last.period, words), "value": measured_text(last.measured, words)}
        data["last"] = words("webform.last_value", **values)
    return data


@cache
def _schemas() -> Mapping[str, Any]:
    """Return the JSON Schemas of the types in a report."""
    from plan190.model import fields
    from plan190.model.report import MonthlyReport

    schema = fields.reader(MonthlyReport).json_schema()
    return {**schema.pop("$defs"), "MonthlyReport": schema}


def _limits(plan: Plan) -> Data:
    """Return the patterns and limits that apply to all fields of a form."""
    from plan190.model.fields import DAY, LINK, LONGEST_WORD, ONE_LINE

    invisible = rf"(?!\n)[\p{{C}}\p{{Zl}}\p{{Zp}}{FILLERS}]"
    symbol = SYMBOL if plan.language == "vi" else ONE_LINE
    patterns = {"day": DAY, "link": LINK, "symbol": symbol, "whole": "^(0|[1-9][0-9]*)$"}
    patterns["number"] = "^(0|[1-9][0-9]*)([.,][0-9]{1,2})?$"
    others = {"forbidden": invisible, "marks": rf"\p{{M}}{{{MOST_MARKS + 1}}}", "key": f"^{KEY_IN_TEXT.pattern}"}
    return {"patterns": patterns | others, "word": LONGEST_WORD, "most_marks": MOST_MARKS}


def _types(words: Words) -> Data:
    """Return the fields of each type of entry, in the order of the file."""
    types = {name: _fields(name, schema, words) for name, schema in _schemas().items() if name != "Withdrawn"}
    types["MonthlyReport"] = [field for field in types["MonthlyReport"] if field["key"] in ON_TOP]
    return types


def _fields(type_: str, schema: Mapping[str, Any], words: Words) -> list[Data]:
    required = schema.get("required", ())
    return [
        _field(type_, key, inner, words) | {"required": key in required} for key, inner in schema["properties"].items()
    ]


def _field(type_: str, key: str, schema: Mapping[str, Any], words: Words) -> Data:
    """Return a field: its key, kind, limits, and in the reader's language its label and a hint."""
    inner = schema.get("anyOf", [schema])[0]
    field: Data = {"key": key, "kind": inner.get("form", "").lower()}
    name = next((name for name in (f"{type_}.{key}", key) if f"webform.label.{name}" in words.text), None)
    if name is not None:
        field["label"], field["hint"] = words.text[f"webform.label.{name}"], words.text.get(f"webform.hint.{name}", "")
    if "enum" in inner:
        group = "update" if key == "state" else key
        field["kind"], field["options"] = "choice", {value: words(f"{group}.{value}") for value in inner["enum"]}
    reference = inner.get("$ref") or inner.get("items", {}).get("$ref")
    if reference:
        field["kind"], field["of"] = "list", reference.rpartition("/")[2]
        field["most"] = 1 if "$ref" in inner else MOST_ENTRIES
        field["item"] = words.text.get(f"webform.item.{key}", "")
    field["max"] = inner.get("maximum") or inner.get("maxLength") or 0
    return field
