"""Hold inline markup as placeholders in text: ``<g1>…</g1>`` encloses, ``<x2/>`` stands alone.

Engines, editors and catalogs see only these short names; what each stands for is kept beside the
text as :class:`workflow.model.Markup`. The names are those of the XLIFF 1.2 elements ``<g>`` and
``<x/>`` (section 2.3). There is no escaping: source text that merely looks like a placeholder
becomes a standalone placeholder of kind ``literal`` itself, so every ``<g1>`` in a text is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from workflow.model import Markup, MarkupKind, Problem, Severity, say

#: Any placeholder. Groups: ``open``, ``close`` or ``standalone`` holds its name (``g1``, ``x2``).
PLACEHOLDER = re.compile(
    r"<(?P<open>g[1-9][0-9]*)>|</(?P<close>g[1-9][0-9]*)>|<(?P<standalone>x[1-9][0-9]*)/>"
)
#: A pair that is closed and opened again at once.
_AGAIN = re.compile(r"</(g[1-9][0-9]*)>(\s*)<\1>")
#: Text that must be escaped: a look-alike of a placeholder, and the one combining character (long
#: solidus, U+0338) that NFC would merge with the ``>`` of a placeholder before it.
_LITERAL = re.compile(rf"{PLACEHOLDER.pattern}|^\u0338+")


#: The spoken form of a formula in MathML, or its TeX source, if it states one.
_SPOKEN = re.compile(
    r'<math\b[^<>]*?\balttext="([^"]+)"|<annotation\b[^<>]*\bx-tex"[^<>]*>([^<>]+)</annotation>'
)
#: An element of a formula in MathML.
_ELEMENT = re.compile("<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text without placeholders."""

    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """The beginning of a pair, ``<g1>``."""

    tag: str


@dataclass(frozen=True, slots=True)
class Close:
    """The end of a pair, ``</g1>``."""

    tag: str


@dataclass(frozen=True, slots=True)
class Standalone:
    """A standalone placeholder, ``<x2/>``."""

    tag: str


Token = Text | Open | Close | Standalone


def tokens(text: str) -> Iterator[Token]:
    """Split a text into runs of text and placeholders, in order, without checking them.

    >>> list(tokens("a <g1>b</g1>"))
    [Text(text='a '), Open(tag='g1'), Text(text='b'), Close(tag='g1')]
    """
    end = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > end:
            yield Text(text[end : match.start()])
        end = match.end()
        if match["open"]:
            yield Open(match["open"])
        elif match["close"]:
            yield Close(match["close"])
        else:
            yield Standalone(match["standalone"])
    if end < len(text):
        yield Text(text[end:])


def plain(text: str, markup: Sequence[Markup] = ()) -> str:
    """Show a text as a reader sees it: standalone placeholders by their text, others gone.

    >>> plain("see <g1>the <x2/> file</g1>", [Markup("x2", MarkupKind.CODE, "a.txt")])
    'see the a.txt file'
    """
    if "<" not in text:
        return text
    texts = {item.tag: shown(item) for item in markup}
    return PLACEHOLDER.sub(lambda match: texts.get(match["standalone"] or "", ""), text)


def shown(item: Markup) -> str:
    """Return the text that a reader sees in place of a standalone placeholder.

    Of a formula in MathML that is its text without the elements; a footnote's mark has brackets.

    >>> shown(Markup("x1", MarkupKind.FORMULA, "<math><mi>x</mi><mo>+</mo><mn>1</mn></math>",
    ...     "mathml"))
    'x+1'
    """
    if item.kind is MarkupKind.FORMULA and item.url == "mathml":
        if said := item.title or ((found := _SPOKEN.search(item.text)) and (found[1] or found[2])):
            return unescape(said)
        return " ".join(unescape(_ELEMENT.sub("", item.text)).split())
    return f"[{item.text}]" if item.kind is MarkupKind.FOOTNOTE else item.text


def around(mention: str, rendering: str) -> str:
    """Put a rendering in place of a part of a text, with the placeholders in that part.

    Pairs that the part holds whole enclose the rendering; those that only begin or only end in it
    begin before the rendering, or end after it.

    >>> around("<g1>Xing</g1> Haiming", "邢海明"), around("Xing</g1> <x2/>Haiming", "邢海明")
    ('<g1>邢海明</g1>', '<x2/>邢海明</g1>')
    """
    if "<" not in mention:
        return rendering
    opened: list[str] = []
    whole: list[str] = []
    ended = alone = ""
    for token in tokens(mention):
        if isinstance(token, Open):
            opened.append(token.tag)
        elif isinstance(token, Standalone):
            alone += f"<{token.tag}/>"
        elif isinstance(token, Close) and token.tag in opened:
            opened.remove(token.tag)
            whole.append(token.tag)
        elif isinstance(token, Close):
            ended += f"</{token.tag}>"
    inner = [*(f"<{tag}>" for tag in reversed(whole)), rendering, *(f"</{tag}>" for tag in whole)]
    begun = "".join(f"<{tag}>" for tag in opened)
    # A placeholder that ends here cannot end inside one that begins here, so it ends first.
    parts = (ended, begun, alone, *inner) if begun else (alone, *inner, ended)
    return "".join(parts)


