"""The JSON output of each command, of which `plan190 schema --output` prints the schema."""

from __future__ import annotations

from functools import reduce
from operator import or_
from types import new_class
from typing import Any

from plan190.checks import fact_types as checks
from plan190.cli.options import LISTS
from plan190.load.schema import Schema, output_schema
from plan190.review.fact_types import Inbox, Review
from plan190.status import fact_types as facts

_AGENCY = (facts.Head, facts.AgencyPage)
_GROUP = (facts.Head, facts.GroupPage)
_REPORT = (facts.Head, facts.Provenance)
_KINDS = (facts.Monthly, facts.Overdue, facts.Scoreboard, facts.AgencyPage, facts.TaskPage)

OUTPUTS: dict[str, tuple[tuple[type, ...], ...]] = {
    "status": ((facts.Head, facts.Status), _AGENCY, _GROUP),
    **dict.fromkeys(("tasks", "overdue", "due-soon", "recurring"), ((facts.Head, facts.Tasks),)),
    "show": ((facts.Head, facts.Show), (facts.Head, facts.TaskHistory)),
    "explain": ((facts.Head, facts.Explanation),),
    "agencies": ((facts.Head, facts.Agencies),),
    "agency": (_AGENCY, _GROUP),
    "claims": ((facts.Head, facts.Claims),),
    "reports": ((facts.Head, facts.Reports), (facts.Head, facts.MissingReports)),
    "obstacles": ((facts.Head, facts.Obstacles),),
    "at-risk": ((facts.Head, facts.DelayWarnings),),
    "indicators": ((facts.Head, facts.Indicators),),
    "changes": ((facts.Head, facts.Changes),),
    "what-if": ((facts.Head, facts.Status, facts.WhatIf),),
    "decide": ((facts.Head, facts.NewDecisions),),
    "agenda": ((facts.Head, facts.Agenda),),
    "forecast": ((facts.Head, checks.Forecast),),
    "assumptions": ((facts.Head, facts.Assumptions),),
    "plan": ((facts.Head, facts.PlanText),),
    "rollup": ((facts.Rollup,),),
    "trend": ((facts.Head, facts.Trend),),
    "report": tuple((*_REPORT, kind) for kind in _KINDS),
    "remind": ((*_REPORT, facts.CombinedLetter), (*_REPORT, facts.Letter)),
    "verify": ((facts.Verification,),),
    "calendar": ((*_REPORT, facts.Calendar),),
    "check": ((checks.Check,), (checks.RulePage,)),
    "review": ((Review,),),
    "inbox": ((Inbox,),),
    "gate": ((checks.GateResult,),),
    "owners": ((facts.Owners,),),
    "schema": ((facts.Schemas,),),
}
"""The parts of the output of each command; several entries if the output depends on the arguments."""


def schema_of_output(command: str) -> Schema:
    """Return the schema of the JSON output of the command; KeyError if it has none."""
    forms = _forms(command, "Output")
    if command in LISTS:
        several_plans: Any = facts.SeveralPlans
        forms.append(several_plans[reduce(or_, _forms(command, "OfPlan", facts.OfPlan))])
    return output_schema(command, reduce(or_, forms), vars(facts))


def _forms(command: str, ending: str, *first: type) -> list[Any]:
    """Return a type for each form of the output, with these first parts and a name with this ending."""
    return [new_class(f"{parts[-1].__name__}{ending}", (*first, *parts)) for parts in OUTPUTS[command]]
