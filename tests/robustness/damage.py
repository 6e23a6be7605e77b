"""Damages files as people, tools and attackers do: at random, but the same for the same seed."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from lxml import etree

_Mutation = Callable[[Random, str, Sequence[str]], str]
#: What has broken readers somewhere.
_HOSTILE = (
    "\0", "\x01", "\x1b[2J", "\x85", "\u2028", "\u200b", "\ufeff", "\ufffe", "\uffff", "\ud800",
    "\u202e", "\U000e0041", "\u0301" * 3, "\u0338", "\x1c", "\x0b", "\x0c", "\r", "\r\n", "\t",
    " " * 40, "\n\n\n", "0" * 30, "9" * 5000, "-1", "1e999", "%s%n", "{}", "\\", "\\\\", "'",
    '"', '""', "<g1>", "</g1>", "<x1/>", "<g0>", "&", "&amp;", "&#0;", "&#xFFFE;", "&#55296;",
    "&nbsp;", "<", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "<!DOCTYPE a>", "(", ")" * 5,
    "[", "]", "](", "![", "|", "||", "`", "```", "*", "**_", "_", "~~", "#", "> > ", "- ",
    "1. ", "999. ", "    ", "---\n", "+++\n", "=", ":", ",", ";", ".", "。", "…", "“", "”", "「",
    "가", "漢", "é", "İ", "ß", "👨‍👩‍👧", "中文。" * 20, "a" * 300, "null", "true", "NaN", "[[[[",
    "}", "http://[", "javascript:",
)  # fmt: skip
_MARKDOWN = (
    "---\ntitle: x\n---\n", "---\n", "title: [", "date: 2021-13-45\n", "lang: xx\n", "&a *a ",
    "!!int ", "? ", "<<: *a\n", "| a | b |\n|---|---|\n| c |\n", "[^1]", "[^1]: note\n",
    "[a]: b\n", "[a][b]", "[a](<b> 'c')", "![p](trade.png)", "<div>\n\n", "</div>", "<b>",
    "<br>", "\n===\n", "\n* * *\n", "~~~\n", "\\\n", "<http://a.b>", "1) ", "\n\n    code\n",
    "- [ ] ", "<td>", "<a href='",
)  # fmt: skip
_HTML = (
    "<center>", "<td>", "</td>", "<tr>", "<table>", "</table>", "<th>", "<li>", "<ul>",
    "<ol start=9>", "</ol>", "<blockquote>", "</blockquote>", "<q>", "</q>", "<figure>",
    "<figcaption>", "</figure>", "<pre>", "</pre>", "<code>", "<b>", "</b>", "<i>",
    "<a href=x>", "</a>", "<br>", "<br><br>", "<p>", "</p>", "<div hidden>", "<nobr>", "<svg>",
    "<math>", "<script>", "</script>", "<style>", "<template>", "<select>", "<form>", "<h1>",
    "</h1>", "<article>", "<main>", "<body>", "</body>", "<html lang=zz>", "<meta charset=x>",
    "<meta name=date content=9>", "<title>", "<img src=a alt=b>", "<ruby>漢<rt>kan", "<x-y>",
    "<li value=-7>", "<td colspan=99999999999>", "<p class=deck>", "<frameset>", "<noscript>",
    "<textarea>", "<plaintext>", "<caption>", "<tbody>", "<dl><dt>a<dd>",
)  # fmt: skip
_PO = (
    'msgid ""\n', 'msgstr ""\n', 'msgid "', 'msgstr "', 'msgctxt "a"\n', 'msgid_plural "b"\n',
    'msgstr[0] "', 'msgstr[1] ""\n', 'msgstr[x] ""\n', "#, fuzzy\n", "#, ", "#| ",
    '#| msgid "a"\n', "#~ ", '#~ msgid "a"\n', '#~ msgstr "b"\n', "#: a:1\n", "#. x\n", "# x\n",
    "#\n", '"', '"\n"', "\\n", '\\"', "\\x41", "\\101", "\\", "<<<<<<< HEAD\n", "=======\n",
    ">>>>>>> a\n", "domain a\n", "# workflow: origin=x draft=1 date=2\n", "Language: xx\\n",
    "charset=EUC-KR\\n", "Plural-Forms: nplurals=9\\n", "#: \u2068a b\u2069:3\n",
)  # fmt: skip


def _mutated(random: Random, text: str, others: Sequence[str], tokens: Sequence[str]) -> str:
    """One to four small changes; few, so that what is behind the first fault is reached, too."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        at = random.randrange(len(text) + 1)
        end = min(len(text), at + int(random.expovariate(1 / 20)))
        match random.randrange(9):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:end] + text[at:end] * random.choice((1, 1, 2, 40)) + text[end:]
            case 2:
                text = text[:at] if random.random() < 0.3 else text[at:]
            case 3:
                other = random.choice(others)
                start = random.randrange(len(other) + 1)
                text = text[:at] + other[start : start + random.randrange(300)] + text[at:]
            case 4:
                lines = text.split("\n")
                one, two = random.randrange(len(lines)), random.randrange(len(lines))
                lines[one], lines[two] = lines[two], lines[one]
                text = "\n".join(lines)
            case 5:
                lines = text.split("\n")
                del lines[random.randrange(len(lines))]
                text = "\n".join(lines)
            case 6:
                text = (
                    text[:at] + random.choice(_HOSTILE) * random.choice((1, 1, 1, 30)) + text[at:]
                )
            case _:
                text = text[:at] + random.choice(tokens) * random.choice((1, 1, 1, 30)) + text[at:]
    return text


