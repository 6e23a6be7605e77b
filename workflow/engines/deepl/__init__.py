"""The ``deepl`` engine: DeepL's translation API, through its official library.

Names get their renderings in two ways. First from a glossary at DeepL, made of the terms of the
sentences, so that the rest of the sentence agrees with them; where a rendering is missing then, the
sentence is asked for again with the renderings written into it, in an element that DeepL leaves as
it is. The better of the two is the draft, with what is wrong with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any

from workflow import glossary, qa
from workflow.engines.constrained import placeholders
from workflow.engines.deepl import elements
from workflow.engines.deepl.glossaries import Glossaries
from workflow.engines.llm.prompts import inline, settled
from workflow.errors import EngineError, EngineMissing
from workflow.languages import deepl_code
from workflow.model import Draft, Message, Problem, Project, Request, say

if TYPE_CHECKING:
    import deepl

#: Texts of one request: the API's limit. And letters, far below its 128 KiB.
_TEXTS, _LETTERS = 50, 30_000
#: Requests at a time.
_CONCURRENCY = 4
#: Problems that a rendering in the wrong place or form makes.
_TERMS = frozenset({"term-missing", "term-first", "forbidden-form", "source-left"})


class DeeplEngine:
    """The engine that uses DeepL's API; its key is in an environment variable."""

    name = "deepl"

    def __init__(self, project: Project) -> None:
        self._project = project
        self._settings = project.settings.deepl

    def signature(self, source: str, target: str) -> str:
        """Return ``deepl/v2``, the version of the API: it does not tell that of its models."""
        return "deepl/v2"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether a key is set, and DeepL knows both languages."""
        known = deepl_code(source) and deepl_code(target, into=True) and source != target
        return bool(known and self._key) and find_spec("deepl") is not None

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield ``(index, draft)`` as answers arrive.

        Raises:
            EngineError: DeepL cannot be reached, refuses the key, or the quota is used up.
            EngineMissing: the library is not installed.
        """
        asked = [index for index, request in enumerate(requests) if not settled(request)]
        for index in sorted({*range(len(requests))} - {*asked}):
            yield index, Draft(inline(requests[index]), self.signature(source, target))
        if not asked:
            return
        client = _client(self._key, self._settings.url)
        names = Glossaries(client, self._project.settings.name)
        with _told(), ThreadPoolExecutor(_CONCURRENCY) as pool:
            known = names.of([requests[index] for index in asked], source, target)
            pair = _DeeplPair(client, source, target, known, self.signature(source, target))
            waiting: dict[Future[list[Draft]], Sequence[int]] = {
                pool.submit(pair.drafts, [requests[index] for index in group]): group
                for group in _groups(requests, asked)
            }
            try:
                for done in as_completed(waiting):
                    yield from zip(waiting[done], done.result(), strict=True)
            finally:
                for each in waiting:
                    each.cancel()

    @property
    def _key(self) -> str:
        return os.environ.get(self._settings.key_env, "").strip()


def _groups(requests: Sequence[Request], asked: Sequence[int]) -> Iterator[list[int]]:
    """Divide requests into groups of one document, each small enough for one call of the API."""
    for _, indices in groupby(asked, key=lambda index: requests[index].document):
        group: list[int] = []
        letters = 0
        for index in indices:
            if group and (len(group) == _TEXTS or letters > _LETTERS):
                yield group
                group, letters = [], 0
            group.append(index)
            letters += len(requests[index].text)
        yield group


@dataclass(frozen=True, slots=True)
class _DeeplPair:
    """The translation of one pair of languages.

    Attributes:
        client: the library's.
        source, target: BCP 47 tags.
        known: DeepL's id of the glossary for the sentences; None without one.
        engine: the signature that goes into the drafts.
    """

    client: deepl.DeepLClient
    source: str
    target: str
    known: str | None
    engine: str

    def drafts(self, requests: Sequence[Request]) -> list[Draft]:
        """Translate sentences of one document that follow each other."""
        found = [
            self._judged(request, text)
            for request, text in zip(requests, self._ask(requests, forced=False), strict=True)
        ]
        again = [place for place, each in enumerate(found) if _lacks_terms(each.problems)]
        if again:
            forced = self._ask([requests[place] for place in again], forced=True)
            for place, text in zip(again, forced, strict=True):
                other = self._judged(requests[place], text)
                if _rank(other) < _rank(found[place]):
                    found[place] = other
        return found

    def _ask(self, requests: Sequence[Request], *, forced: bool) -> list[str]:
        """Send sentences to DeepL; with ``forced``, names are replaced by their renderings."""
        before = requests[0].before
        done: Any = self.client.translate_text(
            [elements.written(request, forced=forced) for request in requests],
            source_lang=deepl_code(self.source),
            target_lang=deepl_code(self.target, into=True),
            context=" ".join(filter(None, (requests[0].headline, *before))) or None,
            split_sentences="0",
            preserve_formatting=True,
            tag_handling="xml",
            ignore_tags=[elements.KEPT],
            glossary=None if forced else self.known,
        )
        return [elements.read(each.text) for each in done]

    def _judged(self, request: Request, text: str) -> Draft:
        """Repair a translation where that is certain, and list its other problems."""
        text = glossary.repair(text, request.terms, self.target, request.text)
        text, moved = placeholders.restore(request.text, text, self.target, request.terms)
        problems = qa.gate(request.text, text, self.target, request.terms)
        return Draft(text, self.engine, tuple(dict.fromkeys((*moved, *problems))))


def _lacks_terms(problems: Sequence[Problem]) -> bool:
    return any(problem.code in _TERMS for problem in problems)


def _rank(draft: Draft) -> tuple[int, int]:
    return sum(each.code in _TERMS for each in draft.problems), len(draft.problems)


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
            raise EngineError("DeepL", what, hint) from None


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
        return say("cannot be reached"), hint
    return say("refuses the request"), say("Run again; if it stays so, use another engine.")
