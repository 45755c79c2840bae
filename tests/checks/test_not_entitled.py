"""P339: decisions of a body that may not make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plan190.checks.rules import RULES
from plan190.model.decision import Accept, Close, Extend, Happened, Reply, Settle, Transfer
from tests.builders import CHAIR, day, decision, register_with

if TYPE_CHECKING:
    from plan190.model.decision import Decision

POLICE, HEALTH, COMMITTEE = "cong-an-tinh", "so-y-te", "ubnd-tinh"
LATER = {"until": day("12-31")}


def found(*decisions: Decision) -> list[str]:
    """Return the variant of each problem that the rule finds."""
    return [variant for _, variant, _ in RULES["P339"].check(register_with([], list(decisions)))]


@pytest.mark.parametrize("by", [POLICE, CHAIR, COMMITTEE])
def test_the_coordinator_the_issuer_and_its_chair_may_decide(by: str) -> None:
    """The plan has the police oversee it, and the Chairperson receive reports and difficulties."""
    assert found(decision(Extend, "7-20", tasks=(33,), agencies=(HEALTH,), by=by, **LATER)) == []


def test_an_agency_may_not_decide_on_work() -> None:
    """Neither on its own tasks nor on those of others."""
    assert found(decision(Extend, "7-20", tasks=(33,), by=HEALTH, **LATER)) == [""]
    assert found(decision(Accept, "7-20", tasks=(39,), by=HEALTH)) == [""]


def test_the_coordinator_may_not_extend_its_own_task() -> None:
    """The police lead task 1 alone, and task 63 with all others."""
    assert found(decision(Extend, "7-20", tasks=(1,), by=POLICE, **LATER)) == ["own"]
    assert found(decision(Extend, "7-20", tasks=(63,), by=POLICE, **LATER)) == ["own"]
    assert found(decision(Close, "7-20", agencies=(POLICE,), by=POLICE)) == ["own"]


def test_the_coordinator_may_pass_on_the_task_of_another_agency() -> None:
    """It also leads task 63, but passes on the part of the health department."""
    passed = {"tasks": (63,), "to": "so-noi-vu", "by": POLICE}

    assert found(decision(Transfer, "7-20", agency=HEALTH, **passed)) == []
    assert found(decision(Transfer, "7-20", agency=POLICE, **passed)) == ["own"]


def test_anybody_may_report_an_event_or_an_answer() -> None:
    """A ministry announces an event, a department answers an obstacle or settles an assumption."""
    event = decision(Happened, "7-20", event="huong-dan-chu-ky-so", by="bo-tttt")
    reply = decision(Reply, "7-21", agency=HEALTH, task=32, obstacle="kinh-phi", answer="Có.", by="so-tai-chinh")
    settled = decision(Settle, "7-22", assumption="truoc-ngay", answer="Có.", by="so-tttt")

    assert found(event, reply, settled) == []
