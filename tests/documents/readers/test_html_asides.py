"""HTML: what stands in the element of an article and is no part of it, and what only looks so."""

from __future__ import annotations

import json

import pytest

from workflow.documents.readers import parse

_TEXT = [
    f"{number}. The harbour of Busan will get a new quay, the ministry said, for larger ships."
    for number in range(12)
]
_HALF = "".join(f"<p>{each}</p>" for each in _TEXT[:6])
_REST = "".join(f"<p>{each}</p>" for each in _TEXT[6:])
_MENU = "".join(f"<li><a href='/{n}'>Another story number {n}</a></li>" for n in range(20))
_LINES = "Lee has written on ships and on harbours for the paper since the year 2001, from Busan."

_TABLE = "<table><tr><th>A<th>B<tr><td><a href='/1'>The old quay</a><td>is old</table>"
_PICTURE = "<img src=a.jpg alt=''><figcaption>The old quay, which is best</figcaption>"


def _said(amid: str, below: str = "", head: str = "") -> str:
    page = (
        f"<html><head><title>New quay</title>{head}</head><body><ul class=gnb>{_MENU}</ul>"
        f"<div><article><h1>New quay</h1>{_HALF}{amid}{_REST}{below}</article></div></body></html>"
    )
    blocks = parse(page.encode(), "seeds/a.html")[0]
    texts = [block.text for block in blocks]
    assert [text for text in texts if text in _TEXT] == _TEXT
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        (f"<div class='authorBio'><p>{_LINES}</p></div>", False),
        ("<div class='sign-up'><p>The old quay by mail</p></div>", False),
        ("<h2 id='sign-up'>Sign up</h2>", True),
        ("<h2 id='promo-old-quay'>6. Promo Old Quay</h2><p>The old quay is a quay.</p>", True),
        ("<section id='sign-up'><h2>Sign up</h2><p>At the old quay.</p></section>", True),
        ("<section id='sign-up'><h2>The old quay</h2><p>By mail.</p></section>", False),
        ("<a class='related' href='/1'><div>Read on</div><h3>The old quay</h3></a>", False),
        ("<a href='/1'><h3>The old quay</h3></a>", True),
        ("<article><a href='/1'><h3>The old quay</h3></a></article>", False),
        ("<div class=teaser><a href='/1'>The old quay</a><p>It is old.</p></div>", False),
        ("<div class=teaser><p>The old quay is as old as the town.</p></div>", True),
        ("<div class='sc-gJwTLC'><p>The old quay is as old as the town.</p></div>", True),
        ("<div id='ships-promoted-as-the-old-quay-falls-into-the-sea'>The old quay</div>", True),
        ("<div class=social-embed><blockquote class=twitter-tweet>The old quay</div>", True),
        ("<div id=block-a-views-block-related-articles-block-1>The old quay</div>", False),
    ],
)
def test_names_tell_unless_they_are_bylines_headings_or_made_up(part: str, kept: bool) -> None:
    """What leads to another article, asks for an address, or is on the author."""
    text = _said("", part)
    assert kept == any(each in text for each in ("old quay", "Lee", "Sign up"))


def test_the_article_with_the_title_of_the_page_is_read_of_several() -> None:
    """Pages load the next article below; sections of one article have no ``h1`` of their own."""
    said = "Nobody in the whole town knows who built the old bridge, which fell last year."
    other = "".join(f"<p>{n}. {said}</p>" for n in range(20))
    page = "<title>New quay for Busan - Portal</title><body><main>{}<article>{}{}</article></main>"
    whole = f"<article><h1>New quay for Busan</h1>{_HALF}{_REST}</article>"
    for head, kept in (("<h1>Old bridge</h1>", False), ("<h2>Old bridge</h2>", True)):
        blocks = parse(page.format(whole, head, other).encode(), "seeds/a.html")[0]
        texts = [block.text for block in blocks]
        assert set(_TEXT) <= set(texts)
        assert kept == any("old bridge" in text for text in texts)


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("<div><p>Which quay is best?</p><button>The old quay</button></div>", False),
        ("<ul><li><a href='/1'>The old quay</a></li></ul>", False),
        ("<ul><li>Which is best: the old quay</li></ul>", True),
        (f"<div><button>+</button><figure>{_PICTURE}</figure></div>", True),
        ("<div><h3><a href='/1'>The old quay</a></h3></div><p>It is ugly.</p>", True),
        ("<div><a href='/1'>The old quay of the good town</a> is a very fine one.</div>", True),
        (f"<div><button>+</button>{_TABLE}</div>", True),
    ],
)
@pytest.mark.parametrize("told", [len(_TEXT), 3])
def test_a_text_for_programs_tells_what_is_no_part_of_the_article(
    part: str, kept: bool, told: int
) -> None:
    """What it lacks goes if it leads elsewhere or asks for something; a short one tells nothing."""
    data = {"@type": "NewsArticle", "articleBody": " ".join(_TEXT[:told])}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert (kept or told == 3) == ("best" in (said := _said(part, "", head)) or "old quay" in said)


