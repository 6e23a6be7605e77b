"""What a reader meets in a real browser: access for everyone, layouts, lighting, typography."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.site import demo
from workflow.model import Block, BlockKind, Document, Entry, Project, Segment, Settings, State
from workflow.site import Article, publish

ARTICLE = "2021-12-07-luncheon/index.html"
DESKTOP, PHONE = (1360, 900), (390, 844)
#: The rule that can tell dark from light: nothing else of a page differs.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
#: Every template once, with what is most used on it.
VIEWS = [
    ("index.html", ""),
    ("pair/en-ko/index.html", ""),
    ("glossary/index.html", ""),
    ("status/index.html", ""),
    ("search/index.html", "요소"),
    ("404.html", ""),
    (f"ko/{ARTICLE}", ""),
    (f"pair/en-zh-hans/{ARTICLE}", "m-stack"),
    (f"trio/{ARTICLE}", ""),
]
#: All others: every kind of page, and for aligned ones every layout.
OTHERS = [
    ("en/index.html", ""),
    ("trio/index.html", ""),
    ("search/index.html", ""),
    (f"en/{ARTICLE}", ""),
    (f"zh-hans/{ARTICLE}", ""),
    *((f"pair/en-ko/{ARTICLE}", layout) for layout in ("", "m-stack", "m-1", "m-2")),
    *((f"pair/en-ko/{ARTICLE}", layout) for layout in ("m-swap", "m-blur")),
    *((f"trio/{ARTICLE}", layout) for layout in ("m-stack", "m-1", "m-2", "m-3", "m-swap")),
]
EVERY = pytest.mark.parametrize(
    ("path", "layout"),
    [*VIEWS, *(pytest.param(*view, marks=pytest.mark.slow) for view in OTHERS)],
    ids=lambda value: value.split("/")[0] or "side",
)


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    size: tuple[int, int] = DESKTOP,
    dark: bool = False,
    script: bool = True,
) -> Iterator[Page]:
    """A page opened from its file; anything the browser complains of fails the test."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url)
            if not request.url.startswith("file:") else None)  # fmt: skip
    page.goto(path.as_uri())
    yield page
    context.close()
    assert complaints == []


def choose(page: Page, layout: str) -> None:
    """Picks a layout with the button a reader would click, or asks the search for something."""
    if layout and not layout.startswith("m-"):
        page.locator("#q").fill(layout)
        expect(page.locator("#results mark").first).to_be_visible()
    elif layout and page.locator(f"label:has(#{layout})").is_visible():
        page.locator(f"label:has(#{layout})").click()


