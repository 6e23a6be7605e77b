"""What people write in Markdown beyond CommonMark; and what only looks like it."""

from __future__ import annotations

import pytest

from workflow.documents.readers import parse
from workflow.markup import PLACEHOLDER, plain
from workflow.model import TEMPLATE_CODE, Block, BlockKind, MarkupKind

K = BlockKind


def _read(text: str) -> tuple[Block, ...]:
    return parse(text.encode(), "seeds/a.md")[0]


def _shape(text: str) -> list[tuple[BlockKind, str, str]]:
    """Kind, text and kind of box of each block."""
    return [(b.kind, b.text, b.box.kind if b.box else "") for b in _read(text)]


def _one(text: str) -> Block:
    (block,) = _read(text)
    return block


@pytest.mark.parametrize(
    "text",
    [
        '!!! note "Careful"\n\n    Mind *this*.\n\nEnd.',
        '!!! note inline end "Careful"\n    Mind *this*.\nEnd.',
        '??? note "Careful"\n\n\n    Mind *this*.\n\nEnd.',
        '???+ note "Careful"\n    Mind *this*.\n\nEnd.',
        ":::note Careful\nMind *this*.\n:::\nEnd.",
        ":::note[Careful]\n\nMind *this*.\n\n:::\n\nEnd.",
        "::: note Careful {.big}\nMind *this*.\n::::\n\nEnd.",
        '::: {.callout-note title="Careful"}\nMind *this*.\n:::\n\nEnd.',
        "::: {.callout-note collapse='true'}\n\n## Careful {#c}\n\nMind *this*.\n:::\n\nEnd.",
        ":::{note} Careful\n:class: big\n\nMind *this*.\n:::\n\nEnd.",
        "```{note} Careful\n:class: big\nMind *this*.\n```\n\nEnd.",
        "> [!NOTE] Careful\n> Mind *this*.\n\nEnd.",
        "> [!note]- Careful\n> Mind *this*.\n\nEnd.",
        "/// note | Careful\nMind *this*.\n///\n\nEnd.",
        '{{< note title="Careful" >}}\nMind *this*.\n{{< /note >}}\nEnd.',
        '{{% notice note "Careful" %}}\nMind *this*.\n{{% /notice %}}\n\nEnd.',
        '{% hint style="note" title="Careful" %}\nMind *this*.\n{% endhint %}\n\nEnd.',
        '<Aside type="note" title="Careful">\nMind *this*.\n</Aside>\n\nEnd.',
        '<Note title="Careful">\n\nMind *this*.\n\n</Note>\n\nEnd.',
    ],
)
def test_a_box_is_read_however_it_is_written(text: str) -> None:
    """Its title and its text are translated, and none of its marks is left."""
    assert _shape(text) == [
        (K.BOX_TITLE, "Careful", "note"),
        (K.PARAGRAPH, "Mind <g1>this</g1>.", "note"),
        (K.PARAGRAPH, "End.", ""),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("!!! warning\n\n    Mind this.", "warning"),
        (":::danger\nMind this.\n:::", "danger"),
        ("> [!TIP]\n> Mind this.", "tip"),
        ("{{< caution >}}\nMind this.\n{{< /caution >}}", "caution"),
        ("<Pitfall>\n\nMind this.\n\n</Pitfall>", "pitfall"),
        ("<details>\n\nMind this.\n\n</details>", "details"),
    ],
)
def test_a_box_without_a_title_has_its_kind(text: str, kind: str) -> None:
    """No word is made up for it."""
    assert _shape(text) == [(K.PARAGRAPH, "Mind this.", kind)]


def test_details_have_their_summary_for_title() -> None:
    """Though Markdown parts the element in two."""
    text = (
        "<details>\n<summary>More <b>on it</b></summary>\n\n- One\n\n```py\nx\n```\n\n"
        "</details>\n\nEnd."
    )
    assert _shape(text) == [
        (K.BOX_TITLE, "More <g1>on it</g1>", "details"),
        (K.LIST_ITEM, "One", "details"),
        (K.CODE, "x", "details"),
        (K.PARAGRAPH, "End.", ""),
    ]


def test_boxes_lie_in_boxes_and_in_lists() -> None:
    """What is around them goes on behind them."""
    text = (
        "::::note\nOne.\n:::tip\nTwo.\n:::\nThree.\n::::\n\n- Item\n\n"
        "    !!! tip\n\n        Four.\n\n    Five.\n- Last\n"
    )
    shown = [
        (b.text, b.box and b.box.kind, b.box and b.box.outer and b.box.outer.kind)
        for b in _read(text)
    ]
    assert shown == [
        ("One.", "note", None),
        ("Two.", "tip", "note"),
        ("Three.", "note", None),
        ("Item", None, None),
        ("Four.", "tip", None),
        ("Five.", None, None),
        ("Last", None, None),
    ]
    assert len({b.box.number for b in _read(text) if b.box}) == 3


