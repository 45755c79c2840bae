"""Corrected lines in a review: the same as `check --fix` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.review.repository import FRESH, TODAY, Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Review = Callable[..., tuple[int, dict[str, Any]]]

FILE = "data/updates/so-y-te/2023-08.yaml"
WRONG = (
    FRESH.replace("2023-08-10", "ngày 10 tháng 8 năm 2023")
    .replace("progress: 55", "Progress: 55%")
    .replace("summary: Đã", "summary: Kết quả: đã")
    .replace("  - task: 66\n    state: in", "  – task: 66\n    state: In")
)


def test_the_corrected_lines_are_those_of_the_repair(repo: Repo, review: Review, run: Callable[..., Ran]) -> None:
    """Each line replaced by its correction, the file is as after `check --fix`, and the change is accepted."""
    repo.write(FILE, WRONG)
    repo.commit()
    code, facts = review()
    lines = WRONG.split("\n")
    for finding in facts["findings"]:
        assert finding["fixable"]
        lines[finding["line"] - 1] = finding["corrected"]
    assert code == 1
    run("check", "--fix", "--data", "data", "--as-of", TODAY)
    assert repo.read(FILE) == "\n".join(lines)
    repo.commit()
    assert review()[0] == 0


def test_the_comment_contains_suggestions(repo: Repo, review: Review, run: Callable[..., Ran]) -> None:
    """A block of the forge with the whole line; not if the line has personal data, which would be masked."""
    repo.write(FILE, WRONG.replace("55%", "55% # 0912345678"))
    repo.commit()
    out = run("review", "--base", "main", "--as-of", TODAY, "--format", "markdown").out
    assert "    ```suggestion\n    reported_on: 2023-08-10\n    ```" in out
    assert "progress: 55" not in out
    assert "0912345678" not in out
    assert review