@EVERY
def test_accessible(browser: Browser, site: Path, path: str, layout: str) -> None:
    """axe-core finds nothing in any kind of page, layout, colour scheme and size of screen."""
    with opened(browser, site / path) as page:
        choose(page, layout)
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            for scheme, rules in (("light", {}), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                results = Axe().run(page, options={"preload": False, **rules})
                assert results.violations_count == 0, results.generate_report()


@EVERY
def test_nothing_sticks_out(browser: Browser, site: Path, path: str, layout: str) -> None:
    """No page scrolls sideways, down to 320 CSS pixels (WCAG 1.4.10)."""
    with opened(browser, site / path) as page:
        choose(page, layout)
        for width in (1360, 1024, 768, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_many_languages_fit_the_status_on_a_phone(browser: Browser, site: Path) -> None:
    """Those of an article stand below each other, none beyond the margin."""
    with opened(browser, site / "status/index.html", size=PHONE) as page:
        row = "document.querySelector('.status tbody tr')"
        for _ in range(4):
            page.evaluate(f"{row}.append({row}.lastElementChild.cloneNode(true))")
        assert page.evaluate("document.querySelector('.scroll').scrollWidth") <= PHONE[0]


def test_a_name_of_three_words_is_whole_on_a_phone(browser: Browser, site: Path) -> None:
    """Beside five links, of which the last ones can be reached by a finger."""
    with opened(browser, site / "status/index.html", size=PHONE) as page:
        name, link = (f"document.querySelector('.{each}')" for each in ("plate a", "mast li"))
        page.evaluate(f"{name}.textContent = 'The Harbour Post'")
        page.evaluate(f"{link}.after({link}.cloneNode(true))")
        assert page.evaluate(f"{name}.scrollHeight <= {name}.clientHeight")


def test_layouts_without_script(browser: Browser, site: Path) -> None:
    """One language, stacked and side by side are switched by style alone."""
    with opened(browser, site / "trio" / ARTICLE, script=False) as page:
        row = page.locator(".body .u").first
        english, korean = row.locator("p").nth(0), row.locator("p").nth(1)
        beside = english.bounding_box(), korean.bounding_box()
        assert beside[0]
        assert beside[1]
        assert beside[0]["x"] < beside[1]["x"]
        choose(page, "m-stack")
        above, below = english.bounding_box(), korean.bounding_box()
        assert above
        assert below
        assert above["x"] == below["x"]
        assert above["y"] < below["y"]
        choose(page, "m-2")
        assert not english.is_visible()
        assert korean.is_visible()


def test_one_language_is_copied_as_running_text(browser: Browser, site: Path) -> None:
    """Shown alone, its sentences are parted as its edition parts them, on paste as on the page."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        for layout, text in (
            ("m-1", "on Tuesday. Trade between"),
            ("m-2", "간담회를 열었다. 손경식"),
            ("m-3", "共进午餐。会长孙京植"),
        ):
            choose(page, layout)
            page.evaluate("getSelection().selectAllChildren(document.querySelector('.body'))")
            assert text in page.evaluate("getSelection().toString()")


def test_sides_are_swapped_without_script(browser: Browser, site: Path) -> None:
    """The original goes last, beside, below and on a phone; the order of the text stays."""
    with opened(browser, site / "trio" / ARTICLE, script=False) as page:
        choose(page, "m-swap")
        for layout, axis in (("m-side", "x"), ("m-stack", "y")):
            choose(page, layout)
            row = page.locator(".body .u").first
            boxes = [row.locator("p").nth(place).bounding_box() for place in range(3)]
            places = [box[axis] for box in boxes if box]
            assert places == sorted(places, reverse=True)
            assert len(set(places)) == 3
        choose(page, "m-side")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        boxes = [row.locator("p").nth(place).bounding_box() for place in range(3)]
        assert [box["y"] for box in boxes if box] == sorted(
            (box["y"] for box in boxes if box), reverse=True
        )


def test_the_other_side_is_blurred_until_asked_for(browser: Browser, site: Path) -> None:
    """For learners: all but the first side is blurred; pointing or tabbing to a row clears it."""
    blur = "element => getComputedStyle(element).filter"
    with opened(browser, site / "pair/en-ko" / ARTICLE, script=False) as page:
        row = page.locator(".body .u").first
        english, korean = row.locator("p").nth(0), row.locator("p").nth(1)
        choose(page, "m-blur")
        page.mouse.move(0, 0)
        assert (english.evaluate(blur), korean.evaluate(blur)[:4]) == ("none", "blur")
        korean.hover()
        assert korean.evaluate(blur) == "none"
        choose(page, "m-swap")
        page.mouse.move(0, 0)
        assert (english.evaluate(blur)[:4], korean.evaluate(blur)) == ("blur", "none")
        row.locator(".no").focus()
        assert english.evaluate(blur) == "none"
        choose(page, "m-1")
        assert english.evaluate(blur) == "none"
        page.emulate_media(media="print")
        assert korean.evaluate(blur) == "none"


def test_a_link_can_choose_the_layout(browser: Browser, site: Path) -> None:
    """With scripts on, ?show= in an address sets layout and options; keys change them."""
    with opened(browser, site / "pair/en-ko" / ARTICLE) as page:
        page.goto(
            page.url
            + "?show=stack+swap#"
            + (page.locator(".body .u").first.get_attribute("id") or "")
        )
        assert page.locator("#m-stack").is_checked()
        assert page.locator("#m-swap").is_checked()
        page.keyboard.press("s")
        page.keyboard.press("b")
        assert not page.locator("#m-swap").is_checked()
        assert page.locator("#m-blur").is_checked()
        row = page.locator(".body .u").nth(2)
        row.click()
        page.mouse.move(0, 0)
        assert row.locator("p").nth(1).evaluate("e => getComputedStyle(e).filter") == "none"
        assert page.locator(".keys").is_visible()


@pytest.mark.parametrize("path", dict.fromkeys(path for path, _ in VIEWS))
def test_large_text_fits_a_phone(browser: Browser, site: Path, path: str) -> None:
    """With text of twice the size a page on a phone scrolls no way but down (WCAG 1.4.4)."""
    with opened(browser, site / path, size=PHONE) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_marks_differ_where_the_system_sets_the_colours(browser: Browser, site: Path) -> None:
    """In high contrast the shapes are characters, and what is chosen or lit is told by lines."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        page.emulate_media(forced_colors="active")
        shapes = page.locator(".tally .sh").evaluate_all(
            "all => all.filter(each => getComputedStyle(each).borderStyle === 'none'"
            " && getComputedStyle(each).textIndent === '0px').map(each => each.textContent)"
        )
        assert {"●", "○", "◇"} <= set(shapes)
        outline = "each => getComputedStyle(each).outlineStyle"
        term = page.locator(".body a.term").first
        assert term.evaluate(outline) == "none"
        term.hover()
        assert term.evaluate(outline) == "solid"
        tools = "each => getComputedStyle(each, '::before').backgroundColor"
        swap = page.locator("label:has(#m-swap)")
        before = swap.evaluate(tools)
        choose(page, "m-swap")
        assert swap.evaluate(tools) != before


def test_the_script_is_small(site: Path) -> None:
    """What is optional costs at most 12 kB on an article's page, 1 kB on the others."""
    (script,), (reader,) = ((site / "assets").glob(f"{name}.*.js") for name in ("page", "reader"))
    assert len(script.read_bytes()) <= 1000
    assert len(script.read_bytes()) + len(reader.read_bytes()) < 12_000


def test_what_is_copied_has_no_invisible_signs(browser: Browser, site: Path) -> None:
    """A Korean sentence copied from a page is the sentence that was written."""
    with opened(browser, site / "ko" / ARTICLE) as page:
        heard = "document.addEventListener('copy', event => {"
        heard += " window.copied = event.clipboardData.getData('text/plain') })"
        page.evaluate(heard)
        page.keyboard.press("Control+A")
        page.keyboard.press("Control+C")
        copied = page.evaluate("window.copied")
        assert "\u2060" in page.locator("main").inner_text()
        assert "오찬 간담회" in copied
        assert not set("\u2060\u2066\u2067\u2069") & set(copied)


def test_columns_share_their_baselines(browser: Browser, site: Path) -> None:
    """The first lines of a sentence stand on one line in every language."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        tops = page.evaluate(
            """[...document.querySelectorAll('.body .paragraph .u')].map(row =>
                 [...row.querySelectorAll(':scope > p')].map(cell => {
                   const mark = document.createElement('span');
                   mark.style.cssText = 'display:inline-block';
                   cell.prepend(mark);
                   const y = mark.getBoundingClientRect().bottom;
                   mark.remove();
                   return y;
                 }))"""
        )
        assert all(max(row) - min(row) <= 1 for row in tops), tops


def test_a_term_lights_up_in_every_language(browser: Browser, site: Path) -> None:
    """Pointing at a term, or reaching it with the keyboard, lights it across the page."""
    colour = "element => getComputedStyle(element).backgroundColor"
    with opened(browser, site / "trio" / ARTICLE, script=True) as page:
        term = page.locator(".body .c1 a.term", has_text="Xing Haiming").first
        others = page.locator(f'.body [data-t="{term.get_attribute("data-t")}"]')
        page.mouse.move(0, 0)
        dark = [others.nth(number).evaluate(colour) for number in range(others.count())]
        assert set(dark) == {"rgba(0, 0, 0, 0)"}
        page.emulate_media(reduced_motion="reduce")
        page.keyboard.press("Tab")
        term.focus()
        lit = [others.nth(number).evaluate(colour) for number in range(others.count())]
        assert len(lit) >= 3
        assert len(set(lit)) == 1
        assert lit[0] != dark[0]


def test_korean_never_breaks_before_a_particle(browser: Browser, site: Path) -> None:
    """At any width, a closing quotation mark and the particle after it stay on one line."""
    with opened(browser, site / "ko" / ARTICLE) as page:
        broken = page.evaluate(
            """() => {
              const found = [];
              const walker = document.createTreeWalker(
                document.querySelector('main'), NodeFilter.SHOW_TEXT);
              const texts = [];
              while (walker.nextNode()) texts.push(walker.currentNode);
              for (let width = 200; width < 640; width += 8) {
                document.querySelector('main').style.inlineSize = width + 'px';
                for (const node of texts)
                  for (const match of node.data.matchAll(/[”’)]\\u2060?[가-힣]/g)) {
                    const range = document.createRange();
                    range.setStart(node, match.index);
                    range.setEnd(node, match.index + match[0].length);
                    const tops = new Set([...range.getClientRects()].filter(r => r.width)
                      .map(r => Math.round(r.top)));
                    if (tops.size > 1) found.push([width, match[0]]);
                  }
              }
              return found;
            }"""
        )
        assert broken == []


def test_an_edition_is_set_as_its_language_asks(browser: Browser, site: Path) -> None:
    """Each edition has its language's faces; Korean breaks between words, Chinese anywhere."""
    setting = (
        "element => [getComputedStyle(element).fontFamily, getComputedStyle(element).wordBreak]"
    )
    for folder, face, breaking in (
        ("ko", "Nanum Myeongjo", "keep-all"),
        ("zh-hans", "Songti SC", "normal"),
    ):
        with opened(browser, site / folder / ARTICLE) as page:
            family, breaks = page.locator(".body p .s").first.evaluate(setting)
            assert face in family
            assert breaks == breaking
            assert page.locator("h1 .s").first.evaluate(setting)[1] == breaking


def test_items_keep_their_numbers(browser: Browser, tmp_path: Path) -> None:
    """A list that begins with another number than one shows it in every column."""
    paper = demo.Paper("n", "en", ("ko",))
    for number in (5, 6):
        item = (f"No. {number}", f"{number}번")
        paper.add(BlockKind.LIST_ITEM, item, level=1, ordered=number, group=1)
    site = publish(Project(tmp_path, Settings()), [paper.article()]).folder
    with opened(browser, site / "pair/en-ko/n/index.html") as page:
        shown = page.locator(".item p").evaluate_all(
            "all => all.map(each => getComputedStyle(each, '::before').content.match(/\\d+/)[0])"
        )
        assert shown == ["5", "5", "6", "6"]


def test_an_item_stands_within_the_one_above_it(browser: Browser, tmp_path: Path) -> None:
    """However deep a list is, in every column."""
    paper = demo.Paper("n", "en", ("ko",))
    for level in range(1, 5):
        paper.add(BlockKind.LIST_ITEM, (f"Level {level}", f"{level}단계"), level=level, group=1)
    site = publish(Project(tmp_path, Settings()), [paper.article()]).folder
    with opened(browser, site / "pair/en-ko/n/index.html") as page:
        for column in ("c1", "c2"):
            insets = page.locator(f".item .{column}").evaluate_all(
                "all => all.map(each => parseFloat(getComputedStyle(each).paddingInlineStart))"
            )
            assert insets == sorted(set(insets)), insets


def test_chinese_lines_end_well(browser: Browser, site: Path) -> None:
    """A phrase of a headline begins a line where it does not fit; no line is one character."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        tops = """width => {
          document.querySelector('main').style.inlineSize = width + 'px';
          const lines = (node, from = 0) => {
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, node.length);
            return new Set([...range.getClientRects()].map(each => Math.round(each.top))).size;
          };
          const heads = [...document.querySelectorAll('.headline .c3 .ph')];
          const ends = [...document.querySelectorAll('.body .end')];
          return [
            heads.length,
            heads.every(each => Math.abs(each.getBoundingClientRect().left
              - each.parentNode.getBoundingClientRect().left) < 1),
            ends.filter(each => lines(each.firstChild) > 1).length,
          ];
        }"""
        for width in range(760, 1200, 40):
            assert page.evaluate(tops, width) == [2, True, 0]


def test_what_parts_the_versions_begins_no_line(browser: Browser, site: Path) -> None:
    """Of two lines both begin at the margin; on a phone the current version is in view."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        edge = "list => Math.round(list.getBoundingClientRect().left)"
        for width in (740, 768, 1360):
            page.set_viewport_size({"width": width, "height": 800})
            links = page.locator(".versions a").evaluate_all(
                "all => all.map(each => each.getBoundingClientRect()).map(at => [at.top, at.left])"
            )
            firsts = {round(min(x for y, x in links if y == top)) for top, _ in links}
            assert firsts == {page.locator(".mast").evaluate(edge)}
    with opened(browser, site / "trio" / ARTICLE, size=PHONE) as page:
        box = page.locator(".versions [aria-current]").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]


