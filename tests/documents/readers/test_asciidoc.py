"""AsciiDoc: what Asciidoctor would show of a file, with its header's metadata and no other file."""

from __future__ import annotations

import pytest

from workflow.documents.readers import asciidoc, parse
from workflow.errors import SourceError
from workflow.markup import plain
from workflow.model import Block, MarkupKind, Metadata

PORTS = """\
// for everyone
= Ports of the *north*
Jane Doe <jane@example.org>; Kim_Min Soo
v1.2, 2024-02-03
:lang: en
:keywords: ports, ice

:sea: North Sea

See *it* in <<wind>>, <<nowhere>>, {sea}, {release}{nbsp}and `C:\\a\\b.txt`.footnote:[Or later.]

WARNING: The ice is thin.

[NOTE]
.Careful
====
Do not walk on it.
====

[#wind]
== The wind

include::tides.adoc[]

ifdef::winter[]
Stay at home.
endif::[]
ifndef::winter[Go out.]

----
include::code.rb[]
cout <<wind>>
----

* one
** two

term:: meaning

* [[[a,RFC 1]]] The rule
"""


def read(text: str) -> tuple[tuple[Block, ...], Metadata]:
    return parse(text.encode(), "seeds/a.adoc")


@pytest.fixture(scope="module")
def ports() -> tuple[tuple[Block, ...], Metadata]:
    return read(PORTS)


def test_blocks_stand_in_their_boxes_and_on_their_lines(
    ports: tuple[tuple[Block, ...], Metadata],
) -> None:
    """Also what no condition leaves out, and what would include another file, as code."""
    shown = [
        (each.kind.value, each.line, plain(each.text, each.markup), each.box and each.box.kind)
        for each in ports[0]
    ]
    assert shown == [
        ("headline", 2, "Ports of the north", None),
        ("paragraph", 10, shown[1][2], None),
        ("paragraph", 12, "The ice is thin.", "warning"),
        ("box title", 15, "Careful", "note"),
        ("paragraph", 17, "Do not walk on it.", "note"),
        ("heading", 21, "The wind", None),
        ("paragraph", 23, "include::tides.adoc[]", None),
        ("paragraph", 28, "Go out.", None),
        ("code", 31, "include::code.rb[]\ncout <<wind>>", None),
        ("list item", 35, "one", None),
        ("list item", 36, "two", None),
        ("defined term", 38, "term", None),
        ("definition", 38, "meaning", None),
        ("list item", 40, "[RFC 1] The rule", None),
        ("list item", 40, "Or later.", None),
    ]


@pytest.mark.parametrize(
    "macro", ["include-code::./Port[tag=snippet,indent=0]", "include-code::Port[]", "chart::[a=1]"]
)
def test_what_an_extension_would_bring_in_is_code(macro: str) -> None:
    """It is told as such, and neither a term with a definition nor a reason to refuse the file."""
    blocks, _ = read(f"= T\n\nSo it goes:\n\n{macro}\n\nAfter it.\n\nport:: a harbour\n")
    shown = [(each.kind.value, plain(each.text, each.markup)) for each in blocks[1:]]
    assert shown == [
        ("paragraph", "So it goes:"),
        ("paragraph", macro),
        ("paragraph", "After it."),
        ("defined term", "port"),
        ("definition", "a harbour"),
    ]
    assert [each.kind for each in blocks[2].markup] == [MarkupKind.CODE]


def test_many_tabs_are_read_in_their_order() -> None:
    """Minutes pass in pandoc over a handful of them, unless it is spared the lines around them."""
    tabs = (
        "[tabs]\n======\nPlane::\n+\n[source,c]\n----\nx\n----\n\nShip::\n+\n[source,c]\n----\ny\n"
        "----\n======\n\nSo.\n\n"
    )
    blocks, _ = read("= T\n\n" + tabs * 8)
    shown = [("defined term", "Plane"), ("code", "x"), ("defined term", "Ship"), ("code", "y")]
    assert [(each.kind.value, each.text) for each in blocks[1:]] == [
        *shown, ("paragraph", "So."),
    ] * 8  # fmt: skip
    assert [each.line for each in blocks if each.text == "So."][:2] == [20, 39]


