"""Markdown: every construct, the front matter, and that nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.readers import parse
from workflow.errors import SourceError
from workflow.markup import balanced, plain
from workflow.model import Block, BlockKind, Markup, MarkupKind, Metadata


def _read(text: str) -> tuple[Block, ...]:
    return parse(text.encode(), "seeds/a.md")[0]


def _one(text: str) -> Block:
    (block,) = _read(text)
    return block


def _refused(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        _read(text)
    assert caught.value.hint
    return caught.value


def test_front_matter_is_metadata() -> None:
    """Title, date, author, source, rights and language; the rights stand at the end, too."""
    blocks, metadata = parse(
        b"---\ntitle: 'Talks: Round 2'\ndate: 2021-12-07\nauthor: [A. Seo, B. Han]\n"
        b"source: https://example.com/1\nrights: (c) 2021 Harbor\nlang: zh-CN\ndeck: A deck\n---\n"
        b"Text of the article.\n",
        "seeds/a.md",
    )
    assert replace(metadata, conditions=()) == Metadata(
        "Talks: Round 2", "2021-12-07", "A. Seo, B. Han", "https://example.com/1",
        "(c) 2021 Harbor", "zh-Hans", authors=("A. Seo", "B. Han"),
    )  # fmt: skip
    assert [(block.kind, block.line, block.text) for block in blocks] == [
        (BlockKind.HEADLINE, 2, "Talks: Round 2"),
        (BlockKind.DECK, 8, "A deck"),
        (BlockKind.PARAGRAPH, 10, "Text of the article."),
        (BlockKind.NOTICE, 6, "(c) 2021 Harbor"),
    ]


def test_a_heading_of_the_text_is_the_headline() -> None:
    """Without a title the first heading of level one is it, emphasis below it the deck."""
    blocks = _read("# Headline\n\n*A deck in one.*\n\n## Part\n\nText.")
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        (BlockKind.HEADLINE, 0, "Headline"),
        (BlockKind.DECK, 0, "A deck in one."),
        (BlockKind.HEADING, 2, "Part"),
        (BlockKind.PARAGRAPH, 0, "Text."),
    ]


def test_title_and_heading_are_both_kept() -> None:
    """The title is the headline, and the first heading stands below it as what it is."""
    blocks = _read("---\ntitle: Trade grows\ndeck: By ten.\n---\n\n# What the port says\n\nText.")
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        (BlockKind.HEADLINE, 0, "Trade grows"),
        (BlockKind.DECK, 0, "By ten."),
        (BlockKind.HEADING, 1, "What the port says"),
        (BlockKind.PARAGRAPH, 0, "Text."),
    ]


@pytest.mark.parametrize("heading", ["Trade *grows*", "TRADE GROWS!", "“Trade grows”"])
def test_a_heading_that_says_what_the_title_says_stands_once(heading: str) -> None:
    """Case, marks and markup make no difference; the heading, which may have markup, is shown."""
    blocks = _read(f"---\ntitle: Trade grows\n---\n\n# {heading}\n\nText.")
    assert [b.kind for b in blocks] == [BlockKind.HEADLINE, BlockKind.PARAGRAPH]
    assert plain(blocks[0].text) == heading.replace("*", "")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntags: [sea, trade]\ncategories: [News, Ports]\nlastmod: 2022-01-02\n---\n",
        "---\nkeywords: sea, trade, Ports\nsection: News\nupdated: 2022-01-02T10:00:00Z\n---\n",
        (
            "---\ntags:\n- sea\n- trade\n- Ports\ncategory: News\n"
            "last_update: {date: 2022-01-02}\n---\n"
        ),
        (
            "---\ntags: [sea, trade, Ports]\nsection: News\n"
            "date: {created: 2022-01-01, updated: 2022-01-02}\n---\n"
        ),
        (
            '+++\nupdated = 2022-01-02\n[taxonomies]\ntags = ["sea", "trade"]\n'
            'categories = ["News", "Ports"]\n+++\n'
        ),
        '{"tags": ["sea", "trade", "Ports"], "section": "News", "lastmod": "2022-01-02"}\n',
    ],
)
def test_front_matter_names_tags_section_and_the_latest_change(front: str) -> None:
    """However the programs write them; none of them is told as unread."""
    _, metadata = parse(f"{front}\nText.\n".encode(), "seeds/a.md")
    assert metadata.tags == ("sea", "trade", "Ports")
    assert (metadata.section, metadata.updated) == ("News", "2022-01-02")
    assert metadata.unread == ()


def test_a_post_of_jekyll_parts_tags_at_spaces() -> None:
    """Told by its name and layout; elsewhere a tag may have several words."""
    text = b"---\nlayout: post\ntags: sea trade\ncategories: News Ports\n---\n\nText.\n"
    found = [parse(text, f"seeds/{name}.md")[1] for name in ("2021-03-04-a", "a")]
    assert found[0].tags == ("sea", "trade", "Ports")
    assert found[1].tags == ("sea trade",)


@pytest.mark.parametrize(
    "front",
    [
        "image: port.jpg\nimage_alt: Ships\ncaption: At dawn.",
        "cover: {image: port.jpg, alt: Ships, caption: At dawn.}",
        "image:\n  path: port.jpg\n  alt: Ships\nimage_caption: At dawn.",
        (
            "extra:\n  featured_image: port.jpg\n  featured_image_alt: Ships\n"
            "  featured_image_caption: At dawn."
        ),
        "heroImage: {src: port.jpg, alt: Ships, caption: At dawn.}",
        "images: [port.jpg]\nalt: Ships\ncaption: At dawn.",
    ],
)
def test_the_picture_of_a_front_matter_opens_the_article(front: str) -> None:
    """What is seen in it and what is said below it are both translated."""
    blocks, metadata = parse(f"---\ntitle: T\n{front}\n---\nText.\n".encode(), "seeds/a.md")
    assert [(b.kind, b.text, b.url) for b in blocks[1:3]] == [
        (BlockKind.CAPTION, "At dawn.", "port.jpg"),
        (BlockKind.CAPTION, "Ships", ""),
    ]
    assert [each.key for each in metadata.unread if each.key != "extra"] == []


@pytest.mark.parametrize("front", ["cover: true", "image: red", "banner: '{{ site.logo }}'"])
def test_what_is_no_picture_opens_nothing(front: str) -> None:
    """The key is told as one that nothing is made of."""
    blocks, metadata = parse(f"---\n{front}\n---\nText.\n".encode(), "seeds/a.md")
    assert [b.kind for b in blocks] == [BlockKind.PARAGRAPH]
    assert len(metadata.unread) == 1


def test_a_picture_that_the_text_shows_opens_nothing() -> None:
    """It would stand there twice."""
    blocks = _read("---\nimage: port.jpg\n---\nText.\n\n![Ships](port.jpg)\n")
    assert [b.text for b in blocks] == ["Text.", "Ships"]


@pytest.mark.parametrize(
    ("front", "line", "what"),
    [
        ("title: [unclosed", 2, "not valid YAML"),
        ("title: ok\n\tbad: tab", 3, "not valid YAML"),
        ("- a\n- list", 2, "is not a list of keys"),
        ("title: x\nlang: klingonish-nonsense-tag", 3, "is unknown"),
        ("a: &a [x]\nb: *missing", 3, "not valid YAML"),
        ("x: " + "[" * 1500, 2, "not valid YAML"),
        ("x: 0x" + "f" * 6_000, 2, "not valid YAML"),
        ("date: 2022-13-04", 2, "month must be in 1..12"),
        ("x: !!python/object/apply:os.system ['true']", 2, "not valid YAML"),
        ("x: " + "y" * 30_000, 2, "exceeds"),
    ],
)
def test_malformed_front_matter_is_refused_with_its_line(front: str, line: int, what: str) -> None:
    """The line of the fault is named; nothing in YAML is executed."""
    error = _refused(f"---\n{front}\n---\nText.\n")
    assert error.where == f"seeds/a.md:{line}"
    assert what in error.what


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (r'"Spring \ud83c\udf38"', "Spring 🌸"),
        (r'"Half \ud83c"', "Half \ufffd"),
        (r'"a\u202eb\u200bc"', "abc"),
        ('"Cafe\u0301"', "Café"),
    ],
)
def test_escapes_in_front_matter_bring_nothing_in(title: str, shown: str) -> None:
    """They may stand for any character, and are held to the same rules as the text."""
    assert _read(f"---\ntitle: {title}\n---\nText.\n")[0].text == shown


def test_keys_that_front_matter_merges_count() -> None:
    """They stand on no line of their own."""
    (title, _) = _read("---\n<<: {title: Merged}\n---\nText.\n")
    assert (title.text, title.line) == ("Merged", 2)


def test_html_that_is_nested_too_deeply_is_refused_with_its_line() -> None:
    """Its end would be lost without a word."""
    assert _refused(f"Text.\n\n{'<div>' * 3_000}deep\n").where == "seeds/a.md:3"


def test_front_matter_without_end_is_refused() -> None:
    """Otherwise it would be translated as text."""
    assert "no end" in _refused("---\ntitle: x\n\nText.\n").what


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    """Three dashes alone are a rule."""
    assert _one("---\n\nText.\n").text == "Text."


def test_inline_markup_becomes_placeholders() -> None:
    """Emphasis and links enclose; code, images and breaks stand alone."""
    block = _one(
        "An *old* **and ~~wrong~~** [site](https://e.com 'T') `x < 1` ![map](m.png) &copy;\\\nend"
    )
    assert block.text == (
        "An <g1>old</g1> <g2>and <g3>wrong</g3></g2> <g4>site</g4> <x5/> <x6/> ©<x7/> end"
    )
    assert block.markup == (
        Markup("g1", MarkupKind.EMPHASIS),
        Markup("g2", MarkupKind.STRONG),
        Markup("g3", MarkupKind.STRIKE),
        Markup("g4", MarkupKind.LINK, url="https://e.com", title="T"),
        Markup("x5", MarkupKind.CODE, "x < 1"),
        Markup("x6", MarkupKind.IMAGE, "map", "m.png"),
        Markup("x7", MarkupKind.BREAK),
    )
    assert block.breaks == (block.text.index("end"),)


def test_html_inside_markdown_loses_its_tags_and_keeps_its_text() -> None:
    """Known tags are markup, others vanish, comments and scripts say nothing."""
    block = _one(
        'H<sub>2</sub>O <span onclick="x()">and</span> <b>more *of* it</b> <!-- no --> x</i>'
    )
    assert block.text == "H<g1>2</g1>O and <g2>more <g3>of</g3> it</g2> x"
    blocks = _read(
        'Text.\n\n<div class="x">\n<p>One <b>two</b></p>\n<script>bad()</script>\n</div>\n\nEnd.'
    )
    assert [(b.line, b.text) for b in blocks] == [
        (1, "Text."),
        (4, "One <g1>two</g1>"),
        (8, "End."),
    ]


def test_lists_tables_quotes_and_code() -> None:
    """Levels, numbers, rows and groups say how the blocks belong together."""
    blocks = _read(
        "1. one\n\n   more\n2. two\n   - deep\n\n> said\n> > twice\n\n"
        "| a | b |\n|---|---|\n| c |  |\n\n```py\nx = 1  # <g1>\n\ny = 2\n```\n\n    old\n"
    )
    assert [(b.kind, b.text, b.line, b.level, b.ordered, b.row, b.group) for b in blocks[:9]] == [
        (BlockKind.LIST_ITEM, "one", 1, 1, 1, 0, 1),
        (BlockKind.PARAGRAPH, "more", 3, 1, 0, 0, 1),
        (BlockKind.LIST_ITEM, "two", 4, 1, 2, 0, 1),
        (BlockKind.LIST_ITEM, "deep", 5, 2, 0, 0, 1),
        (BlockKind.QUOTE, "said", 7, 1, 0, 0, 2),
        (BlockKind.QUOTE, "twice", 8, 2, 0, 0, 2),
        (BlockKind.CELL, "a", 10, 0, 0, 1, 3),
        (BlockKind.CELL, "b", 10, 0, 0, 1, 3),
        (BlockKind.CELL, "c", 12, 0, 0, 2, 3),
    ]
    assert (blocks[9].kind, blocks[9].text) == (BlockKind.CELL, "")
    assert (blocks[10].kind, blocks[10].url, blocks[10].line) == (BlockKind.CODE, "py", 15)
    assert plain(blocks[10].text, blocks[10].markup) == "x = 1  # <g1>\n\ny = 2"
    assert blocks[10].line_at(len(blocks[10].text) - 1) == 17
    assert (blocks[11].text, blocks[11].line) == ("old", 20)


def test_an_image_of_its_own_is_a_caption() -> None:
    """Its alternative text is translated, its title as well; linked images count, too."""
    blocks = _read('Text.\n\n![A *crane*](a.jpg "At sea")\n\n[![Two](b.jpg "Two")](big.jpg)\n')
    assert [(b.kind, b.text, b.url, b.line) for b in blocks[1:]] == [
        (BlockKind.CAPTION, "A crane", "a.jpg", 3),
        (BlockKind.CAPTION, "At sea", "", 3),
        (BlockKind.CAPTION, "Two", "b.jpg", 5),
    ]


@pytest.mark.parametrize(
    "alt",
    [
        "20230804-1.jpg",
        "IMG_0123",
        "image",
        "a-view-of-the-new-port",
        "在这里插入图片描述",
        "사용자 삽입 이미지",
    ],
)
def test_what_a_program_calls_a_picture_is_no_caption(alt: str) -> None:
    """The name of its file, or what an editor offers, says nothing of it; its title does."""
    blocks = _read(f'![{alt}](a.jpg)\n\n![{alt}](b.jpg "At sea")\n\n![The image](c.jpg)\n')
    assert [(b.text, b.url) for b in blocks] == [
        ("", "a.jpg"), ("At sea", "b.jpg"), ("The image", "c.jpg"),
    ]  # fmt: skip


def test_a_paragraph_of_a_hundred_thousand_letters_is_refused() -> None:
    """It is no prose, and markup in it could take hours."""
    error = _refused("Text.\n\n" + "word " * 30_000)
    assert error.where == "seeds/a.md:3"
    assert "longer than" in error.what


def test_unsafe_addresses_are_no_links() -> None:
    """``javascript:`` stays text."""
    assert _one("[click](javascript:alert(1))").markup == ()


def test_lines_of_a_wrapped_paragraph_are_counted() -> None:
    """Front matter, markup and code that spans lines do not shift the count."""
    text = "---\ntitle: x\n---\n\nOne *two\nthree* four `five\nsix` seven\neight nine.\n"
    block = _read(text)[1]
    for word in ("One", "four", "seven", "eight"):
        line = next(n for n, shown in enumerate(text.split("\n"), 1) if word in shown)
        assert block.line_at(block.text.index(word)) == line


def test_wrapped_chinese_is_joined_without_a_space() -> None:
    """A line break between two Chinese letters is not a space."""
    assert _one("港口重新\n开放，船只\n离开。").text == "港口重新开放，船只离开。"


@pytest.mark.parametrize(
    "text", [">" * 300 + " deep", "*a " * 200 + "x" + "*" * 200, "[" * 300 + "x"]
)
def test_hostile_nesting_is_refused_or_read_whole(text: str) -> None:
    """What the parser would drop without a word is an error."""
    try:
        shown = "".join(plain(block.text, block.markup) for block in _read(text))
    except SourceError as error:
        assert "too deeply" in error.what  # noqa: PT017
    else:
        assert shown.count("x") == text.count("x")


@pytest.mark.parametrize(
    "unit", ["[", "![", "*a ", "`", "<", "[a](", "> ", "- ", "|a", "&", "**a*", "\\"]
)
def test_hostile_text_is_read_or_refused(unit: str) -> None:
    """Repeating one construct thirty thousand times gets an answer."""
    try:
        _read("Text.\n\n" + unit * (30_000 // len(unit)))
    except SourceError as error:
        assert error.hint  # noqa: PT017


WORD = st.text(st.sampled_from("abcXYZ가나다中文é.,!?1"), min_size=1, max_size=8)
INLINE = st.recursive(
    st.one_of(
        WORD,
        WORD.map(lambda text: f"[{text}](https://e.com)"),
        WORD.map(lambda text: f"`{text}`"),
        WORD.map(lambda text: f"![{text}](i)"),
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: f"*{text}*"),
        inner.map(lambda text: f"**{text}**"),
        inner.map(lambda text: f"<b>{text}</b>"),
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map("\n".join),
    ),
    max_leaves=6,
)
BLOCK = st.one_of(
    INLINE.map(lambda text: f"{text}\n"),
    WORD.map(lambda text: f"## {text}\n"),
    st.lists(WORD, min_size=1, max_size=3).map(lambda items: "".join(f"- {i}\n" for i in items)),
    INLINE.map(lambda text: "> " + text.replace("\n", "\n> ") + "\n"),
    WORD.map(lambda text: f"| {text} | b |\n|---|---|\n| c | {text} |\n"),
    WORD.map(lambda text: f"```\n{text}\n```\n"),
)


@given(st.lists(BLOCK, min_size=1, max_size=6).map("\n".join))
def test_nothing_is_dropped(text: str) -> None:
    """Every letter of the source is in some block, in order, and all markup is balanced."""
    if not any(char.isalnum() for char in text):
        return
    blocks = _read(text)
    assert all(balanced(block.text) for block in blocks)
    source = re.sub(r"\]\((?:https://e\.com|i)\)|</?b>", "", text)
    found = "".join(plain(block.text, block.markup) for block in blocks)
    letters = r"[^a-zA-Zé가-힣\u4e00-\u9fff0-9]"
    assert re.sub(letters, "", found) == re.sub(letters, "", source)


@given(st.text(st.sampled_from("ab<>g1x/*_`[]()!&#|-\n\\ ~'\"0.가中"), max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Whatever is thrown at it, blocks are balanced and lines lie inside the file."""
    try:
        blocks = _read(text + "\n\nend")
    except SourceError:
        return
    lines = text.count("\n") + 3
    for block in blocks:
        assert balanced(block.text)
        assert 1 <= block.line <= lines
        assert block.line_at(len(block.text)) <= lines


