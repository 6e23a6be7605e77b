"""Hide tags of templates and shortcodes from the parser of Markdown, and bring them back.

Tags such as ``{{< ref "a_b" >}}``, ``{% include %}`` or ``{{ site.url }}`` are not Markdown, but
may stand anywhere in it, even in the address of a link. While the text is parsed, each is replaced
by a character that the text does not contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.markup import PLACEHOLDER
from workflow.model import VERBATIM, Block, Markup, MarkupKind

#: How a tag begins, and how it ends then; a comment of Jinja's holds no other one.
_BEGIN = re.compile(r"\{\{[<%{]?|\{%|<%|\{#(?=[\s-](?:(?!\{#).)*?#\})", re.DOTALL)
_ENDS = {"{{<": ">}}", "{{%": "%}}", "{{{": "}}}", "{{": "}}", "{%": "%}", "<%": "%>", "{#": "#}"}
#: What stands between the ends of a tag if each is code of its own.
_BETWEEN_CODE = re.compile(r"[\s=-]*`.*`\s*", re.DOTALL)
#: Comments of Go's templates, Handlebars, Jinja and Nunjucks, ERB, Liquid.
_COMMENT = re.compile(
    r"\{\{-?\s*/\*.*\*/\s*-?\}\}|\{\{!.*\}\}|\{#.*#\}|<%(?:#|--).*%>|\{%-?\s*#.*%\}", re.DOTALL
)
_SHOWN = re.compile(r"(?<![(:])(?<![(:]\s)<\Z")
_LONGEST = 2_000
#: Where characters are that no text means anything by: Unicode, section 23.5.
_PRIVATE = range(0xF0000, 0xF0FFF)
_NAME = re.compile(r"[-+~#^]?\s*(?P<close>/|end(?=\w))?\s*(?P<name>[\w./-]+)?")


_VALUE = r"\"((?:[^\"\\\n]|\\.)*)\"|'([^'\n]*)'|“([^”\n]*)”|([^\s\"'{}>]+)"
#: An argument that is named: ``title="Mind the gap"``.
PAIR = re.compile(rf"(?<![\w:-])([\w:-]+)\s*=\s*(?:{_VALUE})")


@dataclass(frozen=True, slots=True)
class TemplateTag:
    """A tag as written in the source.

    Attributes:
        text: all of it.
        line: 0-based line on which it begins.
        name: of what it calls; empty for a value, ``{{ site.url }}``.
        closes: it ends what another one of this name began.
        arguments: what follows the name.
    """

    text: str
    line: int
    name: str = ""
    closes: bool = False
    arguments: str = ""

    @property
    def is_comment(self) -> bool:
        """Whether it is for those who write the template alone."""
        return bool(_COMMENT.fullmatch(self.text))


class Shields:
    """The tags of a text, and the text with something harmless in their place.

    Attributes:
        text: the text to parse; it has as many lines.
        tags: in reading order.
        partners: of a tag that begins something, the number of the one that ends it, and back.
    """

    def __init__(self, text: str) -> None:
        """Find the tags of a text, wherever they stand."""
        self.tags: list[TemplateTag] = []
        #: The lines of each piece of a tag, and of which tag it is one.
        self._pieces: list[tuple[str, int]] = []
        present = set(text)
        marks = [chr(code) for code in _PRIVATE if chr(code) not in present][:2]
        self._marks = marks if len(marks) == 2 else []
        first, last = self._marks or ("\0", "\0")
        self._shield = re.compile(f"{first}(\\d+){last}")
        code = "".join(f"%{byte:02X}" for byte in first.encode())
        end = "".join(f"%{byte:02X}" for byte in last.encode())
        self._in_address = re.compile(f"{code}(\\d+){end}|{self._shield.pattern}")
        self._alone = re.compile(rf"(?:{first}\d+{last}[ \t]*)+")
        self.text = "".join(self._shielded(text)) if self._marks and _BEGIN.search(text) else text
        self.partners = _partners(self.tags)

    def _shielded(self, text: str) -> Iterator[str]:
        end = line = 0
        for start, stop in _spans(text):
            before = text[end:start]
            line += before.count("\n")
            yield before
            tag = text[start:stop]
            self.tags.append(tag_of(tag, line))
            line += tag.count("\n")
            rows = []
            for row in tag.split("\n"):
                indent = row[: len(row) - len(row.lstrip())]
                rows.append(f"{indent}{self._marks[0]}{len(self._pieces)}{self._marks[1]}")
                self._pieces.append((row.strip(), len(self.tags) - 1))
            yield "\n".join(rows)
            end = stop
        yield text[end:]

    def restored(self, text: str) -> str:
        """Return a piece of the parsed text as written in the source."""
        if not self.tags:
            return text
        return self._shield.sub(lambda found: self._pieces[int(found[1])][0], text)

    def restored_address(self, url: str) -> str:
        """Return an address as written in the source, undoing the parser's encoding."""
        if not self.tags:
            return url
        return self._in_address.sub(lambda found: self._pieces[int(found[1] or found[2])][0], url)

    def parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield runs of text and the tags between them; a tag comes with True, a comment not."""
        end, tag = 0, -1
        for match in self._shield.finditer(text):
            between = text[end : match.start()]
            body, of = self._pieces[int(match[1])]
            if self.tags[of].is_comment:
                if between:
                    yield between, False
            elif of != tag or between.strip():
                if between:
                    yield between, False
                yield body, True
            else:
                yield f"{between}{body}", True
            end, tag = match.end(), of
        if end < len(text):
            yield text[end:], False

    def protected(self, block: Block) -> Block:
        """Return a block, made by another reader, with placeholders for the template tags in it."""
        if not self.holds(block.text) and not any(self.holds(item.text) for item in block.markup):
            return block
        markup = tuple(replace(item, text=self.restored(item.text)) for item in block.markup)
        if block.kind in VERBATIM:
            return replace(block, text=self.restored(block.text), markup=markup, breaks=())
        found = [(each.start(), each.end()) for each in self._shield.finditer(block.text)]
        kept = [self.restored(block.text[start:end]) for start, end in found]
        return _held(replace(block, markup=markup), found, kept)

    def alone_in(self, line: str) -> tuple[int, ...]:
        """Return the numbers of the tags in a line without other content; else none."""
        if not self.tags or not self._alone.fullmatch(line):
            return ()
        found = (self._pieces[int(match[1])][1] for match in self._shield.finditer(line))
        return tuple(dict.fromkeys(found))

    def holds(self, text: str) -> bool:
        """Return whether there is a tag in a text."""
        return bool(self.tags) and bool(self._shield.search(text))


def held(block: Block) -> Block:
    """Return a block with placeholders for the template tags that stand in its text.

    It is for texts that no parser had to be kept from: titles, and what a page shows.
    """
    if block.kind in VERBATIM or not _BEGIN.search(block.text):
        return block
    found = [at for at in _spans(block.text) if not PLACEHOLDER.search(block.text, *at)]
    return _held(block, found, [block.text[start:end] for start, end in found])


def _held(block: Block, found: Sequence[tuple[int, int]], kept: Sequence[str]) -> Block:
    """Put placeholders in the given spans, keeping their text."""
    number = max((int(item.tag[1:]) for item in block.markup), default=0)
    markup = list(block.markup)
    parts: list[str] = []
    breaks: list[int] = []
    waiting = list(reversed(block.breaks))
    end = longer = 0
    for (start, after), text in zip(found, kept, strict=True):
        while waiting and waiting[-1] < after:
            breaks.append(waiting.pop() + longer)
        number += 1
        markup.append(Markup(f"x{number}", MarkupKind.TEMPLATE, text))
        parts += [block.text[end:start], f"<x{number}/>"]
        end = after
        longer += len(f"<x{number}/>") - (after - start)
    breaks += (at + longer for at in reversed(waiting))
    shown = "".join(parts) + block.text[end:]
    return replace(block, text=shown, markup=tuple(markup), breaks=tuple(breaks))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each tag; one that holds an empty line is no tag.

    Nor is one whose ends are named as code, ``{{`` and ``}}``, with words between them.
    """
    at = 0
    while match := _BEGIN.search(text, at):
        begin = match[0]
        end = text.find(_ENDS[begin], match.end(), match.end() + _LONGEST)
        inner = text[match.end() : end] if end > 0 else ""
        lines = 1 if begin in ("{{", "{{{") else 30
        if not inner.strip() or inner.count("\n") >= lines or re.search(r"\n[ \t]*\n", inner):
            at = match.start() + (1 if begin == "{{{" else 2)
            continue
        if begin in ("{{", "<%") and begin in inner:  # of several that begin the last one ends
            at = match.end() + inner.rindex(begin)
            continue
        after = end + len(_ENDS[begin])
        named = text[max(0, match.start() - 1) : match.start()] == text[after : after + 1] == "`"
        if named and _BETWEEN_CODE.fullmatch(inner):
            at = match.end()
            continue
        # an address that is shown: <{{ site.url }}>, not that of a link or picture
        linked = bool(_SHOWN.search(text, max(0, match.start() - 3), match.start()))
        linked = linked and text[after : after + 1] == ">"
        at = after + linked
        yield match.start() - linked, at


