"""Words that programs show out of arguments, heads of code and fences: read, or told."""

from __future__ import annotations

import pytest

from workflow.catalog.template import CarryReason, carried_over
from workflow.documents.readers import parse
from workflow.model import Document


def _told(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    return [
        (block.kind.value, block.text)
        for block in parse(f"# T\n\n{text}\n".encode(), f"seeds/{name}")[0][1:]
    ]


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ('{{< card link="docs" title="Every day" icon="rope" >}}', ["<g1>Every day</g1>"]),
        ('{{< card title="Ropes" subtitle="Of hemp" >}}', ["Ropes", "Of hemp"]),
        ('{{< hint "Bring warm clothes." >}}', ["Bring warm clothes."]),
        ('{{ button(text="Reserve (a) mooring", link="/r") }}', ["<g1>Reserve (a) mooring</g1>"]),
        ('{% include alert.html type="note" content="Sails must dry" %}', ["Sails must dry"]),
        ('{% image "oar.jpg", "An oar against a wall" %}', ["An oar against a wall"]),
        ('{% card title="A boat for two" /%}', ["A boat for two"]),
        ("{% btn https://example.org, 立即购票, ticket %}", ["<g1>立即购票</g1>"]),
        ("请看{% post_link port-day '港口开放' %}。", ["请看<g1>港口开放</g1>。"]),
    ],
)
def test_what_a_tag_certainly_shows_is_text(tag: str, texts: list[str]) -> None:
    """Arguments that are called title, text and the like, and sentences in quotation marks."""
    assert [text for _, text in _told(tag)] == texts


@pytest.mark.parametrize(
    "tag",
    [
        '{{< glossary-term "default sort order" >}}',
        '{{< ref "All Of My Ports.md" >}}',
        '{{< card icon="boat" type="note" >}}',
        '{{< card title="{{ page.title }}" >}}',
        '{% assign words = "Some words of it" %}',
        '{% if page.title == "Some words of it" %}',
        '<Table config={[{ label: "Some words" }]} title="Other words" />',
    ],
)
def test_what_may_be_a_name_stays_as_it_stands(tag: str) -> None:
    """Keys, variables, conditions, and what a program works out."""
    assert _told(tag) == [("code", tag)]


def test_components_show_the_words_of_their_attributes() -> None:
    """Also in braces; a component that encloses text keeps them above it."""
    assert _told('<Hero heading={"Sail early"} text={`The wind is kind`} />', "a.mdx") == [
        ("paragraph", "Sail early"),
        ("paragraph", "The wind is kind"),
    ]
    assert _told('<Card title="Ropes" description="Of hemp">\n\nStrong.\n\n</Card>', "a.mdx") == [
        ("box title", "Ropes"),
        ("paragraph", "Of hemp"),
        ("paragraph", "Strong."),
    ]


def test_whose_words_a_box_holds_stands_at_its_end() -> None:
    """The author of a quotation is not lost with the tag."""
    for said, end in (('author="Ann Lee"', "— Ann Lee"),
                      ('author="Ann Lee" source="Ropes"', "— Ann Lee, Ropes")):  # fmt: skip
        text = f"{{{{< quote {said} >}}}}\nThe sea waits.\n{{{{< /quote >}}}}"
        assert [text for _, text in _told(text)] == ["The sea waits.", end]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('The {{< tooltip text="harbour" >}} closes.', CarryReason.TAG_WORDS),
        ("The log{{footnote: kept in the archive}} says so.", CarryReason.TAG_WORDS),
        ('{{< tabs items="On a Mac,On Windows" >}}', CarryReason.TAG_WORDS),
        ("The button ![the red one](b.png) stops it.", CarryReason.PICTURE),
        ("The {{< ref port >}} closes.", None),
        ('{% if page.title == "Some words of it" %}', CarryReason.TEMPLATE),
        ("The button ![b.png](b.png) stops it.", None),
    ],
)
def test_words_that_stay_are_told(text: str, reason: CarryReason | None) -> None:
    """Those in tags within a line or in doubt, and those for a picture within a line."""
    blocks, metadata = parse(f"# T\n\n{text}\n".encode(), "seeds/a.md")
    document = Document("seeds/a.md", "a", blocks, metadata, "en")
    found = [each.reason for each in carried_over(document, ["ko"])]
    assert found == ([reason] if reason else [])


@pytest.mark.parametrize(
    "comment",
    ["{# for the team #}", "{{/* for the team */}}", "{{!-- for the team --}}", "<%# the team %>"],
)
def test_comments_of_templates_get_nowhere(comment: str) -> None:
    """Alone on a line and within one; in code they are what is shown."""
    assert _told(f"One.\n\n{comment}\n\nTwo {comment} three.") == [
        ("paragraph", "One."),
        ("paragraph", "Two three."),
    ]
    assert _told(f"```\n{comment}\n```") == [("code", comment)]


def test_what_begins_like_a_comment_and_does_not_end_is_text() -> None:
    """The end of another comment is not its own."""
    assert _told("A {# mark} stays, {# for the team #} and so does {# this.") == [
        ("paragraph", "A {# mark} stays, and so does {# this.")
    ]


