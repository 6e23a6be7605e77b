"""Find addresses, contacts and markup in a translation that its source lacks.

Only what is certain counts, however it is written: ``hxxp``, ``evil[.]example``, full-width and
invisible characters are undone first. What the source has in another form is not invented: a
shorter address of the same host, a number with the country's code.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from workflow import markup
from workflow.languages.scripts import DENSE
from workflow.qa.contacts.accounts import accounts
from workflow.qa.contacts.addresses import addresses, compared, host
from workflow.qa.contacts.obfuscation import MAY_SPELL, undone
from workflow.qa.contacts.telephones import digits, last, numbers

#: HTML elements: in angle brackets, another word may be the title of a film.
_ELEMENTS = (
    "a abbr audio b base blockquote body br button canvas center code div em embed font footer form"
    " frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main map"
    " marquee math meta nav object ol option p picture pre q s script section select small span"
    " strong style sub summary sup svg table tbody td template textarea th thead title tr u ul var"
    " video"
).replace(" ", "|")
#: Attributes without a value; other words after an element's name make it a title: <Video Star>.
_SWITCHES = "async|defer|hidden|disabled|checked|controls|autoplay|loop|muted|open|required"
MARKUP = re.compile(
    rf"</?(?:{_ELEMENTS})(?:\s*/?|[\s/][^<>]*=[^<>]*|(?:\s+(?:{_SWITCHES}))+\s*/?)>|<[A-Za-z][\w-]{{0,40}}\s[^<>=]{{0,200}}=[^<>]*>|<!--|-->|<\?(?:php|xml)\b"
    r"|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});|\]\(|```|\*\*|\{\{|\}\}|\{%"
    r"|(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])"
    r"|\[/?(?:url|img)\b[^\[\]]*\]",
    re.IGNORECASE,
)
_MAY_MARK = re.compile(r"[<&`*_{}\[\]＜＆［＊]|-->")

#: Text in ASCII without any of these has no contact in it.
_MAY_CONTACT = re.compile(
    r"\.[\w\])}>]|\s\.|[@:\d]|\bdot\b|\b(?:telegram|whatsapp|wechat|kakaotalk|line|signal|qq)\b|-[A-Z]{4}|0x",
    re.IGNORECASE,
)
#: Neither has a text of letters of Korean and Chinese and their marks alone, unless a point stands
#: between letters or a number is spelled.
_MAY_CONTACT_ANYWHERE = re.compile(
    rf"[^\s{DENSE}.,!?;'\"“”‘’、。，！？；《》「」『』·—-]|\.\w|{MAY_SPELL.pattern}"
)
_HANDLE = re.compile(r"(?<![\w.])@\w")


def contacts(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return addresses and telephone numbers of a text that are not in the known texts.

    >>> contacts("evil[.]example/login 또는 02-123-4567", ["Log in at example.org."])
    ('evil.example/login', '02-123-4567')
    >>> contacts("example.org에서 (+82-2-123-4567)", ["https://www.example.org/a, 02-123-4567"])
    ()
    """
    may_contact = _MAY_CONTACT if text.isascii() else _MAY_CONTACT_ANYWHERE
    if not may_contact.search(text):
        return ()
    found = _found(text)
    if not any(found):
        return ()
    opened = "\n".join(map(undone, known))
    new = [each for each in found[0] if _is_new_address(each, opened)]
    new += [each for each in found[1] if each.lower() not in opened.lower()]
    there = digits(opened)
    new += [each for each in found[2] if last(each) not in there]
    return tuple(dict.fromkeys(new))


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Find addresses, accounts and telephone numbers; kept, for checks and publishing both ask."""
    shown = undone(text)
    return tuple(addresses(shown)), tuple(accounts(shown)), tuple(numbers(shown))


def _is_new_address(address: str, opened: str) -> bool:
    """Tell whether the known texts lack this address and, for a bare host, all its addresses.

    A handle in another script may render one of the source.
    """
    if address[0] == "@" and not address.isascii():
        return not _HANDLE.search(opened)
    theirs = {compared(each) for each in addresses(opened)}
    plain = compared(address)
    return plain not in theirs and not (plain == host(plain) in map(host, theirs))


def marks(text: str, source: str) -> tuple[str, ...]:
    """Return the markup of a translation that its source lacks: HTML, Markdown, placeholders.

    >>> marks("<b>굵게</b> &amp; <기생충>", "bold"), marks("<g2>x</g2>", "<g1>x</g1>")
    (('<b>', '</b>', '&amp;'), ('<g2>', '</g2>'))
    """
    if not _MAY_MARK.search(text):
        return ()
    there = {match[0] for match in markup.PLACEHOLDER.finditer(source)}
    found = [match[0] for match in markup.PLACEHOLDER.finditer(text) if match[0] not in there]
    plain = markup.plain(source)
    known = unicodedata.normalize("NFKC", html.unescape(html.unescape(plain)))
    shown = unicodedata.normalize("NFKC", markup.plain(text))
    for match in MARKUP.finditer(shown):
        written = html.unescape(match[0])
        if written not in known and not _is_title(match, source):
            found.append(match[0])
    return tuple(dict.fromkeys(found))


def _is_title(match: re.Match[str], source: str) -> bool:
    """Tell whether it is a title in the brackets that Korean has for them: ``<a>`` for *a* or "a".

    The source has it set apart, and nothing in the translation closes it.
    """
    word = re.fullmatch(r"<(\w+)>", match[0])
    if not word or f"</{word[1]}" in match.string:
        return False
    apart = rf"[\"'“”‘’«»《〈「『＜<>_*]\s?{re.escape(word[1])}\s?[\"'“”‘’«»》〉」』＞<>_*,.]"
    return bool(re.search(apart, source, re.IGNORECASE))
