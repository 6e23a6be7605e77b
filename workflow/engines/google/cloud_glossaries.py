"""Keeps glossaries at Google, made of the terms of the sentences to be translated.

Google makes a glossary only from a file in Cloud Storage (API reference, ``GlossaryInputConfig``),
so there is one where the settings name a bucket, or a glossary that exists. Otherwise the
renderings are written into the sentences.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Mapping, Sequence

from workflow.engines.google.cloud_requests import CloudRefusal, GoogleApi
from workflow.engines.services import renderings
from workflow.languages import google_code
from workflow.model import Project, Request

#: What the names of our glossaries begin with; others are left alone.
_PREFIX = "translation-workflow"
#: Seconds between two looks at a glossary that is being made, and for how long.
_PAUSE, _PATIENCE = 1.0, 180.0


def glossary_for(
    api: GoogleApi,
    project: Project,
    requests: Sequence[Request],
    pair: tuple[str, str],
    used: str = "",
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
        return api.full_name("glossaries", settings.glossary)
    terms = renderings(requests)
    if not settings.bucket or not terms:
        return ""
    whose = hashlib.sha256(project.settings.name.encode()).hexdigest()[:8]
    prefix = f"{_PREFIX}-{whose}-{'-'.join(pair)}-".lower()
    name = prefix + hashlib.sha256(repr(sorted(terms.items())).encode()).hexdigest()[:12]
    full = api.full_name("glossaries", name)
    try:
        if not _exists(api, full):
            _make(api, full, terms, pair)
        _remove_others(api, prefix, {full, used})
    except CloudRefusal:  # without it, renderings are written into the sentences
        return ""
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
    """Upload the terms, have a glossary made of them, and wait until it is."""
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


def _remove_others(api: GoogleApi, prefix: str, kept: Collection[str]) -> None:
    """Delete earlier glossaries of ours for a pair."""
    listed = api.get(f"{api.place}/glossaries?pageSize=200").get("glossaries")
    for each in listed if isinstance(listed, list) else ():
        name = str(each.get("name")) if isinstance(each, dict) else ""
        if name.rpartition("/")[2].startswith(prefix) and name not in kept:
            api.delete(name)