def test_tabs_have_names() -> None:
    """They are boxes, one after the other."""
    text = '=== "Linux"\n\n    Use *apt*.\n\n=== "macOS"\n\n    ```sh\n    brew\n    ```\n'
    assert _shape(text) == [
        (K.BOX_TITLE, "Linux", "tab"),
        (K.PARAGRAPH, "Use <g1>apt</g1>.", "tab"),
        (K.BOX_TITLE, "macOS", "tab"),
        (K.CODE, "brew", "tab"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "!!! What a day",
        "??? What is this",
        "::: nothing ends this",
        "A word\n:::",
        "[!NOTE] without a quotation",
        "It costs $5 and $6.",
        "From US$50 to HK$60, or A$5-$6 (AU$).",
        "Run $HOME/bin and $PATH today.",
        "A set C{a} of {b} and {0}.",
        "Ranges 10~20~30 and 가~나~다.",
        "C++ and D++ and a == b != c ==d",
        "See x[[1]] and [[1]] and [[ -f x ]].",
        "100%% sure and 50%% off",
        "At 10:30:00 a:b:c ::",
        "1. 2^3^4 and 2^",
        "Footnote[^gone] and \\[brackets\\] and \\(others\\).",
        "The \\(w/o\\) of \\(18+\\) for $ 5 or $ 6, and $PATH \\to $HOME",
        "The \\(R+D\\) of \\(부모 + 자녀\\), \\(북경 > 상해\\) and \\[a+b\\]",
        "Set $ HOME \\to $ here",
        "import this from that",
        "export nothing at all",
        "Less < and > more, List<T",
    ],
)
def test_what_only_looks_like_a_dialect_stays(text: str) -> None:
    """Every sign of it stands in the text, and nothing is a formula, a box or a template."""
    blocks = _read(text)
    shown = "\n".join(plain(b.text, b.markup) for b in blocks)
    kept = shown.replace("[", "\\[").replace("]", "\\]") if "\\[" in text else shown
    expected = text.replace("\\(", "(").replace("\\)", ")").removeprefix("1. ")
    assert " ".join(kept.split()).replace("\\[^gone\\]", "[^gone]") == " ".join(expected.split())
    held = {MarkupKind.FORMULA, MarkupKind.TEMPLATE, MarkupKind.LINK}
    assert not any(item.kind in held for b in blocks for item in b.markup)
    assert not any(b.box for b in blocks)


def test_code_is_never_a_dialect() -> None:
    """Neither in a line nor in a block, behind whatever fence."""
    code = (
        '!!! note "x"\n\n    y\n:::tip\n$a$ {{< b >}} ==c== :tada: {#d}\n:::\n<Tabs>\n'
        'import a from "b"'
    )
    assert _one(f"````md\n{code}\n````\n").text == code
    block = _one("Use `{{< ref >}}`, `$a$`, `==b==`, `[[c]]`, `:tada:` and `{#d}`.")
    assert [item.text for item in block.markup] == [
        "{{< ref >}}", "$a$", "==b==", "[[c]]", ":tada:", "{#d}",
    ]  # fmt: skip
    assert {item.kind for item in block.markup} == {MarkupKind.CODE}


def test_definition_lists() -> None:
    """Terms and what they mean are a group; several terms may mean one thing."""
    blocks = _read(
        "Port\n:   A place *for* ships.\n\n    More of it.\n:   A wine.\n\nRed\nGreen\n: Colours"
    )
    assert [(b.kind, b.text) for b in blocks] == [
        (K.TERM, "Port"),
        (K.DEFINITION, "A place <g1>for</g1> ships."),
        (K.DEFINITION, "More of it."),
        (K.DEFINITION, "A wine."),
        (K.TERM, "Red"),
        (K.TERM, "Green"),
        (K.DEFINITION, "Colours"),
    ]
    assert len({b.group for b in blocks if b.group}) == len({b.group for b in blocks}) <= 2
    assert [b.kind for b in _read("It takes\n~ 5 minutes.")] == [K.PARAGRAPH]


def test_abbreviations_are_definitions() -> None:
    """What they mean is translated."""
    blocks = _read("The KEF.\n\n*[KEF]: Korea Enterprises Federation\n*[WB]: World Bank\n")
    assert [(b.kind, b.text) for b in blocks[1:]] == [
        (K.TERM, "KEF"),
        (K.DEFINITION, "Korea Enterprises Federation"),
        (K.TERM, "WB"),
        (K.DEFINITION, "World Bank"),
    ]


def test_task_lists() -> None:
    """Whether a task is done is no text."""
    blocks = _read("- [ ] Open\n- [x] Done\n  - [X] Within\n- [@] Other\n- [ ](a) link\n")
    assert [(b.text[:6], b.checked) for b in blocks] == [
        ("Open", False), ("Done", True), ("Within", True), ("[@] Ot", None), ("<g1> <", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The sum $x^2 + y$ grows.", "x^2 + y"),
        ("The sum $\\alpha$ grows.", "\\alpha"),
        ("The sum \\(a = b\\) grows.", "a = b"),
        ("The sum \\(a+b\\) grows.", "a+b"),
        ("The sum $\\frac{1}{2} $ grows.", "\\frac{1}{2}"),
        ("The sum \\\\(a_1\\\\) grows.", "a_1"),
        ("The sum $$\\frac{1}{2}$$ grows.", "\\frac{1}{2}"),
        ("The sum {math}`e^x` grows.", "e^x"),
        ("The sum $n$ grows.", "n"),
    ],
)
def test_formulas_in_a_line(text: str, source: str) -> None:
    """They are placeholders that hold their source."""
    block = _one(text)
    (formula,) = block.markup
    assert (formula.kind, formula.text, formula.url) == (MarkupKind.FORMULA, source, "tex")
    assert PLACEHOLDER.sub("·", block.text) == "The sum · grows."


@pytest.mark.parametrize(
    "text",
    [
        "$$\na = b\n$$",
        "$$a = b$$",
        "```math\na = b\n```",
        "```{math}\n:label: eq\na = b\n```",
        ":::{math}\na = b\n:::",
        "\\[\na = b\n\\]",
        "{{< katex >}}\na = b\n{{< /katex >}}",
    ],
)
def test_displayed_formulas(text: str) -> None:
    """They are blocks, and never translated."""
    first, block, last = _read(f"Before.\n\n{text}\n\nAfter.")
    assert (block.kind, block.text.strip(), block.url) == (K.FORMULA, "a = b", "tex")
    assert (first.text, last.text) == ("Before.", "After.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## Port {#port .big}", "Port"),
        ("## Port {: #port }", "Port"),
        ("## Version 3.5 {#3-5}", "Version 3.5"),
        ("## Sets {a}", "Sets {a}"),
        ("## Issue {#35}", "Issue {#35}"),
        ("## Sky {#3b82f6}", "Sky {#3b82f6}"),
        ("A [link](https://e.com){: target=_blank } here.", "A <g1>link</g1> here."),
        ("A [link](https://e.com){.ext} here.", "A <g1>link</g1> here."),
        ("A **word**{.red} here.", "A <g1>word</g1> here."),
        ("A [word]{.red} here.", "A word here."),
        ("A `code`{.py} here.", "A <x1/> here."),
        ("Paragraph.\n{: .lead}", "Paragraph."),
        ("{.lead}\nParagraph.", "Paragraph."),
        ("Paragraph.{.lead}", "Paragraph."),
        ("Paragraph.\n{:toc}", "Paragraph."),
    ],
)
def test_attributes_are_no_text(text: str, shown: str) -> None:
    """What is in braces otherwise stays."""
    assert _one(text).text == shown


