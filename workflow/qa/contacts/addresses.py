"""Find addresses in a text: of the web, of mail, of hosts by their domain, and handles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from workflow.languages import registered
from workflow.languages.scripts import DENSE, is_dense

#: These top-level domains count in any case, and after a single letter.
_GENERIC = frozenset("com net org info biz gov edu".split())
#: The characters that continue an address.
_REST = r"[^\s<>\"'`，。、；）」』】》()\[\]{}]*"
_SCHEME = rf"(?:h\s?[tx]{{2}}\s?p\s?s?|[a-z][a-z0-9+.-]{{1,15}})\s?:\s?[/\\⁄∕]{{2}}\s?{_REST}"
_ACTIVE = (
    r"(?<![a-z])(?:javascript|vbscript)\s?:\S+|(?<![a-z])data:[a-z]+/[a-z0-9.+-]+[;,]\S*"
    r"|(?<![a-z])(?:mailto|sms|callto|skype|whatsapp|tg|weixin|kakaotalk):[^\s]+"
)
_MAIL = r"[a-z0-9._%+-]{1,64}\s?@\s?(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}"
_HANDLE = r"(?<![\w@.])@[a-z][a-z0-9_.]{2,31}"
_IP = r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)"
_SURE = re.compile(
    rf"(?i:{_SCHEME}|{_ACTIVE}|www\.[a-z0-9]{_REST}|{_MAIL}|{_HANDLE})|{_IP}", re.ASCII
)
#: A possible host: its labels, its top-level domain, and its continuation.
_HOST = re.compile(
    r"(?<![A-Za-z0-9_.@-])(?P<labels>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,9})"
    r"(?P<top>xn--[A-Za-z0-9-]{2,59}|[A-Za-z]{2,24})(?![A-Za-z0-9-]|\.[A-Za-z0-9])"
    rf"(?P<rest>(?::\d{{1,5}})?(?:[/?#]{_REST})?)",
    re.ASCII,
)
#: Abbreviations after which the next word may stand without a space: Co.ltd, dr.kim.
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof st no nos vs co inc ltd corp jr sr etc vol pp fig ca cf approx dept gen rev"
    " hon capt col lt sgt gov sen rep pres ph jan feb mar apr jun jul aug sep sept oct nov"
    " dec".split()
)
#: Hosts in other scripts: names as written in Korean, Chinese, Cyrillic or Arabic.
_WORD = "[^\\W_](?:[\\w-]{0,62})"
_FOREIGN = re.compile(
    rf"(?<![\w.])(?:[\w.+-]{{1,64}}@)?(?P<labels>{_WORD}(?:\.{_WORD}){{0,5}})\."
    r"(?P<top>[^\W\d_]{2,24})(?P<rest>(?::\d{1,5})?(?:/[^\s<>\"'`，。、；）」』】》()\[\]{}]*)?)"
)
#: Words attached to an address without a space, besides particles: *it is*, 上, 的.
_WORDS_AFTER = "입니다|이다|[的上是和与或在网官登注查]"
_FOREIGN_HANDLE = re.compile(rf"(?<![\w@.])@[{DENSE}]\w{{1,30}}")
_NOT_ASCII = re.compile(r"[^\x20-\x7e].*", re.DOTALL)
#: What each kind has: quick to look for, and seldom met.
_MAY_BE_SURE = re.compile(
    r"[@:.](?:(?<=@)|(?<=[A-Za-z0-9+.-]:)|(?<=[A-Za-z0-9+.-]\s:)|(?<=[A-Za-z0-9+.-]\s\s:)"
    r"|(?<=[Ww]{3}\.)|(?<=\d\.)(?=\d))",
    re.ASCII,
)
_MAY_BE_HOST = re.compile(r"\.[A-Za-z]")
_MAY_BE_FOREIGN = re.compile(r"\.[^\W\d_]")
_END = ".,;:!?…·*_~-"


@cache
def _ended() -> re.Pattern[str]:
    """Return the ends of a sentence after which another follows without a space."""
    found = (each.sentences.run_on for each in registered())
    return re.compile(rf"(?:{'|'.join(filter(None, found))})$")


@cache
def _written_on() -> re.Pattern[str]:
    """Return what may be attached to an address, and so ends it."""
    particles = filter(None, (each.particles.common for each in registered()))
    return re.compile(f"(?:{'|'.join((*particles, _WORDS_AFTER))})?")


def addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a text whose disguises are undone.

    >>> list(addresses("evil.pizza/win과 이블.한국에서, dr.kim이 1.5 end.The"))
    ['evil.pizza/win', '이블.한국']
    """
    taken: list[range] = []
    for match in _SURE.finditer(text) if _MAY_BE_SURE.search(text) else ():
        taken.append(range(match.start(), match.end()))
        ascii_only = _NOT_ASCII.sub("", match[0])  # what follows may be a particle
        whole = ascii_only if re.search(r"\w[.@]\w", ascii_only) else match[0]
        yield whole.rstrip(_END)
    for match in _HOST.finditer(text) if _MAY_BE_HOST.search(text) else ():
        if not any(match.start() in each for each in taken) and _is_host(match):
            yield _NOT_ASCII.sub("", match[0]).rstrip(_END)
    if not text.isascii():
        yield from _foreign(text, taken)


