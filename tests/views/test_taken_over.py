"""What views say about an obligation that passed to an agency which owes the same task already."""

from __future__ import annotations

from plan190.model.decision import Transfer
from plan190.parts.annexes import obligations_table
from plan190.parts.context import view_context
from plan190.parts.names import agency_names, flag_texts, taken_over_texts
from plan190.status.facts import obligation_facts
from plan190.words import words_in
from tests.builders import assess_on, decision, obligations, register_with, verdict
from tests.views.blocks import table_as_read

VI = words_in("vi")
PASSED = [decision(Transfer, "7-5", tasks=[59], agency="so-y-te", to="so-noi-vu")]
BOTH = obligations(assess_on("7-25", decisions=PASSED), 59, "so-noi-vu")
CONTEXT = view_context(register_with(decisions=PASSED), assess_on("7-25", decisions=PASSED), VI)


def test_the_agency_that_owed_it_first_is_named() -> None:
    """In lists, in tables and letters, and in the JSON; the agency's own obligation has no such text."""
    own, taken = BOTH

    assert [taken_over_texts(item, VI) for item in BOTH] == [[], ["nhận từ Sở Y tế"]]
    assert [flag_texts(item, CONTEXT) for item in BOTH] == [[], ["Sở Nội vụ: nhận từ Sở Y tế"]]
    texts = [row[-1].text for row in table_as_read(obligations_table(CONTEXT, BOTH, name="overdue")).rows]
    assert texts == ["chưa báo cáo", "chưa báo cáo; nhận từ Sở Y tế"]
    assert [obligation_facts(item)["origin"] for item in (own, taken)] == ["so-noi-vu", "so-y-te"]


def test_a_joint_task_is_not_taken_over() -> None:
    """Its parts pass from agency to agency; the body that owes it is the group."""
    joint = verdict(assess_on("7-25"), 62)

    assert taken_over_texts(joint, VI) == []
    assert obligation_facts(joint)["origin"] is None


def test_a_list_names_an_agency_once() -> None:
    """It may owe several of the listed obligations."""
    assert agency_names(BOTH, VI) == "Sở Nội vụ"
