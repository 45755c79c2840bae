"""Tests that texts which do not come from the data name no plan, province or agency."""

import re

from plan190.words import en, vi

_OF_ONE_PLAN = re.compile(r"Bình Phước|Binh Phuoc|[Cc]ông an|[Pp]olice|06/CP|\b67\b|\bI{1,3}\.[0-9]|\btỉnh Bình")
_ALLOWED = {"init.example"}
"""Texts about the example, which is about that plan."""


def test_texts_name_no_plan_province_or_agency() -> None:
    """Messages, help and headings of both languages take the names from the data."""
    for texts in (en.TEXT, vi.TEXT):
        named = {key for key, text in texts.items() if _OF_ONE_PLAN.search(text)}

        assert named <= _ALLOWED


_MONTHLY = re.compile(
    r"(báo cáo|kết quả)( h[ằà]ng)? tháng\b|tháng \{(month|period)\}|\btháng (tới|này|bình thường)\b"
    r"|\bmonthly (report|information)|\b(last|this|coming|ordinary) months?\b|\bearlier months",
    re.IGNORECASE,
)
_OF_MONTHS = {"plan.before_day.last_month", "plan.cut_off.unit", "trend.earlier", "dashboard.trend.earlier"}
"""Messages about a month, not about a reporting period."""


def test_messages_call_reports_monthly_by_a_term() -> None:
    """A plan whose reports are quarterly has other terms; commands and their help are called monthly in any plan."""
    for texts in (en.TEXT, vi.TEXT):
        monthly = {key for key, text in texts.items() if _MONTHLY.search(text) and f"periodic.{key}" not in texts}

        assert {key for key in monthly if not key.startswith(("help.", "rule.", "webform.long_day"))} <= _OF_MONTHS
