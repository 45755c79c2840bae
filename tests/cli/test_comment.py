"""`plan190 comment`: the comment on a change, from an untrusted result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from tests.review.repository import FRESH, TODAY, Repo, fresh
from tests.review.test_table import OWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


@pytest.fixture
def result(tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The result of a refused review, as the other computer writes it."""
    repo: Repo = fresh(tmp_path)
    repo.write(OWN, FRESH.replace("in_progress", "dang lam", 1))
    repo.commit()
    monkeypatch.chdir(repo.root)
    arguments = ("review", "--base", "main", "--as-of", TODAY, "--actor", "github:101")
    assert run(*arguments, "--report", "json=result.json", "--report", "markdown=result.md").code == 1
    (tmp_path / "expected.md").write_text((repo.root / "result.md").read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    facts: dict[str, Any] = json.loads((repo.root / "result.json").read_text("utf-8"))
    return facts


def comment(run: Callable[..., Ran], tmp_path: Path, facts: object, *arguments: str) -> Ran:
    """Write the result to a file and run the command on it."""
    text = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
    (tmp_path / "got.json").write_bytes(text)
    return run("comment", str(tmp_path / "got.json"), *arguments)


def test_it_equals_the_markdown_of_the_review(run: Callable[..., Ran], tmp_path: Path, result: dict[str, Any]) -> None:
    """The comment is made from the numbers and has the same words."""
    ran = comment(run, tmp_path, result, "--head-sha", result["run"]["head"])

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (tmp_path / "expected.md").read_text("utf-8")


def test_in_the_other_language(run: Callable[..., Ran], tmp_path: Path, result: dict[str, Any]) -> None:
    """Headings and states are in the other language; the sentences of findings stay."""
    assert "What happens next" in comment(run, tmp_path, result, "--lang", "en").out


def forged(facts: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return a copy with another value at the path."""
    made: Any = json.loads(json.dumps(facts))
    *way, last = path.split("/")
    place = made
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[int(last) if last.isdigit() else last] = value
    copy: dict[str, Any] = made
    return copy


REFUSED = {
    "not an object": b"[]",
    "not JSON": b"<html>",
    "not text": b"\xff\xfe\x00",
    "nothing": b"",
    "too deep": b"[" * 100_000,
    "too large": b'{"x": "' + b"x" * (1024 * 1024) + b'"}',
    "a huge number": b'{"outcome": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_invalid_result_is_refused(
    name: str, run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and one line; nothing is posted."""
    monkeypatch.chdir(tmp_path)
    ran = comment(run, tmp_path, REFUSED[name])

    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("outcome/accepted", "true"),
        ("outcome/old", "1"),
        ("outcome/old", 1.5),
        ("outcome/reports/0/tasks/0/after/state", "hacked"),
        ("outcome/reports/0/mark", "{fiction}"),
        ("outcome/reports/0/period", "2023-13"),
        ("outcome/reports/0/reported_on", "tomorrow"),
        ("outcome/reports/0/delivery", "on time"),
        ("outcome/reports", {}),
        ("outcome/moved", [{"task": 1}]),
        ("outcome/more", 1),
        ("outcome/reports/0/more", 1),
        ("findings/0/more", 1),
        ("findings/0/severity", "fatal"),
        ("findings/0/line", "1"),
        ("findings/0/message", None),
        ("findings", [1]),
        ("run/today", "<b>"),
        ("run/fiction", "no"),
        ("run", []),
    ],
)
def test_a_forged_value(
    path: str, value: object, run: Callable[..., Ran], tmp_path: Path, result: dict[str, Any]
) -> None:
    """A value of the wrong kind is refused, with its path."""
    ran = comment(run, tmp_path, forged(result, path, value))

    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_another_change(run: Callable[..., Ran], tmp_path: Path, result: dict[str, Any]) -> None:
    """The result of one change is not posted on another one."""
    ran = comment(run, tmp_path, result, "--head-sha", "0" * 40)
    assert (ran.code, ran.out) == (2, "")


HOSTILE = (
    "<script>alert(1)</script> <!-- x --> ![p](https://evil.example/p.png) [x](javascript:alert(1)) "
    "@everyone closes #12 `x` | y"
)


@pytest.mark.parametrize(
    "path",
    [
        "run/actor",
        "outcome/reports/0/name",
        "outcome/reports/0/tasks/0/content",
        "outcome/reports/0/tasks/0/evidence",
        "outcome/reports/0/tasks/0/indicators",
        "findings/0/message",
        "findings/0/help",
        "findings/0/file",
        "findings/0/code",
    ],
)
def test_hostile_text_is_text(path: str, run: Callable[..., Ran], tmp_path: Path, result: dict[str, Any]) -> None:
    """No markup, image, link or mention comes from the result."""
    value = [HOSTILE] if path.endswith(("evidence", "indicators")) else HOSTILE
    ran = comment(run, tmp_path, forged(result, path, value))
    reader = MarkdownIt("commonmark").enable("table")
    html = reader.render(ran.out)
    inline = [child for token in reader.parse(ran.out) for child in token.children or ()]
    running = "".join(token.content for token in inline if token.type == "text")

    assert ran.code == 0
    assert "alert" in html
    assert not {"image", "link_open", "html_inline"} & {token.type for token in inline}
    assert "<script" not in html
    assert "<!--" not in html
    assert "@everyone" not in running
    assert "#12" not in running


def test_the_edit_link(run: Callable[..., Ran], tmp_path: Path, result: dict[str, Any]) -> None:
    """The address comes from the trusted side; the path in it is percent-encoded."""
    address = "https://git.hu-cau.example/o/r/edit/nhanh"
    facts = forged(result, "findings/0/file", "a b)/../<x>.yaml")
    facts = forged(facts, "outcome/to_repair/0", "a b)/../<x>.yaml")
    ran = comment(run, tmp_path, facts, "--edit-url", address)

    assert f"{address}/a%20b%29/../%3Cx%3E.yaml" in ran.out


def test_a_contradictory_result_is_refused(run: Callable[..., Ran], tmp_path: Path, result: dict[str, Any]) -> None:
    """A result with errors is not accepted, whatever it says."""
    facts = forged(forged(result, "outcome/errors", 1), "outcome/accepted", True)  # noqa: FBT003 - the value
    ran = comment(run, tmp_path, facts)

    assert (ran.code, ran.out) == (2, "")


def test_a_file_that_is_not_there(run: Callable[..., Ran], tmp_path: Path) -> None:
    """One line and exit code 2."""
    ran = run("comment", str(tmp_path / "nowhere.json"))
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