def test_the_words_of_a_picture_in_attributes_are_kept() -> None:
    """They stand for an alternative text that is missing, or beside a caption."""
    assert [b.text for b in _read("![](a.png){alt='Ships'}")] == ["Ships"]
    assert [(b.text, b.url) for b in _read('![At dawn.](a.png){fig-alt="Ships" width=50%}')] == [
        ("At dawn.", "a.png"),
        ("Ships", ""),
    ]


def test_templates_within_a_line_are_protected() -> None:
    """Wherever they stand, with whatever in them; links that they make up are links."""
    block = _one(
        'See {{< ref "a_b*c" >}}, *{{ site.x }}* and [the *page*]({% link a b.md %}) in {{y}}.'
    )
    assert block.text == "See <x1/>, <g2><x3/></g2> and <g4>the <g5>page</g5></g4> in <x6/>."
    assert [item.text for item in block.markup if item.kind is MarkupKind.TEMPLATE] == [
        '{{< ref "a_b*c" >}}', "{{ site.x }}", "{{y}}",
    ]  # fmt: skip
    assert block.markup[3].url == "{% link a b.md %}"
    block = _one("Get <{{ site.x }}> or [it](<{{ site.y }}>), if a <{{ b }} or > c.")
    assert block.text == "Get <x1/> or <g2>it</g2>, if a <<x3/> or > c."
    assert [item.text or item.url for item in block.markup] == [
        "<{{ site.x }}>", "{{ site.y }}", "{{ b }}",
    ]  # fmt: skip


def test_templates_alone_on_their_lines_are_code() -> None:
    """What stands between two of them is text."""
    text = (
        '{{< chart src="a.json"\n  title="x" >}}\n\n{% if a %}\nText *here*.\n{% endif %}\n\n'
        "{{< columns >}}\nLeft.\n{{< /columns >}}\n\n{{ content }}\n\n{{% highlight go %}}\n*x\n"
        "{{% /highlight %}}\n{% raw %}\nRaw.\n{% endraw %}\n\n"
        "{% comment %}\nNo.\n{% endcomment %}\n"
    )
    assert [(b.kind, b.text, b.url) for b in _read(text)] == [
        (K.CODE, '{{< chart src="a.json"\n  title="x" >}}', TEMPLATE_CODE),
        (K.CODE, "{% if a %}", TEMPLATE_CODE),
        (K.PARAGRAPH, "Text <g1>here</g1>.", ""),
        (K.CODE, "{% endif %}", TEMPLATE_CODE),
        (K.CODE, "{{< columns >}}", TEMPLATE_CODE),
        (K.PARAGRAPH, "Left.", ""),
        (K.CODE, "{{< /columns >}}", TEMPLATE_CODE),
        (K.CODE, "{{ content }}", TEMPLATE_CODE),
        (K.CODE, "*x", "go"),
        (K.PARAGRAPH, "Raw.", ""),
    ]


def test_a_template_in_a_wrapped_sentence_does_not_part_it() -> None:
    """Though it stands alone on its line."""
    block = _one('Take the\n{{< glossary_tooltip text="pod" >}}\nand go\nhome.')
    assert block.text == "Take the <x1/> and go home."
    assert [block.line_at(block.text.index(word)) for word in ("and", "home")] == [3, 4]


def test_components_of_mdx_are_no_text() -> None:
    """Modules and what holds nothing are kept as code; what lies between tags is Markdown."""
    text = (
        "import Tabs from '@theme/Tabs';\nimport {\n  a,\n  b,\n} from 'c'\n\n"
        "export const x = {\n  y: 1,\n};\n\n"
        '<Tabs groupId="os">\n<TabItem value="l" label="Linux">\n\nUse *apt*.\n\n'
        "</TabItem>\n</Tabs>\n\n"
        "<Chart\n  data={[{a: 1}]}\n/>\n\nPress <Key k={`a`} /> <b>now</b>. {/* no */}\n"
    )
    blocks = _read(text)
    assert [(b.kind, b.text, b.url) for b in blocks] == [
        (K.CODE, text[: text.index("\n\n")], TEMPLATE_CODE),
        (K.CODE, "export const x = {\n  y: 1,\n};", TEMPLATE_CODE),
        (K.BOX_TITLE, "Linux", ""),
        (K.PARAGRAPH, "Use <g1>apt</g1>.", ""),
        (K.CODE, "<Chart\n  data={[{a: 1}]}\n/>", TEMPLATE_CODE),
        (K.PARAGRAPH, "Press <x1/> <g2>now</g2>.", ""),
    ]
    assert blocks[-1].markup[0].text == "<Key k={`a`} />"


def test_what_is_indented_in_a_component_is_text() -> None:
    """MDX has no code that is only indented; a card of one line is a box with its title."""
    text = (
        '<Tabs>\n  <TabItem value="a" label="A" default>\n    Use *apt*.\n\n'
        "    ```sh\n    x\n    ```\n  </TabItem>\n</Tabs>\n\n"
        '<Card title="Port">Open *now*</Card>\n\n    code\n'
    )
    assert _shape(text) == [
        (K.BOX_TITLE, "A", "tab"),
        (K.PARAGRAPH, "Use <g1>apt</g1>.", "tab"),
        (K.CODE, "x", "tab"),
        (K.BOX_TITLE, "Port", "card"),
        (K.PARAGRAPH, "Open <g1>now</g1>", "card"),
        (K.CODE, "code", ""),
    ]


