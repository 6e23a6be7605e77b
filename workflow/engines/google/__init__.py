"""Translate with ``google``: Google Cloud Translation, version 3, over its REST interface.

A request (credentials, retries, refusals in plain words) is the matter of
:mod:`workflow.engines.google.cloud_requests`; how names get their renderings, of
:mod:`workflow.engines.services`. Google's client library for this is not used: with gRPC it takes
twice the room and time of google-auth with requests (61 MB and 0.6 s to import, 30 MB and 0.3 s,
measured), and four kinds of requests are all there is. Adaptive translation is left out: it wants a
data set kept at Google, and knows no markup.

Google moves the elements of HTML to where they belong, and leaves the text of one alone that says
``translate="no"`` (guide to Cloud Translation, "Translate HTML"). So a pair of placeholders becomes
a ``span`` with its name, and a standalone one a word that is left alone.

Google makes a glossary only from a file in Cloud Storage (API reference, ``GlossaryInputConfig``),
so there is one where the settings name a bucket, or a glossary that exists. Otherwise the
renderings are written into the sentences.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from http import HTTPStatus
from importlib.util import find_spec

from workflow.engines import services
from workflow.engines.google.cloud_requests import BUSY, CloudRefusal, GoogleApi, forbidden
from workflow.engines.llm.questions import HARMLESS
from workflow.engines.service_pairs import MadeGlossaries, ServicePair, name_of, unknown_pair
from workflow.engines.services import (
    Ask,
    Question,
    ServiceAnswer,
    ServiceEngine,
    ServiceFailed,
    TextRefused,
    renderings,
)
from workflow.errors import EngineError
from workflow.languages import google_code
from workflow.markup import PLACEHOLDER, Close, Open, Standalone, Text, Token
from workflow.model import Project, Request, say
from workflow.qa.engine_problems import GLOSSARY_LEFT_OUT


class GoogleEngine(ServiceEngine):
    """The engine that uses the project at Google that the settings name."""

    name = "google"
    #: Letters: Google advises fewer than 30,000 (API reference, ``contents``), renderings and
    #: markup included.
    texts, letters = 128, 12_000
    concurrency = 8

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._settings = project.settings.google

    def signature(self, source: str, target: str) -> str:
        """Return ``google/v3-nmt``: the version of the API and the model."""
        return f"google/v3-{'_'.join(self._settings.model.rpartition('/')[2].split())}"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether a project is set, and Google knows both languages; nothing is asked."""
        known = google_code(source) and google_code(target) and source != target
        return bool(known and self._settings.project) and installed()

    def connect(self, requests: Sequence[Request], source: str, target: str) -> Ask:
        """Prepare a pair with a glossary of its terms; return the function that sends sentences."""
        api = GoogleApi(self._settings)
        pair = source, target
        known = glossary_for(api, self._project, requests, pair, self._last.get(pair, ""))
        self._last[pair] = known
        return _GooglePair(source, target, known, api, self._settings.glossary).ask


def installed() -> bool:
    """Tell whether the libraries are here."""
    return all(map(find_spec, ("requests", "google"))) and find_spec("google.auth") is not None


@dataclass(slots=True)
class _GooglePair(ServicePair):
    """One pair of languages; its glossary is named by the full name.

    Attributes:
        api: sends requests.
        own: the glossary that the settings name, as they do.
    """

    api: GoogleApi
    own: str

    def send(self, questions: Sequence[Question], glossary: str) -> list[ServiceAnswer]:
        """Send one request (``projects.locations.translateText``).

        Where a glossary was not applied, ours is seen to by the term ladder; a draft says so of one
        that the settings name, for nobody else knows what is in it.
        """
        forced = questions[0].forced
        body: dict[str, object] = {
            "contents": [as_html(each.request, forced=forced) for each in questions],
            "mimeType": "text/html",
            "sourceLanguageCode": google_code(self.source),
            "targetLanguageCode": google_code(self.target),
            "model": self.api.model,
        }
        if glossary:
            body["glossaryConfig"] = {"glossary": glossary}
        try:
            answer = self.api.post(f"{self.api.place}:translateText", body)
        except CloudRefusal as refusal:
            raise self._told(refusal, glossary) from None
        found = answer.get("glossaryTranslations") if glossary else None
        unapplied = bool(glossary) and not found
        found = found or answer.get("translations")
        if not isinstance(found, list) or len(found) != len(questions):
            raise self.api.nonsense()
        problems = (GLOSSARY_LEFT_OUT(name=self.own),) if unapplied and self.own else ()
        return [ServiceAnswer(from_html(_text(each)), problems) for each in found]

    def _told(self, refusal: CloudRefusal, glossary: str) -> EngineError:
        """Return the error for a refusal.

        Raises:
            EngineError: it is the glossary that is refused, and the settings name it.
        """
        status = refusal.status
        if refusal.about_language:
            return unknown_pair("Google", self.source, self.target)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return ServiceFailed("Google", *BUSY)
        if status == HTTPStatus.FORBIDDEN and not glossary:
            return forbidden()
        if glossary and self.own and status in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}:
            self.send([Question(Request(HARMLESS), forced=False)], "")
            what = say("has no glossary {name} that this account may use", name=self.own)
            return EngineError("Google", what, say("Check {setting}.", setting="google.glossary"))
        names = ("google.project", "google.location", "google.model", "google.glossary")
        hint = say("Check {setting}.", setting=names)
        return TextRefused("Google", say("refuses the request"), hint)


