"""P339: report decisions of a body that may not make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.final_state import final_state
from plan190.checks.problem import Problem, problem
from plan190.model.agency import Agency
from plan190.model.decision import Accept, Close, Extend, Resume, Return, Suspend, Transfer, Withdraw
from plan190.status.obligations import obligations_by_holder
from plan190.status.succession import acting_body
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.register import Register
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml")

_ON_WORK = (Accept, Return, Extend, Suspend, Resume, Close, Transfer, Withdraw)
"""The decisions on claims and obligations; anybody may report an event, a schedule, or the answer to a question."""

_RELIEF = (Extend, Suspend, Close, Transfer)
"""The decisions that relieve an agency of its work or its due date."""


def check(register: Register) -> Iterator[Problem]:
    """Report each decision on work by a body that is not entitled, and each by which an agency relieves itself.

    Entitled are the body that oversees the plan (the coordinator), the issuer with its signing office, and those to
    which the plan has reports and problems sent; after such a body has ceased to exist, its successor.
    """
    snapshot, obligations = final_state(register)
    by_agency = obligations_by_holder(obligations)
    for entry in register.decisions:
        decision, at = entry.value, entry.at("by")
        if not _exists(register, decision):
            continue  # P301 and P335 report it
        entitled = _entitled(register, decision.date)
        if isinstance(decision, _ON_WORK) and decision.by not in entitled:
            yield problem(at, id=decision.by, allowed=", ".join(entitled))
        elif isinstance(decision, _RELIEF):
            held = by_agency.get(decision.by, ())
            own = [obligation for obligation in held if _is_own(snapshot, decision, obligation)]
            if own:
                tasks = ", ".join(dict.fromkeys(obligation.task.id for obligation in own))
                others = ", ".join(id_ for id_ in entitled if id_ != decision.by)
                yield problem(at, "own", id=decision.by, tasks=tasks, allowed=others)


def _entitled(register: Register, day: date) -> tuple[str, ...]:
    """Return the ids of the bodies that the plan entitles to decide on the date, each once, the coordinator first."""
    named = [id_ for id_ in register.plan.deciding if id_ in register.bodies]
    return tuple({acting_body(register, id_, day).id: None for id_ in named})


def _exists(register: Register, decision: Decision) -> bool:
    body = register.bodies.get(decision.by)
    return body is not None and not (isinstance(body, Agency) and not body.exists_on(decision.date))


def _is_own(snapshot: Snapshot, decision: Decision, obligation: Obligation) -> bool:
    """Return whether the decision is about an obligation that its own body owed until or on its date."""
    before = decision.date - ONE_DAY  # a transfer ends the part of its agency on its date
    holders = (holder for holder in obligation.holders if holder.agency.id == decision.by)
    if not any(holder.held_on(before) or holder.held_on(decision.date) for holder in holders):
        return False
    is_of_other = isinstance(decision, Transfer) and decision.agency != decision.by
    return not is_of_other and snapshot.concerns(decision, obligation)
