"""The type of the facts of `review`, as in `status.fact_types`."""

from __future__ import annotations

from typing import Literal

from plan190.checks.fact_types import Found, Tool
from plan190.review.outcome import OutcomeFacts, Run


class Review(Tool, Found):
    """The outcome of a review."""

    format: Literal["plan190.review"]
    run: Run
    outcome: OutcomeFacts
