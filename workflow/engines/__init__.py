"""Translation engines: one module each, registered as ``workflow.engines`` entry points."""

from __future__ import annotations

from workflow import plugins
from workflow.errors import EngineMissing, PairUnavailable
from workflow.languages import language
from workflow.model import Project
from workflow.protocols import Engine

#: What ``auto`` tries, in this order; never ``pseudo``, which does not translate.
AUTO = ("llm", "argos", "local")
#: How an engine that does not serve a pair comes to serve it.
_MENDED = {
    "argos": "Run: workflow engines install argos",
    "local": "Run: workflow engines install local",
    "llm": "Set llm.url and llm.model, then run: workflow engines doctor",
}


def load(project: Project, name: str) -> Engine:
    """The engine registered under ``name``; its libraries and models load when it is first used.

    Raises:
        ConfigError: no engine has that name.
    """
    return plugins.load(plugins.ENGINES, name)(project)


def translates(project: Project, source: str, target: str) -> bool:
    """Whether what the settings name translates a pair.

    ``pseudo`` does not, nor does ``auto`` where nothing is installed. An engine that is named does,
    though it may turn out not to be here: whoever named it wants to know.
    """
    wanted = project.settings.engine
    if wanted != "auto":
        return wanted != "pseudo"
    return any(load(project, name).serves(source, target) for name in AUTO)


def choose(project: Project, source: str, target: str) -> Engine:
    """The engine for one pair: the one the settings name, else the best one at hand.

    ``auto`` takes a configured ``llm`` endpoint, else installed Argos packages (through English if
    need be), else the local language model. It never takes ``pseudo``.

    Args:
        project: its ``settings.engine`` is ``auto`` or a name.
        source: BCP 47 tag.
        target: BCP 47 tag.

    Raises:
        ConfigError: the settings name an engine that does not exist.
        PairUnavailable: the named engine does not serve this pair.
        EngineMissing: ``auto`` found nothing installed for it.
    """
    pair = f"{language(source).name} → {language(target).name}"
    wanted = project.settings.engine
    if wanted != "auto":
        engine = load(project, wanted)
        if not engine.serves(source, target):
            hint = _MENDED.get(wanted, "Run: workflow engines doctor")
            raise PairUnavailable(f"engine {wanted}", f"does not serve {pair} here", hint)
        return engine
    for name in AUTO:
        engine = load(project, name)
        if engine.serves(source, target):
            return engine
    raise EngineMissing(pair, "no translation engine is installed", "Run: workflow engines install")