def test_footnotes() -> None:
    """A mark is the number that a reader sees; the notes are a numbered list where they stand."""
    blocks = _read(
        "Late.[^1] Revised twice.[^rev]\n\nAgain.[^1] [^gone]\n\n[^rev]: In March. And *April*.\n"
        "[^1]: See [there](https://e.com/).\n\n    Second paragraph.\n[^none]: Without a mark.\n"
    )
    assert [block.text for block in blocks] == [
        "Late.<x1/> Revised twice.<x2/>",
        "Again.<x1/> [^gone]",
        "In March. And <g1>April</g1>.",
        "See <g1>there</g1>.",
        "Second paragraph.",
        "Without a mark.",
    ]
    marks = [[item.text for item in block.markup] for block in blocks[:2]]
    assert marks == [["1", "2"], ["1"]]
    assert {item.kind for item in blocks[0].markup} == {MarkupKind.FOOTNOTE}
    notes = blocks[2:]
    assert [(note.kind, note.ordered) for note in notes] == [
        (BlockKind.LIST_ITEM, 2),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.LIST_ITEM, 0),
    ]
    assert len({note.group for note in notes}) == 1
    assert [note.line for note in notes] == [5, 6, 8, 9]


def test_a_note_told_twice_is_kept_twice() -> None:
    """Nothing that stands in a seed is dropped, whatever its label."""
    blocks = _read("One.[^1]\n\n[^1]: First.\n\nTwo.\n\n[^1]: Second.\n")
    assert [block.text for block in blocks] == ["One.<x1/>", "First.", "Two.", "Second."]
    assert blocks[1].group != blocks[3].group


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<ul><li>one</li><li>two</li></ul>", "one|two"),
        (
            "to buy<ul><li>a **red** rope</li><li>**new** oars</li></ul>",
            "to buy|a red rope|new oars",
        ),
        ("<p>one</p>two", "one|two"),
        ("<div>one</div>, <b>two</b>", "one, two"),
    ],
)
def test_lines_of_html_within_a_cell_are_not_glued(cell: str, shown: str) -> None:
    """Items, paragraphs and divisions break the line as ``<br>`` does."""
    block = _read(f"| a |\n|---|\n| {cell} |\n")[-1]
    breaks = {f"<{item.tag}/>": "|" for item in block.markup if item.kind is MarkupKind.BREAK}
    text = block.text
    for tag, line in breaks.items():
        text = text.replace(f"{tag} ", line)
    assert re.sub(r"</?g\d+>", "", text) == shown


