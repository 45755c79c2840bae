"""Transfers of a group's task to an agency that owes it already, and back."""

from __future__ import annotations

from plan190.model.decision import Transfer
from tests.builders import assess_on, decision, obligations

FORTH = decision(Transfer, "6-20", id="forth", tasks=[59], agency="so-tttt", to="so-khcn")
BACK = decision(Transfer, "7-5", id="back", tasks=[59], agency="so-khcn", to="so-tttt")
AGAIN = decision(Transfer, "7-6", id="again", tasks=[59], agency="so-khcn", to="so-tttt")


def origins(on: str, *decisions: Transfer) -> dict[str, list[str]]:
    """Return the origins of the obligations on task 59 that the two agencies owe on the date."""
    assessment = assess_on(on, decisions=decisions)
    assert assessment.by_obligation.total == 344
    agencies = ("so-tttt", "so-khcn")
    return {name: [item.obligation.origin.id for item in obligations(assessment, 59, name)] for name in agencies}


def test_a_transfer_back_returns_only_what_was_transferred() -> None:
    """The own obligation of the other agency stays with it; nothing is lost or owed twice."""
    assert origins("7-4", FORTH, BACK) == {"so-tttt": [], "so-khcn": ["so-tttt", "so-khcn"]}
    assert origins("7-5", FORTH, BACK) == {"so-tttt": ["so-tttt"], "so-khcn": ["so-khcn"]}


def test_another_transfer_passes_on_the_own_obligation() -> None:
    """After the transfer back, the next decision of this kind concerns what is left."""
    assert origins("7-6", FORTH, BACK, AGAIN) == {"so-tttt": ["so-tttt", "so-khcn"], "so-khcn": []}