@pytest.mark.parametrize("mark", ["[TOC]", "[[toc]]", "[[_TOC_]]", "* TOC\n{:toc}"])
def test_the_place_of_a_table_of_contents_is_code(mark: str) -> None:
    """It is for a program."""
    blocks = _read(f"Text.\n\n{mark}\n\nEnd.")
    assert [(b.kind, b.url) for b in blocks] == [
        (K.PARAGRAPH, ""), (K.CODE, TEMPLATE_CODE), (K.PARAGRAPH, ""),
    ]  # fmt: skip


def test_names_of_places_are_no_text() -> None:
    """Obsidian names blocks at their ends, MyST before them."""
    blocks = _read("See [[Port]].\n\n(dock)=\n\nThe dock. ^a1b2c3\n")
    assert [b.text for b in blocks][1:] == ["The dock."]
    assert _one("It grew by 2 ^x.").text == "It grew by 2 ^x."


def test_readings_stand_in_brackets() -> None:
    """Ruby would run into the word that it is for."""
    assert _one("At <ruby>港<rt>gang</rt></ruby>.").text == "At 港(gang)."
    text = "At <ruby>港<rp>(</rp><rt>gang</rt><rp>)</rp></ruby>."
    assert _one(text).text == "At 港(gang)."


def test_marks_within_a_line() -> None:
    """Highlights, raised and lowered figures, keys, emoji, icons."""
    block = _one(
        "A ==big *one*==, H~2~O, 10^th^, ++ctrl+s++, :tada: :material-check: 这是==重点==内容"
    )
    kinds = [item.kind for item in block.markup]
    assert block.text == (
        "A <g1>big <g2>one</g2></g1>, H<g3>2</g3>O, 10<g4>th</g4>, <x5/>, 🎉 <x6/> "
        "这是<g7>重点</g7>内容"
    )
    assert kinds[2:6] == [
        MarkupKind.SUBSCRIPT, MarkupKind.SUPERSCRIPT, MarkupKind.CODE, MarkupKind.TEMPLATE,
    ]  # fmt: skip


def test_wiki_links() -> None:
    """A page is a link with its name or what the author says; a picture is a picture."""
    block = _one("See [[Port]], [[a/Dock#Rules|the *rules*]] and [[Port#Fees]].")
    assert block.text == "See <g1>Port</g1>, <g2>the *rules*</g2> and <g3>Port › Fees</g3>."
    assert [item.url for item in block.markup] == ["Port", "a/Dock#Rules", "Port#Fees"]
    assert [(b.kind, b.text, b.url) for b in _read("![[ships.png|Ships]]\n\n![[b c.png|300]]")] == [
        (K.CAPTION, "Ships", "ships.png"),
        (K.CAPTION, "", "b%20c.png"),
    ]


def test_size_and_place_of_a_picture_are_no_caption() -> None:
    """Obsidian has them behind it; a bar within a text stays."""
    text = "\n\n".join(
        (
            "![[a.png|center|500]]",
            "![[a.png|Red|Blue|right]]",
            "![Port|30x20](a.png)",
            "![1|2](a.png)",
        )
    )
    assert [b.text for b in _read(text)] == ["", "Red|Blue", "Port", "1|2"]


def test_code_in_a_definition_ends_there() -> None:
    """Its fence begins behind the mark of the definition."""
    blocks = _read("YAML\n\n:   ``` yaml\n    a: b\n    ```\n\n::: note\nMind it.\n:::\n")
    assert [(b.kind, b.text) for b in blocks] == [
        (K.TERM, "YAML"),
        (K.CODE, "a: b"),
        (K.PARAGRAPH, "Mind it."),
    ]


def test_comments_are_left_out() -> None:
    """Those of HTML, Obsidian and MDX."""
    text = (
        "One <!-- a --> two %%b%% three.\n\n%%\nc\n\nd\n%%\n\n{/* e */}\n\n<!-- f\n\ng -->\n\nEnd."
    )
    assert [b.text for b in _read(text)] == ["One two three.", "End."]


def test_html_within_a_line() -> None:
    """Links, pictures and code of HTML are what they are in Markdown."""
    block = _one(
        'A <a href="https://e.com" title="T">link *of*</a> <kbd>Ctrl</kbd> '
        '<img src="a.png" alt="b">.'
    )
    assert block.text == "A <g1>link <g2>of</g2></g1> <x3/> <x4/>."
    link, _, code, image = block.markup
    assert (link.url, link.title, code.text) == ("https://e.com", "T", "Ctrl")
    assert (image.kind, image.text, image.url) == (MarkupKind.IMAGE, "b", "a.png")
    assert _one('<a href="javascript:x()">no</a> link').markup == ()


def test_markdown_in_html_is_read() -> None:
    """Where an attribute says so; HTML ends where a division does."""
    assert [
        b.text for b in _read('<div class="a" markdown="1">\nSome *text*.\n</div>\n\nEnd.')
    ] == [
        "Some <g1>text</g1>.",
        "End.",
    ]
    assert [b.text for b in _read('<p markdown="1">Some *text*.</p>')] == ["Some <g1>text</g1>."]
    assert [b.text for b in _read(":::note\n<b>x</b>\n<br>\n:::\n\nEnd.")][-1] == "End."


def test_html_around_an_article_is_part_of_it_in_markdown() -> None:
    """An author has written it there."""
    text = "Text.\n\n<aside class='note'>\nBeside it.\n</aside>\n\n<nav>More</nav>\n"
    assert [b.text for b in _read(text)] == ["Text.", "Beside it.", "More"]


def test_directives_with_a_picture_keep_its_words() -> None:
    """Caption and alternative text."""
    text = (
        "```{figure} a.png\n:alt: Ships\n:width: 50%\n\nAt *dawn*.\n```\n\n"
        "```{image} b.png\n:alt: Dock\n```\n"
    )
    assert [(b.kind, b.text, b.url) for b in _read(text)] == [
        (K.CAPTION, "At <g1>dawn</g1>.", "a.png"),
        (K.CAPTION, "Ships", ""),
        (K.CAPTION, "Dock", "b.png"),
    ]


