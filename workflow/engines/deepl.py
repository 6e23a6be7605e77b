"""Translate with ``deepl``: DeepL's translation API, through its official library.

How names get their renderings is the matter of :mod:`workflow.engines.services`. Sentences are sent
as XML: our placeholders are elements already, and DeepL moves elements to where they belong; only
the text between them has to be escaped. What must stay as it is stands in an element of its own.
A glossary at DeepL has the terms of the sentences.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import unescape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from workflow.connection_faults import kind_or_name
from workflow.engines import services
from workflow.engines.service_pairs import MadeGlossaries, ServicePair, name_of, unknown_pair
from workflow.engines.services import (
    Ask,
    Question,
    ServiceAnswer,
    ServiceBusy,
    ServiceEngine,
    ServiceFailed,
    TextRefused,
    renderings,
)
from workflow.errors import EngineError, EngineMissing, install_hint
from workflow.languages import deepl_code
from workflow.markup import Close, Open, Standalone, Text, Token, plain
from workflow.model import Message, Project, Request, say

if TYPE_CHECKING:
    import deepl


#: Statuses of a service that is overloaded or down, whatever the request.
_BUSY = frozenset({502, 503, 504, 529})
#: Statuses from here on are failures, perhaps because of one text.
_FAILED = 500
#: How often the library itself asks again, of its usual five times: where one text is to blame, it
#: does so for each half of a request.
_RETRIES = 2
#: What the library raises of answers in another form.
_ODD = (TypeError, ValueError, LookupError)
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
        """Return ``deepl/v2``, the version of the API; the models have no version."""
        return "deepl/v2"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether a key is set, and DeepL knows both languages."""
        known = deepl_code(source) and deepl_code(target, into=True) and source != target
        return bool(known and self._key) and find_spec("deepl") is not None

    def connect(self, requests: Sequence[Request], source: str, target: str) -> Ask:
        """Prepare a pair with a glossary of its terms; return the function that sends sentences."""
        client = _client(self._key, self._settings.url)
        pair, glossaries = (source, target), Glossaries(client, self._project)
        with _our_errors(source, target):
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

    def send(self, questions: Sequence[Question], glossary: str) -> list[ServiceAnswer]:
        first, forced = questions[0].request, questions[0].forced
        texts = [as_xml(each.request, forced=forced) for each in questions]
        done: Any = None
        with (
            _our_errors(self.source, self.target),
            suppress(*_ODD),
        ):
            done = self.client.translate_text(
                texts,
                source_lang=deepl_code(self.source),
                target_lang=deepl_code(self.target, into=True),
                context=" ".join(filter(None, (first.headline, *first.before))) or None,
                split_sentences="0",
                preserve_formatting=True,
                tag_handling="xml",
                ignore_tags=[_KEPT],
                glossary=glossary or None,
            )
        if not isinstance(done, list) or [type(each.text) for each in done] != [str] * len(texts):
            hint = say("Check the connection, or {setting}.", setting="deepl.url")
            raise EngineError("DeepL", say("answers with something else"), hint)
        return [
            ServiceAnswer(from_xml(each.text, question.request.text))
            for each, question in zip(done, questions, strict=True)
        ]


def _client(key: str, url: str) -> deepl.DeepLClient:
    try:
        import deepl
    except ImportError:
        raise EngineMissing(
            "engine deepl",
            say("needs the library {name}", name="deepl"),
            install_hint("deepl"),
        ) from None
    deepl.http_client.max_network_retries = _RETRIES
    client = deepl.DeepLClient(key, server_url=url or None, send_platform_info=False)
    client.set_app_info("translation-workflow", "1")
    return client


@contextmanager
def _our_errors(source: str, target: str) -> Iterator[None]:
    """Turn errors of DeepL's library into ours, without their words, which may hold text."""
    import deepl

    try:
        yield
    except deepl.DeepLException as error:
        what, hint = _words(error)
        if type(error) is deepl.DeepLException and _LANGUAGE.search(str(error)):
            raise unknown_pair("DeepL", source, target) from None
        kind = EngineError
        if _is_busy(error) or isinstance(error, deepl.ConnectionException):
            kind = ServiceBusy
        elif type(error) in {deepl.DeepLException, deepl.GlossaryNotFoundException}:
            kind = ServiceFailed if _status(error) >= _FAILED else TextRefused
        raise kind("DeepL", what, hint) from None


def _is_busy(error: Exception) -> bool:
    """Tell whether DeepL is busy, so that sending fewer texts would not help."""
    import deepl

    return isinstance(error, deepl.TooManyRequestsException) or _status(error) in _BUSY


def _status(error: Exception) -> int:
    """Return the HTTP status that DeepL's library met; 0 where it met none."""
    return getattr(error, "http_status_code", None) or 0