@pytest.mark.parametrize(
    ("head", "first", "captions"),
    [
        ('{r tides, fig.cap="Tides in May"}', "plot(1)", ["Tides in May"]),
        ("{r, fig.cap='(ref:tides)'}", "plot(1)", []),
        ("{r, fig.cap=paste0('Tides in ', month)}", "plot(1)", []),
        (
            "{python}",
            "#| fig-cap: Tides in May\n#| fig-alt: A wave\nplot()",
            ["Tides in May", "A wave"],
        ),
        ("{python}", "#| label: [\nplot()", []),
        ("python", "#| fig-cap: Tides in May\nplot()", []),
    ],
)
def test_captions_of_code_are_captions(head: str, first: str, captions: list[str]) -> None:
    """Of R Markdown in the head of a block, of Quarto in its first lines."""
    found = _told(f"```{head}\n{first}\n```", "a.qmd")
    assert found[0] == ("code", first)
    assert found[1:] == [("caption", each) for each in captions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('```admonish tip title="Old boats"\nThey sink *slowly*.\n```',
         [("box title", "Old boats"), ("paragraph", "They sink <g1>slowly</g1>.")]),
        ("```ad-note\ntitle: Old boats\ncollapse: open\nThey sink.\n```",
         [("box title", "Old boats"), ("paragraph", "They sink.")]),
        ('```{theorem, tides, name="On tides"}\nThey turn.\n```',
         [("box title", "On tides"), ("paragraph", "They turn.")]),
        ("```advice\nThey sink slowly, then fast.\n```",
         [("code", "They sink slowly, then fast.")]),
        ("\\begin{theorem}[Zorn]\nThey turn.\n\\end{theorem}",
         [("box title", "Zorn"), ("paragraph", "They turn.")]),
        ("\\begin{itemize}\n\\item Ropes\n\\item Sails\nof cloth\n\\end{itemize}",
         [("list item", "Ropes"), ("list item", "Sails of cloth")]),
        ("\\begin{figure}\nThey turn.\n\\end{figure}",
         [("code", "\\begin{figure}\nThey turn.\n\\end{figure}")]),
    ],
)  # fmt: skip
def test_fences_and_environments_that_hold_prose(
    text: str, found: list[tuple[str, str]]
) -> None:  # fmt: skip
    """Boxes of mdBook, Obsidian, bookdown and TeX; every other one is code."""
    assert _told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("> Wait.\n> [name=Ann] [time=May 6] [color=red]", ["Wait. Ann, May 6"]),
        ("The selector [name=value] is one.", ["The selector [name=value] is one."]),
        ("- TODO Ask\n  :LOGBOOK:\n  CLOCK: [2024-04-30]\n  :END:", ["TODO Ask"]),
        ("---\nlayout: two-cols\nclass: big\n---\n\nLeft\n\n::right::\n\nRight", ["Left", "Right"]),
        ("Ships\n\n---\n\nlayout: none\n\n---", ["Ships", "layout: none"]),
        ('!!! 주의 "읽기 전에"\n\n    늦습니다.', ["읽기 전에", "늦습니다."]),
        ("!!! 주의\n\n    늦습니다.", ["주의", "늦습니다."]),
        ("!!! What a Day it was\n\n    Late.", ["What a Day it was", "Late."]),
        ("!!! quay inline end\n\n    Late.", ["Late."]),
        ("Ships\n\n---\nimage: all is well.\n---\n\nEnd", ["Ships", "image: all is well.", "End"]),
        ("# (PART) Ships {-}", ["Ships"]),
        (":::{card} Pier\nHead\n^^^\nBuilt.\n+++\nFoot\n:::", ["Pier", "Head", "Built.", "Foot"]),
        ("```{button-link} https://a.org\n:color: primary\nRead on\n```", ["Read on"]),
    ],
)
def test_marks_of_single_programs_are_no_text(text: str, found: list[str]) -> None:
    """HackMD, Logseq, Slidev, MkDocs in Korean, bookdown, MyST."""
    assert [text for _, text in _told(text)] == found


def test_an_abstract_stands_below_another_deck() -> None:
    """Both are shown by the programs that have both; emphasis in a caption is emphasis."""
    head = "---\ntitle: T\nsubtitle: S of it\nabstract: A of it\nimage: a.jpg\n"
    head += "caption: The *Dora*\n---\n"
    blocks, _ = parse(f"{head}\nText.\n".encode(), "seeds/a.qmd")
    assert [each.text for each in blocks] == [
        "T",
        "S of it",
        "A of it",
        "The <g1>Dora</g1>",
        "Text.",
    ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('tagline: "Rooms above the water"', True),
        ("style: wide", False),
        ('image_alt: "Rooms above the water"', False),
    ],
)
def test_sentences_in_tables_of_themes_are_told(table: str, told: bool) -> None:
    """Hugo's ``params`` and Zola's ``extra`` hold what a theme may show."""
    _, said = parse(f"---\ntitle: T\nparams:\n  {table}\n---\n\nText.\n".encode(), "seeds/a.md")
    assert [each.key for each in said.unread if not each.usual] == (["params"] if told else [])