def test_directives_with_code_stay_as_they_are() -> None:
    """What a program reads is not translated."""
    text = ":::{code-block} py\nx = '*a*'\n:::\n\n```{toctree}\na\nb\n```\n\nText."
    assert [(b.kind, b.url) for b in _read(text)] == [
        (K.CODE, "py"), (K.CODE, TEMPLATE_CODE), (K.PARAGRAPH, ""),
    ]  # fmt: skip


def test_roles_of_myst() -> None:
    """What is shown of them is text, and where they point is not."""
    block = _one("See {ref}`the dock <dock>`, {doc}`intro` and H{sub}`2`O.")
    assert block.text == "See <g1>the dock</g1>, <x2/> and H<g3>2</g3>O."


def test_quotations_keep_their_lists_and_lists_their_quotations() -> None:
    """A quotation that holds more than paragraphs is a box."""
    assert _shape("> Said:\n>\n> - one\n> - two\n\nEnd.") == [
        (K.PARAGRAPH, "Said:", "quotation"),
        (K.LIST_ITEM, "one", "quotation"),
        (K.LIST_ITEM, "two", "quotation"),
        (K.PARAGRAPH, "End.", ""),
    ]
    assert _shape("- Item\n\n  > Said.\n\n- Next") == [
        (K.LIST_ITEM, "Item", ""),
        (K.PARAGRAPH, "Said.", "quotation"),
        (K.LIST_ITEM, "Next", ""),
    ]
    assert _shape("> Said.\n>\n> > Before.") == [(K.QUOTE, "Said.", ""), (K.QUOTE, "Before.", "")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**항구(港口)**는 열렸다.", "<g1>항구(港口)</g1>는 열렸다."),
        ('그는 **"좋다"**고 했다.', '그는 <g1>"좋다"</g1>고 했다.'),
        ("**港口（港）。**已经重开。", "<g1>港口（港）。</g1>已经重开。"),
        ("The **port(s)**s.", "The **port(s)**s."),
    ],
)
def test_emphasis_beside_letters_without_spaces(text: str, shown: str) -> None:
    """Korean and Chinese put endings and words right behind it."""
    assert _one(text).text == shown


def test_footnotes_within_a_line() -> None:
    """They follow what they are noted to; what has no words is none."""
    blocks = _read("One.^[A *short* note.] Two.[^a]\n\n[^a]: Another.\n\nRegex ^[a-z]+ and x^[2].")
    assert [(b.text, b.footnote) for b in blocks] == [
        ("One.<x1/> Two.<x2/>", ""),
        ("A <g1>short</g1> note.", "1"),
        ("Another.", "2"),
        ("Regex ^[a-z]+ and x^[2].", ""),
    ]


def test_code_in_a_title_is_code() -> None:
    """Nothing else in it is Markdown."""
    (title, _) = _read("---\ntitle: The `fix` *feature*\n---\nText.\n")
    assert (title.text, title.markup[0].text) == ("The <x1/> *feature*", "fix")


def test_footnotes_and_numbers() -> None:
    """A note knows its number, and its mark stands for it."""
    blocks = _read("One.[^a]\n\n[^a]: Note.\n")
    assert [(b.text, b.footnote) for b in blocks] == [("One.<x1/>", ""), ("Note.", "1")]
    assert (blocks[0].markup[0].kind, blocks[0].markup[0].text) == (MarkupKind.FOOTNOTE, "1")


def _told(text: str) -> list[tuple[str, str, str]]:
    blocks, _ = parse(text.encode(), "seeds/a.md")
    return [(str(block.kind), block.text, block.url) for block in blocks]


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        (
            '{{< figure src="a.jpg" caption="The *new* quay" alt="A wall" >}}',
            [("caption", "The <g1>new</g1> quay", "a.jpg"), ("caption", "A wall", "")],
        ),
        ("{{<img src='a.jpg' alt='A wall' />}}", [("caption", "A wall", "a.jpg")]),
        (
            r'{% include figure.html src="/a.jpg" caption="A \"ship\"" %}',
            [("caption", 'A "ship"', "/a.jpg")],
        ),
        ('{{< legacy-img src="/a.jpg" alt="A wall" >}}', [("caption", "A wall", "/a.jpg")]),
        ('{{< video src="a.mp4" title="T" >}}', [("embed", "T", "a.mp4")]),
        (
            '{{< card image="a.jpg" title="T" subtitle="All of it" >}}',
            [("caption", "T", "a.jpg"), ("paragraph", "All of it", "")],
        ),
        (r'![](a.jpg){.b fig-alt="A \"wall\""}', [("caption", 'A "wall"', "a.jpg")]),
        ('{{< figure src="a.jpg" >}}', [("code", '{{< figure src="a.jpg" >}}', "template")]),
        (
            '{{< figure src="a.jpg" alt="{{ x }}" >}}',
            [("code", '{{< figure src="a.jpg" alt="{{ x }}" >}}', "template")],
        ),
    ],
)
def test_what_a_shortcode_says_of_its_picture_is_text(
    tag: str, told: list[tuple[str, str, str]]
) -> None:
    """Caption and alternative text, also behind a paragraph; a tag that says nothing stays code."""
    assert _told(f"# T\n\nText.\n\n{tag}\n")[2:] == told


def test_authors_in_a_small_key_above_the_text_are_metadata() -> None:
    """As the extension of Python-Markdown reads them; a line of a title page is text."""
    blocks, said = parse(b"author: a-kim, Lee\n\n# Port\n\nText.\n", "seeds/a.md")
    assert ([block.text for block in blocks], said.author) == (["Port", "Text."], "a-kim, Lee")
    blocks, said = parse(b"title: Why a port?\nauthor: Kim\n\nText.\n", "seeds/a.md")
    assert (blocks[-1].text, said.title, said.author) == ("Text.", "Why a port?", "Kim")
    sentences = ("author: I wrote it in a week.", "author: she who writes a text")
    for line in ("Author: A. Kim", "author:", "author: Kim\nport: Busan", *sentences):
        blocks, said = parse(f"{line}\n\n# Port\n\nText.\n".encode(), "seeds/a.md")
        assert (blocks[0].text[:6].lower(), said.author) == ("author", "")


