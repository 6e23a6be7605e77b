"""Make requests politely: robots.txt (RFC 9309) is obeyed, one request at a time, with pauses."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from workflow.errors import FetchError, NoArticle
from workflow.model import Message, say
from workflow.web import urls
from workflow.web.transport import Answer, Transport

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 10
#: Statuses that ask for another try: too many requests, and not available for now.
_LATER = frozenset({429, 503})
#: Statuses below 500 that may be others tomorrow: a time-out, too early, too many requests.
_PASSING = frozenset({408, 425, 429})
_TRIES = 3
#: Seconds that are waited at most because a server asks for it, and without its saying how long.
_LONGEST_WAIT, _USUAL_WAIT = 60.0, 5.0
_REASONS: Mapping[int, tuple[Message, Message]] = {
    401: (say("asks for a name and a password"), say("Save the page from a browser into seeds/.")),
    402: (say("is behind a paywall"), say("Save the page from a browser into seeds/.")),
    403: (say("is refused to programs"), say("Ask the site, or save the page from a browser.")),
    404: (say("is not there"), say("Check the address.")),
    410: (say("is there no longer"), say("Take it out of your list.")),
    429: (say("had too many requests"), say("Try again later, with a larger fetch.delay.")),
    451: (say("is withheld for legal reasons"), say("Ask the site.")),
}


@dataclass(frozen=True, slots=True)
class Pace:
    """The pause between two requests to one host, and the clock and sleep functions."""

    delay: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic


class PoliteClient:
    """Fetches addresses, following redirects, if robots.txt allows each.

    Args:
        transport: makes the requests.
        pace: how long it waits between them.
    """

    def __init__(self, transport: Transport, pace: Pace | None = None) -> None:
        self._transport = transport
        self._pace = pace or Pace()
        self._rules: dict[str, SiteRules] = {}
        self._asked: dict[str, float] = {}

    def get(self, url: str, headers: Mapping[str, str] | None = None, limit: int = 0) -> Answer:
        """Fetch an address, following redirects; the answer has the last address.

        Args:
            url: in the spelling of :func:`workflow.web.urls.address`.
            headers: further ones; those that ask for changes only go to the first address alone.
            limit: bytes that the body may have, if not the usual number.

        Raises:
            FetchError: the site does not want it, has not got it, or takes too long.
        """
        first = url
        for _ in range(_MOST_REDIRECTS + 1):
            rules = self._rules_of(urls.host(url))
            rules.check(url)
            answer = self._patiently(url, rules, headers if url == first else None, limit)
            if answer.status not in _REDIRECTS:
                return self._accepted(answer, first)
            url = _target(answer)
        raise _misled(first, say("redirects more than {n} times", n=_MOST_REDIRECTS))

    def _accepted(self, answer: Answer, first: str) -> Answer:
        if answer.status == 304 or 200 <= answer.status < 300:
            return answer
        reason = say("answers with an error ({reason})", reason=f"HTTP {answer.status}")
        what, hint = _REASONS.get(answer.status, (reason, say("Try again later.")))
        kind = FetchError if answer.status in _PASSING or answer.status >= 500 else NoArticle
        raise kind(urls.shown(first), what, hint)

    def _rules_of(self, host: str) -> SiteRules:
        if host not in self._rules:
            self._rules[host] = site_rules(host, self._robots)
        return self._rules[host]

    def _robots(self, url: str) -> Answer:
        """Fetch a robots.txt, following redirects; that needs no permission."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._transport.get(url, limit=4 * LARGEST)
            if answer.status not in _REDIRECTS:
                return answer
            url = _target(answer)
        return replace(answer, status=404)  # RFC 9309, 2.3.1.2: then it counts as unavailable

    def _patiently(
        self, url: str, rules: SiteRules, headers: Mapping[str, str] | None, limit: int
    ) -> Answer:
        """Request once; if the server asks for a pause, wait and request once more."""
        pause = max(self._pace.delay, rules.delay)
        if pause > _LONGEST_WAIT and urls.host(url) in self._asked:
            raise _too_long(url, pause)
        for left in reversed(range(_TRIES)):
            self._wait(urls.host(url), pause)
            answer = self._transport.get(url, headers, limit)
            if answer.status not in _LATER or not left:
                break
            wait = _wait_of(answer)
            if wait > _LONGEST_WAIT:
                raise _too_long(url, wait)
            self._pace.sleep(wait)
        return answer

    def _wait(self, host: str, pause: float) -> None:
        """Sleep until a host may be requested again."""
        if host in self._asked:
            left = self._asked[host] + pause - self._pace.now()
            if left > 0:
                self._pace.sleep(left)
        self._asked[host] = self._pace.now()


def _target(answer: Answer) -> str:
    """Return the address that a redirect leads to; it is checked like any other."""
    target = urls.joined(answer.url, answer.headers.get("location", ""))
    if not target:
        raise _misled(answer.url, say("redirects to no web address"))
    return target


def _misled(url: str, what: Message) -> FetchError:
    return FetchError(urls.shown(url), what, say("Open it in a browser and copy where it leads."))


def _wait_of(answer: Answer) -> float:
    """Return the seconds that ``Retry-After`` asks for, given as a number or a date."""
    text = answer.headers.get("retry-after", "")
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return _USUAL_WAIT
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _too_long(url: str, wait: float) -> FetchError:
    what = say("asks for pauses of {n} seconds", n=f"{wait:.0f}")
    return FetchError(urls.shown(url), what, say("Run it again later: what is here is kept."))


#: The name of this program in robots.txt.
ROBOT = "translation-workflow"
#: Bytes of a robots.txt that are read: RFC 9309, section 2.5, asks for these at least.
LARGEST = 512_000
#: The status of a server that allows nothing for now.
_BUSY = 429


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The robots.txt rules of one host; empty if it has none.

    Attributes:
        rules: as robots.txt has them.
        refusal: why nothing may be asked for: robots.txt cannot be had although it may be there.
    """

    rules: Protego | None = None
    refusal: FetchError | None = None

    @property
    def delay(self) -> float:
        """Seconds between two requests, as robots.txt asks."""
        return max(0.0, self.rules.crawl_delay(ROBOT) or 0.0) if self.rules else 0.0

    def check(self, url: str) -> None:
        """Raise an error if an address may not be fetched.

        Raises:
            FetchError: it may not.
        """
        if self.refusal:
            raise FetchError(urls.shown(url), self.refusal.what, self.refusal.hint)
        if self.rules and not self.rules.can_fetch(url, ROBOT):
            raise NoArticle(
                urls.shown(url),
                say("is closed to programs by the site's robots.txt"),
                say("Ask the site, or save the page from a browser into seeds/."),
            )


def site_rules(host: str, get: Callable[[str], Answer]) -> SiteRules:
    """Fetch and parse the robots.txt of a host.

    Args:
        host: with its scheme: ``https://example.org``.
        get: asks for an address and follows redirects.
    """
    try:
        answer = get(f"{host}/robots.txt")
    except FetchError as error:
        return SiteRules(refusal=error)
    if 400 <= answer.status < 500 and answer.status != _BUSY:
        return SiteRules()
    if not 200 <= answer.status < 300:
        what = say(
            "is on a site whose robots.txt cannot be had ({reason})",
            reason=f"HTTP {answer.status}",
        )
        return SiteRules(refusal=FetchError(host, what, say("Try again later.")))
    text = answer.body[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")
    return SiteRules(Protego.parse(text))