def tag_of(text: str, line: int = 0) -> TemplateTag:
    """Return a tag by its text, and the line on which it begins."""
    called = text[:3] in ("{{<", "{{%") or text.startswith("{%")
    if not called:
        return TemplateTag(text, line)
    start = 3 if text.startswith("{{") else 2
    inner = text[start : -len(_ENDS[text[:start]])].strip()
    match = _NAME.match(inner)
    name = (match["name"] or "").strip("-") if match else ""
    closes = bool(match and match["close"])
    return TemplateTag(text, line, name, closes, inner[match.end() :].strip() if match else "")


def attributes(text: str) -> Mapping[str, str]:
    """Return the attributes ``name="value"``.

    >>> attributes('type="tip" title="Mind the gap"')
    {'type': 'tip', 'title': 'Mind the gap'}
    """
    found: dict[str, str] = {}
    for match in PAIR.finditer(text):
        value = next((each for each in match.groups()[1:] if each is not None), "")
        found.setdefault(match[1].lower(), value.replace('\\"', '"'))
    return found


def _partners(tags: list[TemplateTag]) -> dict[int, int]:
    """Pair the tags that begin something with those that end it; of Zola's any ``{% end %}``."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    called: list[int] = []
    for number, tag in enumerate(tags):
        if tag.name == "end" and not tag.arguments and called:
            begun = called.pop()
            found[begun], found[number] = number, begun
        elif tag.text.startswith("{%") and tag.arguments.startswith("("):
            called.append(number)
            continue
        if not tag.name or tag.arguments.endswith("/"):
            continue
        if not tag.closes:
            waiting.setdefault(tag.name, []).append(number)
        elif waiting.get(tag.name):
            begun = waiting[tag.name].pop()
            found[begun], found[number] = number, begun
    return found