def test_a_title_block_of_pandoc_is_front_matter() -> None:
    """Title, authors, date; one line alone, or a text of MyST, has none."""
    blocks, said = parse(b"% The port\n% A. Kim; B. Lee\n% 2021-12-07\n\nText.\n", "seeds/a.md")
    assert [block.text for block in blocks] == ["The port", "Text."]
    assert (said.title, said.authors, said.date) == ("The port", ("A. Kim", "B. Lee"), "2021-12-07")
    assert parse(b"% One\n\nText.\n", "seeds/a.md")[1].title == ""
    undated = parse(b"% The port\n% A. Kim\n  B. Lee\n% soon\n\nText.\n", "seeds/a.md")[1]
    assert (undated.authors, undated.date) == (("A. Kim", "B. Lee"), "")
    for text, path in (
        (b"% a\n% b\nText.\n", "seeds/a.md"),
        (b"% a\n% b\n\nText.\n", "seeds/a.txt"),
    ):
        assert parse(text, path)[1].title == ""
    assert parse(b"% a\n% b\n\n```{note}\nx\n```\n", "seeds/a.md")[1].title == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("| Roses are\n| red\n|\n| Violets", ["Roses are<x1/> red", "Violets"]),
        ("| a | b |\n|---|---|\n| c | d |", ["a", "b", "c", "d"]),
        ("| a |\n| b |", ["| a | | b |"]),
        ("| a | b |\n|---|---|\n| c | d |\n\n: Prices {#tbl-a}", ["a", "b", "c", "d", "Prices"]),
        ("| a | b |\n|---|---|\n| c | d |\n\n: {tbl-colwidths='[1,2]'}", ["a", "b", "c", "d"]),
        ("See @fig-port, not me@fig-x.com.", ["See <x1/>, not me@fig-x.com."]),
        ("import A from 'b'\n\nIt is {a.b}.", ["import A from 'b'", "It is <x1/>."]),
        ("It costs {price} today.", ["It costs {price} today."]),
    ],
)  # fmt: skip
def test_verse_captions_references_and_values(text: str, told: list[str]) -> None:
    """Each where it is certain; what only looks like it stays text."""
    assert [text for _, text, _ in _told(f"# T\n\n{text}\n")[1:]] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ice [@kim2021, p. 3; @lee] melts.", ["Ice <x1/> melts."]),
        ("By [@kim] alone.\n\n[@kim]: https://a.b", ["By <g1>@kim</g1> alone."]),
        ("By [@kim](https://a.b) or [@ the sea].", ["By <g1>@kim</g1> or [@ the sea]."]),
        (r"Ice\index{ice!thin \emph{one}} (\#fig:ice).", ["Ice<x1/> (<x2/>)."]),
        (r"See \@ref(fig:ice) and \ref{a}.", ["See <x1/> and <x2/>."]),
        (r"In C:\index\{a} and \textbf{words}.", [r"In C:\index{a} and \textbf{words}."]),
        ("A {++new++} {--old--}{>>why<<}{~~b~>c~~} {==d==}.", ["A new c <g1>d</g1>."]),
        ("A {+ new *b* +} {- old -} c. {+d+}", ["A new <g1>b</g1> c. {+d+}"]),
        ("As {- a -} remark, {+ or.", ["As {- a -} remark, {+ or."]),
        ("As `a`{=html}, {=html}.", ["As <x1/><x2/>, {=html}."]),
        ("\\newpage\n\nText.", ["\\newpage", "Text."]),
        ("\\begin{figure}\nA\n\nB\n\\end{figure}", ["\\begin{figure}\nA\n\nB\n\\end{figure}"]),
        ("\\begin{figure} begins one.", ["\\begin{figure} begins one."]),
        ("<<< @/a.js{2}\n\n@[toc](c)", ["<<< @/a.js{2}", "@[toc](c)"]),
        ('--8<-- "b.md"', ['--8<-- "b.md"']),
        ("It is 8<-- \"b.md\" here.", ['It is 8<-- "b.md" here.']),
    ],
)  # fmt: skip
def test_citations_references_and_changes(text: str, told: list[str]) -> None:
    """What authors of books and papers write; what only looks like it stays text."""
    assert [text for _, text, _ in _told(f"# T\n\n{text}\n")[1:]] == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See :numref:`fig_x`, :cite:`a.b` and :ref:`the dock <dock>`.",
         "See <x1/>, <x2/> and <g3>the dock</g3>."),
        ("It is :tada:`new`.", "It is 🎉<x1/>."),
        ("As [@lee2019] and @kim2021 say; @kim.", "As <x1/> and <x2/> say; @kim."),
        ("As @kim2021 says, and -@lee_2019a [p. 33]; @mayor, x@y2021.org.",
         "As <x1/> says, and <x2/>; @mayor, x@y2021.org."),
        ("@kim2021은 말했다.", "<x1/>은 말했다."),
        ("见@fig:port，如@doi:10.1038/s-1所示。", "见<x1/>，如<x2/>所示。"),
        ("Of $k$: $len = end - start$, $(0, 1)$, $n!$ and $word$, not $5 or $6.",
         "Of <x1/>: <x2/>, <x3/>, <x4/> and <x5/>, not $5 or $6."),
        ("- [>] Later", "<x1/> Later"),
        ("## Set up [#set-up]", "Set up"),
        ("## Mend [#123]", "Mend [#123]"),
        ("Slow{' '} lines {'<='} 2G", "Slow<x1/> lines <x2/> 2G"),
    ],
)  # fmt: skip
def test_marks_that_books_and_notes_use(text: str, shown: str) -> None:
    """Roles of docutils, citations beside others in brackets, formulas among formulas, tasks."""
    assert _one(text).text == shown