def test_a_line_of_hyphens_above_a_blank_one_begins_no_front_matter() -> None:
    """It parts the text from nothing (so Pandoc); keys below a blank line are keys all the same."""
    blocks, said = parse(b"---\n\nNot a key.\n\n---\n\nText.\n", "seeds/a.md")
    assert [block.text for block in blocks] == ["Not a key.", "Text."]
    assert parse(b"---\n\ntitle: T\n---\n\nText.\n", "seeds/a.md")[1].title == "T" != said.title


def test_numbers_of_a_list_count_on_from_the_first() -> None:
    """As CommonMark has it: many writers give each item the same number."""
    blocks = _read("3. One\n3. Two\n   1. In\n   1. it\n3. Three\n\n1) New")
    assert [each.ordered for each in blocks] == [3, 4, 1, 2, 5, 1]


def test_nikolas_comment_is_front_matter() -> None:
    """All its lines begin with two dots, and one says the title; else it is a comment."""
    blocks, metadata = parse(b"<!--\n.. title: Ports\n.. tags: sea\n-->\n\nShips.\n", "a.md")
    assert [block.text for block in blocks] == ["Ports", "Ships."]
    assert metadata.tags == ("sea",)
    assert not parse(b"<!-- .. note: title -->\n\nShips.\n", "a.md")[1].unread


