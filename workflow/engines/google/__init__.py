"""The ``google`` engine: Google Cloud Translation, version 3, over its REST interface.

::

    cloud_requests    one request: credentials, retries, refusals in plain words
    cloud_glossaries  a glossary at Google, made of the terms of the sentences
    html_spans        sentences as HTML and back

How names get their renderings is the matter of :mod:`workflow.engines.services`. Google's client
library for this is not used: with gRPC it takes twice the room and time of google-auth with
requests (61 MB and 0.6 s to import, 30 MB and 0.3 s, measured), and four kinds of requests are all
there is. Adaptive translation is left out: it wants a data set kept at Google, and knows no markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from workflow.engines.google import html_spans
from workflow.engines.google.cloud_glossaries import glossary_for
from workflow.engines.google.cloud_requests import CloudRefusal, GoogleApi
from workflow.engines.service_pairs import ServicePair, unknown_pair
from workflow.engines.services import Ask, Question, ServiceEngine, TextRefused
from workflow.languages import google_code
from workflow.model import Project, Request, say


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
        """Return what asks for sentences of a pair, with a glossary of their terms."""
        api = GoogleApi(self._settings)
        pair = source, target
        known = glossary_for(api, self._project, requests, pair, self._last.get(pair, ""))
        self._last[pair] = known
        return _GooglePair(source, target, known, api).ask


def installed() -> bool:
    """Tell whether the libraries are here."""
    return all(map(find_spec, ("requests", "google"))) and find_spec("google.auth") is not None


@dataclass(slots=True)
class _GooglePair(ServicePair):
    """One pair of languages; its glossary is named by the full name."""

    api: GoogleApi

    def send(self, questions: Sequence[Question], glossary: str) -> list[str]:
        """Send one request (``projects.locations.translateText``)."""
        forced = questions[0].forced
        body: dict[str, object] = {
            "contents": [html_spans.written(each.request, forced=forced) for each in questions],
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
            if refusal.about_language:
                raise unknown_pair("Google", self.source, self.target) from None
            names = ("google.project", "google.location", "google.model", "google.glossary")
            hint = say("Check {setting}.", setting=names)
            raise TextRefused("Google", say("refuses the request"), hint) from None
        field = "glossaryTranslations" if "glossaryConfig" in body else "translations"
        found = answer.get(field)
        if not isinstance(found, list) or len(found) != len(questions):
            raise self.api.nonsense()
        return [html_spans.read(_text(each)) for each in found]


def _text(translation: object) -> str:
    """Return the text of a translation; Google leaves it out where it failed for this one."""
    text = translation.get("translatedText") if isinstance(translation, dict) else None
    return text if isinstance(text, str) else ""