def _text(translation: object) -> str:
    """Return the text of a translation, which Google omits if this sentence failed."""
    text = translation.get("translatedText") if isinstance(translation, dict) else None
    return text if isinstance(text, str) else ""


#: The name of a ``span`` around a rendering.
_KEPT = "k"


def as_html(request: Request, *, forced: bool) -> str:
    """Convert a sentence to HTML.

    Args:
        request: the sentence.
        forced: write the renderings in place of the names, to be kept as they are.
    """
    kept = f'<span id="{_KEPT}" translate="no">{{}}</span>'
    return services.written(request, _span, kept.format, forced=forced)


def _span(token: Token) -> str:
    """Escape text, and make elements of placeholders."""
    match token:
        case Text(text):
            return escape(text, quote=False)
        case Open(tag):
            return f'<span id="{tag}">'
        case Close():
            return "</span>"
        case Standalone(tag):
            return f'<span id="{tag}" translate="no">{tag}</span>'


#: A tag of ours that has spaces in it: what is text is escaped.
_APART = re.compile(r"<\s*(/?)\s*span\b", re.IGNORECASE)


def from_html(html: str) -> str:
    """Convert a translation in HTML to a sentence with placeholders.

    >>> from_html('<span id="k">경총</span>은 <span translate="no" id="x1"> x1</span>.')
    '경총은 <x1/>.'
    >>> from_html('<  span id="k">경총< / span>은')
    '경총은'
    """
    reader = _Reader()
    reader.feed(_APART.sub(r"<\1span", html))
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Collects the text of a translation, ignoring elements other than our ``span``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a placeholder."""
        if tag == "span":
            name = dict(attrs).get("id") or ""
            self._open.append(name)
            if match := PLACEHOLDER.fullmatch(f"<{name}>") or PLACEHOLDER.fullmatch(f"<{name}/>"):
                self.parts.append(match[0])

    def handle_endtag(self, tag: str) -> None:
        """End the placeholder that was begun last."""
        if tag == "span" and self._open:
            name = self._open.pop()
            if PLACEHOLDER.fullmatch(f"<{name}>"):
                self.parts.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        """Add text, unless it is the word that stands for a placeholder."""
        name = self._open[-1] if self._open else ""
        if not PLACEHOLDER.fullmatch(f"<{name}/>"):
            self.parts.append(data)


#: Seconds between two looks at a glossary in the making, and the longest wait.
_PAUSE, _PATIENCE = 1.0, 180.0


def glossary_for(
    api: GoogleApi,
    project: Project,
    requests: Sequence[Request],
    pair: tuple[str, str],
    used: str,
) -> str:
    """Return the full name of the glossary to translate with; empty without one.

    Args:
        api: sends requests.
        project: whose terms they are.
        requests: the sentences.
        pair: BCP 47 tags of source and target.
        used: the full name of one that is still in use.

    Raises:
        EngineError: Google cannot be reached or refuses the credentials.
    """
    settings = project.settings.google
    if settings.glossary:
        return api.glossary_name(settings.glossary)
    terms = renderings(requests)
    if not settings.bucket or not terms:
        return ""
    full = api.glossary_name(name_of(terms, *pair, "-").lower())
    made = MadeGlossaries.of(project, "google", *pair)
    own = made.ids()
    try:
        if not _exists(api, full):
            if full not in own:
                own.append(full)
                made.keep(own)
            _make(api, full, terms, pair)
    except CloudRefusal as refusal:  # without it, renderings are written into the sentences
        if refusal.status == HTTPStatus.FORBIDDEN:
            raise forbidden() from None
        return ""
    made.keep([each for each in own if each in {full, used} or not _is_gone(api, each)])
    return full


def _exists(api: GoogleApi, full: str) -> bool:
    try:
        api.get(full)
    except CloudRefusal as error:
        if error.status != 404:
            raise
        return False
    return True


def _make(api: GoogleApi, full: str, terms: Mapping[str, str], pair: tuple[str, str]) -> None:
    """Upload the terms, create a glossary of them, and wait until it is ready."""
    name = f"{full.rpartition('/')[2]}.tsv"
    rows = "".join(f"{name}\t{rendering}\n" for name, rendering in sorted(terms.items()))
    address = api.upload(name, rows.encode())
    languages = dict(
        zip(("sourceLanguageCode", "targetLanguageCode"), map(google_code, pair), strict=True)
    )
    config = {"gcsSource": {"inputUri": address}}
    try:
        operation = api.post(
            f"{api.place}/glossaries",
            {"name": full, "languagePair": languages, "inputConfig": config},
        )
    except CloudRefusal as error:
        if error.status != 409:  # another run is making it
            raise
        return
    until = time.monotonic() + _PATIENCE
    while not operation.get("done"):
        if time.monotonic() > until:
            raise CloudRefusal(504)
        time.sleep(_PAUSE)
        operation = api.get(str(operation.get("name")))
    if "error" in operation:
        raise CloudRefusal(400)


def _is_gone(api: GoogleApi, full: str) -> bool:
    """Delete a glossary; return whether it is gone."""
    try:
        api.delete(full)
    except CloudRefusal as error:
        return error.status == 404
    except EngineError:  # an account may make glossaries and not delete them
        return False
    return True