def test_what_sites_put_above_a_copied_article_is_apart() -> None:
    """Author, link and source stand a line each, and a notice below them; prose stays whole."""
    head = "作者：李明\n链接：https://www.zhihu.com/answer/2\n来源：知乎\n"
    rest = "著作权归作者所有。商业转载请联系作者获得授权，非商业转载请注明出处。"
    blocks, _ = parse(f"# 码头\n\n{head}{rest}\n".encode(), "seeds/a.md")
    assert [each.text for each in blocks[1:]] == [*head.split(), rest]
    quoted = "> 原文：[码头](https://a.b)\n> 作者：李明\n> 译者：王芳\n"
    blocks, _ = parse(f"# 码头\n\n{quoted}".encode(), "seeds/a.md")
    assert [each.text for each in blocks[1:]] == ["原文：<g1>码头</g1>", "作者：李明", "译者：王芳"]
    blocks, _ = parse(b"# Ports\n\nOne thing: they wait\nfor the fog\n", "seeds/a.md")
    assert [each.text for each in blocks[1:]] == ["One thing: they wait for the fog"]


@pytest.mark.parametrize("quote", ['"', ""])
def test_links_to_notes_in_a_front_matter_are_what_they_show(quote: str) -> None:
    """Obsidian has authors, tags and a state so; without quotes YAML reads lists in lists."""
    head = (
        f'author:\n- {quote}[[Anne Kim]]{quote}\n- "[[people/Min Seo#Life|M. Seo]]"\n'
        f'topics: "[[Ports#Busan]]"\ncategories:\n- {quote}[[Clippings]]{quote}\n'
        f'status:\n- "[[Published]]"\n'
    )
    said = parse(f"---\n{head}---\nText.\n".encode(), "seeds/a.md")[1]
    assert said.authors == ("Anne Kim", "M. Seo")
    assert (said.tags, said.section, said.conditions) == (("Ports",), "Clippings", ())
    assert parse(b"---\nstatus: ['[[Draft]]']\n---\nText.\n", "seeds/a.md")[1].conditions


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("FCC&#8217;s &amp; &ldquo;Port&rdquo;", "FCC’s & “Port”"),
        ("R&D &copy;", "R&D &copy;"),
        ("Box<T> &amp; C:\\_x * [y]", "Box<T> & C:\\_x * [y]"),
        ("A **Port** <i>B</i> &amp; C", "A Port B & C"),
    ],
)
def test_entities_in_a_title_are_what_they_stand_for(title: str, shown: str) -> None:
    """Programs that export articles write quotation marks so; others may be meant."""
    blocks, _ = parse(f"---\ntitle: {title}\n---\nText.\n".encode(), "seeds/a.md")
    assert plain(blocks[0].text, blocks[0].markup) == shown