def test_a_quotation_has_one_bar(browser: Browser, site: Path) -> None:
    """Its sentences are joined by it in each column, and so parted from what is not quoted."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        bars = page.locator("blockquote .c2").evaluate_all(
            """cells => cells.map(cell => {
              const bar = getComputedStyle(cell, '::before');
              const row = cell.parentNode.getBoundingClientRect();
              return [row.top + parseFloat(bar.top), row.bottom - parseFloat(bar.bottom)];
            })"""
        )
        assert len(bars) == 2
        assert bars[0][1] == bars[1][0]


def test_space_between_scripts(browser: Browser, site: Path) -> None:
    """Chinese gets a hair of space between Han and Latin; Korean and English get none."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        setting = "element => getComputedStyle(element).textAutospace"
        cells = page.locator(".body .u").first.locator("p")
        assert [cells.nth(n).evaluate(setting) for n in range(3)] == [
            "no-autospace",
            "no-autospace",
            "normal",
        ]


def test_the_layout_is_remembered(browser: Browser, site: Path) -> None:
    """With scripts on, the chosen layout is there again on the next page; j and k walk."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        choose(page, "m-stack")
        page.goto((site / "pair/en-ko" / ARTICLE).as_uri())
        assert page.locator("#m-stack").is_checked()
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        first = page.locator(".u").first.get_attribute("id")
        assert page.evaluate("location.hash") == f"#{first}"


def test_prints_whole_rows(browser: Browser, site: Path) -> None:
    """In print no row is cut by a page and the reading controls are left out."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        page.emulate_media(media="print")
        assert not page.locator(".bar").is_visible()
        rule = "element => getComputedStyle(element).breakInside"
        assert page.locator(".body .u").first.evaluate(rule) == "avoid"
        # What is wider than the paper would have the browser shrink all of it.
        page_width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(page_width)
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_wide_table_is_printed_whole(browser: Browser, tmp_path: Path) -> None:
    """Paper does not scroll: every column is on it."""
    paper = demo.Paper("n", "en", ("ko", "zh-Hans"))
    for row in range(1, 4):
        for column in range(8):
            text = f"{'Remarks on semiconductors ' * (column > 6)}{row}{column}0.5"
            paper.add(BlockKind.CELL, (text, text, text), row=row, group=1, states="mm")
    site = publish(Project(tmp_path, Settings()), [paper.article()]).folder
    with opened(browser, site / "trio/n/index.html", size=(680, 900)) as page:
        page.emulate_media(media="print")
        widths = page.locator(".scroll").evaluate("each => [each.scrollWidth, each.clientWidth]")
        assert widths[0] <= widths[1]