def compared(address: str) -> str:
    """Return an address without its scheme, ``www.`` and a slash at its end."""
    plain = re.sub(r"^h\s?[tx]{2}\s?p\s?s?\s?:\s?[/\\⁄∕]{2}\s?", "", address, flags=re.IGNORECASE)
    plain = re.sub(r"^(?:mailto:|www\.)", "", plain.lower())
    return re.sub(r"\s", "", plain).rstrip("/.,;:!?")


def host(address: str) -> str:
    """Return the host of an address."""
    return re.split(r"[/?#:]", address, maxsplit=1)[0]


@cache
def _domains() -> frozenset[str]:
    """Read the top-level domains."""
    table = resources.files(__package__).joinpath("domains.txt").read_text("utf-8")
    return frozenset(
        word for line in table.splitlines() if not line.startswith("#") for word in line.split()
    )


def _is_host(match: re.Match[str]) -> bool:
    top, path = match["top"], match["rest"][:1] in {"/", "?", "#"}
    labels = match["labels"].rstrip(".").split(".")
    if top.lower().startswith("xn--"):
        return True
    if top.lower() not in _domains() or labels[-1].isdecimal():
        return False
    if len(labels[-1]) == 1 and not (
        top.lower() in _GENERIC or (labels[-1].islower() and path and len(top) <= 6)
    ):
        return False
    if top.lower() in _GENERIC or path:
        return top.islower() or top.isupper() or top.lower() in _GENERIC
    return top.islower() and not (len(labels) == 1 and labels[0].lower() in _ABBREVIATED)


def _foreign(text: str, taken: list[range]) -> Iterator[str]:
    """Hosts whose top-level domain is in another script, and handles that are."""
    for match in _FOREIGN.finditer(text) if _MAY_BE_FOREIGN.search(text) else ():
        if any(match.start() in each for each in taken):
            continue
        labels, top = match["labels"], match["top"]
        found = next((top[:n] for n in range(len(top), 1, -1) if top[:n] in _domains()), "")
        if not found or found.isascii():
            continue
        if labels.lower() in _ABBREVIATED or labels in _domains():  # vs.한국, 中国.香港
            continue
        if labels.isascii() and re.fullmatch(
            r"[A-Za-z,] ", text[max(0, match.start() - 2) : match.start()]
        ):
            continue  # the end of a sentence that was not translated
        if match["rest"] and found == top:
            yield match[0].rstrip(_END)
        elif not is_dense(found[:1]) or (
            not _ended().search(labels) and _written_on().fullmatch(top[len(found) :])
        ):
            yield text[match.start() : match.start("top") + len(found)]
    for match in _FOREIGN_HANDLE.finditer(text) if "@" in text else ():
        yield match[0]