def problems(source: str, target: str) -> tuple[Problem, ...]:
    """List the faults of a translation's placeholders; empty if there are none.

    Each placeholder of ``source`` must be in ``target`` exactly once and no other, and pairs must
    be closed in the reverse order of their opening. Their order may differ from the source's.

    >>> [str(problem) for problem in problems("a <g1>b</g1>", "b a")]
    ['markup: <g1> is missing', 'markup: </g1> is missing']
    """
    if "<" not in source and "<" not in target:
        return ()
    expected = dict.fromkeys(match[0] for match in PLACEHOLDER.finditer(source))
    found = Counter(match[0] for match in PLACEHOLDER.finditer(target))
    faults = [say("{values} is missing", values=name) for name in expected if not found[name]]
    faults += [
        say("{values} is not in the source", values=name) for name in found if name not in expected
    ]
    faults += [
        say("{text} stands {n} times", text=name, n=count)
        for name, count in found.items()
        if count > 1
    ]
    if not faults and not balanced(target):
        faults.append(say("placeholders overlap or close before they open"))
    return tuple(Problem("markup", fault, Severity.ERROR) for fault in faults)


def balanced(text: str) -> bool:
    """Tell whether every pair in a text is closed, in the reverse order of opening."""
    if "<" not in text:
        return True
    stack: list[str] = []
    for token in tokens(text):
        if isinstance(token, Open):
            stack.append(token.tag)
        elif isinstance(token, Close) and (not stack or stack.pop() != token.tag):
            return False
    return not stack


def spelling(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a text from its spelling details: return it and its placeholders' names in order.

    Two texts that differ in white space, Unicode form or the numbers of their placeholders only
    have one spelling: there, placeholders are numbered from 1.

    >>> spelling("see <g4>this  file</g4> <x2/>")
    ('see <g1>this file</g1> <x2/>', ('g4', 'x2'))
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if "<" not in text:
        return text, ()
    names = tags(text)
    return renamed(text, dict(zip(names, numbered(names), strict=True))), names


def tags(text: str) -> tuple[str, ...]:
    """List the names of a text's placeholders in order, each once.

    >>> tags("see <g4>this</g4> <x2/>")
    ('g4', 'x2')
    """
    return tuple(dict.fromkeys(_tag(found) for found in PLACEHOLDER.finditer(text)))


def numbered(names: Sequence[str]) -> tuple[str, ...]:
    """List the names that placeholders have in a spelling: ``g1``, ``x2`` …"""
    return tuple(f"{name[0]}{number}" for number, name in enumerate(names, 1))


def rejoined(text: str) -> str:
    """Make one pair of pairs of one name that end and begin again between two sentences.

    >>> rejoined("<g1>One.</g1> <g1>Two.</g1>")
    '<g1>One. Two.</g1>'
    """
    found = 1
    while found:  # pairs within pairs, from the inside out
        text, found = _AGAIN.subn(r"\2", text)
    return text


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Rename placeholders of a text, from old to new; others keep their names."""

    def other(found: re.Match[str]) -> str:
        tag = _tag(found)
        return found[0].replace(tag, names.get(tag, tag))

    return PLACEHOLDER.sub(other, text) if names else text


def _tag(found: re.Match[str]) -> str:
    return found["open"] or found["close"] or found["standalone"] or ""


def literal(text: str) -> tuple[str, tuple[Markup, ...]]:
    """Make block text of plain source text: look-alikes become literal placeholders.

    >>> literal("type <g1> here")[0]
    'type <x1/> here'
    """
    builder = Builder()
    builder.text(text)
    return builder.build()


class Builder:
    """Puts a block's text together from runs of text and markup, in reading order.

    Placeholders are numbered in the order they begin; pairs that enclose nothing are left out.
    """

    def __init__(self) -> None:
        self._done: list[str] = []
        self._run: list[str] = []
        self._markup: list[Markup] = []
        self._open: list[tuple[str, int, int]] = []
        self._count = 0

    def text(self, text: str) -> None:
        """Add text from the source."""
        if text:
            self._run.append(text)

    def open(self, kind: MarkupKind, url: str = "", title: str = "") -> None:
        """Begin a pair; everything until its :meth:`close` is inside it."""
        self._flush()
        tag = self._name("g")
        self._open.append((tag, len(self._done), len(self._markup)))
        self._markup.append(Markup(tag, kind, url=url, title=title))
        self._done.append(f"<{tag}>")

    def close(self) -> None:
        """End the pair begun last.

        Raises:
            IndexError: no pair is open.
        """
        self._flush()
        tag, place, entry = self._open.pop()
        if len(self._done) == place + 1:
            del self._done[place:], self._markup[entry:]
            self._count -= 1
        else:
            self._done.append(f"</{tag}>")

    def standalone(self, kind: MarkupKind, text: str = "", url: str = "", title: str = "") -> None:
        """Add a standalone placeholder, in whose place a reader sees ``text``."""
        self._flush()
        self._add(kind, text, url, title)

    def build(self) -> tuple[str, tuple[Markup, ...]]:
        """Close open pairs; return the text (NFC) with placeholders, and their meanings."""
        while self._open:
            self.close()
        self._flush()
        return "".join(self._done), tuple(self._markup)

    def _name(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _add(self, kind: MarkupKind, text: str, url: str = "", title: str = "") -> None:
        tag = self._name("x")
        self._markup.append(Markup(tag, kind, text, url, title))
        self._done.append(f"<{tag}/>")

    def _flush(self) -> None:
        """Join adjacent runs before searching them: a look-alike may span two of them."""
        run = unicodedata.normalize("NFC", "".join(self._run))
        self._run.clear()
        end = 0
        for match in _LITERAL.finditer(run):
            if match.start() > end:
                self._done.append(run[end : match.start()])
            self._add(MarkupKind.LITERAL, match[0])
            end = match.end()
        if end < len(run):
            self._done.append(run[end:])