def right_to_left(root: Path) -> Path:
    """An English article with an Arabic and a Hebrew translation, the latter not finished."""
    sentences = ("Trade has grown.", "Talks go on (in Seoul).")
    segments = tuple(
        Segment(f"k{number}", text, " ", "seeds/n.txt", 1, 0, number, BlockKind.PARAGRAPH, "en")
        for number, text in enumerate(sentences)
    )
    block = Block(BlockKind.PARAGRAPH, " ".join(sentences), 1)
    document = Document("seeds/n.txt", "n", (block,), language="en", segments=segments)
    arabic = ("نمت التجارة.", "تستمر المحادثات (في سيول).")
    entries = {
        "ar": {
            text: Entry(text, translation, State.REVIEWED)
            for text, translation in zip(sentences, arabic, strict=True)
        },
        "he": {sentences[0]: Entry(sentences[0], "הסחר גדל.", State.DRAFT, "argos/en_he-1.0")},
    }
    settings = Settings(name="Review", targets=("ar", "he"))
    return publish(Project(root, settings), [Article(document, entries)]).folder


def test_right_to_left(browser: Browser, tmp_path: Path) -> None:
    """Arabic and Hebrew pages run from right to left; what is not Arabic or Hebrew does not."""
    site = right_to_left(tmp_path)
    direction = "element => getComputedStyle(element).direction"
    with opened(browser, site / "he/n/index.html") as page:
        name, menu = page.locator(".plate").bounding_box(), page.locator(".mast nav").bounding_box()
        assert name
        assert menu
        assert name["x"] > menu["x"]
        assert page.locator("#s-k0").evaluate(direction) == "rtl"
        assert page.locator("#s-k1").get_attribute("lang") == "en"
        assert page.locator("#s-k1").evaluate(direction) == "ltr"
    for path in ("he/n", "ar/n", "trio/n", "pair/en-ar/n"):
        with opened(browser, site / path / "index.html") as page:
            assert page.locator("[lang=ar]:not([dir=rtl])").count() == 0
            for size in (DESKTOP, PHONE):
                page.set_viewport_size({"width": size[0], "height": size[1]})
                assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
                results = Axe().run(page, options={"preload": False})
                assert results.violations_count == 0, results.generate_report()


