"""Long work shows a progress bar on a terminal, but not in the log of a CI service."""

from __future__ import annotations

import io
import sys

import pytest

from plan190.cli.progress import MANY, reading, tracked


class Terminal(io.StringIO):
    """A terminal that records its output."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@pytest.mark.parametrize("service", ["", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"])
def test_a_ci_service_with_a_terminal_shows_no_bar(monkeypatch: pytest.MonkeyPatch, service: str) -> None:
    """All items come in order; only a person sees the bar."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    if service:
        monkeypatch.setenv(service, "true")
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)

    assert list(tracked(iter("abc"), 3, "pages")) == ["a", "b", "c"]
    assert ("pages" in shown.getvalue()) is not bool(service)


@pytest.mark.parametrize("number", [MANY - 1, MANY])
def test_reading_many_files_shows_a_bar(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Few files are read before somebody could see the bar."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    paths = list(map(str, range(number)))

    assert list(reading(paths)) == paths
    assert ("Đang đọc" in shown.getvalue()) is (number == MANY)
