"""Run the steps of a workflow locally, with stubs where a network would be needed.

`gh` answers from files and logs its requests, `pip` installs nothing, and plan190 is the one under test, as of a
fixed date. The test must set every context that a workflow reads: an unknown expression fails.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tests.conftest import ROOT
from tests.review.repository import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

PYTHON = """\
#!/bin/sh
if [ "$1 $2 $3" = "-I -m venv" ]; then
  mkdir -p "$4/bin"
  cp "$STUBS/pip" "$STUBS/plan190" "$4/bin/"
  exit 0
fi
exec {python} "$@"
"""

PLAN190 = """\
#!/bin/sh
command=$1
shift
exec {python} -P -m plan190 "$command" --as-of {today} "$@"
"""

PIP = """\
#!/bin/sh
printf '%s\\n' "$*" >> "$STUBS/pip.log"
for last; do :; done
test -d "$last" && test -f "$PIP_CONSTRAINT"
"""

GH = """\
#!{python}
import json, os, shutil, sys
from pathlib import Path

words = sys.argv[1:]
body = sys.stdin.read() if "--input" in words else ""
with open(os.environ["STUBS"] + "/gh.log", "a") as log:
    log.write(json.dumps([words, body]) + "\\n")
answers = json.loads(Path(os.environ["STUBS"], "gh.json").read_text())
path = next(word for word in words if word.startswith("repos/"))
if path not in answers:
    sys.exit(f"gh: {{path}}: HTTP 404")
with open(answers[path], "rb") as file:
    shutil.copyfileobj(file, sys.stdout.buffer)
