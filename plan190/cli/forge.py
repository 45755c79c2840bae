"""Environment variables of the forge or git server that runs plan190: the account that pushes, and the edit page."""

from __future__ import annotations

import json
from os import environ
from pathlib import Path
from urllib.parse import quote

from plan190.errors import Plan190Error

PUSHERS = {"GL_ID": "gitlab", "GITEA_PUSHER_ID": "gitea"} | dict.fromkeys(("GL_USER", "REMOTE_USER", "USER"), "server")
"""The variables that name the account that pushes, each with its forge for `--actor`. The first one that is set counts.

gitolite sets GL_USER, a web server REMOTE_USER, a login account USER.
"""


def pusher() -> str:
    """Return the account that pushes, in the form of `--actor`; Plan190Error if no variable names it."""
    # For a deploy key, Gitea names the owner of the repository, not the account that pushes.
    is_deploy_key = environ.get("GITEA_DEPLOY_KEY_ID", "0") not in {"", "0"}
    name = next(filter(environ.get, PUSHERS), None)
    if name is None or is_deploy_key:
        raise Plan190Error("error.no_pusher", names=", ".join(PUSHERS))
    account = environ[name]
    if name == "GL_ID":  # `key-1`, a key without an account, is kept as it is
        account = account.removeprefix("user-")
    return f"{PUSHERS[name]}:{account}"


def edit_address() -> str | None:
    """Return the base address for editing the files of this change on the forge; None if it is not known."""
    gitlab = environ.get("CI_MERGE_REQUEST_SOURCE_PROJECT_URL")
    if gitlab:
        return f"{gitlab}/-/edit/{quote(environ.get('CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', ''))}"
    branch, server = environ.get("GITHUB_HEAD_REF"), environ.get("GITHUB_SERVER_URL")
    if not branch or not server:
        return None
    edit = "_edit" if environ.get("GITEA_ACTIONS") == "true" else "edit"
    repository = _head_repository() or environ.get("GITHUB_REPOSITORY", "")
    return f"{server}/{quote(repository)}/{edit}/{quote(branch)}"


def _head_repository() -> str | None:
    """Return the source repository of a pull request, from the event file of the forge; None if there is none."""
    try:
        event = json.loads(Path(environ.get("GITHUB_EVENT_PATH", "")).read_text("utf-8"))
        return str(event["pull_request"]["head"]["repo"]["full_name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
