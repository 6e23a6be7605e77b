"""What programs of single sites write in Markdown; and what only looks like it."""

from __future__ import annotations

import pytest

from workflow.documents.readers import parse
from workflow.documents.readers.markdown import body
from workflow.documents.readers.markdown.markdown_writing import written
from workflow.model import BlockKind

_TUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def _told(text: str, name: str = "a.md") -> list[tuple[str, str, str]]:
    return [
        (block.kind.value, block.text, block.url)
        for block in parse(f"# T\n\n{text}\n".encode(), f"seeds/{name}")[0][1:]
    ]


@pytest.mark.parametrize(
    ("text", "address", "title"),
    [
        ("{{< youtube dQw4w9WgXcQ >}}", _TUBE, ""),
        ('{{< youtube id="dQw4w9WgXcQ" title="The pier" >}}', _TUBE, "The pier"),
        ("{% youtube dQw4w9WgXcQ %}", _TUBE, ""),
        ('{%- youtubeEmbed "dQw4w9WgXcQ", "The pier", "443" -%}', _TUBE, "The pier"),
        ('{{ youtube(id="dQw4w9WgXcQ") }}', _TUBE, ""),
        ('{% include youtube.html id="dQw4w9WgXcQ" %}', _TUBE, ""),
        ('{% include video id="dQw4w9WgXcQ" provider="youtube" %}', _TUBE, ""),
        ("@[youtube](dQw4w9WgXcQ)", _TUBE, ""),
        (f"%[{_TUBE}]", _TUBE, ""),
        (f"[!VIDEO {_TUBE}]", _TUBE, ""),
        (f"{{% embed {_TUBE} %}}", _TUBE, ""),
        ('::youtube{id="dQw4w9WgXcQ"}', _TUBE, ""),
        ('<YouTube id="dQw4w9WgXcQ" />', _TUBE, ""),
        ("```{youtube} dQw4w9WgXcQ\n```", _TUBE, ""),
        ("```{youtube} dQw4w9WgXcQ\n:width: 640\n:title: The pier\n```", _TUBE, "The pier"),
        ('{{< tweet user="port" id="12" >}}', "https://twitter.com/port/status/12", ""),
        ("{% twitter 12 %}", "https://twitter.com/i/status/12", ""),
        ("{% github sea/port %}", "https://github.com/sea/port", ""),
    ],
)
def test_what_is_embedded_is_a_link(text: str, address: str, title: str) -> None:
    """With its title, if it says one; also right behind the lines of a paragraph."""
    assert _told(f"Text.\n\n{text}\n\nEnd.")[1:-1] == [("embed", title, address)]


@pytest.mark.parametrize(
    "text",
    ["{{< youtube >}}", "{% include youtube.html id=page.film %}", "{% github port %}", "<X go />"],
)
def test_what_does_not_say_what_it_embeds_stays_code(text: str) -> None:
    """A page is led nowhere."""
    assert _told(text) == [("code", text, "template")]


