"""Long work shows a bar on a terminal, and nothing where a CI service would read it."""

from __future__ import annotations

import io
import sys

import pytest

from plan190.cli.progress import tracked


class Terminal(io.StringIO):
    """A terminal that keeps what it was shown."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


@pytest.mark.parametrize("service", ["", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"])
def test_a_service_that_lends_a_terminal_is_shown_no_bar(monkeypatch: pytest.MonkeyPatch, service: str) -> None:
    """All things come, and their order; only a person is shown how far they are."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    if service:
        monkeypatch.setenv(service, "true")
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)

    assert list(tracked(iter("abc"), 3, "pages")) == ["a", "b", "c"]
    assert ("pages" in shown.getvalue()) is not bool(service)