def test_roles_behind_a_picture_and_alone() -> None:
    """They say how wide it is and what it is called; alone on a line one is code."""
    shown = [(b.kind, b.text) for b in _read("![Dock](a.png)\n:width:`9px`\n\n:label:`dock`")]
    assert shown == [(K.CAPTION, "Dock"), (K.CODE, ":label:`dock`")]


def test_a_component_may_hold_blank_lines_in_braces() -> None:
    """In its attributes, which are no text."""
    kinds = [b.kind for b in _read("Text.\n\n<Chart data={[\n  1,\n\n  2,\n]} />\n\nEnd.")]
    assert kinds == [K.PARAGRAPH, K.CODE, K.PARAGRAPH]


def test_in_a_file_called_mdx_braces_hold_values() -> None:
    """Whether it imports anything or not; sums, too: a brace in MDX always begins a value.

    In a file of another name only what looks like nothing else does.
    """
    text = "As of {new Date().getFullYear()}, {props.n} of {1 + 2}."
    (block,), _ = parse(text.encode(), "seeds/a.mdx")
    assert block.text == "As of <x1/>, <x2/> of <x3/>."
    (block,), _ = parse(b"A set {1 + 2} of two.", "seeds/a.md")
    assert block.text == "A set {1 + 2} of two."


def test_a_paragraph_of_html_in_mdx_holds_markdown() -> None:
    """Elsewhere its signs are text, as CommonMark has it."""
    text = b"Above.\n\n<p>\n**Type:** `a`<br />\n*b*\n</p>\n\nBelow.\n"
    blocks, _ = parse(text, "seeds/a.mdx")
    assert blocks[1].text == "<g1>Type:</g1> <x2/><x3/> <g4>b</g4>"
    assert [block.text for block in blocks[::2]] == ["Above.", "Below."]
    assert parse(text, "seeds/a.md")[0][1].text.startswith("**Type:**")
    blocks, _ = parse(b"Above.\n\n<p>\n    Text of it.\n</p>\n", "seeds/a.mdx")
    assert (blocks[1].kind, blocks[1].text) == (BlockKind.PARAGRAPH, "Text of it.")


def test_what_a_page_imports_stands_below_its_headline() -> None:
    """A page has its headline once, on top."""
    text = "---\ntitle: Ports\ndescription: Of old\n---\nimport A from 'a'\n\n# Ports\n\nText.\n"
    assert [b.kind for b in _read(text)] == [K.HEADLINE, K.DECK, K.CODE, K.PARAGRAPH]


SIMPLE = """  Right     Left     Default
-------     ------   -------
     12     12           1.5
    123     123         2 km

Table:  Two of them, in
a simple table.
"""
TALL = """-------------------------------
 Name      What it is
--------- ---------------------
 Quay      Where ships
           moor.

 Crane     It lifts.
-------------------------------
"""


def test_tables_of_pandoc_need_no_bars() -> None:
    """A row a line, or of several lines; the caption may have several as well."""
    assert _shape(SIMPLE) == [
        *((K.CELL, text, "") for text in "Right Left Default 12 12 1.5 123 123".split()),
        (K.CELL, "2 km", ""),
        (K.CAPTION, "Two of them, in a simple table.", ""),
    ]
    texts = ["Name", "What it is", "Quay", "Where ships moor.", "Crane", "It lifts."]
    assert _shape(f"Text.\n\n{TALL}")[1:] == [(K.CELL, text, "") for text in texts]
    headless = "\n".join([*SIMPLE.split("\n")[1:4], "-------     ------   -------"])
    assert len(_shape(f"Text.\n\n{headless}")) == 7


@pytest.mark.parametrize("text", [TALL, "---\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\nThe end.\n"])
def test_a_rule_at_the_top_of_a_file_may_stand_above_a_table(text: str) -> None:
    """It is no front matter, which would be refused."""
    assert parse(text.encode(), "seeds/a.md")[0][0].kind is K.CELL


@pytest.mark.parametrize(
    "text",
    [
        "Some words here.\n\n--- ---\n\nThe end.",
        "Some words here.\n\n-----\n\nThe end.\n\n-----\n\nReally.",
        "Words over columns\n----- -----\nso they are none.",
        "First\n-----\nSecond part.",
    ],
)
def test_lines_of_dashes_alone_make_no_table(text: str) -> None:
    """They part what stands above and below, or underline a heading."""
    assert K.CELL not in {kind for kind, _, _ in _shape(text)}


def test_items_with_letters_are_apart_and_keep_their_marks() -> None:
    """Texts refer to them; ``#.`` is a number, and a lone letter begins no list."""
    text = "a) ships,\nb) trucks\nfrom Busan.\n\n(i) One\n(ii) Two\n\nA. Smith met\nC. Jones."
    assert [shown for _, shown, _ in _shape(text)] == [
        "a) ships,", "b) trucks from Busan.", "(i) One", "(ii) Two", "A. Smith met C. Jones.",
    ]  # fmt: skip
    assert len(_shape("A. Smith came, and\nB. Jones. Later\nC. Miller.\n\nI. One\nII. Two")) == 3
    counted = _read("#. One\n\n#. Two\n")
    assert [(each.kind, each.text, each.ordered) for each in counted] == [
        (K.LIST_ITEM, "One", 1), (K.LIST_ITEM, "Two", 2),
    ]  # fmt: skip


def test_headings_are_names_of_links() -> None:
    """Unless the file has links of a wiki, or no heading of the name."""
    text = "See [The Wind] and [how][Tides], not [x].\n\n# The Wind\n\n# Tides {#t}\n"
    block = next(each for each in _read(text) if each.kind is K.PARAGRAPH)
    assert block.text == "See <g1>The Wind</g1> and <g2>how</g2>, not [x]."
    assert [item.url for item in block.markup] == ["#the-wind", "#t"]
    quoted = "[Sources] told us [sic].\n\n# Sources\n\n# Sic\n"
    assert _shape(quoted)[0][1] == "[Sources] told us [sic]."
    assert "[how][Tides]" in [each.text for each in _read("[[Page]]\n\n[how][Tides]\n\n# Tides")]


