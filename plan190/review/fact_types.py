"""The types of the facts of `review` and `inbox`, as in `status.fact_types`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

from plan190.checks.fact_types import Found, Tool
from plan190.model.fields import Day
from plan190.review.inbox import OpenBranch
from plan190.review.outcome import OutcomeFacts, Run

InboxRun = TypedDict("InboxRun", {"base": str, "commit": str, "today": Day, "data": str})
"""The branch with which the open branches are compared, its commit, the date of the review, and the data folder."""
UnreadBranch = TypedDict("UnreadBranch", {"branch": str, "error": str})
"""A branch that cannot be reviewed, and why."""


class Review(Tool, Found):
    """The outcome of a review."""

    format: Literal["plan190.review"]
    run: Run
    outcome: OutcomeFacts


class Inbox(Tool):
    """The open branches of a repository, by period and agency."""

    format: Literal["plan190.inbox"]
    run: InboxRun
    branches: Sequence[OpenBranch]
    unread: Sequence[UnreadBranch]