def test_a_number_keeps_clear_of_a_quotation_from_right_to_left(
    browser: Browser, tmp_path: Path
) -> None:
    """On a phone, where it stands in the corner, the text beside it makes room on that side."""
    text = "على قدر أهل العزم تأتي العزائم " * 4
    block = Block(BlockKind.QUOTE, text, 1, level=1, group=1, language="ar")
    segment = Segment("k", text, "", "seeds/n.txt", 1, 0, 0, block.kind, "ar")
    document = Document("seeds/n.txt", "n", (block,), language="en", segments=(segment,))
    entries = {"ko": {text: Entry(text, "결의는 온다.", State.REVIEWED)}}
    site = publish(Project(tmp_path, Settings()), [Article(document, entries)]).folder
    with opened(browser, site / "pair/en-ko/n/index.html", size=PHONE) as page:
        gap = page.evaluate(
            """() => {
              const range = document.createRange();
              range.selectNodeContents(document.querySelector('.u > p[dir=rtl]'));
              return document.querySelector('.u > .no').getBoundingClientRect().left
                - Math.max(...[...range.getClientRects()].map(each => each.right));
            }"""
        )
        assert gap >= 0


def test_long_words_stay_in_their_column(browser: Browser, tmp_path: Path) -> None:
    """Words and addresses without a place to break do not run over what is beside them."""
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    address = "https://example.org/" + "a_very_long_address_" * 12
    texts = (word, f"See {address} for more.")
    blocks = (Block(BlockKind.HEADLINE, texts[0], 1), Block(BlockKind.PARAGRAPH, texts[1], 3))
    segments = tuple(
        Segment(f"k{at}", text, "", "seeds/n.txt", block.line, at, 0, block.kind, "en")
        for at, (text, block) in enumerate(zip(texts, blocks, strict=True))
    )
    document = Document("seeds/n.txt", "n", blocks, language="en", segments=segments)
    entries = {
        tag: {text: Entry(text, text, State.REVIEWED) for text in texts} for tag in ("de", "ja")
    }
    settings = Settings(name="Review", targets=("de", "ja"))
    site = publish(Project(tmp_path, settings), [Article(document, entries)]).folder
    wide = "cells => cells.filter(each => each.scrollWidth > each.clientWidth + 1).length"
    for path in ("", "trio/n", "trio", "de/n", "status", "search"):
        with opened(browser, site / path / "index.html") as page:
            for width, height in (DESKTOP, PHONE):
                page.set_viewport_size({"width": width, "height": height})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                cells = page.locator("main p, main h1, main h2, main th")
                assert cells.evaluate_all(wide) == 0, path


