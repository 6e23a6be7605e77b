"""HTML: formulas, glosses, boxes, embeds, pictures, quotations and prose in lines."""

from __future__ import annotations

import pytest

from workflow.documents.readers import parse
from workflow.model import Block, BlockKind, Box, Markup, MarkupKind


def _read(text: str) -> tuple[Block, ...]:
    return parse(text.encode(), "seeds/a.html")[0]


def _shown(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in _read(text)]


P, CODE = BlockKind.PARAGRAPH, BlockKind.CODE
_KATEX = (
    "<span class=katex><span class=katex-mathml><math><semantics><mrow><mi>c</mi></mrow>"
    "<annotation encoding='application/x-tex'>c</annotation></semantics></math></span>"
    "<span class=katex-html aria-hidden=true>c</span></span>"
)


@pytest.mark.parametrize(
    ("formula", "text", "notation", "said"),
    [
        ("<math><mi>x</mi></math>", "<math><mi>x</mi></math>", "mathml", ""),
        (
            _KATEX,
            "<math><semantics><mrow><mi>c</mi></mrow></semantics></math>",
            "mathml",
            "c",
        ),
        (
            (
                "<span class=MathJax_Preview>x</span><span class=MathJax>x2</span>"
                "<script type='math/tex'>x^2</script>"
            ),
            "x^2",
            "tex",
            "",
        ),
        ("<img class=tex alt='$\\alpha$' src=a.png>", "\\alpha", "tex", ""),
        (
            (
                "<span class=mwe-math-element><span style='display: none'><math alttext='{x}'>"
                "<mi>x</mi></math></span><img class=mwe-math alt='{x}' src=x.svg></span>"
            ),
            '<math alttext="{x}"><mi>x</mi></math>',
            "mathml",
            "{x}",
        ),
    ],
    ids=["mathml", "katex", "mathjax", "picture", "encyclopedia"],
)
def test_a_formula_within_a_line_is_a_placeholder(
    formula: str, text: str, notation: str, said: str
) -> None:
    """Once, by its source; what a script has made of it is left out."""
    (block,) = _read(f"<p>The value {formula} is fixed.</p>")
    assert block.text == "The value <x1/> is fixed."
    assert block.markup == (Markup("x1", MarkupKind.FORMULA, text, notation, said),)


def test_a_displayed_formula_is_a_block() -> None:
    """It parts what stands before and behind it, as on the page."""
    page = (
        "<p>One</p><math display=block><mi>x</mi></math>"
        "<p>two <script type='math/tex; mode=display'>y_1</script> three</p>"
    )
    assert [(b.kind, b.text, b.url) for b in _read(page)] == [
        (P, "One", ""),
        (BlockKind.FORMULA, "<math display=\"block\"><mi>x</mi></math>", "mathml"),
        (P, "two", ""),
        (BlockKind.FORMULA, "y_1", "tex"),
        (P, "three", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        (
            "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>は</p>",
            ["漢（かん）字（じ）は"],
        ),
        ("<p><ruby>Tokyo<rt>東京</rt></ruby> <ruby>x<rt></rt></ruby></p>", ["Tokyo(東京) x"]),
        ("<p>Use <my-term>two words</my-term> here.</p>", ["Use two words here."]),
        ("<my-card>One</my-card><my-card>Two</my-card>", ["One", "Two"]),
        ("<my-page>A<p>One</p><my-x>Two</my-x></my-page>", ["A", "One", "Two"]),
        ("<p>Seen<span class='sr-only'>, unseen</span>.</p>", ["Seen."]),
    ],
)  # fmt: skip
def test_words_of_a_line_stay_apart_and_together(page: str, texts: list[str]) -> None:
    """A gloss stands in brackets, and a custom element parts a line only where it must."""
    assert [block.text for block in _read(page)] == texts


def test_definitions_and_quotations_keep_what_belongs_to_them() -> None:
    """Terms with all their paragraphs; lists in a quotation, and whose words it is."""
    blocks = _read(
        "<dl><dt>Quay<dd><p>A wall.</p><p>Of stone.</p></dl>"
        "<blockquote><p>To be.</p><ul><li>or not</ul><footer>— <cite>Hamlet</cite></footer>"
        "</blockquote>"
    )
    assert [(block.kind, block.text, block.group) for block in blocks] == [
        (BlockKind.TERM, "Quay", 1),
        (BlockKind.DEFINITION, "A wall.", 1),
        (BlockKind.DEFINITION, "Of stone.", 1),
        (BlockKind.QUOTE, "To be.", 2),
        (BlockKind.LIST_ITEM, "or not", 2),
        (BlockKind.QUOTE, "— <g1>Hamlet</g1>", 2),
    ]