def test_words_below_an_embed_are_text_and_its_end_nothing() -> None:
    """GitBook has a caption so."""
    text = '{% embed url="https://d.e/f" %}\nThe *pier*\n{% endembed %}\n\nEnd.'
    assert [each[:2] for each in _told(text)] == [
        ("embed", ""), ("paragraph", "The <g1>pier</g1>"), ("paragraph", "End."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (":::row:::\n:::column span=\"2\":::\nLeft.\n:::column-end:::\n:::row-end:::", ["Left."]),
        ('::: zone pivot="a"\n\nFor some.\n\n::: zone-end', ["For some."]),
        (':::image type="content" source="a.png" alt-text="A crane":::', ["A crane"]),
        ("[!INCLUDE [a](a.md)]", ["[!INCLUDE [a](a.md)]"]),
        ("::: port.crane\n    options:\n      x: 1\n\nEnd.",
         ["::: port.crane\n    options:\n      x: 1", "End."]),
        ("::include{file=a.md}", ["::include{file=a.md}"]),
        ("## Cranes :id=cranes", ["Cranes"]),
        ("A.\n{::comment}\nNot this.\n\nNor this.\n{:/comment}\n\nB.", ["A.", "B."]),
        ("{::comment}\nOpen.", ["Open."]),
        ("A {::comment}hid{:/comment} b {::nomarkdown}*c*{:/} d.", ["A b <g1>c</g1> d."]),
        ("{::nomarkdown}\n<p>A *b*</p>\n\n<p>C</p>\n{:/nomarkdown}\n\nD.", ["A *b*", "C", "D."]),
        ("A {:/x} b {::y and z.", ["A {:/x} b {::y and z."]),
        ("![bg right:40%](a.png)\n\n![bg of it](b.png)", ["", "bg of it"]),
        ("{% quote(author=\"Kim\") %}\nThe sea.\n{% end %}", ["The sea.", "— Kim"]),
        ("{% blockquote Kim, Sea book %}\nThe sea.\n{% endblockquote %}",
         ["Kim, Sea book", "The sea."]),
        ("(ref:cap) A caption.", ["<x1/> A caption."]),
        ("(@) One.\n(@b) Two.\n\nSee.", ["<x1/> One.", "<x2/> Two.", "See."]),
        ("Text.\n\nTable: Fish\n\n| a | b |\n|---|---|\n| c | d |",
         ["Text.", "Fish", "a", "b", "c", "d"]),
        ("Table: four chairs.\n\nText.", ["Table: four chairs.", "Text."]),
        ("Use ::: here and (ref) there.", ["Use ::: here and (ref) there."]),
    ],
)  # fmt: skip
def test_marks_of_sites_are_no_text(text: str, told: list[str]) -> None:
    """What they enclose is."""
    assert [words.replace("<x1/> Two", "<x2/> Two") for _, words, _ in _told(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "```{list-table} Ports\n\n* - Name\n  - Size\n* - Busan\n  - Large,\n    old\n```",
        '```{csv-table} Ports\n:header: Name, Size\n\nBusan, "Large, old"\n```',
        ':::{csv-table} Ports\n:header: Name, Size\n\nBusan, "Large, old"\n:::',
    ],
)
def test_tables_of_myst(text: str) -> None:
    """A list of lists, or values that commas divide, with a caption."""
    blocks = parse(f"# T\n\n{text}\n".encode(), "seeds/a.md")[0][1:]
    assert [block.text for block in blocks] == ["Ports", "Name", "Size", "Busan", "Large, old"]
    assert [block.row for block in blocks] == [0, 1, 1, 2, 2]
    assert blocks[0].kind is BlockKind.CAPTION


def test_a_link_without_words_stands_for_words_in_myst_alone() -> None:
    """Elsewhere it is a place that nobody sees."""
    assert _told("See [](#a) and {ref}`b` now.")[0][1] == "See <x1/> and <x2/> now."
    assert _told("See [](#a) now.")[0][1].split() == ["See", "now."]
    named = _told("See [](#a), [](#a) and [](#b).\n\n(a)=\n## Blue cranes\n\n(b)=\n## In `x`\n")
    assert named[0][1] == "See <g1>Blue cranes</g1>, <g2>Blue cranes</g2> and <x3/>."


def test_rows_wider_than_their_columns_are_divided_at_their_gaps() -> None:
    """Pandoc's and docutils'; without gaps enough there is no table."""
    text = "Name     Size\n-------  -----\nBusan port   Large\nPohang   Small\n"
    assert [each[1] for each in _told(text)] == [
        "Name", "Size", "Busan port", "Large", "Pohang", "Small",
    ]  # fmt: skip
    assert "table cell" not in {each[0] for each in _told(text.replace("port   L", "port L"))}
    rule = "=======  =====\n"
    rst = f"T\n=\n\n{rule}Name     Size\n{rule}Busan port   Large\n{rule}\nEnd.\n"
    found = [(b.kind.value, b.line, b.text) for b in parse(rst.encode(), "seeds/a.rst")[0][1:]]
    assert found == [
        ("table cell", 5, "Name"), ("table cell", 5, "Size"),
        ("table cell", 7, "Busan port"), ("table cell", 7, "Large"),
        ("paragraph", 10, "End."),
    ]  # fmt: skip


def test_brackets_are_links_to_headings_only_where_pandoc_is_certain() -> None:
    """Two words in brackets may be an editor's."""
    text = "It [Open Work] says.\n\n## Open Work\n"
    assert _told(text)[0][1] == "It [Open Work] says."
    for more, name in ((text, "a.qmd"), (text + "\nSo [@kim].\n", "a.md")):
        assert _told(more, name)[0][1] == "It <g1>Open Work</g1> says."