def test_what_is_not_there_from_the_disk(browser: Browser, site: Path) -> None:
    """Opened from its file, the page has its style, and its links lead into the site."""
    with opened(browser, site / "404.html") as page:
        assert page.locator(".mast").evaluate("each => getComputedStyle(each).display") == "flex"
        page.get_by_role("link", name="한국어판").click()
        page.wait_for_url((site / "ko/index.html").as_uri())


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("", "/"),
        ("", "/paper/"),
        ("https://example.org/", "/"),
        ("https://example.org/paper/", "/paper/"),
        ("https://example.org/paper/", "/"),  # a preview
    ],
)
def test_what_is_not_there_at_any_address(
    browser: Browser, tmp_path: Path, url: str, root: str
) -> None:
    """At any depth, and in a folder of a server, the page has its style and links that lead on."""
    settings = Settings(name="Review", site_url=url)
    site = publish(Project(tmp_path, settings), demo.articles(), demo.TERMS).folder

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        file = site / path.removeprefix(root) if path.startswith(root) else site
        found = file.is_file()
        route.fulfill(path=file if found else site / "404.html", status=200 if found else 404)

    page = browser.new_page()
    page.route("http://paper.test/**", answer)
    page.goto(f"http://paper.test{root}ko/2021/gone/index.html")
    assert page.locator(".mast").evaluate("each => getComputedStyle(each).display") == "flex"
    page.get_by_role("link", name="한국어판").click()
    expect(page).to_have_url(f"http://paper.test{root}ko/index.html")
    expect(page.locator("h1")).to_have_text("한국어판")
    page.close()
