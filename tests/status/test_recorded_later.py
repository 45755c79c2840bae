"""Decisions that are recorded after their date: they count from the date of recording."""

from __future__ import annotations

from plan190.model.decision import Accept, Extend, Return, Suspend, Transfer
from plan190.model.period import Period
from plan190.status.figures.monthly import decided_in
from tests.builders import assess_on, day, decision, register_with, report, update, verdict

AGENCY = "so-noi-vu"
EXTENDED = decision(Extend, "7-10", tasks=(24,), until=day("10-31"), recorded_on=day("9-1"))
"""Task 24 of the department of home affairs was due on 30 June."""


def test_an_extension_does_not_change_earlier_answers() -> None:
    """On 31 August the task is overdue as before; from 1 September it has the new due date."""
    before, after = (verdict(assess_on(on, [], [EXTENDED]), 24) for on in ("8-31", "9-1"))

    assert (before.state, before.days_late, before.extensions) == ("overdue", 62, 0)
    assert (after.state, after.due, after.extensions) == ("within_time", day("10-31"), 1)


def test_an_extension_erases_no_days_late() -> None:
    """The 62 days that earlier answers stated are kept."""
    assert verdict(assess_on("9-1", [], [EXTENDED]), 24).late_before == 62


def test_a_suspension_stops_the_days_late_when_it_is_recorded() -> None:
    """From 30 June to 31 August the task was late."""
    suspended = decision(Suspend, "7-10", tasks=(24,), recorded_on=day("9-1"))

    assert verdict(assess_on("12-1", [], [suspended]), 24).days_late == 62


def test_a_return_concerns_the_claim_of_its_own_date() -> None:
    """The claim of July was returned on paper on 20 July, the new claim of August was not."""
    reports = [
        report(AGENCY, 7, "7-12", update(24, "done", "7-1")),
        report(AGENCY, 8, "8-12", update(24, "done", "8-1")),
    ]
    returned = decision(Return, "7-20", tasks=(24,), agencies=(AGENCY,), recorded_on=day("9-1"))

    assert verdict(assess_on("8-31", reports, [returned]), 24).is_done
    assert verdict(assess_on("9-2", reports, [returned]), 24).done_on == day("8-1")
    assert verdict(assess_on("9-2", reports[:1], [returned]), 24).claim_returned


def test_an_acceptance_counts_from_its_recording() -> None:
    """Until then the claim awaits acceptance."""
    reports = [report(AGENCY, 7, "7-12", update(24, "done", "7-1"))]
    accepted = decision(Accept, "7-20", tasks=(24,), recorded_on=day("9-1"))

    assert verdict(assess_on("8-31", reports, [accepted]), 24).claimed
    assert verdict(assess_on("9-1", reports, [accepted]), 24).accepted


def test_a_transfer_loses_no_update_before_it_was_recorded() -> None:
    """The earlier agency reported the task as done in August, when nobody knew of the transfer of July."""
    passed_on = decision(Transfer, "7-20", tasks=(24,), agency=AGENCY, to="so-tu-phap", recorded_on=day("9-1"))
    result = verdict(assess_on("9-2", [report(AGENCY, 8, "8-12", update(24, "done", "8-1"))], [passed_on]), 24)

    assert (result.body.id, result.done_on) == ("so-tu-phap", day("8-1"))


def test_the_monthly_report_lists_it_in_the_period_of_recording() -> None:
    """Period 2023-09 covers 15 August to 14 September."""
    register, assessment = register_with([], [EXTENDED]), assess_on("10-15", [], [EXTENDED])
    months = {month: decided_in(register, assessment, Period.parse(f"2023-{month}")) for month in ("07", "08", "09")}

    assert months == {"07": (), "08": (), "09": (EXTENDED,)}
