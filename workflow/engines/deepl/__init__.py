"""The ``deepl`` engine: DeepL's translation API, through its official library.

How names get their renderings is the matter of :mod:`workflow.engines.services`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from workflow.connection_faults import known_kind
from workflow.engines.deepl import elements
from workflow.engines.deepl.glossaries import Glossaries
from workflow.engines.services import Ask, Question, ServiceEngine, TextRefused
from workflow.errors import EngineError, EngineMissing
from workflow.languages import deepl_code
from workflow.model import Message, Project, Request, say

if TYPE_CHECKING:
    import deepl


class DeeplEngine(ServiceEngine):
    """The engine that uses DeepL's API; its key is in an environment variable."""

    name = "deepl"
    #: Texts: the API's limit. Letters: far below its 128 KiB.
    texts, letters = 50, 30_000
    concurrency = 4

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._settings = project.settings.deepl

    def signature(self, source: str, target: str) -> str:
        """Return ``deepl/v2``, the version of the API: it does not tell that of its models."""
        return "deepl/v2"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether a key is set, and DeepL knows both languages."""
        known = deepl_code(source) and deepl_code(target, into=True) and source != target
        return bool(known and self._key) and find_spec("deepl") is not None

    def connect(self, requests: Sequence[Request], source: str, target: str) -> Ask:
        """Return what asks for sentences of a pair, with a glossary of their terms."""
        client = _client(self._key, self._settings.url)
        pair, glossaries = (source, target), Glossaries(client, self._project.settings.name)
        with _told():
            known = glossaries.of(requests, source, target, self._last.get(pair))
        self._last[pair] = known or ""
        return _DeeplPair(client, source, target, known).ask

    @property
    def _key(self) -> str:
        return os.environ.get(self._settings.key_env, "").strip()


@dataclass(slots=True)
class _DeeplPair:
    """The translation of one pair of languages.

    Attributes:
        client: the library's.
        source, target: BCP 47 tags.
        known: DeepL's id of the glossary for the sentences; None without one, and from then on when
            only requests with it are refused: somebody may have deleted it.
    """

    client: deepl.DeepLClient
    source: str
    target: str
    known: str | None

    def ask(self, questions: Sequence[Question]) -> list[str]:
        """Send sentences of one document to DeepL."""
        glossary = None if questions[0].forced else self.known
        try:
            return self._asked(questions, glossary)
        except TextRefused:
            if not glossary:
                raise
            texts = self._asked(questions, None)
            self.known = None
            return texts

    def _asked(self, questions: Sequence[Question], glossary: str | None) -> list[str]:
        first, forced = questions[0].request, questions[0].forced
        with _told():
            done: Any = self.client.translate_text(
                [elements.written(each.request, forced=forced) for each in questions],
                source_lang=deepl_code(self.source),
                target_lang=deepl_code(self.target, into=True),
                context=" ".join(filter(None, (first.headline, *first.before))) or None,
                split_sentences="0",
                preserve_formatting=True,
                tag_handling="xml",
                ignore_tags=[elements.KEPT],
                glossary=glossary,
            )
        if not isinstance(done, list) or len(done) != len(questions):
            hint = say("Check the connection, or {setting}.", setting="deepl.url")
            raise EngineError("DeepL", say("answers with something else"), hint)
        return [elements.read(each.text) for each in done]


def _client(key: str, url: str) -> deepl.DeepLClient:
    try:
        import deepl
    except ImportError:
        raise EngineMissing(
            "engine deepl",
            say("needs the library {name}", name="deepl"),
            say("Run: {command}", command="pip install 'translation-workflow[deepl]'"),
        ) from None
    client = deepl.DeepLClient(key, server_url=url or None, send_platform_info=False)
    client.set_app_info("translation-workflow", "1")
    return client


class _told:  # noqa: N801 - read as a word of the ``with`` statement
    """Turns errors of DeepL's library into ours; their words are dropped: they may hold text."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import deepl

        if isinstance(error, deepl.DeepLException):
            what, hint = _words(error)
            plain = type(error) in {deepl.DeepLException, deepl.GlossaryNotFoundException}
            raise (TextRefused if plain else EngineError)("DeepL", what, hint) from None


def _words(error: Exception) -> tuple[Message, Message]:
    """Return the message and the hint for an error of the library."""
    import deepl

    if isinstance(error, deepl.AuthorizationException):
        hint = say("Set the variable of {setting}.", setting="deepl.key_env")
        return say("refuses the key"), hint
    if isinstance(error, deepl.QuotaExceededException):
        hint = say("Renew it with the service, then run again: what was drafted is kept.")
        return say("has no quota left"), hint
    if isinstance(error, deepl.TooManyRequestsException):
        return say("is too busy"), say("Run again later: what was drafted is kept.")
    if isinstance(error, deepl.ConnectionException):
        hint = say("Check the connection, or {setting}.", setting="deepl.url")
        reason = known_kind(error) or Message(type(error).__name__)
        return say("cannot be reached ({reason})", reason=reason), hint
    return say("refuses the request"), say("Run again; if it stays so, use another engine.")