def test_a_tab_of_hexo_has_its_name() -> None:
    """And front matter of its files may lack the first fence."""
    head = "title: Ports\ndate: 2024-03-02\ntags:\n- sea\n---\n\n"
    tab = "<!-- tab Linux@l -->\nOne.\n<!-- endtab -->"
    text = f"{head}{{% tabs os %}}\n{tab}\n{{% endtabs %}}\n"
    blocks, metadata = parse(text.encode(), "seeds/a.md")
    assert (metadata.title, metadata.date, metadata.tags) == ("Ports", "2024-03-02", ("sea",))
    shown = [(each.text, each.box.kind if each.box else "") for each in blocks if each.box]
    assert shown == [("Linux", "tab"), ("One.", "tab")]
    assert _shape("title: a heading\n---\nText.")[0][1] == "title: a heading"


def test_a_definition_may_begin_with_an_indented_tilde() -> None:
    """One at the margin stands before a round figure."""
    assert _shape("Quay\n  ~ Where ships moor.\n") == [
        (K.TERM, "Quay", ""), (K.DEFINITION, "Where ships moor.", ""),
    ]  # fmt: skip
    assert _shape("Height\n~ 30 m\n") == [(K.PARAGRAPH, "Height ~ 30 m", "")]
    assert _shape("Height\n  ~ 30 m\n") == [(K.PARAGRAPH, "Height ~ 30 m", "")]


def test_a_formula_of_github_has_no_marks_of_code() -> None:
    """They stand within those of the formula."""
    assert [item.text for item in _one("It is $`x^2`$ now.").markup] == ["x^2"]


def test_a_quotation_below_a_bold_word_of_github_is_a_box() -> None:
    """As it was before ``[!NOTE]``; other bold words are text."""
    assert _shape("> **Note**\n> Mind it.") == [(K.PARAGRAPH, "Mind it.", "note")]
    assert _shape("> **Note** Mind it.")[0][0] is K.QUOTE


def test_one_word_names_details_and_exported_shortcodes_are_no_text() -> None:
    """``{% details Why? %}`` of DEV; WordPress's shortcodes with the brackets escaped."""
    (title, _) = _read("{% details Why? %}\nBecause of rust.\n{% enddetails %}\n")
    assert (title.kind, title.text) == (BlockKind.BOX_TITLE, "Why?")
    exported = r'\[caption id="attachment\_1"\]The quay\[/caption\] and \[a note\]'
    (block,) = _read(exported)
    assert block.text == "<x1/>The quay<x2/> and [a note]"
    (block,) = _read('Now [su_button url="/a"]apply[/su_button] or [embed]https://a.org/b[/embed].')
    assert block.text == "Now <x1/>apply<x2/> or <x3/>https://a.org/b<x4/>."


@pytest.mark.parametrize(
    "text",
    [
        "| `a|b` | One |\n| c \\| d | Two |\n{: .wide}\n",
        "|---|---|\n|`a|b`|One|\n|===\n|c \\| d|Two|\n",
        "| `a\\|b` | One |\n|---|\n| c \\| d | Two |\n",
    ],
)
def test_rows_between_bars_are_a_table_without_a_head(text: str) -> None:
    """Kramdown needs no line of dashes, and GitHub refuses one that has too few."""
    cells = [(b.row, plain(b.text, b.markup)) for b in _read(f"Text.\n\n{text}\nEnd.")]
    assert cells == [(0, "Text."), (1, "a|b"), (1, "One"), (2, "c | d"), (2, "Two"), (0, "End.")]


@pytest.mark.parametrize(
    "text", ["|x| + |y|\n|y| + |z|", "| a | b |", "| a | b |\n| c |", "| a | b |\nand so on"]
)
def test_other_lines_with_bars_are_text(text: str) -> None:
    """Such as sums of absolute values, and rows that have not as many cells."""
    assert all(b.kind is K.PARAGRAPH for b in _read(text))


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_fence_right_below_a_tag_is_code(fence: str) -> None:
    """Else its end would be taken for the beginning of another, to the end of the file."""
    text = f"<article>\n{fence}\nx = 1\n\ny = 2\n{fence}\n{{: .toml}}\n</article>\n\nText.\n"
    assert [(b.kind, b.text) for b in _read(text)] == [
        (K.CODE, "x = 1\n\ny = 2"), (K.PARAGRAPH, "Text."),
    ]  # fmt: skip


def test_a_comment_that_looks_like_a_reference_is_nowhere() -> None:
    """Also with brackets in it, which make text of it and of the comments below."""
    text = (
        "[#]: subject: (Emacs (and Vim))\n[#]: via: (https://a.b)\n\n[//]: # (not (yet))\nText.\n"
    )
    assert [b.text for b in _read(text)] == ["Text."]
    assert [b.text for b in _read("One\n[comment]: <> (not yet)\ntwo.")] == ["One", "two."]
    assert _one("[//]: # (kept) and so on").text == "[//]: # (kept) and so on"


def test_what_discord_hides_is_no_table() -> None:
    """Lines between double bars; what has room between them is an empty cell."""
    assert _one("||first||\n||second||").text == "||first|| ||second||"
    for table in ("| a | b |\n| c | d |", "|  | a | b |  |\n|  | c | d |  |"):
        assert _shape(table)[0][0] is K.CELL


def test_a_brace_of_mdx_that_is_never_closed_is_text() -> None:
    """And a component is none, however much stands in it."""
    blocks, _ = parse(b"Ships {wait ? here : there\n", "seeds/a.mdx")
    assert [b.text for b in blocks] == ["Ships {wait ? here : there"]
    tag = f'<Fragment set:html={{"<b id=\\"b\\">It falls at last, {"ships " * 1000}</b>"}} />'
    blocks, _ = parse(f"Text.\n\n{tag}\n".encode(), "seeds/a.mdx")
    assert [(b.kind, b.text) for b in blocks] == [(K.PARAGRAPH, "Text."), (K.CODE, tag)]
