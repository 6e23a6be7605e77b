"""Find addresses and telephone numbers that are not the source's: the check ``link``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from workflow import markup as inline
from workflow.languages.scripts import links
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.contacts.invented import contacts
from workflow.qa.problems import error


def link(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find web and mail addresses and telephone numbers that differ from the source's.

    Source: RFC 3986: an address with one other character is another address.

    Examples:
        >>> found(link, "See https://example.org/a.", "https://example.org/a를 보라.")
        []
        >>> found(link, "See https://example.org/a.", "https://example.org/b를 보라.")
        ['https://example.org/a is missing', 'https://example.org/b is not in the source']
        >>> found(link, "Log in.", "evil[.]example에서 로그인하라.")
        ['evil.example is not in the source']
    """
    source, text = inline.plain(entry.source), inline.plain(entry.text)
    there, here = links(source), links(text)
    yield from _changed(there, here)
    forms = (form for use in uses for form in (use.rendering, *use.accepted))
    for contact in contacts(text, (source, *forms)):
        if not any(address in contact for address in here):
            yield error("link", say("{values} is not in the source", values=contact))


def _changed(there: list[str], here: list[str]) -> Iterator[Problem]:
    if there == here:
        return
    before, after = Counter(there), Counter(here)
    for address in before - after:
        yield error("link", say("{values} is missing", values=address))
    for address in after - before:
        yield error("link", say("{values} is not in the source", values=address))