def test_references_have_names_and_paths_their_backslashes(
    ports: tuple[tuple[Block, ...], Metadata],
) -> None:
    """A reference to nothing is code, as its identifier is nothing to translate."""
    text = ports[0][1]
    assert plain(text.text, text.markup).startswith("See it in The wind, nowhere, North Sea,")
    code = [each.text for each in text.markup if each.kind is MarkupKind.CODE]
    assert code == ["nowhere", "{release}", "C:\\a\\b.txt"]


def test_the_header_is_metadata(ports: tuple[tuple[Block, ...], Metadata]) -> None:
    """Authors, date, language, keywords."""
    said = ports[1]
    assert said.authors == ("Jane Doe", "Kim Min Soo")
    assert (said.date, said.language, said.tags) == ("2024-02-03", "en", ("ports", "ice"))


def test_underlined_titles_are_titles() -> None:
    """As in older texts; rows around a block, and rows of another length, are none."""
    blocks, said = read(
        "Ports\n=====\nJane Doe\n\n[[tides]]\nThe tides\n---------\nThey rise.\n\n"
        "At night\n~~~~~~~~\n\n.Code\n----\nrun\n----\n\n====\nFall\n====\n"
    )
    assert [(block.kind.value, block.level, block.text) for block in blocks[:4]] == [
        ("headline", 0, "Ports"), ("heading", 2, "The tides"), ("paragraph", 0, "They rise."),
        ("heading", 3, "At night"),
    ]  # fmt: skip
    assert [block.text for block in blocks[4:]] == ["Code", "run", "Fall"]
    assert said.author == "Jane Doe"
    assert blocks[1].line == 6


def test_a_row_that_is_repeated_below_underlines_no_title() -> None:
    """A file with a line right above a block is read, and all its text kept."""
    blocks, _ = read("= Ports\n\nNote\n====\nShips wait.\n====\n\nThe end.\n")
    assert "Ships wait." in blocks[1].text
    assert blocks[-1].text == "The end."


def test_without_a_title_the_first_heading_is_the_headline() -> None:
    """As in a chapter of a book."""
    assert [block.kind.value for block in read("== Tides\n\nThey rise.\n")[0]] == [
        "headline", "paragraph",
    ]  # fmt: skip


def test_without_pandoc_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else can read the file."""
    monkeypatch.setattr(asciidoc, "_pandoc", lambda: None)
    with pytest.raises(SourceError) as refused:
        read("Text.\n")
    assert "translation-workflow[formats]" in str(refused.value.hint)


def test_a_file_that_swells_or_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attributes that name others thrice, and so on; or a pandoc that does not end."""
    more = "".join(f":a{n}: {{a{n - 1}}}{{a{n - 1}}}{{a{n - 1}}}\n" for n in range(1, 30))
    with pytest.raises(SourceError, match="pandoc"):
        read(f":a0: ice\n{more}\n= Ports\n\n{{a29}}\n")
    monkeypatch.setattr(asciidoc, "_SECONDS", 1e-9)
    with pytest.raises(SourceError, match="pandoc"):
        read("Text.\n")


def test_pictures_links_and_media_lead_where_they_led() -> None:
    """In the folder that the file names; to another file, to people; to what plays a video."""
    blocks, _ = read(
        "= Ports\n:imagesdir: pics\n\n"
        "See xref:a.adoc#b[it], mailto:a@b.c[us], link:c.html[that].\n\n"
        ".The port\nimage::port.png[]\n\nimage::https://d.e/f.png[F]\n\nvideo::x1[youtube]\n"
    )
    assert [(block.kind.value, block.url) for block in blocks[2:]] == [
        ("caption", "pics/port.png"), ("caption", "https://d.e/f.png"),
        ("embed", "https://www.youtube.com/watch?v=x1"),
    ]  # fmt: skip
    assert [item.url for item in blocks[1].markup] == ["a.adoc#b", "mailto:a@b.c", "c.html"]


def test_links_to_people_say_that_they_are_mail() -> None:
    """Else they would lead to a page of the site."""
    blocks, _ = read("Ask jane@example.org, `<joe@example.org>` or mailto:ann@example.org[Ann].")
    links = [each.url for each in blocks[0].markup if each.kind is MarkupKind.LINK]
    assert links == [f"mailto:{name}@example.org" for name in ("jane", "joe", "ann")]