def raw(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Bytes changed, taken out, put in, doubled, cut off."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        at = random.randrange(len(changed) + 1)
        end = min(len(changed), at + int(random.expovariate(1 / 8)))
        match random.randrange(6):
            case 0:
                del changed[at:end]
            case 1:
                changed[at:at] = changed[at:end]
            case 2:
                changed[at:end] = random.randbytes(end - at)
            case 3 if random.random() < 0.2:
                del changed[at:]
            case 4:
                other = random.choice(others)
                start = random.randrange(len(other) + 1)
                changed[at:at] = other[start : start + random.randrange(64)]
            case _:
                if at < len(changed):
                    changed[at] ^= 1 << random.randrange(8)
    return bytes(changed)


def _texts(tokens: Sequence[str]) -> Callable[[Random, bytes, Sequence[bytes]], bytes]:
    def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
        if random.random() < 0.1:
            return raw(random, data, others)
        read = [other.decode("utf-8", "replace") for other in others]
        text = _mutated(random, data.decode("utf-8", "replace"), read, tokens)
        if random.random() < 0.03:
            return text.encode(random.choice(("utf-16", "utf-8-sig", "utf-16-le")), "replace")
        return text.encode("utf-8", "surrogatepass" if random.random() < 0.1 else "replace")

    return mutate


text = _texts(_HOSTILE)
markdown = _texts(_MARKDOWN)
html = _texts(_HTML)
po = _texts(_PO)


def xml(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Mostly a changed tree, which stays XML; else changed text."""
    if random.random() < 0.3:
        return _texts(_HTML)(random, data, others)
    root = etree.fromstring(data)
    for _ in range(random.choice((1, 1, 2, 3))):
        _change(random, root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _change(random: Random, root: Any) -> None:
    """One change of a tree: an element taken out, doubled, moved, renamed; its text, attributes."""
    every = list(root.iter("*"))
    one, other = random.choice(every), random.choice(every)
    parent = one.getparent()
    match random.randrange(8):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None:
            parent.insert(random.randrange(len(parent) + 1), copy.deepcopy(one))
        case 2 if parent is not None and one not in other.iterancestors() and one is not other:
            other.append(copy.deepcopy(one) if random.random() < 0.5 else one)
        case 3:
            one.tag = other.tag
        case 4:
            one.text = _word(random)
        case 5:
            one.tail = _word(random)
        case 6:
            name = random.choice([*one.attrib, *other.attrib] or ["id"])
            one.set(name, _word(random))
        case _:
            for name in list(one.attrib)[:1]:
                del one.attrib[name]


def _word(random: Random) -> str:
    word = random.choice(_HOSTILE + _HTML) * random.choice((1, 1, 20))
    return re.sub("[\0-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]", "", word)


#: Parts of archives that most of what is read is in.
_OF_INTEREST = ("sheet", "sharedStrings", "document", "footnotes", "xhtml", "opf", "content")


def xlsx(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Mostly a changed part, in a whole archive; else changed bytes."""
    if random.random() < 0.25:
        return raw(random, data, others)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        names = given.namelist()
        likely = [name for name in names if any(each in name for each in _OF_INTEREST)]
        chosen = random.choice(likely if random.random() < 0.6 else names)
        for name in names:
            part = given.read(name)
            if name == chosen:
                if random.random() < 0.05:
                    continue
                part = (xml if part.lstrip()[:1] == b"<" else raw)(random, part, [part])
            made.writestr(name, part, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return out.getvalue()


_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, 1.5, float("inf"), "", "x", [], {}, [[]], {"1": "x"}, "9" * 5000,
    "\ud800", [None], {"token": 3}, "\0", "<g1>",
)  # fmt: skip


def json_text(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Mostly a changed value somewhere in the JSON; else changed text."""
    try:
        value = json.loads(data)
    except ValueError:
        value = None
    if value is None or random.random() < 0.4:
        return text(random, data, others)
    for _ in range(random.choice((1, 1, 2, 3))):
        value = _changed(random, value)
    return json.dumps(value).encode()


def _changed(random: Random, value: Any) -> Any:
    """A JSON value with one change somewhere in it."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        name = random.choice(list(value))
        match random.randrange(6):
            case 0:
                return {each: value[each] for each in value if each != name}
            case 1:
                return {**value, str(random.choice(_VALUES)): value[name]}
            case _:
                return {**value, name: _changed(random, value[name])}
    if isinstance(value, list) and value and random.random() < 0.9:
        at = random.randrange(len(value))
        return [*value[:at], _changed(random, value[at]), *value[at + random.randrange(2) :]]
    return random.choice(_VALUES)


SETTINGS = (
    b"""name = "News"
targets = ["ko", "zh-Hans"]
engine = "auto"
site_url = "https://example.org/a/"
team = "Editors"
outputs = ["epub", "txt"]
memory = "draft"
styles = { "zh-Hans" = "title" }

[llm]
url = "http://127.0.0.1:8080/v1"
model = "m"
timeout = 60
concurrency = 2

[site]
colors = { accent = ["#0b5394", "#9cc4ee"] }
editor = "vscode"
nav = [{ label = "About", url = "https://example.org/about" }]
""",
)
_TOML_VALUES = (
    '"ko"', '""', "[]", "1", "-1", "1.5", "nan", "inf", "true", '["ko"]', '["ko", "ko"]', "{}",
    '"https://example.org"', '"off"', '"reviewed"', '"pseudo"', '"#fff"', '["#000000", "#ffffff"]',
    "2021-12-07", '["en", "ko", "zh-Hans"]', '"file"', '"local"', "99999999999999999999", '[["x"]]',
    '{ ko = "name" }', '"Another name"', '"\\u0000"', "'''\n'''", "0x10", "120", '["md", "json"]',
)  # fmt: skip


def toml(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Mostly lines taken out or with another value, which stays TOML; else changed text."""
    if random.random() < 0.2:
        return text(random, data, others)
    lines = data.decode().split("\n")
    for _ in range(random.choice((1, 1, 2, 3))):
        at = random.randrange(len(lines))
        name, equals, _ = lines[at].partition(" = ")
        if not equals or random.random() < 0.4:
            del lines[at]
        else:
            lines[at] = f"{name} = {random.choice(_TOML_VALUES)}"
    return "\n".join(lines).encode()


#: As other tools write TMX: inline codes, several languages, properties.
OTHER_TMX = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" segtype="sentence" adminlang="EN" srclang="en-US"
 datatype="plaintext" o-tmf="x" creationtoolversion="1"/><body>
<tu tuid="1"><prop type="x-document">a.txt</prop><note>n</note>
<tuv xml:lang="en-US" changedate="20211207T101500Z" changeid="kim"><seg>Trade
<bpt i="1" x="2">&lt;b&gt;</bpt>grew<ept i="1">&lt;/b&gt;</ept><ph x="3">{0}</ph>.</seg></tuv>
<tuv xml:lang="ko"><seg>무역이
<bpt i="1" x="2">&lt;b&gt;</bpt>늘었다<ept i="1">&lt;/b&gt;</ept><ph x="3">{0}</ph>.</seg></tuv>
<tuv lang="zh_CN"><seg>贸易增长了<it pos="begin" x="1">[</it>。</seg></tuv></tu>
<tu srclang="*all*"><tuv xml:lang="en"><seg>They met.</seg></tuv>
<tuv xml:lang="ko"><seg>만났다.</seg></tuv></tu>
</body></tmx>
""".encode()

#: Subtitles with all that may stand in them.
SUBTITLES = (
    (
        b"1\n00:00:01,000 --> 00:00:02,500\nTrade between Korea\nand China\n\n"
        b"2\n00:00:02,500 --> 00:00:04,000\n<i>grew.</i> Why?\n\n"
        b"3\n00:00:04,100 --> 00:00:05,000\n- Ships.\n- {\\an8}I see.\n\n"
        b"4\n00:00:06,000 --> 00:00:07,000\n[door slams]\n"
    ),
    (
        "WEBVTT\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nNOTE a\n\nb\n"
        "00:01.000 --> 00:02.000 line:0%\n<v Ann>Tom &amp; <c.x>I</c> said\n\n"
        "00:02.000 --> 00:03.000\nso<00:02.500><c> there</c>.\n\n"
        "00:03.000 --> 00:04.000\n♪ 港口 ♪\n"
    ).encode(),
)

#: A text with most of what reStructuredText has.
RST = (
    (
        b"Ports\n=====\n\n:author: Ann\n\nSee *all* of ``x``, `a <http://b.c>`_ and |d| [1]_\n"
        b":ref:`e <f>`.\n\n.. note:: Mind\n\n   the gap.\n\n.. tab:: One\n   :sync: a\n\n   Two.\n"
        b"\n* a\n\n  1. b\n\nc\n   d\n\n:e: f\n\n-g  h\n\n| i\n| j\n\n::\n\n  k\n\n== ==\nl  m\n"
        b"== ==\n1  2\n== ==\n\n+---+\n| n |\n+---+\n"
        b"\n.. figure:: o.png\n\n   p\n\n.. |d| replace:: q\n"
        b"\n.. [1] r\n"
    ),
)
ADOC = (
    b"""= Ports
Ann <a@b.c>
v1, 2021-12-07
:toc:
:sea: North

[abstract]
See *all* of {sea} and {x}, <<q>> and `b` https://c.d[e].

ifdef::sea[]
Shown.
endif::[]

[[q]]
== Quays

NOTE: Mind

[TIP]
.A
====
* one
** two footnote:[f]
. g
====

[cols="1,2"]
|===
|h |i
a|* j |k
|===

.L
image::m.png[n, 3]

[source,ruby]
----
puts 1 # <1>
----
<1> o

p:: q
* [x] r

[quote, S]
____
t
____

include::u.adoc[]
video::v[youtube]
stem:[x^2] // w
""",
    rb"""= B

ifndef::x[]
y
endif::x[]
ifeval::["{a}" == "b"]
m
endif::[]

[%collapsible]
====
i
====

[verse]
a +
b

[[[c,D]]] xref:a.adoc#b[e^] \f
""",
)
#: A notebook of each version.
#: Pages in web archives.
ARCHIVES = (
    (
        b"From: <Saved by Blink>\nSubject: =?utf-8?Q?Port?=\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--b"\n\n----b\n'
        b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"<html><head><title>Port</title></head><body><p>They met at the caf=C3=A9 of the =\n"
        b"port.</p></body></html>\n----b\nContent-Type: image/png\n"
        b"Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n----b--\n"
    ),
    (
        b'MIME-Version: 1.0\nContent-Type: text/html; charset="gb2312"\n'
        b"Content-Transfer-Encoding: base64\n\nPHA+uNu/2jwvcD4=\n"
    ),
)
NOTEBOOKS = (
    (
        b'{"nbformat": 4, "metadata": {"title": "a"}, "cells": [\n'
        b'{"cell_type": "markdown", "source": ["# Ports\\n", "\\n", "*See* `x`."]},\n'
        b'{"cell_type": "code", "source": "x = 1", "outputs": []}]}'
    ),
    (
        b'{"nbformat": 3, "worksheets": [{"cells": ['
        b'{"cell_type": "heading", "level": 1, "source": "a"}]}]}'
    ),
)
