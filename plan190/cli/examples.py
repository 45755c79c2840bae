"""The examples in the help of each command; a test runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BY_CHAIR = "--by chu-tich-ubnd-tinh --document 45/UBND-NC --document-date 2023-09-18"

EXAMPLES: Mapping[str, Sequence[str]] = {
    "status": ("plan190 status", "plan190 status --only overdue --as-of 2023-07-01"),
    "tasks": ("plan190 tasks --agency so-y-te", "plan190 tasks --state overdue --search CCCD"),
    "overdue": ("plan190 overdue", "plan190 overdue --format xlsx --output overdue.xlsx"),
    "due-soon": ("plan190 due-soon --within 30 --as-of 2023-07-01",),
    "recurring": ("plan190 recurring",),
    "show": ("plan190 show 39", "plan190 show 39 --history --agency so-tttt"),
    "explain": ("plan190 explain 39", "plan190 explain 32 --agency so-y-te"),
    "agencies": ("plan190 agencies",),
    "agency": ("plan190 agency so-y-te", 'plan190 agency "Sở Y tế"'),
    "reports": ("plan190 reports --months 3", "plan190 reports --missing"),
    "indicators": ("plan190 indicators", "plan190 indicators --below-target"),
    "changes": ("plan190 changes --since 2023-08", "plan190 changes --since HEAD~1 --agency so-y-te"),
    "agenda": ("plan190 agenda", "plan190 agenda --days 14 --agency so-y-te"),
    "forecast": ("plan190 forecast", "plan190 forecast --fail-on overdue,missing-report --as-of 2023-06-20"),
    "assumptions": ("plan190 assumptions",),
    "plan": ("plan190 plan",),
    "rollup": ("plan190 rollup data examples/q3-2023",),
    "trend": ("plan190 trend", "plan190 trend --agency so-y-te --months 6"),
    "draft": ("plan190 draft so-y-te", 'plan190 draft "Sở Y tế" 2023-09 --write'),
    "form": ("plan190 form --agency so-y-te", "plan190 form --all --output forms"),
    "check": ("plan190 check", "plan190 check --explain P326"),
    "intake": ("plan190 intake so-y-te.yaml", "plan190 intake so-y-te.yaml --dry-run"),
    "review": ("plan190 review --base main",),
    "inbox": ("plan190 inbox", "plan190 inbox --branches 'bao-cao-*'"),
    "claims": ("plan190 claims",),
    "obstacles": ("plan190 obstacles --beyond",),
    "at-risk": ("plan190 at-risk",),
    "decide": ("plan190 decide claims", "plan190 decide accept 61 --agency cong-an-tinh"),
    "decide claims": ("plan190 decide claims", "plan190 decide claims --agency so-y-te"),
    "decide obstacles": ("plan190 decide obstacles",),
    "decide accept": ("plan190 decide accept 61 --agency cong-an-tinh",),
    "decide return": ('plan190 decide return 59 --agency "cong an tinh" --why "Chưa có minh chứng."',),
    "decide extend": (f"plan190 decide extend 41 --until 2023-12-31 {_BY_CHAIR}",),
    "decide event": ("plan190 decide event ket-noi-du-lieu-kham-suc-khoe --until 2023-10-31 --by so-y-te",),
    "decide schedule": (f'plan190 decide schedule lo-trinh-bo-tnmt --recurring --source "Mục 2" {_BY_CHAIR}',),
    "decide suspend": (f'plan190 decide suspend 53 --why "Chờ hướng dẫn." {_BY_CHAIR}',),
    "decide resume": (f"plan190 decide resume 19 {_BY_CHAIR}",),
    "decide close": (f'plan190 decide close 61 --agency so-y-te --why "Không còn dịch vụ công." {_BY_CHAIR}',),
    "decide transfer": (f"plan190 decide transfer 39 --agency so-tttt --to so-khcn {_BY_CHAIR}",),
    "decide answer": (
        f'plan190 decide answer 18 --agency vp-ubnd-tinh --obstacle kinh-phi --answer "Đã bố trí." {_BY_CHAIR}',
    ),
    "decide settle": ('plan190 decide settle truoc-ngay --answer "Không kể ngày đó." --by chu-tich-ubnd-tinh',),
    "decide withdraw": ('plan190 decide withdraw chap-nhan-2023-09 --why "Ghi nhầm."',),
    "what-if": ("plan190 what-if --done 39", "plan190 what-if --extend 39 --on 2023-09-01 --until 2023-12-31"),
    "report": ("plan190 report monthly --period 2023-08", "plan190 report agency so-y-te --format xlsx"),
    "remind": ("plan190 remind --agency so-khcn", "plan190 remind --all"),
    "dashboard": ("plan190 dashboard",),
    "calendar": ("plan190 calendar --agency so-y-te --output so-y-te.ics",),
    "export": ("plan190 export --output tables",),
    "verify": ("plan190 verify reports/monthly-2023-08.docx",),
    "gate": ("plan190 gate --fail-on overdue,missing-report --within 7",),
    "comment": ("plan190 comment result.json",),
    "owners": ("plan190 owners", "plan190 owners --format github --output .github/CODEOWNERS"),
    "hook": ("plan190 hook pre-receive --branch main",),
    "init": ("plan190 init demo --example", "plan190 init tracker --from plan.docx"),
    "import": ("plan190 import plan.docx --output new/data",),
    "schema": ("plan190 schema update", "plan190 schema --output status"),
}
"""One or two command lines of each command."""
