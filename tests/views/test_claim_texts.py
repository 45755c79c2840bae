"""What views say about claims that await acceptance and claims that were returned."""

from __future__ import annotations

from plan190.model.decision import Accept, Return
from plan190.parts.annexes import obligations_table
from plan190.parts.context import view_context
from plan190.parts.names import claim_texts, flag_texts
from plan190.words import words_in
from tests.builders import assess_on, decision, register_with, report, update, verdict
from tests.views.blocks import table_as_read

VI, EN = words_in("vi"), words_in("en")
CLAIMED = report("so-tttt", 7, "7-13", update(39, "done", "6-28"))
RETURNED = decision(Return, "7-20", tasks=(39,), why="thiếu văn bản.")
JOINT = [
    report("so-y-te", 7, "7-13", update(62, "done", "7-1")),
    report("so-tttt", 7, "7-14", update(62, "done", "7-2")),
]


def test_returned_claim_has_its_dates_and_the_reason() -> None:
    """It is not the same as no report; a new claim ends it."""
    returned = verdict(assess_on("7-21", [CLAIMED], [RETURNED]), 39)
    text = "báo hoàn thành ngày 13/7/2023, bị trả lại ngày 20/7/2023, lý do: thiếu văn bản"

    assert claim_texts(returned, VI) == [text]
    again = report("so-tttt", 8, "8-10", update(39, "done", "7-30"))
    assert claim_texts(verdict(assess_on("8-11", [CLAIMED, again], [RETURNED]), 39), VI) == ["chờ xác nhận"]


def test_returned_claim_is_in_the_flags_and_in_the_table_of_obligations() -> None:
    """The same text, as the agency's page and the letters show it."""
    register, assessment = register_with([CLAIMED], [RETURNED]), assess_on("7-21", [CLAIMED], [RETURNED])
    returned, context = verdict(assessment, 39), view_context(register, assessment, VI)
    (text,) = claim_texts(returned, VI)

    assert text in flag_texts(returned, context)
    table = table_as_read(obligations_table(context, [returned], name="overdue"))
    assert table.rows[0][-1].text.endswith(text)


def test_claims_on_a_joint_task_name_their_agencies() -> None:
    """Two claims are one obligation; each return concerns one agency."""
    first = decision(Return, "7-20", id="a", tasks=(62,), agencies=("so-tttt",))
    second = decision(Return, "8-1", id="b", tasks=(62,), agencies=("so-y-te",))
    both, one, none = (verdict(assess_on(on, JOINT, [first, second]), 62) for on in ("7-15", "7-21", "8-2"))

    assert claim_texts(both, VI) == ["Sở Y tế, Sở TT&TT báo hoàn thành, chờ xác nhận"]
    assert claim_texts(one, EN) == [
        "claimed by Health, awaiting acceptance",
        "Information: reported done on 2023-07-14, returned on 2023-07-20, reason: vì",
    ]
    assert claim_texts(none, VI) == [
        "Sở TT&TT: báo hoàn thành ngày 14/7/2023, bị trả lại ngày 20/7/2023, lý do: vì",
        "Sở Y tế: báo hoàn thành ngày 13/7/2023, bị trả lại ngày 1/8/2023, lý do: vì",
    ]


def test_one_decision_that_returns_claims_of_several_agencies_is_one_text() -> None:
    """No agency is left out; claims of the same date are named together."""
    reports = [report(name, 7, "7-13", update(62, "done", "7-1")) for name in ("so-y-te", "so-tttt")]
    returned = verdict(assess_on("7-21", reports, [decision(Return, "7-20", tasks=(62,))]), 62)

    text = "báo hoàn thành ngày 13/7/2023, bị trả lại ngày 20/7/2023, lý do: vì"
    assert claim_texts(returned, VI) == [f"Sở Y tế, Sở TT&TT: {text}"]


def test_decided_claims_are_kept_after_a_new_claim() -> None:
    """The claim of 13/7 was returned, the one of 10/8 accepted; a second acceptance decides nothing."""
    again = report("so-tttt", 8, "8-10", update(39, "done", "7-30"))
    accepted = [decision(Accept, on, tasks=(39,)) for on in ("8-12", "8-13")]
    decided = verdict(assess_on("8-20", [CLAIMED, again], [RETURNED, *accepted]), 39).work.decided

    assert [(str(item.claim.update.period), item.decision.value.id) for item in decided] == [
        ("2023-07", "return-7-20"),
        ("2023-08", "accept-8-12"),
    ]