"""


def load_yaml(path: Path) -> Any:
    """Load a YAML file of the repository. YAML 1.1 reads the key `on` as true."""
    content = yaml.load(path.read_text("utf-8"), yaml.SafeLoader)
    if True in content:
        content["on"] = content.pop(True)
    return content


def steps_of(path: Path) -> list[dict[str, Any]]:
    """Return all steps of a workflow or an action."""
    content = load_yaml(path)
    jobs = content["jobs"].values() if "jobs" in content else [content["runs"]]
    return [step for job in jobs for step in job.get("steps", ())]


@dataclass
class Runner:
    """A CI machine: its folders, the contexts of the run, its output and artifacts."""

    root: Path
    origin: Path | None = None
    contexts: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    artifacts: dict[str, dict[str, bytes]] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    output: str = ""

    def __post_init__(self) -> None:
        """Create the folders and the stubs."""
        for name in ("stubs", "temp", "work"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        (self.temp / "summary").write_text("")
        python = {"python": sys.executable, "today": TODAY}
        stubs = {"python3": PYTHON, "python": PYTHON, "plan190": PLAN190, "gh": GH, "pip": PIP}
        for name, text in stubs.items():
            self.stub(name, text.format(**python) if text != PIP else text)
        self.set_responses({})
        self.contexts.setdefault("runner.temp", str(self.temp))

    @property
    def temp(self) -> Path:
        """The folder for temporary files."""
        return self.root / "temp"

    @property
    def work(self) -> Path:
        """The folder of the checkout."""
        return self.root / "work"

    @property
    def summary(self) -> str:
        """The summary that the steps wrote."""
        return (self.temp / "summary").read_text("utf-8")

    def stub(self, name: str, text: str) -> None:
        """Add a program that comes before the system's in PATH."""
        path = self.root / "stubs" / name
        path.write_text(text)
        path.chmod(0o755)

    def set_responses(self, by_path: Mapping[str, Any]) -> None:
        """Set the response of the forge to each path: bytes as they are, anything else as JSON."""
        paths = {}
        for number, (path, answer) in enumerate(by_path.items()):
            file = self.root / "stubs" / f"answer-{number}"
            file.write_bytes(answer if isinstance(answer, bytes) else json.dumps(answer).encode())
            paths[path] = str(file)
        (self.root / "stubs" / "gh.json").write_text(json.dumps(paths))

    def requests(self) -> list[tuple[list[str], str]]:
        """Return the requests to the forge in order, each with its body."""
        log = self.root / "stubs" / "gh.log"
        if not log.exists():
            return []
        return [(arguments, body) for arguments, body in map(json.loads, log.read_text().splitlines())]

    def write_requests(self) -> list[tuple[str, str, Any]]:
        """Return the requests that write: method, path and body."""
        writes = []
        for arguments, body in self.requests():
            if "--method" in arguments:
                path = next(word for word in arguments if word.startswith("repos/"))
                method = arguments[arguments.index("--method") + 1]
                writes.append((method, path, json.loads(body)["body"]))
        return writes

    def run_job(self, job: Mapping[str, Any]) -> int:
        """Run the steps of a job in order and return the exit code of the first that fails."""
        env = {name: self.expand(value) for name, value in job.get("env", {}).items()}
        failed = 0
        for step in job["steps"]:
            if self.is_enabled(step.get("if"), failed):
                code = self.run_step(step, env)
                failed = failed or code
        return failed

    def is_enabled(self, condition: str | None, failed: int) -> bool:
        """Return whether the condition of a step holds."""
        if condition is None:
            return not failed
        text = EXPRESSION.sub(r"\1", condition)
        if text == "steps.result.outputs.number != ''":
            return not failed and bool(self.outputs.get("result", {}).get("number"))
        if text.startswith("!cancelled() && "):
            return self.contexts[text.removeprefix("!cancelled() && ")] == "true"
        assert text == "!cancelled()", text
        return True

    def run_step(self, step: Mapping[str, Any], env: Mapping[str, str]) -> int:
        """Run a step and return its exit code."""
        arguments = {name: self.expand(str(value)) for name, value in step.get("with", {}).items()}
        uses = step.get("uses", "").partition("@")[0]
        if uses == "actions/checkout":
            self.check_out(arguments)
        elif uses == "actions/upload-artifact":
            files: list[Path] = []
            for line in filter(None, arguments["path"].split("\n")):
                path = self.root / line
                files += sorted(path.iterdir()) if path.is_dir() else [path]
            self.artifacts[arguments["name"]] = {file.name: file.read_bytes() for file in files if file.is_file()}
        elif uses == "actions/download-artifact":
            shutil.rmtree(arguments["path"], ignore_errors=True)
            (self.root / arguments["path"]).mkdir()
            for name, data in self.artifacts[arguments["name"]].items():
                (self.root / arguments["path"] / name).write_bytes(data)
        elif uses == "./":
            action = load_yaml(ROOT / "action.yml")
            inputs = {name: str(declared.get("default", "")) for name, declared in action["inputs"].items()} | arguments
            self.contexts |= {f"inputs.{name}": value for name, value in inputs.items()}
            self.contexts["github.action_path"] = str(ROOT)
            return self.run_job(action["runs"])
        else:
            assert "run" in step, step
            own = {name: self.expand(str(value)) for name, value in step.get("env", {}).items()}
            return self.run_script(step, {**env, **own})
        return 0

    def run_script(self, step: Mapping[str, Any], env: Mapping[str, str]) -> int:
        """Run the script of a step as the forge does and return its exit code."""
        script, outputs = self.root / "script", self.root / "outputs"
        script.write_text(step["run"])
        outputs.write_text("")
        shell = ["python"] if step.get("shell") == "python" else ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
        whole = {
            "PATH": f"{self.root / 'stubs'}:{os.environ['PATH']}",
            "HOME": str(self.root),
            "STUBS": str(self.root / "stubs"),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": "tinh/ke-hoach",
            "LC_CTYPE": "C.UTF-8",
            "LC_MESSAGES": "en_US.UTF-8",  # the workflows set their language
            "PLAN190_CACHE": "off",
            **self.environment,
            **env,
        }
        shell.append(str(script))
        ran = subprocess.run(shell, cwd=self.work, env=whole, capture_output=True, timeout=120, check=False)
        self.output += (ran.stdout + ran.stderr).decode()
        pairs = [line.partition("=") for line in outputs.read_text().splitlines()]
        self.outputs[step.get("id", "")] = {name: value for name, _, value in pairs}
        return ran.returncode

    def check_out(self, arguments: Mapping[str, str]) -> None:
        """Check out like actions/checkout: all branches, the commit of `ref`, no credentials."""
        assert arguments["persist-credentials"] == "False"
        assert self.origin is not None
        shutil.rmtree(self.work)
        clone = ["git", "clone", "--quiet", str(self.origin), str(self.work)]
        subprocess.run(clone, check=True, capture_output=True)
        ref = arguments.get("ref", "HEAD")
        subprocess.run(["git", "checkout", "--quiet", "--detach", ref], cwd=self.work, check=True, capture_output=True)

    def expand(self, text: str) -> str:
        """Return the text with each expression replaced by its value."""
        return EXPRESSION.sub(lambda match: self.value_of(match[1]), text)

    def value_of(self, expression: str) -> str:
        """Return the value of an expression: an output of an earlier step or a context that the test sets."""
        output = re.fullmatch(r"steps\.(\w+)\.outputs\.([\w-]+)", expression)
        return self.outputs[output[1]][output[2]] if output is not None else self.contexts[expression]
