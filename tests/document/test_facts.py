"""The facts of a view are computed only when a format needs them."""

from __future__ import annotations

from typing import Never

from plan190.document.blocks import Facts


def test_facts_of_the_head_need_no_others() -> None:
    """A command reads the reports left out from each view, also if no format prints the facts."""

    def others() -> Never:
        raise AssertionError

    assert Facts({"left_out": []}, others).get("left_out") == []


def test_facts_are_in_the_order_of_the_output() -> None:
    """Those of the head are first; a report adds its provenance at the end."""
    facts = Facts(Facts({"schema": 3}, lambda: {"tasks": []}), lambda: {"imprint": ""})
    assert list(facts.items()) == [("schema", 3), ("tasks", []), ("imprint", "")]
    assert len(facts) == 3
