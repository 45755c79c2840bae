"""`plan190 forecast`: on which date the deadline gate fails, if nothing is done."""

from __future__ import annotations

from plan190.cli.choices import filtered, members_of, whole
from plan190.cli.gate import GATES as GATES  # noqa: PLC0414 - the choices of --fail-on, for help and completion
from plan190.cli.gate import days_named, gates_named, known_findings
from plan190.cli.options import AgencyOption, BaselineOption, DaysAheadOption, DueWithinOption, FailOnOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.words.text import printable

DAYS_AHEAD, MOST_DAYS = "365", 1826
"""The default and the greatest number of days of `--days`: one year, five years."""


def run(
    session: Session,
    days_ahead: DaysAheadOption = DAYS_AHEAD,
    fail_on: FailOnOption = None,
    due_within: DueWithinOption = None,
    agency: AgencyOption = None,
    baseline: BaselineOption = None,
) -> Result:
    """Return the forecast of the gate; Plan190Error if it has nothing to check or the baseline cannot be read."""
    from plan190.checks.forecast import GateQuestion, forecast
    from plan190.views import forecast as view

    days = whole(days_ahead, 0, MOST_DAYS)
    ids = members_of(session, agency)
    question = GateQuestion(gates_named(fail_on), days_named(due_within), ids, known_findings(baseline))
    figures = forecast(session.register, session.assessment, question, days)
    if not figures.checked:
        raise Plan190Error("error.gate_nothing", agency=printable(agency or "–"))
    return Result(view.build(figures, filtered(session, agency)))
