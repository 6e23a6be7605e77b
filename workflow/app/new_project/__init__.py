"""Create a new project folder (``init``) from the files in this package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from workflow import config
from workflow.errors import ConfigError
from workflow.model import say
from workflow.store.files import write_atomic

_FOLDERS = ("seeds", "glossary", "locales")
_FILES = {
    config.FILE: "workflow.toml",
    "glossary/terms.csv": "terms.csv",
    ".gitignore": "gitignore",
}


def create(folder: Path) -> tuple[Path, ...]:
    """Create a project in ``folder``, keeping existing files; return what was created.

    Raises:
        ConfigError: the folder is a project already.
        OSError: it cannot be written.
    """
    if config.is_project(folder):
        raise ConfigError(
            folder, say("is a project already"), say("Edit its settings where they are.")
        )
    templates = files(__name__)
    made = []
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, template in _FILES.items():
        path = folder / name
        if not path.exists():
            write_atomic(path, (templates / template).read_bytes())
            made.append(path)
    return tuple(made)
