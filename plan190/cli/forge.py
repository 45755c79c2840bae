"""What the forge or git server that runs plan190 says in its variables: who pushes, where files are edited."""

from __future__ import annotations

import json
import os
import urllib.parse
from pathlib import Path

from plan190.errors import Plan190Error

PUSHERS = {
    "GL_ID": "gitlab",
    "GITEA_PUSHER_ID": "gitea",
    "GL_USER": "server",  # gitolite
    "REMOTE_USER": "server",  # a web server
    "USER": "server",  # a login of one's own
}
"""Where servers say who pushes, and what `--actor` calls them. The first that is set counts."""


def pusher() -> str:
    """Give who pushes, as `--actor` names an account; Plan190Error when the server does not say."""
    if os.environ.get("GITEA_DEPLOY_KEY_ID", "0") not in {"", "0"}:
        raise Plan190Error("error.no_pusher", names=", ".join(PUSHERS))  # Gitea then names the repository's owner
    for name, forge in PUSHERS.items():
        told = os.environ.get(name)
        if told:
            # GitLab names a key `key-1`: it is nobody's account, and no later name speaks for it.
            return f"{forge}:{told.removeprefix('user-') if name == 'GL_ID' else told}"
    raise Plan190Error("error.no_pusher", names=", ".join(PUSHERS))


def edit_address() -> str | None:
    """Give the address below which the forge lets the files of this change be edited, from the forge's own variables.

    None where there is no forge, or it does not say.
    """
    told = os.environ
    if told.get("CI_MERGE_REQUEST_SOURCE_PROJECT_URL"):
        branch = urllib.parse.quote(told.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", ""))
        return f"{told['CI_MERGE_REQUEST_SOURCE_PROJECT_URL']}/-/edit/{branch}"
    branch = urllib.parse.quote(told.get("GITHUB_HEAD_REF", ""))
    if not branch or not told.get("GITHUB_SERVER_URL"):
        return None
    edit = "_edit" if told.get("GITEA_ACTIONS") == "true" else "edit"
    repository = _head_repository() or told.get("GITHUB_REPOSITORY", "")
    return f"{told['GITHUB_SERVER_URL']}/{urllib.parse.quote(repository)}/{edit}/{branch}"


def _head_repository() -> str | None:
    """Give the repository that a pull request comes from, which the event's file tells."""
    try:
        event = json.loads(Path(os.environ.get("GITHUB_EVENT_PATH", "")).read_text("utf-8"))
        return str(event["pull_request"]["head"]["repo"]["full_name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
