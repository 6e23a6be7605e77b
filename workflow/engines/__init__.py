"""Find and choose translation engines, which are entry points of ``workflow.engines``.

::

    argos, ctranslate2, deepl, google, llm, llm.local, pseudo   the engines
    nmt           translation models: what argos and ctranslate2 share
    constrained   the term ladder: how any of them keeps the renderings of the glossary
    services      that ladder over a translation service, deepl or google; service_pairs: a pair of
                  languages there, with the glossary for it; service_streams: several pairs side by
                  side
    spread        any engine that computes, on the processors of a cluster
    drafting      from sentences to drafts, whatever the engine
    encoder       how like two sentences are: no engine, but a model all the same
    address       where texts and keys may be sent
    usage         requests, tokens and cost of a paid service
    setup         libraries, packages and models: fetched, installed, examined
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workflow import plugins
from workflow.errors import EngineMissing, PairUnavailable
from workflow.languages import language
from workflow.model import Message, Project, say
from workflow.protocols import Engine

if TYPE_CHECKING:
    from workflow.engines.llm.survey import Survey

#: The order of ``auto`` unless the settings have one: a configured endpoint, engines of other
#: packages, then what is installed here; never ``pseudo``, which does not translate.
_FIRST, _LAST = ("llm", "deepl", "google"), ("ctranslate2", "argos", "local")
#: Engines that run on this machine for free.
_FREE = frozenset((*_LAST, "pseudo"))
#: Paid services whose costs are not counted.
UNCOUNTED = ("deepl", "google")
#: The command that helps an engine to serve a pair.
_HELPS = {
    "argos": "workflow engines install argos",
    "ctranslate2": "workflow engines list --catalogue",
    "local": "workflow engines install local",
}


def load(project: Project, name: str) -> Engine:
    """Return the engine registered under ``name``; what it needs is loaded when it is first used.

    Raises:
        ConfigError: no engine has that name.
    """
    return plugins.load(plugins.ENGINES, name)(project)


def translates(project: Project, source: str, target: str) -> bool:
    """Tell whether the engine in the settings translates a pair.

    ``pseudo`` does not, nor does ``auto`` where nothing is installed. An engine that is named does,
    though it may turn out not to be here: whoever named it wants to know.
    """
    wanted = project.settings.engine
    if wanted != "auto":
        return wanted != "pseudo"
    return any(load(project, name).serves(source, target) for name in order(project))


def order(project: Project) -> tuple[str, ...]:
    """List the engines that ``auto`` tries, in the project's order or the default one."""
    ours = (*_FIRST, *_LAST, "pseudo")
    others = (name for name in plugins.names(plugins.ENGINES) if name not in ours)
    return project.settings.auto or (*_FIRST, *others, *_LAST)


def paid(project: Project) -> str:
    """Return the first paid engine of the settings; empty if there is none.

    Of those that ``auto`` tries, only one that is set up here is asked, and costs something.
    """
    wanted = project.settings.engine
    if wanted != "auto":
        return "" if wanted in _FREE else wanted
    languages = project.settings.languages
    pairs = [(source, target) for source in languages for target in project.settings.targets]
    for name in order(project):
        if name in _FREE:
            continue
        engine = load(project, name)
        if any(engine.serves(source, target) for source, target in pairs if source != target):
            return name
    return ""


def choose(project: Project, source: str, target: str) -> Engine:
    """Return the engine for one pair: the one the settings name, else the best one at hand.

    ``auto`` takes the first that serves the pair, in the :func:`order` of the settings: usually a
    configured ``llm`` endpoint, else an engine of another package, else an installed CTranslate2
    model or Argos packages (through English if need be), else the local language model. It never
    takes ``pseudo``.

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
            what = say("does not serve {pair} here", pair=pair)
            if _unset(project, wanted):
                what = say("is not set up")
            raise PairUnavailable(f"engine {wanted}", what, _advice(project, wanted))
        return engine
    for name in order(project):
        engine = load(project, name)
        if engine.serves(source, target):
            return engine
    llm = project.settings.llm
    if bool(llm.url) != bool(llm.model):
        what = say("{setting} is not set", setting="llm.model" if llm.url else "llm.url")
        raise EngineMissing("engine llm", what, _advice(project, "llm"))
    hint = say("Run: {command}", command="workflow engines install")
    raise EngineMissing(pair, say("no translation engine is installed"), hint)


@runtime_checkable
class Answering(Protocol):
    """An engine whose model answers questions, besides translating."""

    def survey(self) -> Survey:
        """Return the engine's model for questions other than translations, without loading it.

        Raises:
            EngineMissing: it is not configured, or not installed.
            EngineError: it only translates.
        """


def survey(project: Project, name: str = "") -> Survey:
    """Return the model for questions other than translations, such as judging one.

    Args:
        project: its ``qa.judge`` names an engine, or is ``auto``: the one that translates if it can
            answer, else a configured ``llm``, else the ``local`` model.
        name: an engine that goes before the one in the settings.

    Raises:
        ConfigError: there is no engine of that name.
        EngineMissing: it answers no questions, or none is there that does.
        EngineError: it only translates.
    """
    wanted = name or project.settings.qa.judge
    if wanted != "auto":
        engine = load(project, wanted)
        if isinstance(engine, Answering):
            return engine.survey()
        raise EngineMissing(
            f"engine {wanted}", say("answers no questions"),
            say("Name one with {option}: {names}", option="--judge-engine", names=["llm", "local"]),
        )  # fmt: skip
    for each in dict.fromkeys((project.settings.engine, "llm", "local")):
        if each != "auto" and isinstance(engine := load(project, each), Answering):
            with suppress(EngineMissing):
                return engine.survey()
    hint = say("Set {settings}, or run: {command}",
               settings="llm.url, llm.model", command=_HELPS["local"])  # fmt: skip
    raise EngineMissing("qa.judge", say("no model is here that answers questions"), hint)


def _advice(project: Project, name: str) -> Message:
    """Explain how an engine that does not serve a pair can be made to serve it."""
    unset = _unset(project, name)
    if unset:
        return say("Set {settings}, then run: {command}",
                   settings=unset, command="workflow engines doctor")  # fmt: skip
    if name == "local" and project.settings.local.model:
        return say("Correct {setting}.", setting="local.model")
    return say("Run: {command}", command=_HELPS.get(name, "workflow engines doctor"))


def _unset(project: Project, name: str) -> str:
    """Return the settings or the variable that an engine still needs; empty if it needs none."""
    settings = project.settings
    if name == "llm":
        return "" if settings.llm.url and settings.llm.model else "llm.url, llm.model"
    if name == "deepl" and not os.environ.get(settings.deepl.key_env, "").strip():
        return f"${settings.deepl.key_env}"
    return "google.project" if name == "google" and not settings.google.project else ""