def test_a_deck_above_the_text_of_an_article_is_kept() -> None:
    """Where the text has an element of its own in the article, and no ``h1`` tells the headline."""
    deck = "Larger ships will come to Busan from next year on, as the ministry has said for long."
    page = (
        f"<title>Portal</title><body><ul class=gnb>{_MENU}</ul><div><article>"
        f"<h2>New quay</h2><div class=intro><p>{deck}</p></div><div class=text>{_HALF}{_REST}"
        f"{_HALF}</div></article></div>"
    )
    assert deck in [block.text for block in parse(page.encode(), "seeds/a.html")[0]]


@pytest.mark.parametrize(
    "mark", ["광고", "广告", "Anzeige", "- Publicidad -", "Реклама", "Advertisement"]
)
def test_marks_of_advertisements_go_and_the_word_stays(mark: str) -> None:
    """Where it heads a part, or is one of several things, it is the author's."""
    told = "<p>Ships wait in the harbour, and have waited for a long while, as nobody knew.</p>" * 2
    word = mark.strip("- ")
    listed = f"<h2>{word}</h2><ul><li>{word}</li><li>Sales</li></ul>"
    page = f"<article><h1>Ships</h1>{told}<p>{mark}</p><div>{mark}</div>{told}{listed}</article>"
    blocks, _ = parse(page.encode(), "seeds/a.html")
    assert [each.text for each in blocks if word in each.text] == [word, word]


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        ("<h2>More</h2><h3><a href=/1>Old quay</a></h3>Sea<div><a href='/2'>Ship</a></div>", False),
        ("<div><a href=/1>Old quay</a></div><div><a href='//example.org/2'>Ship</a></div>", False),
        ("<div><a href='//b.org/1'>Old quay</a></div><div><a href=/2>Ship</a></div>", True),
        ("<div><a href=/1>Old quay</a></div>", True),
        ("<ul><li><a href=/1>Old quay</a><li><a href=/2>Ship</a></ul>", True),
        ("<p><a href=/1>Ships</a></p><ul><li><a href=/2>Old quay</a><li><a href=/3>Sea</a>", True),
        ("<table><tr><td><a href=/1>Old quay</a><td><a href=/2>Ship</a></table>", True),
        ("<h2>Cast</h2><p><a href=/1>Old quay</a></p><p><a href=/2>Ship</a></p>", True),
        ("<p><a href=/1.pdf>Old quay</a></p><p><a href=/2.hwp>Ship</a></p>", True),
        (
            "<h2>More</h2><div><a href=/1>Old quay</a></div><p>It fell.<div><a href=/2>Sea</a>",
            True,
        ),
    ],
)
def test_links_to_the_site_below_an_article_are_none_of_it(below: str, kept: bool) -> None:
    """A list, a table or what has a heading may be the author's, files and other sites sources."""
    page = f"<link rel=canonical href='https://example.org/a'><h1>New quay</h1>{_HALF}{below}"
    texts = [block.text for block in parse(page.encode(), "seeds/a.html")[0]]
    assert kept == any("Old quay" in text for text in texts)
    assert {"It fell."} & set(texts) or "fell" not in below


@pytest.mark.parametrize("tool", ["5 min read", "Reading time: 11 minutes", "View Full Profile"])
def test_how_long_reading_takes_is_no_text(tool: str) -> None:
    """Nor is what leads to its author."""
    assert tool not in _said(f"<div>{tool}</div>")