def _words(error: Exception) -> tuple[Message, Message]:
    """Return the message and the hint for an error of the library."""
    import deepl

    if isinstance(error, deepl.AuthorizationException):
        hint = say("Set the variable of {setting}.", setting="deepl.key_env")
        return say("refuses the key"), hint
    if isinstance(error, deepl.QuotaExceededException):
        hint = say("Renew it with the service, then run again: what was drafted is kept.")
        return say("has no quota left"), hint
    if _is_busy(error) or _status(error) >= _FAILED:
        return say("is too busy"), say("Run again later: what was drafted is kept.")
    if isinstance(error, deepl.ConnectionException):
        hint = say("Check the connection, or {setting}.", setting="deepl.url")
        return say("cannot be reached ({reason})", reason=kind_or_name(error)), hint
    return say("refuses the request"), say("Run again; if it stays so, use another engine.")


#: The element whose content DeepL leaves alone (``ignore_tags``).
_KEPT = "k"
_KEPT_TAG = re.compile(rf"</?{_KEPT}\s*/?>", re.IGNORECASE)
#: An empty element as XML writers may write it.
_EMPTY = re.compile(r"<(x\d+)[^<>/]*>\s*</\1\s*>", re.IGNORECASE)
#: A tag of ours, and what is left of one.
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[gx][1-9]\d*)\b[^<>]*>", re.IGNORECASE)
_PIECE = re.compile(rf"\s?</?(?:[gx]\d*|{_KEPT})\s*/?(?=\s|<|$)", re.IGNORECASE)


def as_xml(request: Request, *, forced: bool) -> str:
    """Convert a sentence to XML.

    Args:
        request: the sentence.
        forced: write the renderings in place of the names, to be kept as they are.
    """
    return services.written(request, _element, f"<{_KEPT}>{{}}</{_KEPT}>".format, forced=forced)


def _element(token: Token) -> str:
    """Escape text, and leave placeholders as they are."""
    match token:
        case Text(text):
            return escape(text)
        case Open(tag):
            return f"<{tag}>"
        case Close(tag):
            return f"</{tag}>"
        case Standalone(tag):
            return f"<{tag}/>"


def from_xml(text: str, source: str = "") -> str:
    """Convert a translation in XML to a sentence with placeholders.

    DeepL may put words into an element that was empty, and leave half a tag behind; what then is
    missing, or stands twice, the ladder puts right.

    Args:
        text: what DeepL says.
        source: the sentence, with placeholders.

    >>> from_xml("<k>경총</k>은 &lt;밝혔다&gt; <x1></x1>.")
    '경총은 <밝혔다> <x1/>.'
    >>> from_xml("경총은 <x1>밝혔다</x1>. <x")
    '경총은 <x1/>밝혔다.'
    """
    text = _KEPT_TAG.sub("", _EMPTY.sub(r"<\1/>", text))
    text = _TAG.sub(_as_placeholder, text)
    if "<" not in plain(source):
        text = _PIECE.sub("", text)
    return unescape(text)


def _as_placeholder(tag: re.Match[str]) -> str:
    """Write a tag as a placeholder; of an element that should be empty, the end is left out."""
    name = tag["name"].lower()
    if name.startswith("g"):
        return f"<{tag['end']}{name}>"
    return "" if tag["end"] else f"<{name}/>"


class Glossaries:
    """The glossaries at DeepL that belong to a project.

    Args:
        client: the library's.
        project: whose cache knows which of them it has made.
    """

    def __init__(self, client: deepl.DeepLClient, project: Project) -> None:
        self._client = client
        self._project = project

    def of(
        self, requests: Sequence[Request], source: str, target: str, used: str | None = None
    ) -> str | None:
        """Find or make the glossary for these terms, and delete the project's earlier ones.

        Args:
            requests: the sentences.
            source: BCP 47 tag.
            target: BCP 47 tag.
            used: the id of one that is still in use.

        Returns:
            Its id; None where the sentences have no terms, or DeepL no glossaries for the pair.
        """
        import deepl

        terms = renderings(requests)
        if not terms:
            return None
        made = MadeGlossaries.of(self._project, "deepl", source, target)
        name, own = name_of(terms, source, target, " "), made.ids()
        try:
            there = self._client.list_glossaries()
            same = next((each for each in there if each.name == name and each.ready), None)
            kept = {used, same.glossary_id if same else None}
            known = {each.glossary_id for each in there}.intersection(own)
            own = [each for each in own if each in known and (each in kept or not self._gone(each))]
            made.keep(own)
            if same is None:  # last: an account may have room for one only
                same = self._client.create_glossary(
                    name, deepl_code(source), _base(deepl_code(target, into=True)), dict(terms)
                )
                made.keep([*own, same.glossary_id])
        except deepl.AuthorizationException:
            raise
        except (deepl.DeepLException, *_ODD):  # or too many are there; renderings are written in
            return None
        return same.glossary_id

    def _gone(self, glossary: str) -> bool:
        """Delete a glossary; return whether it is gone."""
        import deepl

        try:
            self._client.delete_glossary(glossary)
        except deepl.GlossaryNotFoundException:
            return True
        except deepl.DeepLException:
            return False
        return True


def _base(code: str) -> str:
    """Return a code without its region or script: glossaries are for languages alone."""
    return code.partition("-")[0]
