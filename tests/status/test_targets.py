"""Targets of two versions of the plan's own data are compared, and decisions are linked only by what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from plan190.model.decision import Accept, Close, Extend, Happened, Schedule, Settle, Transfer
from plan190.model.plan import CalendarException, CalendarExceptions
from plan190.status.history import decision_on
from plan190.status.targets import changed_targets, concerns_task, items_text, register_targets
from tests.builders import day, decision, with_plan, with_requested
from tests.changed import replace
from tests.conftest import real_register, task_of

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.targets import TargetChange


def with_task(number: int, **changes: Any) -> Register:
    """Return the register with other fields of a task."""
    register = real_register()
    changed = task_of(register, number)
    tasks = [
        replace(entry, value=replace(entry.value, **changes)) if entry is changed else entry for entry in register.tasks
    ]
    return replace(register, tasks=tuple(tasks))


def with_agency(id_: str, **changes: Any) -> Register:
    """Return the register with other fields of an agency or group."""
    register = real_register()
    agencies, groups = (
        tuple(
            replace(entry, value=replace(entry.value, **changes)) if entry.value.id == id_ else entry
            for entry in entries
        )
        for entries in (register.agencies, register.groups)
    )
    return replace(register, agencies=agencies, groups=groups)


def changes(after: Register) -> list[TargetChange]:
    """Return the changes of targets from the real data to these."""
    return list(changed_targets(register_targets(real_register()), register_targets(after)))


def texts(after: Register) -> list[tuple[str, str, str, str]]:
    """Return the subject, field and items of each change."""
    return [
        (change.subject.id or change.subject.kind, change.field, items_text(change.before), items_text(change.after))
        for change in changes(after)
    ]


def policy(**values: Any) -> Register:
    """Return the register with another policy."""
    register = real_register()
    return with_plan(register, policy=replace(register.plan.policy, **values))


def group_members() -> tuple[str, ...]:
    """Return the members of the group of districts."""
    return real_register().bodies["grp-huyen"].members  # type: ignore[union-attr]


def with_deadline(number: int, **values: Any) -> Register:
    """Return the register with another deadline of a task."""
    return with_task(number, deadline=replace(task_of(real_register(), number).value.deadline, **values))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (real_register(), []),
        (policy(soon=10), [("policy", "soon", "7", "10")]),
        (
            with_deadline(39, rule=task_of(real_register(), 63).value.deadline.rule),
            [("39", "deadline.rule", "month 2023-06", "month 2023-09")],
        ),
        (with_deadline(41, waits_for=None), [("41", "deadline.waits_for", "nq-50-va-nd-107", "–")]),
        (with_task(39, owed="jointly"), [("39", "owed", "each", "jointly")]),
        (with_requested(real_register(), "so-y-te"), [("so-y-te", "relation", "assigned", "requested")]),
        (with_agency("so-y-te", valid_to=day("2023-12-31")), [("so-y-te", "valid_to", "–", "2023-12-31")]),
        (with_agency("so-y-te", name="Sở khác"), []),
        (with_agency("grp-huyen", members=tuple(reversed(group_members()))), []),
        (
            with_agency("grp-huyen", members=(*group_members()[1:], "so-y-te")),
            [("grp-huyen", "members", "ubnd-tp-dong-xoai", "so-y-te")],
        ),
        (
            with_plan(
                real_register(),
                calendar=CalendarExceptions(days_off=(CalendarException(date=day("2023-09-04"), why="vì"),)),
            ),
            [("calendar", "days_off", "–", "2023-09-04")],
        ),
        (with_plan(real_register(), awaited=real_register().plan.awaited[1:]), [("huong-dan-chu-ky-so", "", "…", "–")]),
    ],
)
def test_the_changed_targets(after: Register, expected: list[tuple[str, str, str, str]]) -> None:
    """Each has the items that only one version has; names and the order of a roster are no targets."""
    found = [(subject, field, "…" if not field else before, items) for subject, field, before, items in texts(after)]

    assert found == expected


@pytest.mark.parametrize(
    ("after", "task", "is_concerned"),
    [
        (with_task(39, owed="jointly"), 39, True),
        (with_task(39, owed="jointly"), 38, False),
        (policy(soon=10), 1, True),
        (with_agency("so-y-te", valid_to=day("2023-12-31")), 35, True),
        (with_agency("so-y-te", valid_to=day("2023-12-31")), 59, True),
        (with_agency("so-y-te", valid_to=day("2023-12-31")), 39, False),
        (with_agency("grp-huyen", members=()), 39, True),
        (with_plan(real_register(), awaited=real_register().plan.awaited[1:]), 45, True),
    ],
)
def test_the_tasks_that_a_change_concerns(after: Register, task: int, is_concerned: bool) -> None:  # noqa: FBT001
    """An agency concerns the tasks that it leads, also in a group; a group also those in which it cooperates."""
    (change,) = changes(after)

    assert concerns_task(change, after, task_of(after, task).value) is is_concerned


@pytest.mark.parametrize(
    ("after", "made", "is_linked"),
    [
        (with_task(39, owed="jointly"), decision(Extend, "2023-09-01", tasks=(39,), until=day("2023-10-01")), True),
        (with_task(39, owed="jointly"), decision(Extend, "2023-09-01", tasks=(40,), until=day("2023-10-01")), False),
        (with_task(39, owed="jointly"), decision(Accept, "2023-09-01", tasks=(39,)), False),
        (
            with_deadline(41, waits_for=None),
            decision(Schedule, "2023-09-01", schedule="nq-50-va-nd-107", source="a"),
            True,
        ),
        (with_deadline(41, waits_for=None), decision(Happened, "2023-09-01", event="huong-dan-chu-ky-so"), False),
        (policy(before="inclusive"), decision(Settle, "2023-09-01", assumption="truoc-ngay", answer="có"), True),
        (
            policy(before="inclusive"),
            decision(Settle, "2023-09-01", assumption="ky-bao-cao-dau-tien", answer="có"),
            False,
        ),
        (
            with_agency("so-tttt", valid_to=day("2023-12-31")),
            decision(Transfer, "2023-09-01", tasks=(46,), agency="so-tttt", to="so-khcn"),
            True,
        ),
        (
            with_agency("so-tttt", valid_to=day("2023-12-31")),
            decision(Close, "2023-09-01", agencies=("so-tttt",)),
            True,
        ),
        (
            with_agency("so-tttt", valid_to=day("2023-12-31")),
            decision(Close, "2023-09-01", tasks=(46,), agencies=("so-tttt",)),
            False,
        ),
    ],
)
def test_the_decision_on_a_change(after: Register, made: Any, is_linked: bool) -> None:  # noqa: FBT001
    """It names the subject; an acceptance decides on no target, and a decision on a task on no agency."""
    (change,) = changes(after)

    assert (decision_on(change, [made]) is not None) is is_linked


def test_the_legal_basis_of_a_succession_founds_it() -> None:
    """`basis` in agencies.yaml is the basis of dates and successors, and of nothing else."""
    after = with_agency("so-tttt", valid_to=day("2023-12-31"), basis="Nghị quyết 1", relation="requested")

    assert [(change.field, change.basis) for change in changes(after)] == [
        ("relation", None),
        ("valid_to", "Nghị quyết 1"),
    ]
