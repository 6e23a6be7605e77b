"""The ``deepl`` engine: DeepL's translation API, through its official library.

How names get their renderings is the matter of :mod:`workflow.engines.services`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from workflow.connection_faults import kind_or_name
from workflow.engines.deepl import elements
from workflow.engines.deepl.glossaries import Glossaries
from workflow.engines.service_pairs import ServicePair, unknown_pair
from workflow.engines.services import Ask, Question, ServiceEngine, TextRefused
from workflow.errors import EngineError, EngineMissing
from workflow.languages import deepl_code
from workflow.model import Message, Project, Request, say

if TYPE_CHECKING:
    import deepl

#: How DeepL names the field of a language that it does not translate from, or into.
_LANGUAGE = re.compile(r"'(?:source|target)_lang'")


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
        with _told(source, target):
            known = glossaries.of(requests, source, target, self._last.get(pair))
        self._last[pair] = known or ""
        return _DeeplPair(source, target, known or "", client).ask

    @property
    def _key(self) -> str:
        return os.environ.get(self._settings.key_env, "").strip()


@dataclass(slots=True)
class _DeeplPair(ServicePair):
    """One pair of languages; its glossary is named by DeepL's id."""

    client: deepl.DeepLClient

    def send(self, questions: Sequence[Question], glossary: str) -> list[str]:
        first, forced = questions[0].request, questions[0].forced
        with _told(self.source, self.target):
            done: Any = self.client.translate_text(
                [elements.written(each.request, forced=forced) for each in questions],
                source_lang=deepl_code(self.source),
                target_lang=deepl_code(self.target, into=True),
                context=" ".join(filter(None, (first.headline, *first.before))) or None,
                split_sentences="0",
                preserve_formatting=True,
                tag_handling="xml",
                ignore_tags=[elements.KEPT],
                glossary=glossary or None,
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


@dataclass(frozen=True, slots=True)
class _told:  # noqa: N801 - read as a word of the ``with`` statement
    """Turns errors of DeepL's library into ours; their words are dropped: they may hold text."""

    source: str
    target: str

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import deepl

        if isinstance(error, deepl.DeepLException):
            what, hint = _words(error)
            if type(error) is deepl.DeepLException and _LANGUAGE.search(str(error)):
                raise unknown_pair("DeepL", self.source, self.target) from None
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
        return say("cannot be reached ({reason})", reason=kind_or_name(error)), hint
    return say("refuses the request"), say("Run again; if it stays so, use another engine.")