def test_notes_of_several_lines_and_titles_of_pictures_are_read() -> None:
    """And a line of any length between two parts is no text."""
    blocks, _ = read(
        "They met.footnote:[At sea,\nor later.] Twice.\n\n'''''\n\n"
        'image::a.png[A ship,title="The *old* ship"]\n'
    )
    shown = [(each.kind.value, plain(each.text, each.markup)) for each in blocks]
    assert blocks[0].text == "They met.<x1/> Twice."
    assert shown[1:] == [
        ("caption", "The *old* ship"), ("caption", "A ship"), ("list item", "At sea, or later."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        (":jbake-status: draft", ["status: draft"]),
        (":page-published: false", ["published: false"]),
        (":draft:", ["draft: true"]),
        (":!draft:\n:experimental:\n:page-layout: post\n:status: stable\n:caption!:", []),
    ],
)
def test_the_header_keeps_back_what_is_not_public(attribute: str, said: list[str]) -> None:
    """As Jekyll and JBake have it; other attributes say nothing, and none of them is text."""
    blocks, metadata = read(f"= Ports\n:toc:\n{attribute}\n\nShips wait.\n")
    assert [each.said for each in metadata.conditions] == said
    assert [block.text for block in blocks] == ["Ports", "Ships wait."]


def test_a_front_matters_title_stands_above_the_headings() -> None:
    """As in Hugo; one that says the same is said once."""
    blocks, _ = read("---\ntitle: Ports\n---\n\n== Tides\n\nThey rise.\n")
    assert [(block.kind.value, block.text) for block in blocks[:2]] == [
        ("headline", "Ports"), ("heading", "Tides"),
    ]  # fmt: skip
    blocks, _ = read("---\ntitle: Ports\n---\n\n= ports\n\nThey rise.\n")
    assert [block.text for block in blocks] == ["ports", "They rise."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It opens.\n// ask the mayor\nIt is new.", ["It opens. It is new."]),
        ("* One\n// ask the mayor\n* Two", ["One", "Two"]),
        ("It opens.\n\n// ask the mayor", ["It opens."]),
        ("----\n// kept\n----", ["// kept"]),
    ],
)
def test_a_comment_of_one_line_is_nowhere(text: str, told: list[str]) -> None:
    """Within a paragraph, a list, and as the last line, for which pandoc fails."""
    blocks, _ = parse(f"= Port\n\n{text}\n".encode(), "seeds/a.adoc")
    assert [block.text for block in blocks[1:]] == told


def test_a_link_below_an_address_that_is_told_elsewhere_is_its_text() -> None:
    """Also in brackets; what only looks like one stays."""
    blocks, _ = read("= T\n\nSee {docs}[them] ({org}/issues/1[issue #1^]), not a{b}/c[d].\n")
    assert plain(blocks[1].text, blocks[1].markup) == "See them (issue #1), not a{b}/c[d]."
    blocks, _ = read("= T\n\nCall `f({a}[i])`, or print({a}[0]).\n")
    assert plain(blocks[1].text, blocks[1].markup) == "Call f({a}[i]), or print({a}[0])."


def test_words_behind_a_comma_or_over_two_lines_are_kept() -> None:
    """Where pandoc would drop them, or leave the marks: links, passed words, references, keys."""
    text = (
        "= Ports\n:what: pass:q[Cranes, `tall` ones]\n\n{what} and pass:[*d*, e].\n\n"
        "See https://a.b[Kim, Lee and Seo], link:c.html[x, y,\nz], <<k,the\nquays>>, "
        "kbd:[Ctrl,C].\n\n[[k]]\n== Quay\n\n----\nhttps://a.b[p, q]\n----\n"
    )
    blocks, _ = read(text)
    assert [plain(block.text, block.markup) for block in blocks[1:]] == [
        "Cranes, tall ones and *d*, e.",
        "See Kim, Lee and Seo, x, y, z, the quays, Ctrl+C.",
        "Quay",
        "https://a.b[p, q]",
    ]