def test_boxes_have_titles_and_may_lie_in_each_other() -> None:
    """Details and the admonitions of documentation programs."""
    blocks = _read(
        "<p>a</p><details><summary>More</summary>b<div class='admonition warning'>"
        "<p class='admonition-title'>Hot</p><p>c</p></div></details>"
        "<aside class='admonition'><p>d</p></aside><aside>Advert</aside>"
    )
    outer = Box(1, "details")
    assert [(block.kind, block.text, block.box) for block in blocks] == [
        (P, "a", None),
        (BlockKind.BOX_TITLE, "More", outer),
        (P, "b", outer),
        (BlockKind.BOX_TITLE, "Hot", Box(2, "warning", outer)),
        (P, "c", Box(2, "warning", outer)),
        (P, "d", Box(3, "note")),
    ]


def test_embeds_say_what_they_were() -> None:
    """A frame parts neither its paragraph nor its table; one without an address is nothing."""
    blocks = _read(
        "<p>See <iframe src='https://e.com/1' title='A film'></iframe> here.</p>"
        "<table><tr><th>a<td>b<iframe src=map.html></iframe><tr><td>c<td>d</table>"
        "<video src=v.mp4>Your browser is old</video><audio><source src=s.mp3></audio>"
        "<object data=o.pdf>The report</object><iframe src='about:blank'></iframe>"
        "<iframe src='https://t.com' width=1 height=1></iframe>"
    )
    assert [(b.text, b.url, b.medium) for b in blocks if b.kind is BlockKind.EMBED] == [
        ("A film", "https://e.com/1", ""),
        ("", "map.html", ""),
        ("", "v.mp4", "video"),
        ("", "s.mp3", "audio"),
        ("The report", "o.pdf", ""),
    ]
    assert [block.text for block in blocks if block.kind is not BlockKind.EMBED] == [
        "See here.", "a", "b", "c", "d",
    ]  # fmt: skip


def test_posts_of_other_sites_are_linked() -> None:
    """What is quoted of one is read; one that only a script can show is an embed."""
    blocks = _read(
        "<blockquote class=twitter-tweet><p>Ahoy</p><a href='https://x.com/a/1'>May</a>"
        "</blockquote><blockquote class=instagram-media data-instgrm-permalink='https://i.com/1'>"
        "<a href=x>View</a></blockquote>"
    )
    assert [(block.kind, block.text, block.url) for block in blocks] == [
        (BlockKind.QUOTE, "Ahoy", ""),
        (BlockKind.QUOTE, "<g1>May</g1>", ""),
        (BlockKind.EMBED, "", "https://x.com/a/1"),
        (BlockKind.EMBED, "View", "https://i.com/1"),
    ]


@pytest.mark.parametrize(
    ("picture", "url"),
    [
        ("<img src=blank.gif data-src=real.jpg alt=A>", "real.jpg"),
        ("<img src='data:image/gif;base64,R0' srcset='a.jpg 300w, b.jpg 900w' alt=A>", "b.jpg"),
        ("<picture><source srcset='a.webp 1x, b.webp 2x'><img src='' alt=A></picture>", "b.webp"),
        ("<img class=lazy src='data:x'><noscript><img src=n.jpg alt=A></noscript>", "n.jpg"),
        ("<img src=a.jpg alt=A><noscript><img src=a.jpg alt=A></noscript>", "a.jpg"),
        ("<img src='javascript:x()' alt=A>", ""),
    ],
)
def test_a_picture_is_found_that_is_loaded_later(picture: str, url: str) -> None:
    """Its address may stand in other attributes and elements."""
    (block,) = _read(f"<figure>{picture}<figcaption>The quay</figcaption></figure>")[:1]
    assert (block.kind, block.text, block.url) == (BlockKind.CAPTION, "The quay", url)


_RELEASE = """FOR IMMEDIATE RELEASE

The ministry said on Monday that the port would get a new
quay, and that it would be ready for larger ships. It did
not say when the work would begin.

Nobody was hurt. The minister went home, and the ships came
in as they do every day of the year.
"""
_VERSE = """The ships come in at break of day
With nothing in their hold to pay

And no one stands upon the quay
To ask them what they brought from sea

So out they go at fall of night
And nobody puts out the light
"""


def test_prose_in_lines_is_prose() -> None:
    """A press release has paragraphs, verse keeps its lines."""
    assert [text for kind, text in _shown(f"<pre>{_RELEASE}</pre>") if kind is P][1:] == [
        (
            "The ministry said on Monday that the port would get a new quay, and that it would be "
            "ready for larger ships. It did not say when the work would begin."
        ),
        (
            "Nobody was hurt. The minister went home, and the ships came in as they do every day "
            "of the year."
        ),
    ]
    verse = _shown(f"<p>A</p><pre>{_VERSE}</pre>")
    assert all(kind is not CODE for kind, _ in verse)
    assert " ".join(text for _, text in verse) == " ".join(f"A {_VERSE}".split())


