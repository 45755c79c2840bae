"""Updates and decisions without the effect that their authors expect: P337 and P338."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.checks.rules import RULES
from plan190.model.decision import Extend, Happened, Return, Schedule
from plan190.status.snapshot import snapshot_as_of
from plan190.status.work_history import overtaken, work_history_of
from tests.builders import DOCUMENT, assess_on, correction, day, decision, register_with, report, update, verdict

if TYPE_CHECKING:
    from plan190.model.decision import Decision
    from plan190.model.register import ReportFile

TTTT = "so-tttt"
AUGUST = report(TTTT, 8, "8-10", update(39, "unchanged"))
LATE_CLAIM = report(TTTT, 7, "8-12", update(39, "done", "6-28"))
LATE_PROGRESS = report(TTTT, 7, "8-12", update(39))


def found(code: str, reports: list[ReportFile], decisions: list[Decision]) -> list[tuple[str, dict[str, Any]]]:
    """Return the variant and the values of each problem that the rule finds."""
    problems = RULES[code].check(register_with(reports, decisions))
    return [(variant, dict(values)) for _, variant, values in problems]


def lost(*reports: ReportFile, decisions: tuple[Decision, ...] = ()) -> list[str]:
    """Return the variant of each update without effect."""
    return [variant for variant, _ in found("P337", list(reports), list(decisions))]


def test_a_claim_is_lost_after_unchanged_of_a_later_month() -> None:
    """The claim of July, submitted after the report for August, does not make task 39 done."""
    ((variant, values),) = found("P337", [AUGUST, LATE_CLAIM], [])

    assert (variant, values["task"], str(values["period"]), values["day"]) == ("", "39", "2023-08", day("8-10"))
    assert not verdict(assess_on("8-14", [AUGUST, LATE_CLAIM]), 39).is_done


def test_a_claim_is_lost_after_progress_of_a_later_month() -> None:
    """August, submitted before, says that the work is going on."""
    assert lost(report(TTTT, 8, "8-10", update(39)), LATE_CLAIM) == [""]


def test_progress_is_lost_only_after_unchanged() -> None:
    """If August states the progress itself, the earlier progress of July is not missed."""
    assert lost(AUGUST, LATE_PROGRESS) == ["progress"]
    assert lost(report(TTTT, 8, "8-10", update(39)), LATE_PROGRESS) == []


@pytest.mark.parametrize(
    "later",
    [
        report(TTTT, 9, "9-10", update(39, "done", "6-28")),
        report(TTTT, 9, "9-10", update(39)),
        report(TTTT, 9, "9-10", correction(8, 39, "done", "6-28")),
    ],
)
def test_a_lost_claim_is_not_reported_after_a_later_statement(later: ReportFile) -> None:
    """The agency has claimed the task again, in its own words or by a correction, or says that it is not done."""
    assert lost(AUGUST, LATE_CLAIM, later) == []


def test_a_claim_in_the_right_month_is_enough() -> None:
    """The clerk follows the advice and writes the claim in the report for August, which is still open."""
    assert lost(report(TTTT, 8, "8-10", update(39, "done", "6-28")), LATE_CLAIM) == []


def test_a_repeated_claim_is_lost_only_if_the_first_one_was_returned() -> None:
    """The claim of June still counts, so the late repetition of July is not missed."""
    june = report(TTTT, 6, "6-30", update(39, "done", "6-28"))
    returned = decision(Return, "7-20", tasks=(39,))

    assert lost(june, AUGUST, LATE_CLAIM) == []
    assert lost(june, AUGUST, LATE_CLAIM, decisions=(returned,)) == [""]


def test_a_late_update_on_recurring_work_counts_for_its_month() -> None:
    """Task 40 is reported each month."""
    assert lost(report(TTTT, 8, "8-10", update(40, "unchanged")), report(TTTT, 7, "8-12", update(40))) == []


def test_a_withdrawn_report_overtakes_nothing() -> None:
    """After its withdrawal, the report for August does not prevent the claim of July."""
    assert lost(report(TTTT, 8, "8-10", update(39, "unchanged"), withdrawn="8-11"), LATE_CLAIM) == []


@given(
    st.dictionaries(st.integers(6, 12), st.tuples(st.dates(date(2023, 6, 12), date(2023, 12, 31)), st.integers(0, 3)))
)
def test_overtaken_updates_do_not_change_the_work_history(months: dict[int, tuple[date, int]]) -> None:
    """The history is the same without them, apart from the list of updates; the last one submitted of others counts."""
    contents: list[dict[str, Any]] = [{"state": "unchanged"}, {}, {"state": "done", "done_on": "6-10"}]
    contents.append({"state": "done", "done_on": "6-11"})
    reports = [report(TTTT, month, on.isoformat(), update(39, **contents[n])) for month, (on, n) in months.items()]
    updates = tuple(snapshot_as_of(register_with(reports), date.max).updates.get((39, TTTT), ()))
    ignored = [item for item, _ in overtaken(updates)]
    kept = tuple(item for item in updates if item not in ignored)
    history = work_history_of(updates, ())

    assert history._replace(updates=()) == work_history_of(kept, ())._replace(updates=())
    assert history.latest == next((item for item in reversed(kept) if item.value.state != "unchanged"), None)


EVENT = {"event": "huong-dan-chu-ky-so"}
SCHEDULE = {"schedule": "qd-766", "source": "x"}


def moved_back(*decisions: Decision) -> list[tuple[str, int, date]]:
    """Return variant, task and due date before of each problem of P338."""
    return [(variant, values["task"], values["due"]) for variant, values in found("P338", [], list(decisions))]


def event(on: str, until: str | None, **more: Any) -> Decision:
    """Return an event of that date that sets a due date."""
    return decision(Happened, on, until=day(until) if until else None, **EVENT, **more)


def test_a_second_event_with_an_earlier_date() -> None:
    """Task 45 is due on 30/11, then on 31/10."""
    assert moved_back(event("9-5", "11-30"), event("9-6", "10-31")) == [("", "45", day("11-30"))]
    assert moved_back(event("9-5", "11-30"), event("9-6", "11-30")) == []
    assert moved_back(event("9-5", "11-30"), event("9-6", "12-31")) == []


def test_a_corrected_event_may_have_an_earlier_date() -> None:
    """The first entry no longer counts."""
    assert moved_back(event("9-5", "11-30"), event("9-6", "10-31", corrects="happened-9-5")) == []


def test_an_event_with_an_earlier_date_than_an_extension() -> None:
    """The extension to 31/12 comes between the events."""
    extended = decision(Extend, "9-6", tasks=(45,), until=day("12-31"))

    assert moved_back(event("9-5", "11-30"), extended, event("9-7", "12-15")) == [("", "45", day("12-31"))]


def test_a_second_event_without_a_date() -> None:
    """The due date of the first event stays."""
    assert moved_back(event("9-5", "11-30"), event("9-6", None)) == [("undated", "45", day("11-30"))]
    assert moved_back(event("9-5", None), event("9-6", None)) == []
    assert moved_back(event("9-5", None), event("9-6", "11-30")) == []


def test_a_second_schedule() -> None:
    """Work with a due date becomes due earlier, or recurring; each task is reported once."""
    first = decision(Schedule, "9-5", **SCHEDULE, until=day("11-30"))
    earlier = decision(Schedule, "9-6", **SCHEDULE, until=day("10-31"))
    recurring = decision(Schedule, "9-7", **SCHEDULE, recurring=True)

    assert moved_back(first, earlier) == [("", "65", day("11-30"))]
    assert moved_back(first, recurring) == [("undated", "65", day("11-30"))]
    assert moved_back(recurring, first) == [("undated", "65", day("11-30"))]


def test_the_latest_due_date_of_several_agencies_counts() -> None:
    """One agency was extended to 31/12, the others are due on 30/11."""
    first = decision(Schedule, "9-5", **SCHEDULE, until=day("11-30"))
    extended = decision(Extend, "9-6", tasks=(65,), agencies=("so-y-te",), until=day("12-31"), document=DOCUMENT)
    second = decision(Schedule, "9-7", **SCHEDULE, until=day("12-15"))

    assert moved_back(first, extended, second) == [("", "65", day("12-31"))]