def test_code_of_several_words_is_one_piece() -> None:
    """Pandoc makes one of each word, which a translation might exchange."""
    blocks, _ = read(
        "= T\n\nUse `IF NOT EXISTS` or `+a b+`, as in *`c d`*.\n\n----\n`x y` z\n----\n"
    )
    assert [each.text for each in blocks[1].markup if each.kind is MarkupKind.CODE] == [
        "IF NOT EXISTS", "a b", "c d",
    ]  # fmt: skip
    assert blocks[2].text == "`x y` z"
    blocks, _ = read("= T\n\nClass:: `A::B::C`\nKind:: one\n")
    assert [plain(each.text, each.markup) for each in blocks[1:]] == [
        "Class", "A::B::C", "Kind", "one",
    ]  # fmt: skip
    blocks, _ = read("= T\n\nUse A::B and C::D.\n\nA::B:: one\nKind::\n  its E::F\n\n  g::h\n")
    assert [plain(each.text, each.markup) for each in blocks[1:]] == [
        "Use A::B and C::D.", "A::B", "one", "Kind", "its E::F", "g::h",
    ]  # fmt: skip


def test_unset_attributes_before_a_hyphen_are_code_and_lines_of_attributes_nowhere() -> None:
    blocks, _ = read(
        "= T\n\nAll {prod}-related data.\n\ninclude::a.adoc[]\n:a: 1\n:!known:\n\n"
        "End {a} `pass:q[http://a.b]`.\n"
    )
    assert read('= T\n\n`x: "pass:c,a,q[http://a.b]"`.\n')[0][1].text == "<x1/> <x2/>."
    assert [plain(block.text, block.markup) for block in blocks[1:]] == [
        "All {prod}-related data.", "include::a.adoc[]", "End 1 http://a.b.",
    ]  # fmt: skip
    assert blocks[1].text == "All <x1/>-related data."


def test_links_of_mail_and_in_notes_and_code_with_addresses_stay_whole() -> None:
    """The subject of a mail is no text, a note goes on behind its link, and code is one piece."""
    text = (
        "= T\n\nWrite to link:mailto:a@b.org[us,Subject]."
        "footnote:[See https://x.org[it, now]. Press kbd:[Ctrl+C] or pass:[that]. More.]\n\n"
        "Run `curl http://x.org -d a` now.\n"
    )
    blocks, _ = parse(text.encode(), "seeds/a.adoc")
    assert [plain(block.text, block.markup) for block in blocks[1:]] == [
        "Write to us.[1]",
        "Run curl http://x.org -d a now.",
        "See it, now. Press Ctrl+C or that. More.",
    ]


def test_an_item_goes_on_below_code_and_a_title_holds_names() -> None:
    """Code may be fenced with backticks, and a blank line stand before the mark that joins it."""
    text = (
        "= From {old} to {new}\n:new: North\n\n. Read the logs\n\n+\n```sh\nlogs\n```\n+\n"
        "You will see:\n+\n```\nx | y\n```\n\n. Go on.\n"
    )
    blocks, _ = parse(text.encode(), "seeds/a.adoc")
    assert [(block.kind.name, block.text) for block in blocks] == [
        ("HEADLINE", "From <x1/> to North"),
        ("LIST_ITEM", "Read the logs"),
        ("CODE", "logs"),
        ("PARAGRAPH", "You will see:"),
        ("CODE", "x | y"),
        ("LIST_ITEM", "Go on."),
    ]


def test_attributes_below_others_are_no_text() -> None:
    """Also with blank lines between, and one that is made of another."""
    text = "= Ports\n\n:year: 2021\n\n:home: https://a.b/{year}\n:n: {home}/n\n\nSee {n}[it].\n"
    _, block = read(text)[0]
    assert (block.text, block.markup[0].url) == ("See <g1>it</g1>.", "https://a.b/2021/n")


def test_code_keeps_lines_that_look_like_attributes() -> None:
    """Such as the fields of reStructuredText, also with blank lines between."""
    code = ":author: A\n\n:date: B"
    (_, block) = read(f"= Ports\n\n----\n{code}\n----\n")[0]
    assert (block.kind.name, block.text) == ("CODE", code)
