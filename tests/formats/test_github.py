"""The commands for GitHub state the findings and nothing else."""

from __future__ import annotations

import pytest

from plan190.formats.escaping import without_log_commands
from plan190.words.text import printable
from tests.formats.sample_findings import COMMAND, CONTROL, NAMES, SENTENCES, finding, rendered


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Return command, parameters and message of a line as GitHub's runner reads it."""
    assert line.startswith("::")
    head, sign, data = line[2:].partition("::")
    assert sign
    command, _, rest = head.partition(" ")
    pairs = (part.strip().split("=", 1) for part in rest.split(",") if part)
    undone = {
        name: value.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",")
        for name, value in pairs
    }
    parameters = {name: value.replace("%25", "%") for name, value in undone.items()}
    return command, parameters, data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_a_finding_is_one_command() -> None:
    """It has all six parameters, code and name in the title, and the advice in the message."""
    command, parameters, message = read(rendered("github", finding()).rstrip("\n"))

    assert command == "error"
    assert parameters == {
        "file": "data/updates/so-noi-vu/2023-07.yaml",
        "line": "5",
        "endLine": "5",
        "col": "11",
        "endColumn": "13",
        "title": "P304 task-not-theirs",
    }
    assert message == "task 12 is not of “so-noi-vu”\nhelp: take it out"


def test_no_findings_print_nothing() -> None:
    """Without findings there is no line, not even an empty one."""
    assert rendered("github") == ""


def test_columns_only_on_one_line() -> None:
    """GitHub accepts columns only if the finding has one line."""
    out = rendered("github", finding(end_line=7))

    assert "line=5,endLine=7,title=" in out
    assert "col=" not in out
    assert "endColumn" not in out


def test_the_most_serious_come_first() -> None:
    """GitHub shows only the first ones; findings of one severity are in the order of their places."""
    findings = (
        finding(severity="note", line=1),
        finding(severity="warning", line=2),
        finding(line=9),
        finding(line=4),
        *(finding(line=20 + number) for number in range(30)),
    )
    lines = rendered("github", *findings).splitlines()

    assert len(lines) == 34
    assert [read(line)[0] for line in lines] == ["error"] * 32 + ["warning", "notice"]
    assert [read(line)[1]["line"] for line in lines[:2]] == ["4", "9"]


def test_old_and_waived_findings_are_left_out() -> None:
    """Old findings and waived findings have no command."""
    assert rendered("github", finding(new=False), finding(waived_by="data/waivers.yaml:3")) == ""


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_forges_a_command(name: str) -> None:
    """The output is one line, the name is read back, and control characters are written as codes."""
    out = rendered("github", finding(file=name, path=name))
    lines = out.splitlines()

    assert len(lines) == 1
    assert CONTROL.search(out) is None
    _, parameters, message = read(lines[0])
    assert set(parameters) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert parameters["line"] == "5"
    wanted = "".join(letter if letter in "\r\n" else printable(letter) for letter in name)
    assert parameters["file"] == wanted.replace("##[", "##\\[").replace("##vso[", "##vso\\[")
    assert message.startswith("task 12")
    assert COMMAND.sub("", out, count=1) == out[2:]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_forges_a_command(sentence: str) -> None:
    """The output is one line, the sentence is read back, and commands of Azure are escaped."""
    out = rendered("github", finding(message=sentence, help=sentence))
    lines = out.splitlines()

    assert len(lines) == 1
    assert CONTROL.search(out) is None
    _, parameters, message = read(lines[0])
    assert parameters["title"] == "P304 task-not-theirs"
    assert message == without_log_commands(f"{printable(sentence)}\nhelp: {printable(sentence)}")
    assert "##[" not in out
    assert "##vso[" not in out