def test_below_a_label_stands_the_headline() -> None:
    """Date and contact may stand between; it heads a part below a sentence, or beside others."""
    head = "# PRESS RELEASE\n\nContact: Ann Lee (ann@example.org)\n\n"
    blocks, _ = parse(f"{head}## New Quay Opens\n\nIt is deep.\n".encode(), "seeds/a.md")
    assert [(b.kind.name, b.text) for b in blocks if b.kind.name != "BYLINE"] == [
        ("PARAGRAPH", "PRESS RELEASE"),
        ("PARAGRAPH", "Contact: Ann Lee (ann@example.org)"),
        ("HEADLINE", "New Quay Opens"),
        ("PARAGRAPH", "It is deep."),
    ]
    for parts in (
        "It is deep.\n\n## Contact\n\nAnn.\n",
        "## Summary\n\nAnn.\n\n## Contact\n\nBea.\n",
    ):
        blocks, _ = parse(f"{head}{parts}".encode(), "seeds/a.md")
        assert blocks[0].kind.name == "HEADLINE"


def test_a_scene_break_is_known_by_what_follows_it() -> None:
    """Nor is front matter one, nor what underlines a heading; a break is no text."""
    text = (
        "---\ntitle: T\n---\nA.\n\n* * *\n\nB.\n\n<hr/>\n\nC.\n\n***\n***\n\n> D.\n\nE\n---\n\nF.\n"
    )
    blocks, _ = parse(text.encode(), "seeds/a.md")
    assert [(b.text, b.after_break) for b in blocks] == [
        ("T", False), ("A.", False), ("B.", True), ("C.", True), ("D.", True), ("E", False),
        ("F.", False),
    ]  # fmt: skip


def test_sentences_that_are_indented_by_habit_are_no_code() -> None:
    """Whole lines of Chinese that end as sentences do; what a program says stays code."""
    first, second = (
        "启动集群后、读写数据前，先检查下集群的健康状态。",
        "用下面的命令检查集群健康状态：",
    )
    for code in (
        "ceph health # 检查集群的数据用量。",
        "如果 余额 大于 一百 则 打印 余额 大于 一百；",
    ):
        blocks = _read(f"一：\n\n    {first}\n\n    {second}\n\n二：\n\n    {code}\n")
        assert [each.text for each in blocks] == ["一：", first, second, "二：", code]
        assert [each.kind is BlockKind.CODE for each in blocks] == [*[False] * 4, True]