def test_boxes_of_html_come_out_again_with_other_words() -> None:
    """Notebooks are full of them."""
    text = "<div class='alert'><b>Note:</b> Mind it.</div>\n"
    done = written(text, body(text, "a"), ["<g1>X:</g1> Y."], lambda each: body(each, "a"))
    assert done == ("<div class='alert'><b>X:</b> Y.</div>\n", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('::card{title="Cars"}\nDrive on.\n::', ["Cars", "Drive on."]),
        ("::callout{icon=info}\nCome **early**.\n::", ["Come <g1>early</g1>."]),
        (
            "::hero\n---\ntitle: Come in\ntext: It leaves at noon.\n---\n:::note\nAll.\n:::\n::",
            ["Come in", "It leaves at noon.", "All."],
        ),
        (':u-button{label="Start now" to="/docs"}', [':u-button{label="Start now" to="/docs"}']),
        (":icon{name=i-ship}", [":icon{name=i-ship}"]),
        ("::: mermaid\ngraph TD; A --> B;\n:::", ["graph TD; A --> B;"]),
        ("![fog](fog.jpg =400x)", ["fog"]),
        (
            "It was ++warmer++ than ++this one++.",
            ["It was <g1>warmer</g1> than <g2>this one</g2>."],
        ),
        ("Press ++ctrl+s++ or ++esc++.", ["Press <x1/> or <x2/>."]),
        ("C++ and ++i are code, C++ too.", ["C++ and ++i are code, C++ too."]),
        ('```sh title="Open a shell"\nls\n```', ["ls", "Open a shell"]),
        ('```js title="src/port.js"\nport()\n```', ["port()"]),
        (
            "{{< code-toggle file=hugo >}}\n[cascade]\ncolor = 'red'\n{{< /code-toggle >}}",
            ["[cascade]\ncolor = 'red'"],
        ),
        ("{% codeblock Lights on lang:js %}\non()\n{% endcodeblock %}", ["Lights on", "on()"]),
    ],
)
def test_words_in_marks_of_sites_are_read(text: str, told: list[str]) -> None:
    """Nuxt's components, diagrams of Azure DevOps, HackMD's pictures and underlined words."""
    assert [each[1] for each in _told(text)] == told


def test_tabs_of_one_line_are_boxes_and_other_words_of_components_are_told() -> None:
    text = (
        "# T\n\n<Tabs items={['Cars', 'Ships here']}>\n"
        '  <Tab value="Cars">Drive on.</Tab>\n</Tabs>\n\n'
        '<Tooltip tip="A unit of cargo" className="big red">TEU</Tooltip>'
        " {a ? 'now' : 'never'} {1 + 1}.\n"
    )
    blocks, metadata = parse(text.encode(), "seeds/a.mdx")
    assert [block.text for block in blocks[1:]] == ["Cars", "Drive on.", "TEU <x1/> <x2/>."]
    assert [(each.text, each.line) for each in metadata.passed_over] == [
        ("Ships here", 3),
        ("A unit of cargo", 7),
    ]


def test_a_file_that_lies_in_a_fence_is_what_the_fence_holds() -> None:
    """Language models answer so. A fence that holds an example among other text stays code."""
    text = "```markdown\n---\ntitle: Fog\ndraft: true\n---\n\nIt came.\n\n```sh\nls\n```\n```\n"
    blocks, metadata = parse(text.encode(), "seeds/a.md")
    assert [(block.text, block.line) for block in blocks] == [
        ("Fog", 3),
        ("It came.", 7),
        ("ls", 10),
    ]
    assert metadata.conditions
    assert parse(f"Write:\n\n{text}".encode(), "seeds/a.md")[0][1].kind is BlockKind.CODE


def test_lines_of_properties_stay_apart() -> None:
    """As Notion exports them; not where one line is prose."""
    fields = "Created: May 7, 2026\nOwner: Min-a Seo\nTags: port, fog"
    assert [each[1] for each in _told(fields)] == fields.split("\n")
    prose = "Note: the port is\nclosed until: noon\nand opens then."
    assert [each[1] for each in _told(prose)] == [prose.replace("\n", " ")]


def test_whose_the_picture_of_a_front_matter_is_stands_below_it() -> None:
    front = (
        "---\ntitle: T\nimage:\n  src: a.jpg\n  caption: The pier\n  credit: Min-a Seo\n---\nIt.\n"
    )
    blocks, _ = parse(front.encode(), "seeds/a.md")
    assert [(each.text, each.url) for each in blocks[1:3]] == [
        ("The pier", "a.jpg"),
        ("Min-a Seo", ""),
    ]