@pytest.mark.parametrize(
    "text",
    [
        "for name in names:\n    print(name)\n" * 12,
        "usage: git commit [-a | --interactive | --patch] [-s] [-v] [-u<mode>] [--amend]\n" * 6,
        "Name      Age    Town        What they do there all day\nMina      31     Seoul\n" * 9,
        "$ make install\nSetting up the environment. This takes a while.\n" * 9,
        "Error: the file was not found.",
        f"<code>{_RELEASE}</code>",
    ],
)
def test_code_in_lines_stays_code(text: str) -> None:
    """Programs, commands, columns, and what is too short or named as code."""
    assert [kind for kind, _ in _shown(f"<p>A</p><pre>{text}</pre>")] == [P, CODE]


def test_code_names_its_language() -> None:
    """By the classes that highlighters go by."""
    blocks = _read("<p>A</p><pre><code class='language-python'>x</code></pre>")
    assert blocks[1].url == "python"


@pytest.mark.parametrize(
    ("script", "text", "told"),
    [
        ("src=/mathjax.js", r"So \(x^2\) and $$y$$, $5 or $z$.", "So <x1/> and <x2/>, $5 or $z$."),
        (
            ">inlineMath: [['$', '$']], MathJax",
            "It is $5 or $x_1$ of $6.",
            "It is $5 or <x1/> of $6.",
        ),
        ("src=/site.js", r"So \(x^2\) and $$y$$.", r"So \(x^2\) and $$y$$."),
    ],
)
def test_tex_that_a_script_would_set_is_a_formula(script: str, text: str, told: str) -> None:
    """Where the page loads one; a dollar alone where it says so. On a line of its own it is one."""
    start = script if script.startswith(">") else f"{script}>"
    page = f"<script {start}</script><h1>T</h1><p>{text}<p>\n\\[ a = b \\]\n<p>End."
    blocks = _read(page)
    assert blocks[1].text == told
    assert (blocks[2].kind is BlockKind.FORMULA) is (script != "src=/site.js")


def test_words_of_drawings_and_choices_are_told_as_not_read() -> None:
    """And the title of a drawing is not the page's."""
    page = (
        "<body><p>They met at sea.</p>\n<svg><title>Loads</title><text>Old: 12 t</text></svg>"
        "<p>Which? <select><option>Port<option>Sea</select></p></body>"
    )
    metadata = parse(page.encode(), "seeds/a.html")[1]
    assert metadata.title == ""
    told = [(each.text, each.line) for each in metadata.passed_over]
    assert told == [("Old: 12 t", 2), ("Port Sea", 2)]


def test_the_title_outside_of_an_article_is_its_headline() -> None:
    """Pandoc writes it above sections that have titles of the same level."""
    head = "<html><head><title>Harbour Report</title></head><body>"
    page = f"{head}<header><h1>Harbour Report</h1></header><h1>Wind</h1><p>It blows.</p>"
    assert _shown(page) == [
        (BlockKind.HEADLINE, "Harbour Report"), (BlockKind.HEADING, "Wind"),
        (BlockKind.PARAGRAPH, "It blows."),
    ]  # fmt: skip
    long = page.replace("It blows.", "It blows over the quay, as it did before. " * 9)
    assert _shown(long)[0] == (BlockKind.HEADLINE, "Harbour Report")
    site = long.replace("<head>", '<head><meta property="og:site_name" content="Harbour Report">')
    assert _shown(site)[0] == (BlockKind.HEADLINE, "Wind")


@pytest.mark.parametrize(
    ("label", "title", "is_read_once"),
    [
        ("Sea news:", "Quay opens in the old harbour", True),
        ("Sea news:", "Quay", False),
        ("A history of", "the quay in the old harbour", False),
        ("Part 1:", "Quay opens in the old harbour", False),
    ],
)
def test_a_headline_with_a_label_above_it_is_read_once(
    label: str, title: str, is_read_once: bool
) -> None:
    """It is the title word for word; another heading if that is short, or no label stands there."""
    head = f"<title>{title}</title><body><header><h1>{title}</h1></header>"
    page = f"{head}<article><h2>{label} {title}</h2>{'<p>It blows over the quay.</p>' * 9}"
    titles = [text for kind, text in _shown(page) if kind is not BlockKind.PARAGRAPH]
    assert titles == [*([] if is_read_once else [title]), f"{label} {title}"]


def test_the_caption_of_a_figure_is_that_of_its_picture() -> None:
    """A picture without words before it does not take it; and no sign leads back from a note."""
    figure = "<figure><img src='b.png' alt='A ship'><figcaption>At sea.</figcaption></figure>"
    note = "<p>So.<a class='footnote-back' href='#r'>Up</a><a href='#s'>\u21a9</a></p>"
    blocks = _read(f"<body><p><img src='a.png'></p>{figure}{note}</body>")
    assert [(each.text, each.url) for each in blocks] == [
        ("At sea.", "b.png"), ("A ship", ""), ("So.", ""),
    ]  # fmt: skip
    marks = "<p>See<sup><a href='#n'>\u00a7</a></sup> or <a href='#s'>#</a> here.</p>"
    assert _read(marks)[-1].text == "See<g1><g2>\u00a7</g2></g1> or <g3>#</g3> here."
