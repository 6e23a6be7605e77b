"""Inputs that may be of any size, in shapes that have made some reader's time grow with its square.

Each is a head, something that is repeated, and a tail; ``{}`` stands for the number of the
repetition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_PROSE = "Trade between Korea and China grew again last year, officials said. "
_SEED = (
    "ab\n", "ab cd.\n", "\n\nAbc", "<!--", "<!-- a", "<!a", "<?a", "<![CDATA[a", "<a ", "<a b='c",
    "<b>a", "a</b>", "<b>a</b>", "&amp;", "&a", "*", "*a ", "**a", "_a_", "~~a", "`a", "``", "[a",
    "[a](", "[a](b)", "![a](b", "![", "]", "[^1]", "[a]: b\n", "| a ", "| a | b |\n", "> ", "> a\n",
    "- a\n", "1. ", "1. a\n", "# a\n", "---\n", "\\", "(", ") ", '"', '"a ', "“a. ", "「中。", "。",
    ". ", "! ", "?a", ".a. ", "A. ", "Mr. B ", "1,", "1.2 billion ", "12월 ", "a@b.c ", "http://a.b/c?",
    "a\u0301", "\u3000", "\u2028", "<g1>", "<x1/>a", "By Aaa ", "홍길동 기자 ", "(c) ", "[a = ",
    "Q: a\n", "{} ", "word{} ", " \t",
)  # fmt: skip
#: Too many levels are refused, so that these are a shape of their own: just fewer, again and again.
_NESTED = {
    ".txt": ("".join(f"{'  ' * level}- a\n" for level in range(60)), "> " * 60 + "a\n", "> a b\n",
             "exam-\nple ", "贸易增长\n", "trade between both grew and\n"),
    ".md": (
        "".join(f"{'  ' * level}- a\n" for level in range(60)), "> " * 60 + "a\n\n",
        "".join(f"{'    ' * level}!!! note\n" for level in range(40)), "!!! note\n\n    a\n",
        "::: a\n", "::: a\n:::\n", ":::{code} a\n", "```{note}\n", "````{note}\n```{note}\n",
        "a\n: b\n", "{{< a >}}\n", "{{<", "{{", "{% a %}\n\n", "{{% note %}}\n{{% /note %}}\n",
        "{: .a}\n", "[a]{.b}", "$", "$a ", "$$\n", "\\(a=b", "\\begin{align}\n", "==a", "a^b^",
        "[[a", "%%\n", ":a", "<A b={", "<A>\n", "import {", "{/*", "*[a]: b\n",
        "> [!NOTE]\n> a\n\n", "> - a\n\n", "<details>\n\n", "<div>\n:::\n", "**가)**나", "<code>",
    ),
    ".html": (
        "<p>a", "<td>a", "<table><tr><td>a", "<ul><li>a", "<blockquote>a", "<q>a", "<br><br>a",
        "a<br>",
        "<div class=deck>a", "<figure><img src=a.png alt=b>", "<p hidden>a", "<script>", "<pre>a\n",
        "<article>a", "<article class='article-body'>a</article>", "<meta name=a content=b>",
        "<h1>a</h1>", "<p a=1 b='>' c>a</p>", "<b>" * 60 + "a" + "</b>" * 60, "<center>a", "<x-y>a",
        "<div>" * 200 + "a" + "</div>" * 200, "<a href=b>a", "<li value=3>a", "<svg>a",
        "<div>" * 99 + "<article class='article-body'>a</article>" + "</div>" * 99,
        "<math><mi>a", "<span class=katex>a", "<span class=MathJax>a", "<ruby>a<rt>b",
        "<script type='math/tex'>a</script>", "<details><summary>a", "<div class=admonition>a",
        "<iframe src=a></iframe>b", "<video src=a>", "<object data=a>", "<noscript><img src=a>",
        "<blockquote class=twitter-tweet><a href=b>a", "<blockquote class=instagram-media>a",
        "<dl><dt>a<dd>b", "<x-y>a</x-y>", "<x-y><div>a</div></x-y>", "<picture><source srcset=a>",
        "<img srcset='a 1x, b 2x'>", "<pre>And a b, and so the day went on.\n</pre>", "<form>a",
        "<a href=b>a b c</a> ", "<div class='share-a content'><p>A, b, c and more of it all.</p>",
        "<ul><li><a href=b>a b c</a></li></ul>", "<div class='story'>a, b<br>",
        "<article class=post><p>A, b, c and more of it, as it is here.</p></article>",
    ),
}  # fmt: skip

_NOTEBOOKS = {
    "cells": (
        '{"cells": [',
        '{"cell_type": "markdown", "source": ["a {}\\n", "b"]},\n',
        '{"source": ""}]}',
    ),
    "lines": ('{"cells": [{"cell_type": "markdown", "source": [', '"a\\n",\n', '"b"]}]}'),
    "escapes": (
        '{"cells": [{"cell_type": "markdown", "source": ["c",',
        '"\\u0061",\n',
        '"b"]}]}',
    ),
    "brackets": ('{"cells": [', "[", ""),
}
_RST = (
    "ab ", "*a ", "`a`_ ", "|a| ", "[#]_ ", ":a:`b` ", "\n\n.. [#] a", "\n\n.. a:: b\n\n   c",
    "\n\n* a", "\n\na\n  b", "\n\n| a", "\n\n== ==\na  b\n== ==", "\n\n.. _a: b", "中",
)  # fmt: skip
_ADOC = (
    "ifdef::a[]\n", "{a}", "<<a", "[[a]]\n", "xref:", "xref:a.b[", "image::a", ":a: {a}b\n",
    "https:", "link:{a}[b", "[[[a", "video::a[", "mailto:", "====\n", "----\n", "= a\n", "`{a} ",
)  # fmt: skip
#: Cues, and what stands in one.
_CUES = (
    "1\n00:00:01,000 --> 00:00:02,000\nand a\n\n", "00:00:01,000 --> 00:00:02,000\nA.\n",
    "00:00:01,000 --> 00:00:02,000\n- A\n- b\n\n", "00:00:01,000 --> 00:00:02,000\n港 a\nb\n\n",
)  # fmt: skip
_CUE_TEXTS = (
    "a\n", "- ab\n", "<i>", "<i>a", "<i>a</i>", "{\\an8}", "♪ ", "a ", "中", "&amp;", "a. ",
    "<00:01.000>",
)  # fmt: skip

_RSS = "<rss version='2.0'><channel><title>a</title>"
_HEADER = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_ENTRY = 'msgid "a"\nmsgstr "'
_PO = {
    "entries": ("", 'msgid "a{}"\nmsgstr "b"\n\n', ""),
    "entries alike": ("", 'msgid "The talks of {} went on."\nmsgstr "b"\n\n', ""),
    "obsolete": ("", '#~ msgid "a{}"\n#~ msgstr "b"\n\n', ""),
    "contexts": ("", 'msgctxt "c{}"\nmsgid "a"\nmsgstr "b"\n\n', ""),
    "lines": ('msgid "a"\nmsgstr ""\n', '"x {}\\n"\n', ""),
    "one line": (_ENTRY, "x ", '"\n'),
    "escapes": (_ENTRY, "\\n", '"\n'),
    "backslashes": (_ENTRY, "\\\\", '"\n'),
    "quotes": (_ENTRY, '\\"', '"\n'),
    "no end": (_ENTRY, '\\"', "\n"),
    "placeholders": (_ENTRY, "<g1>", '"\n'),
    "references": ("#: ", "a:1 ", '\nmsgid "a"\nmsgstr "b"\n'),
    "isolated references": ("#: ", "\u2068a b\u2069:1 ", '\nmsgid "a"\nmsgstr "b"\n'),
    "isolates": ("#: ", "\u2068a ", '\nmsgid "a"\nmsgstr "b"\n'),
    "comments": ("", "# x\n", 'msgid "a"\nmsgstr "b"\n'),
    "comments at the end": (_ENTRY + 'b"\n\n', "# x\n", ""),
    "other translations": ("", "# other translation: b{}\n", 'msgid "a"\nmsgstr "b"\n'),
    "notes": ("", "#. qa: x{}\n", 'msgid "a"\nmsgstr "b"\n'),
    "flags": ("#, ", "fuzzy, ", 'x\nmsgid "a"\nmsgstr "b"\n'),
    "plurals": ('msgid "a"\nmsgid_plural "b"\n', 'msgstr[{}] "c"\n', ""),
    "blank lines": ("", "\n", 'msgid "a"\nmsgstr "b"\n'),
    "blanks": ('msgid "a"', " ", '\nmsgstr "b"\n'),
}
_XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="seeds/a.txt" source-language="en" target-language="ko"><body>'
)
_TARGET_END = "</target></trans-unit>"
_UNIT = '<trans-unit id="a"><source>One.</source>'
_XLIFF_END = "</body></file></xliff>"
_TMX = '<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>'
_TMX_END = "</body></tmx>"
_TU = '<tu><tuv xml:lang="en"><seg>'
_TBX, _TBX_END = '<martif type="TBX" xml:lang="en"><text><body>', "</body></text></martif>"
_CONCEPT, _TERM = '<termEntry><langSet xml:lang="en">', "<tig><term>N{}</term></tig>"
_COLUMNS = "id,source,translation,status,reviewer,comment,notes,seed,locale\n"
_OTHERS: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "xliff": {
        "units": (_XLIFF, _UNIT + "<target>{}</target></trans-unit>", _XLIFF_END),
        "inline": (_XLIFF + _UNIT + "<target>", '<x id="x1"/>', _TARGET_END + _XLIFF_END),
        "notes": (_XLIFF + _UNIT, "<note>a</note>", "</trans-unit>" + _XLIFF_END),
        "groups": (_XLIFF, "<group>", _XLIFF_END),
        "comments": (_XLIFF, "<!-- -->", _XLIFF_END),
        "attributes": (_XLIFF + "<trans-unit ", 'a{}="1" ', "/>" + _XLIFF_END),
        "namespaces": (_XLIFF + "<x ", 'xmlns:a{}="u{}" ', "/>" + _XLIFF_END),
    },
    "csv sheet": {
        "rows": (_COLUMNS, "s-k{}.00000000,S,T,draft,,,,x,ko\n", ""),
        "quotes": (_COLUMNS + '"', '""', '"\n'),
        "no end": (_COLUMNS, '"a\n', ""),
        "apostrophes": (_COLUMNS, "'", "\n"),
        "numbers": (_COLUMNS, "1 ", "x\n"),
        "columns": (_COLUMNS.strip(), ",x{}", "\n"),
    },
    "html sheet": {
        "attributes": ("<html><p ", "a{}=1 ", "></p></html>"),
        "scripts": ("<html>", "<script id='sheet'>[", "</html>"),
    },
    "tmx": {
        "units": (_TMX, _TU + "a{}</seg></tuv></tu>", _TMX_END),
        "codes": (_TMX + _TU, '<ph x="1">a</ph>', "</seg></tuv></tu>" + _TMX_END),
        "beginnings": (_TMX + _TU, '<bpt i="{}">a</bpt>', "</seg></tuv></tu>" + _TMX_END),
        "languages": (_TMX + "<tu>", '<tuv xml:lang="l{}"><seg>a</seg></tuv>', "</tu>" + _TMX_END),
        "attributes": (_TMX + "<tu ", 'a{}="1" ', "/>" + _TMX_END),
        "entities": (_TMX + _TU, "&amp;", "</seg></tuv></tu>" + _TMX_END),
    },
    "tbx": {
        "terms": (_TBX + _CONCEPT, _TERM, "</langSet></termEntry>" + _TBX_END),
        "entries": (_TBX, _CONCEPT + _TERM + "</langSet></termEntry>", _TBX_END),
    },
    "csv glossary": {
        "rows": ("id,type,en,ko\n", "k{},place,Name{},이름\n", ""),
        "rows of one name": ("id,type,en,ko\n", "k{},person,Sohn Kyung-shik,손경식\n", ""),
        "rows of one id": ("id,type,en,ko\n", "k,place,Name{},이름\n", ""),
        "columns": ("id,type,en,ko", ",x{}", "\nk,place,A,가\n"),
        "quotes": ("id,type,en,ko\n", '"a', ""),
        "lines of quotes": ("id,type,en,ko\n", '"a\n', ""),
        "aliases": ("id,type,en,ko,en_aliases\nk,place,A,가,", "B{}|", "\n"),
        "brackets": ("id,type,en,ko\nk,place,", "(", "A,가\n"),
        "hyphens": ("id,type,en,ko\nk,person,", "A-", "b,가\n"),
    },
    "deepl glossary": {"rows": ("", "N{}\t이름\n", ""), "tabs": ("", "\t", "")},
    "google glossary": {"rows": ("en,ko\n", "N{},이름\n", ""), "quotes": ("en,ko\n", '"a\n', "")},
    "feed": {
        "items": (_RSS, "<item><title>a</title><link>/{}</link></item>", "</channel></rss>"),
        "text": (_RSS + "<item><title>a</title><link>/a</link><description>", "a &amp; ", ""),
        "links": (_RSS + "<item><link>/a</link><description>", "&lt;a href='b'&gt;", ""),
        "attributes": (_RSS + "<item ", "a{}='b' ", "/>"),
        "namespaces": (_RSS + "<item ", "xmlns:a{}='b' ", "/>"),
        "beginnings": ("", "<!DOCTYPE a>", "<rss>"),
        "subsets": ("", "<!DOCTYPE a [ ]>", "<rss>"),
        "comments": ("", "<!---->", "<rss>"),
        "json": ('{"version": "https://jsonfeed.org/version/1", "items": [', '{"id": {}},', "1]}"),
        **{
            unit: (_RSS, unit, "") for unit in ("<item>", "<![CDATA[", "<!--", "<a b='", "&", "&a;")
        },
    },
    "fetched page": {
        "data": ('<script type="application/ld+json">[', '{"@type": "Article"},', "1]</script>"),
        "lists": ('<script type="application/ld+json">', "[", "</script>"),
        "keys": ("---\nfeed_id: a\n", "source_url: https://example.org/{}\n", "---\n"),
        **{
            unit: ("<html>", unit, "")
            for unit in (
                "<p itemprop=author>a", "<div itemprop=author>a", "<b itemprop='author name'>a</b>",
                "<a rel=author>a</a>", "<a rel=license href=b>", "<meta name=author content=a{}>",
                "<base href=b{}>", "<link rel='alternate' type='application/rss+xml' href='{}'>",
                "<script type=application/ld+json>{", "<meta property=og:site_name content=a{}>",
            )
        },
    },
    "robots": {
        unit: (f"User-agent: *\n{head}", unit, "\n")
        for head, unit in (
            ("", "Disallow: /*a*b{}\n"), ("Disallow: /", "*a"), ("Disallow: /", "a"),
            ("", "User-agent: a{}\n"), ("", "Allow: /news\n"), ("", "#"), ("", "Disallow"),
        )
    },
    "reply": {
        unit: ("", unit, "")
        for unit in (
            "{", '{"1":', "<think>", "<think>a</think>", "```", "```\n", "Translation: ", "the ",
            "1,234 ", "1", "http://a.b ", "<a ", "가나다 ", "漢", " \n", "(", "“a”", "**a** ",
            "(Note: ",
            "3억 4천만 ", "2021년 12월 7일 ", "<g1>", "?",
        )
    },
}  # fmt: skip


def shapes() -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    """For each shape its kind, its name, and head, unit and tail."""
    for kind, extension in (("text", ".txt"), ("markdown", ".md"), ("html", ".html")):
        head = f"<p>{_PROSE}" if kind == "html" else _PROSE
        for unit in (*_SEED, *_NESTED[extension]):
            yield kind, ascii(unit)[:40], (head, unit, "")
    for name, shape in _NOTEBOOKS.items():
        yield "notebook", name, shape
    for kind, unit in (*(("restructured", unit) for unit in _RST),
                       *(("asciidoc source", unit) for unit in _ADOC)):  # fmt: skip
        yield kind, ascii(unit)[:40], (_PROSE, unit, "")
    for unit in _CUES:
        yield "subtitles", ascii(unit)[:40], ("", unit, "")
    for unit in _CUE_TEXTS:
        yield "subtitles", ascii(unit)[:40], ("1\n00:01,000 --> 00:02,000\nA ", unit, "")
    yield "html", "attributes", ("<p>Trade grew.</p><p ", "a{}=1 ", ">a</p>")
    yield "markdown", "front matter", ("---\n", "a{}: b\n", f"---\n\n{_PROSE}")
    yield (
        "markdown",
        "merged front matter",
        ("---\na0: &a\n  b: c\n", "a{}: *a\n", f"---\n\n{_PROSE}"),
    )
    for name, (head, unit, tail) in _PO.items():
        yield "po", name, (_HEADER + head, unit, tail)
    for kind, known in _OTHERS.items():
        for name, shape in known.items():
            yield kind, ascii(name), shape


def grown(shape: tuple[str, str, str], size: int) -> str:
    """An input of this shape, of about so many letters."""
    head, unit, tail = shape
    times = max(1, size // len(unit))
    if "{}" not in unit:
        return head + unit * times + tail
    return head + "".join(unit.replace("{}", str(number)) for number in range(times)) + tail
