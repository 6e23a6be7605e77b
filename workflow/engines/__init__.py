"""Translation engines: one module each, registered as ``workflow.engines`` entry points."""

from __future__ import annotations

from workflow import plugins
from workflow.model import Project
from workflow.protocols import Engine


def load(project: Project, name: str) -> Engine:
    """The engine registered under ``name``; its libraries and models load when it is first used.

    Raises:
        ConfigError: no engine has that name.
    """
    engine: Engine = plugins.load(plugins.ENGINES, name)(project)
    return engine
