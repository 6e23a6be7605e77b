"""Reads robots.txt (RFC 9309): which addresses may be fetched, and how long to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from workflow.errors import FetchError, NoArticle
from workflow.model import say
from workflow.web import urls
from workflow.web.answer import Answer

#: The name by which robots.txt can mean this program.
ROBOT = "translation-workflow"
#: Bytes of a robots.txt that are read: RFC 9309, section 2.5, asks for these at least.
LARGEST = 512_000
#: Too many requests: no word about what is allowed, so nothing is.
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
        """Seconds between two requests that robots.txt asks for."""
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


def read(host: str, get: Callable[[str], Answer]) -> SiteRules:
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
