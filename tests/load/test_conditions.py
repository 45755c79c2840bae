"""Editors and `check` refuse the same combinations of keys."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from plan190.checks.rules import RULES
from plan190.diagnostics import CODES
from plan190.load.loader import TYPES
from plan190.load.validation import validate
from plan190.load.yaml_reader import read_yaml
from plan190.model.conditions import CONDITIONS
from plan190.model.register import Entry
from plan190.model.report import MonthlyReport
from tests.builders import register_with, report
from tests.conftest import real_register
from tests.editor import checker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.model.register import Register

ABSENT = object()
DOCUMENT = {"number": "1/QĐ-HUCAU", "date": "2023-06-01"}


def combinations(**choices: Sequence[object]) -> list[dict[str, Any]]:
    """Return an entry for each combination of the choices; a key with the choice ABSENT is left out."""
    combined = [dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())]
    return [{key: value for key, value in entry.items() if value is not ABSENT} for entry in combined]


def values_of(name: str, file: Mapping[str, Any]) -> Any:
    """Return the value of a file as plan190 reads it; its shape is valid."""
    parsed, _ = read_yaml(name, json.dumps(file, ensure_ascii=False))
    assert parsed is not None
    value, _, diagnostics = validate(TYPES.get(f"{name}.yaml", MonthlyReport), name, parsed)
    assert diagnostics == []
    return value


def refused(code: str, register: Register, *variants: str) -> set[int]:
    """Return the numbers of the entries of a list in which the rule finds a problem, or one of the variants."""
    problems = RULES[code].check(register)
    return {at.key_path[1] for at, variant, _ in problems if not variants or variant in variants}


def refused_by_editor(name: str, key: str, file: Mapping[str, Any]) -> set[int]:
    """Return the numbers of the entries of the list that an editor marks."""
    return {error.absolute_path[1] for error in checker(name).iter_errors(file) if error.absolute_path[0] == key}


def entries(values: Sequence[Any], key: str) -> tuple[Entry[Any], ...]:
    """Return the values as entries of a list."""
    return tuple(Entry(value, f"{key}.yaml", (key, number)) for number, value in enumerate(values))


UPDATES = combinations(
    task=[44],  # it has a due date
    state=["not_started", "in_progress", "done", "unchanged"],
    progress=[ABSENT, None, 0, 50, 100],
    done_on=[ABSENT, None, "2023-08-01"],
    indicators=[ABSENT, [], [{"id": "x", "value": 1}]],
    obstacles=[ABSENT, [{"category": "khac", "beyond_authority": False, "description": "x"}]],
    at_risk=[ABSENT, None, {"reason": "x", "expected_on": "2023-10-01"}],
    evidence=[ABSENT, [{"title": "x"}]],
)


@pytest.mark.parametrize("key", ["updates", "corrections"])
def test_updates(key: str) -> None:
    """State, progress, date of completion, warning, and the keys that `unchanged` does not have."""
    more = {"corrects": "2023-07", "why": "x"} if key == "corrections" else {}
    head = {"agency": "so-noi-vu", "period": "2023-08", "reported_on": "2023-08-11"}
    file = head | {key: [update | more for update in UPDATES]}
    updates = getattr(values_of("update", file), key)
    refused_by_check = refused("P306", register_with([report("so-noi-vu", 8, "8-11", *updates)]))

    assert refused_by_editor("update", key, file) == refused_by_check
    assert 0 < len(refused_by_check) < len(UPDATES)


def test_owners() -> None:
    """An agency's owner has agencies, a coordinator has none; accounts of a forge have numbers."""
    accounts = combinations(forge=["github", "gitlab", "gitea", "server"], id=["101", "yte", "10a", "1.0"])
    choices = {"role": [ABSENT, "agency", "coordinator"], "agencies": [ABSENT, [], ["so-y-te"]]}
    owners = combinations(**choices, accounts=[[account] for account in accounts])
    file = {"owners": [{"id": f"o{number}"} | owner for number, owner in enumerate(owners)]}
    register = replace(real_register(), owners=entries(values_of("owners", file).owners, "owners"))

    assert refused_by_editor("owners", "owners", file) == refused("P331", register)
    assert 0 < len(refused("P331", register)) < len(owners)


def test_reorganisations() -> None:
    """What is not certain names an assumption, what is certain names none."""
    choices = {"certainty": [ABSENT, "certain", "likely", "unsure"], "assumption": [ABSENT, None, "chuc-vu-nguoi-ky"]}
    successors = combinations(to=["so-y-te"], **choices)
    agency = {"name": "x", "english": "x", "kind": "office", "level": "province", "relation": "assigned"}
    agency |= {"monthly_report": "required", "valid_to": "2023-09-30"}
    agencies = [agency | {"id": f"a{number}", "successors": [item]} for number, item in enumerate(successors)]
    file = {"agencies": agencies, "groups": []}
    register = replace(real_register(), agencies=entries(values_of("agencies", file).agencies, "agencies"))

    refused_by_check = refused("P334", register, "certain", "no-assumption")
    assert refused_by_editor("agencies", "agencies", file) == refused_by_check
    assert len(refused_by_check) == 6


def test_waivers() -> None:
    """A waiver names an agency, a task, a period or a file."""
    code = next(number for number, known in CODES.items() if known.waivable)
    limits = {
        "agency": [ABSENT, None, "so-y-te"],
        "task": [ABSENT, None, 44],
        "period": [ABSENT, None, "2023-08"],
        "file": [ABSENT, None, "data/x.yaml"],
    }
    waivers = combinations(code=[code], reason=["x"], by=["so-y-te"], until=["2023-12-31"], **limits)
    file = {"waivers": waivers}
    register = replace(real_register(), waivers=entries(values_of("waivers", file).waivers, "waivers"))

    assert refused_by_editor("waivers", "waivers", file) == refused("P904", register)
    assert len(refused("P904", register)) == 2**4


def decisions() -> Iterator[dict[str, Any]]:
    """Yield decisions with each combination of the keys on which a condition depends."""
    scope = {
        "whole_plan": [ABSENT, False, True],
        "tasks": [ABSENT, [], [44]],
        "agencies": [ABSENT, [], ["so-noi-vu"]],
        "why": ["x"],
    }
    yield from combinations(kind=["suspend", "resume", "close"], **scope)
    yield from combinations(
        kind=["schedule"],
        schedule=["x"],
        source=["x"],
        until=[ABSENT, None, "2023-12-31"],
        recurring=[ABSENT, False, True],
    )


def test_decisions() -> None:
    """The whole plan, or tasks and agencies; a schedule has a due date or is recurring."""
    common = {"date": "2023-08-01", "by": "chu-tich-ubnd-tinh", "document": DOCUMENT}
    file = {"decisions": [{"id": f"d{number}"} | common | decision for number, decision in enumerate(decisions())]}
    register = register_with(decisions=values_of("decisions", file).decisions)
    refused_by_check = refused("P328", register, "both", "nothing", "schedule")

    assert refused_by_editor("decisions", "decisions", file) == refused_by_check
    assert 0 < len(refused_by_check) < len(file["decisions"])


def test_every_condition_is_compared() -> None:
    """A new condition needs its own comparison here."""
    compared = {"Update", "Correction", "Owner", "Account", "Waiver", "Suspend", "Resume", "Close", "Schedule"}
    compared |= {"Successor", "LaterName"}

    assert CONDITIONS.keys() == compared
