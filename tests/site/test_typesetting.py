"""Sentences into HTML: markup, terms, typography, whatever a translation did to them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup as Html

from workflow.model import Markup, MarkupKind
from workflow.site.body.sentence_html import Highlight, difference, sentence
from workflow.site.body.typesetting import in_phrases, keep_end, safe_url, typeset
from workflow.site.links import resolve, slug, to
from workflow.site.theming.labels import date

KNOWN = (
    Markup("g1", MarkupKind.STRONG),
    Markup("g2", MarkupKind.LINK, url="https://example.org/?a=1&b=2", title='the "pact"'),
    Markup("x3", MarkupKind.CODE, "a < b"),
    Markup("x4", MarkupKind.BREAK),
    Markup("x5", MarkupKind.IMAGE, "A chart", url="https://example.org/c.png"),
    Markup("x6", MarkupKind.LITERAL, "<g1>"),
    Markup("g7", MarkupKind.LINK, url="javascript:alert(1)"),
)


class Balance(HTMLParser):
    """Fails on anything that is not well nested, or not one of our elements."""

    allowed = frozenset({"strong", "em", "s", "sup", "sub", "code", "a", "br", "span"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only our elements and attributes, and no link in a link."""
        assert tag in self.allowed
        assert {name for name, _ in attrs} <= {"href", "rel", "title", "class", "data-t"}
        assert not (tag == "a" and "a" in self.open)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """What was opened last is closed first."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        self.text += data


def parse(html: str) -> str:
    """The text of well-nested HTML."""
    parser = Balance()
    parser.feed(str(html))
    parser.close()
    assert parser.open == []
    return parser.text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <g1>b</g1> c", "a <strong>b</strong> c"),
        ("x<x4/>y", "x<br>y"),
        ("is <x3/>?", "is <code>a &lt; b</code>?"),
        ("type <x6/>", "type &lt;g1&gt;"),
        ("<g7>click</g7>", "click"),
        ("<g9>unknown</g9>", "&lt;g9&gt;unknown&lt;/g9&gt;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<g1>never closed", "<strong>never closed</strong>"),
        ("closed</g1> early", "closed early"),
    ],
)
def test_markup(text: str, html: str) -> None:
    """Placeholders become the elements they stand for; broken ones never break the page."""
    assert sentence(text, "en", KNOWN) == html


def test_no_line_begins_with_the_mark_behind_a_formula() -> None:
    """It stays beside the formula; words do not."""
    known = Markup("x1", MarkupKind.FORMULA, "x", "tex")
    html = str(sentence("公式是<x1/>。好", "zh-Hans", [known]))
    assert re.search(r'公式是<span class="end"><math.*</math>。</span>好$', html)
    assert 'class="end"' not in sentence("<x1/> is, (b)", "en", [known])


def test_links_and_images_lead_out_safely() -> None:
    """A link keeps its address and title; an image is a link, never loaded."""
    html = sentence("<g2>pact</g2> <x5/>", "en", KNOWN)
    assert 'href="https://example.org/?a=1&amp;b=2"' in html
    assert 'title="the &quot;pact&quot;"' in html
    assert 'rel="noopener external"' in html
    assert "<img" not in html
    assert ">A chart</span></a>" in html


@given(
    st.text(alphabet="ab<>&\"'”가 ", max_size=12).flatmap(
        lambda noise: st.lists(
            st.sampled_from(["<g1>", "</g1>", "<g2>", "</g2>", "<x4/>", "<g8>", noise]),
            max_size=12,
        ).map("".join)
    ),
    st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True),
)
def test_any_text_gives_well_nested_html(text: str, cuts: list[int]) -> None:
    """Whatever a translation holds and wherever terms begin, the HTML is sound and complete."""
    edges = sorted(cuts)
    pairs = zip(edges[::2], edges[1::2], strict=False)
    marks = [Highlight(a, b, n, "g.html#t") for n, (a, b) in enumerate(pairs, 1)]
    shown = parse(sentence(text, "ko", KNOWN, marks)).replace("\u2060", "")
    assert shown == re.sub(r"</?g[12]>|<x4/>", "", text)


def test_terms_are_lit_across_markup() -> None:
    """A term that begins outside and ends inside bold text is lit in both parts."""
    html = sentence("Mr <g1>Xing Haiming</g1>", "en", KNOWN, [Highlight(0, 7, 4, "g.html#x")])
    assert html == (
        '<a class="term" href="g.html#x" data-t="4">Mr </a><strong>'
        '<a class="term" href="g.html#x" data-t="4">Xing</a> Haiming</strong>'
    )


def test_a_term_inside_a_link_is_no_second_link() -> None:
    """Links are never nested."""
    html = sentence("<g2>the RCEP</g2>", "en", KNOWN, [Highlight(4, 8, 1, "g.html#r")])
    assert '<span data-t="1">RCEP</span></a>' in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“좋다”라고", "“좋다”\u2060라고"),
        ("(경총)은", "(경총)\u2060은"),
        ("“좋다” 라고", "“좋다” 라고"),
    ],
)
def test_korean_particles_are_joined(text: str, shown: str) -> None:
    """A word joiner stands between a closing mark and the Hangul right after it, only in Korean."""
    assert typeset(text, "ko") == shown
    assert typeset(text, "zh-Hans") == text


def test_particles_are_joined_across_markup() -> None:
    """The joiner is there even when the quotation is bold and the particle is not."""
    html = sentence("<g1>“좋다”</g1>라고", "ko", KNOWN)
    assert html == "<strong>“좋다”</strong>\u2060라고"


def test_what_html_does_not_allow_is_left_out() -> None:
    """Control characters and lone surrogates never reach a page."""
    assert sentence("a\0b\x1bc\ud800d\x85e", "en") == "abcde"


def test_differences_are_shown_by_word() -> None:
    """A changed number is one deletion and one insertion, the rest stands."""
    assert difference("grown 35-fold since", "grown 38-fold since") == (
        "grown <del>35</del><ins>38</ins>-fold since"
    )
    assert difference("增至35倍", "增至38倍") == "增至<del>35</del><ins>38</ins>倍"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "//evil.example/x",
        "file:///etc/passwd",
        "https://[",
        "https:",
        "blob:https://x",
    ],
)
def test_only_web_and_mail_addresses_pass(url: str) -> None:
    """Anything but http, https and mailto is no link."""
    assert safe_url(url) == ""


def test_addresses_pass_unchanged() -> None:
    """A web address is kept as it is."""
    assert safe_url(" https://example.org/a?b#c ") == "https://example.org/a?b#c"
    assert safe_url("mailto:desk@example.org") == "mailto:desk@example.org"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021-12-07-KEF", "2021-12-07-kef"),
        ("2021/요소수 대책", "2021/요소수-대책"),
        ("../../etc/passwd", "etc/passwd"),
        ("feed.xml", "feed-xml"),
        ("a/./b", "a/b"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    """A name becomes a path that stays below its folder and names no file of ours."""
    assert slug(name) == expected
    assert slug("///").isalnum()


def test_links_are_relative() -> None:
    """Links go up as many folders as their page is deep and end in index.html."""
    link = to("pair/en-ko/요소/", "s-1")
    assert resolve(link, "") == "./pair/en-ko/%EC%9A%94%EC%86%8C/index.html#s-1"
    assert resolve(link, "ko/a/").startswith("../../pair/")


def test_dates_are_written_as_the_language_does() -> None:
    """An ISO date is long in every language; what is no date stays as it is."""
    assert date("2021-12-07", "en") == "December 7, 2021"
    assert date("2021-12-07", "ko") == "2021년 12월 7일"
    assert date("2021-12-07", "zh-Hans") == "2021年12月7日"
    assert date("last week", "en") == "last week"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("China's envoy", "en", "China’s envoy"),
        ("the '90s, 5'10\"", "en", "the '90s, 5'10\""),
        ("l'ambassadeur", "fr", "l'ambassadeur"),
        ("반도체·배터리", "ko", "반도체\u2060·배터리"),
        ("2·28 민주운동", "ko", "2·28 민주운동"),
        ("A proverb: “מי לי?” and", "en", "A proverb: “\u2067מי לי?\u2069” and"),
        ("وقالت «Hyundai Co.» إن", "ar", "وقالت «\u2066Hyundai Co.\u2069» إن"),
        ("شركة «HMM» هنا", "ar", "شركة «HMM» هنا"),
        ("속담 “מי לי?”라고", "ko", "속담 “\u2067מי לי?\u2069”\u2060라고"),
        ("אמר “מי לי?”", "he", "אמר “מי לי?”"),
    ],
)
def test_typography_of_a_language(text: str, language: str, shown: str) -> None:
    """What English, Korean and a quotation from right to left need, and nothing where unsure."""
    assert typeset(text, language) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (Html("短缺的两个月：时间线"), ["短缺的两个月：", "时间线"]),
        (Html("大使：契机 已来"), []),
        (Html("企业会见大使 供应链成议题"), ["企业会见大使", " ", "供应链成议题"]),
        (Html("称“不会等”；“没有人”说“不”"), ["称“不会等”；", "“没有人”说“不”"]),
        (
            Html("他昨天对我们说：“那不行。”随后离开"),
            ["他昨天对我们说：", "“那不行。”", "随后离开"],
        ),
        (Html("企业界会 <i>经总</i>说"), []),
        (Html("企业界会见 大使 <i>经</i>"), ["企业界会见 大使", " ", "<i>经</i>"]),
        (Html('<span data-t="1">一：二</span>说'), []),
        (Html("半导体、电池"), []),
    ],
)
def test_chinese_headlines_are_set_in_phrases(html: Html, shown: list[str]) -> None:
    """They end where a reader pauses; a term is never divided, a lone phrase stands as it is."""
    spans = "".join(f'<span class="ph">{each}</span>' if each.strip() else each for each in shown)
    assert in_phrases(html, "zh-Hans") == (spans or html)
    assert in_phrases(html, "ko") == html


@given(st.text(alphabet="韩国：，。”“ a<>&"), st.lists(st.integers(0, 12), max_size=4, unique=True))
def test_phrases_and_ends_keep_the_text(text: str, cuts: list[int]) -> None:
    """Whatever a headline says and wherever its terms are, it is sound and complete."""
    edges = sorted(cuts)
    marks = [Highlight(a, b, 1, "") for a, b in zip(edges[::2], edges[1::2], strict=False)]
    html = sentence(text, "zh-Hans", (), marks)
    for shown in (in_phrases(html, "zh-Hans"), keep_end(html, "zh-Hans")):
        assert parse(shown) == parse(html)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (Html("更加紧密。”"), '更加<span class="end">紧密。”</span>'),
        (Html("好。"), "好。"),
        (Html('两国<span data-t="1">建交</span>。'), '两国<span data-t="1">建交</span>。'),
        (Html("30周年"), '30<span class="end">周年</span>'),
    ],
)
def test_a_chinese_sentence_ends_with_two_characters_on_a_line(html: Html, shown: str) -> None:
    """The last two and the marks after them are kept together where they are plain text."""
    assert keep_end(html, "zh-Hans") == shown
    assert keep_end(html, "ja") == html
