"""Send requests to Google's interfaces, with its credentials, and report what they refuse.

Credentials are those that all of Google's tools find ("Application Default Credentials"): the file
that ``GOOGLE_APPLICATION_CREDENTIALS`` names, those of ``gcloud auth application-default login``,
or the machine's own. What a server says about an error is not repeated, for it may hold text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from workflow.connection_faults import kind_or_name
from workflow.engines import address
from workflow.engines.services import ServiceBusy
from workflow.errors import EngineError, EngineMissing, install_hint
from workflow.model import GoogleSettings, Message, say

_ROOT, _STORAGE = "https://translate.googleapis.com", "https://storage.googleapis.com"
_SCOPE = "https://www.googleapis.com/auth/cloud-platform"
_RETRIES, _TIMEOUT = 2, 60.0
#: Seconds before the first retry; each further one waits twice as long, or as Google says.
_FIRST_PAUSE = 1.0
_PASSING = (429, 500, 502, 503, 504)
#: The message and the hint for a temporary failure.
BUSY = say("is too busy"), say("Run again later: what was drafted is kept.")
#: Google's words for a quota that does not come back within minutes, and for one that does ("Quotas
#: and limits", "Errors" in its guide).
_SPENT = re.compile(r"daily|per ?day|billing", re.IGNORECASE)
#: Google's words for a project without billing.
_UNPAID = re.compile(r"billing_disabled|billing to be enabled", re.IGNORECASE)
_BUSY = re.compile(r"rate[ _]?limit|per minute", re.IGNORECASE)
#: Google's words for an unknown language.
_LANGUAGE = re.compile(
    r"(?:source|target)[ _]?language(?:[ _]?code)?\b.{0,40}\b(?:invalid|(?:not |un)supported)|"
    r"(?:invalid|unsupported) (?:source|target)[ _]?language|bad language pair",
    re.IGNORECASE,
)


class CloudRefusal(Exception):
    """A refusal that may be overcome without the user.

    Args:
        status: of HTTP.
        about_language: whether a language is one that Google does not translate from, or into.
    """

    def __init__(self, status: int, *, about_language: bool = False) -> None:
        super().__init__(status)
        self.status = status
        self.about_language = about_language


class GoogleApi:
    """Google Cloud Translation, for one project.

    Attributes:
        place: ``projects/…/locations/…``, where requests are answered.
        model: the full name of the model.

    Args:
        settings: which project, where.

    Raises:
        EngineError: there are no credentials, or the address would send them in clear text.
        EngineMissing: a library is not installed.
    """

    def __init__(self, settings: GoogleSettings) -> None:
        self._root = (settings.url or _ROOT).rstrip("/")
        #: As Google's own libraries have it for an emulator.
        self._storage = os.environ.get("STORAGE_EMULATOR_HOST", "").rstrip("/") or _STORAGE
        for url in (self._root, self._storage):
            if urlsplit(url).scheme != "https" and not address.is_loopback(url):
                hint = say("Use {scheme} for another machine.", scheme="https://")
                raise EngineError(address.shown(url), say("would send the key in clear text"), hint)
        self._bucket = settings.bucket
        names = (quote(name, safe="") for name in (settings.project, settings.location))
        self.place = "projects/{}/locations/{}".format(*names)
        model = settings.model
        self.model = model if "/" in model else f"{self.place}/models/general/{model}"
        self._session = _connected(trust=not address.is_loopback(self._root))

    def glossary_name(self, name: str) -> str:
        """Return the full name of a glossary, given that or its last part."""
        return name if "/" in name else f"{self.place}/glossaries/{name}"

    def get(self, path: str) -> Mapping[str, Any]:
        """Send a GET request; see :meth:`post`."""
        return self._send("GET", f"{self._root}/v3/{path}")

    def delete(self, path: str) -> Mapping[str, Any]:
        """Send a DELETE request; see :meth:`post`."""
        return self._send("DELETE", f"{self._root}/v3/{path}")

    def post(self, path: str, body: Mapping[str, object]) -> Mapping[str, Any]:
        """Send a POST request.

        Returns:
            The answer.

        Raises:
            CloudRefusal: of a kind that the caller may know what to do about.
            EngineError: Google refuses the credentials or has no quota left.
            ServiceBusy: it has no time, or cannot be reached.
        """
        return self._send("POST", f"{self._root}/v3/{path}", json=body)

    def upload(self, name: str, data: bytes) -> str:
        """Upload a file into the bucket; return its ``gs://`` address (Cloud Storage, JSON API)."""
        bucket = quote(self._bucket, safe="")
        url = f"{self._storage}/upload/storage/v1/b/{bucket}/o?uploadType=media&name={quote(name)}"
        kind = {"Content-Type": "text/tab-separated-values"}
        self._send("POST", url, data=data, headers=kind)
        return f"gs://{self._bucket}/{name}"

    def nonsense(self) -> EngineError:
        """Return the error for an answer that Google's interface does not give."""
        hint = say("Check the connection, or {setting}.", setting="google.url")
        return EngineError("Google", say("answers with something else"), hint)

    def _send(self, method: str, url: str, **parts: Any) -> Mapping[str, Any]:
        import requests
        from google.auth.exceptions import GoogleAuthError, TransportError

        hint = say("Check the connection, or {setting}.", setting="google.url")
        try:
            answer = self._session.request(
                method, url, timeout=_TIMEOUT, allow_redirects=False, **parts
            )
        except (requests.RequestException, TransportError) as error:
            what = say("cannot be reached ({reason})", reason=kind_or_name(error))
            raise ServiceBusy("Google", what, hint) from None
        except GoogleAuthError:
            raise EngineError("Google", say("refuses the key"), _credentials()) from None
        try:
            body = answer.json()
        except ValueError:
            body = {}
        if answer.status_code == HTTPStatus.OK and isinstance(body, dict):
            return body
        raise _refusal(answer.status_code, body)


def _refusal(status: int, body: object) -> Exception:
    """Return the error for a refusal in Google's form (``google.rpc.Status``)."""
    from workflow.engines.llm.refusals import SUSPENDED  # slow to import

    said = str(body)[:20_000]
    if status == HTTPStatus.FORBIDDEN and _UNPAID.search(said):
        hint = say("Link {setting} to a billing account there.", setting="google.project")
        return EngineError("Google", say("translates nothing for a project without billing"), hint)
    if status in {403, 429} and _SPENT.search(said):
        hint = say("Renew it with the service, then run again: what was drafted is kept.")
        return EngineError("Google", say("has no quota left"), hint)
    if status == HTTPStatus.FORBIDDEN and SUSPENDED.search(said.lower()):
        hint = say("Ask the service why, then run again: what was drafted is kept.")
        return EngineError("Google", say("has suspended your account ({reason})", reason=403), hint)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == 403 and _BUSY.search(said)):
        return ServiceBusy("Google", *BUSY)
    if status == HTTPStatus.UNAUTHORIZED:
        return EngineError("Google", say("refuses the key"), _credentials())
    return CloudRefusal(status, about_language=status == 400 and bool(_LANGUAGE.search(said)))


def forbidden() -> EngineError:
    """Return the error for an account without permission."""
    hint = say(
        "Does {setting} have the Cloud Translation API, and may the account use it?",
        setting="google.project",
    )
    return EngineError("Google", say("refuses the key"), hint)


def _connected(*, trust: bool) -> Any:
    """Return a session with the credentials found, which retries after 429 and 503."""
    try:
        import google.auth
        from google.auth.exceptions import DefaultCredentialsError
        from google.auth.transport.requests import AuthorizedSession
        from requests.adapters import HTTPAdapter
        from urllib3.util import Retry
    except ImportError as error:
        raise EngineMissing(
            "engine google",
            say("needs the library {name}", name=error.name),
            install_hint("google"),
        ) from None
    try:
        credentials, _ = google.auth.default(scopes=[_SCOPE])
    except DefaultCredentialsError:
        raise EngineError("Google", say("there are no credentials"), _credentials()) from None
    session: Any = AuthorizedSession(credentials)  # type: ignore[no-untyped-call]
    session.trust_env = trust
    patient = HTTPAdapter(
        pool_maxsize=32,
        max_retries=Retry(
            _RETRIES, status_forcelist=_PASSING, allowed_methods=None, raise_on_status=False,
            backoff_factor=_FIRST_PAUSE, redirect=0,
        ),
    )  # fmt: skip
    session.mount("https://", patient)
    session.mount("http://", patient)
    return session


def _credentials() -> Message:
    return say(
        "Set {name} to the key file of a service account, or run: {command}",
        name="GOOGLE_APPLICATION_CREDENTIALS",
        command="gcloud auth application-default login",
    )
