"""Prepare the tree of a page: players, hidden articles, controls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from workflow.documents.readers.block_kinds import works_page
from workflow.documents.readers.embedded_media import PLAYERS
from workflow.documents.readers.html.html_kinds import WORDS, is_text_button
from workflow.documents.readers.html.html_tags import HEADINGS, SKIPPED, is_hidden, is_inline
from workflow.documents.readers.html.html_weights import more_of, weigh
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element


_YOUTUBE, _VIMEO = PLAYERS["youtube"], PLAYERS["vimeo"]
#: What each is in HTML, which attribute says what it shows, and what goes before that: elements of
#: AMP (amp.dev/documentation/components) and those that load a player once it is clicked.
_COMPONENTS = {
    "amp-img": ("img", "src", ""),
    "amp-anim": ("img", "src", ""),
    "amp-video": ("video", "src", ""),
    "amp-audio": ("audio", "src", ""),
    "amp-iframe": ("iframe", "src", ""),
    "amp-youtube": ("iframe", "data-videoid", _YOUTUBE),
    "amp-vimeo": ("iframe", "data-videoid", _VIMEO),
    "lite-youtube": ("iframe", "videoid", _YOUTUBE),
    "lite-vimeo": ("iframe", "videoid", _VIMEO),
    "youtube-video": ("iframe", "src", ""),
    "vimeo-video": ("iframe", "src", ""),
}


def replace_components(body: _Element) -> None:
    """Replace elements that a script would turn into pictures, frames or videos.

    Also a declarative shadow root, which browsers show and programs that save pages write, by a
    plain element (https://html.spec.whatwg.org/#attr-template-shadowrootmode).
    """
    for element in list(body.iter("template")):
        if element.get("shadowrootmode") or element.get("shadowroot"):
            element.tag = "div"
            slot = next((each for each in element.iter("slot") if not each.get("name")), None)
            if slot is not None:
                _fill(slot, list(element.itersiblings()))
    for element in list(body.iter(*_COMPONENTS)):
        tag, name, before = _COMPONENTS[str(element.tag)]
        if said := element.get(name):
            element.set("src", before + said)
        if label := element.get("playlabel"):
            element.set("title", element.get("title") or label)
        element.tag = tag
        if tag == "img":  # what is in it is another size of it, or for those without scripts
            for inner in list(element):
                element.remove(inner)


def _fill(slot: _Element, shown: list[_Element]) -> None:
    for element in shown:
        slot.append(element)
        slot.tag = slot.tag if is_inline(element) else "div"


#: The most pieces of text in such an element, cells in its row, and letters.
_MOST_PIECES, _LONGEST = 12, 60
#: The most elements in such an element, including its drawings.
_MOST_ELEMENTS = 200
#: How many elements of a line beside a control are searched for its text.
_MOST_BESIDE = 100
#: Elements that belong to the text, whatever they say.
_TEXT = SKIPPED | {"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "title",
                   "pre", "code", "kbd", "samp", "dt", "th", "b", "strong", "mark", "q",
                   "cite"}  # fmt: skip
#: What works when it is touched.
_WORKING = ("a", "button", "input", "img", "svg")


def controls(body: _Element) -> frozenset[_Element]:
    """Return the elements of a page that only explain how to use it."""
    return frozenset(each for each in _small(body) if _is_control(each))


def _small(body: _Element) -> Iterator[_Element]:
    """Yield the elements in a page that hold few others and a little text; it is walked once."""
    elements = list(body.iterdescendants("*"))
    held, said = Counter[object](), Counter[object]()
    for element in reversed(elements):
        said[element] += _size(element.text)
        parent = element.getparent()
        held[parent] += held[element] + 1
        said[parent] += said[element] + _size(element.tail)
    for element in elements:
        if held[element] < _MOST_ELEMENTS and 0 < said[element] <= _LONGEST:
            yield element


def _size(text: str | None) -> int:
    """Return how many signs a text has; one that is long is not read to its end."""
    return len("".join(text.lstrip()[: 2 * _MOST_ELEMENTS].split())) if text else 0


def _is_control(element: _Element) -> bool:
    if element.tag in _TEXT:
        return False
    pieces = list(islice(map(str, element.itertext()), _MOST_PIECES + 1))
    text = " ".join(" ".join(pieces).split())
    if not text or len(pieces) > _MOST_PIECES or len(text) > _LONGEST:
        return False
    works = next(element.iter(*_WORKING), None) is not None
    if not works_page(text, several=works):
        return False
    if element.tag in {"li", "dd"} and text.isalpha() and not works:
        return False  # one of several things: *Advertisement* beside *Sales*
    if element.tag == "td":
        return _is_alone(element)
    return not (is_inline(element) and _is_in_line(element))


def _is_alone(cell: _Element) -> bool:
    """Return whether a cell is the only one in its row with a text: others belong to a column."""
    row = cell.getparent()
    if row is None or next(islice(row, _MOST_PIECES, None), None) is not None:
        return row is None
    others = (each for each in row if each is not cell)
    return not any(str(text).strip() for each in others for text in each.itertext())


def _is_in_line(element: _Element) -> bool:
    """Return whether text stands beside an element, as in a sentence that names a button."""
    parent = element.getparent()
    if parent is None:
        return True
    if len(list(islice(element.iterdescendants("a", "button"), 2))) > 1:
        return False  # no sentence names a button after the other
    beside = chain((parent.text,), (each.tail for each in islice(parent, _MOST_BESIDE)))
    return any(text and text.strip(" \t\n|/·") for text in beside)


#: Elements that never contain an article.
_NEVER = frozenset({"script", "style", "template", "noscript", "svg", "math", "title", "select",
                    "textarea", "canvas", "map", "object", "embed", "video", "audio"})  # fmt: skip
#: What React sends late: hidden until its script has moved it to its place.
_STREAMED = re.compile(r"[\w-]*S:[0-9a-f]+")
#: What stands in its place until then, of the same number.
_AWAITED = re.compile(r"([\w-]*)[BP](:[0-9a-f]+)")
#: Letters of a text that is prose, and the share of all prose that must be hidden.
_PROSE, _MOST_HIDDEN = 60, 2 / 3
#: Elements that are opened again; more are opened in no real page.
_ROUNDS = 4
#: Letters of an answer behind a button that is its question.
_PANEL = 20
#: What buttons are called that open the text below them.
_OPENING = re.compile(r"accordion|collaps|disclos|expand|faq|toggle", re.IGNORECASE)


def show_hidden(body: _Element) -> None:
    """Make plain elements of those that hide what a page is about.

    A menu or a button that was never closed holds all that follows it; some pages hide their text
    until a script shows it. Such an element holds most of the prose of the page; without prose
    nothing is changed.
    """
    for heading in body.iter("h1", "h2", "h3"):
        _show_letters(heading)
    _put_in_place(body)
    _open_panels(body)
    for _ in range(_ROUNDS):
        prose = _prose(body)
        hiding = [each for each in body.iter("*") if _is_out(each)]
        most = max(hiding, key=prose.__getitem__, default=None)
        if most is None or prose[most] <= _MOST_HIDDEN * prose[body]:
            return
        most.tag = "div"
        _show(most)


def _put_in_place(body: _Element) -> None:
    """Show what React sends late, in its place (react.dev/reference/react/Suspense)."""
    places = {each.get("id") or "": each for each in body.iterdescendants("template")}
    awaited = {f"{found[1]}S{found[2]}": place for name, place in places.items()
               if (found := _AWAITED.fullmatch(name))}  # fmt: skip
    for element in list(body.iterdescendants("div")):
        name = element.get("id") or ""
        if element.get("hidden") is None or not _STREAMED.fullmatch(name):
            continue
        del element.attrib["hidden"]
        place = awaited.get(name)
        if place is not None and element not in place.iterancestors("div"):
            place.addprevious(element)


def _show_letters(heading: _Element) -> None:
    """Show the letters of a heading that is read out as a whole, each being apart to move."""
    said = "".join((heading.get("aria-label") or "").split())
    if said and said == "".join(text_of(heading).split()):
        for element in heading.iterdescendants("span"):
            element.attrib.pop("aria-hidden", "")


def _open_panels(body: _Element) -> None:
    """Show what headings open and close: the panels that their buttons name.

    It is the accordion of the ARIA Authoring Practices (w3.org/WAI/ARIA/apg/patterns/accordion);
    what has but one panel is none.
    """
    buttons = [each for each in body.iter("button") if each.get("aria-expanded")]
    named = {each.get("aria-controls") for each in buttons if is_text_button(each)} - {None}
    for element in body.iterdescendants("div", "section", "dd") if len(named) > 1 else ():
        if element.get("id") in named and is_hidden(element):
            _show(element)
    _open_tabs(body)
    headed = [(each, panel) for each in buttons if (panel := _headed_panel(each)) is not None]
    for button, panel in headed if len(headed) > 1 else ():
        button.tag = "span"
        _show(panel)
    pairs = [(each, panel) for each in body.iter("button") if (panel := _panel(each)) is not None]
    for button, panel in pairs if len(pairs) > 1 else ():
        button.tag = "h3"
        _show(panel)


def _open_tabs(body: _Element) -> None:
    """Show the prose that tabs with words hide, one panel after the other.

    They are the tabs of the ARIA Authoring Practices; those of a carousel have no words.
    """
    tabs = [each for each in body.iter("*") if each.get("role") == "tab"]
    worded = {each for each in tabs if sum(map(str.isalpha, text_of(each))) > 1}
    others = {each.get("aria-controls") for each in tabs if each not in worded} - {None}
    panels: list[_Element] = []
    inside: set[_Element | None] = set()
    for element in body.iter("*") if len(worded) > 1 else ():
        if element.getparent() in inside:
            inside.add(element)
        elif element.get("role") == "tabpanel" and element.get("id") not in others:
            panels.append(element)
            inside.add(element)
    shown = {each.getparent() for each in panels if not is_hidden(each) and _says(each, 1)}
    for panel in panels:
        if panel.getparent() in shown and is_hidden(panel) and _says(panel):
            _show(panel)


def _is_prose(panel: _Element) -> bool:
    """Tell whether an element has more than links, and no input."""
    return next(panel.iter("button"), None) is None and _says(panel)


def _says(panel: _Element, least: int = _PANEL) -> bool:
    if next(panel.iter("form", "input"), None) is not None:
        return False
    whole = len(text_of(panel).strip())
    linked = sum(len(text_of(each)) for each in panel.iter("a"))
    return whole - linked >= max(least, linked)


def _opens(button: _Element) -> bool:
    """Tell whether attributes or names of a button say that it opens something below it."""
    names = f"{button.get('id', '')} {button.get('class', '')}"
    return button.get("aria-expanded") is not None or bool(_OPENING.search(names))


def _panel(button: _Element) -> _Element | None:
    """Return the prose right below a button that stands for a heading, which the button opens.

    As in an accordion without heading elements; a menu below a button is made of links. That it
    opens the prose shows by a question, by prose that is hidden, or by what the button is called.
    """
    said = text_of(button).strip()
    panel = button.getnext()
    if panel is None or panel.tag not in ("div", "section") or (button.tail or "").strip():
        return None
    if not (len(said) >= WORDS or said.endswith(("?", "？"))) or is_text_button(button):
        return None
    if not (said.endswith(("?", "？")) or is_hidden(panel) or _opens(button)):
        return None
    if works_page(said, several=True):
        return None
    return panel if _is_prose(panel) else None


def _headed_panel(button: _Element) -> _Element | None:
    """Return the hidden prose below a heading that is but the button that opens it."""
    heading = next(button.iterancestors(*HEADINGS), None)
    panel = None if heading is None else heading.getnext()
    if heading is None or panel is None or not is_hidden(panel) or not _is_prose(panel):
        return None
    if len(list(islice(heading.iter("button"), 2))) > 1:
        return None
    return panel if text_of(heading).strip() == text_of(button).strip() else None


def _show(element: _Element) -> None:
    for name in ("hidden", "aria-hidden", "style", "class"):
        element.attrib.pop(name, "")


def open_large(body: _Element, tags: frozenset[str]) -> None:
    """Make plain elements of those with these tags that hold half of a page's text or more.

    They were never closed, or their page is nothing else.
    """
    text = weigh(body).text
    for element in body.iterdescendants(*tags):
        if text[element] and 2 * text[element] >= text[body]:
            element.tag = "div"


def _is_out(element: _Element) -> bool:
    return (element.tag in SKIPPED and element.tag not in _NEVER) or is_hidden(element)


def _prose(body: _Element) -> Counter[_Element]:
    """Return how many letters of prose each element holds, those that are hidden included."""
    own: Counter[_Element] = Counter()
    elements = list(body.iter("*"))
    block, never, linked = {body: body}, set[object](), set[object]()
    for element in elements:
        parent = element.getparent()
        if element is not body and parent is not None:
            block[element] = block[parent] if is_inline(element) else element
        if element.tag in _NEVER or parent in never:
            never.add(element)
        if element.tag == "a" or parent in linked:
            linked.add(element)
        for text, place in ((element.text, element), (element.tail, parent)):
            if text and place in block and place not in never:
                size = len(text.strip()) + more_of(text)
                own[block[place]] += -size if place in linked else size
    sums = Counter({each: size for each, size in own.items() if size >= _PROSE})
    for element in reversed(elements[1:]):
        parent = element.getparent()
        if parent is not None and sums[element]:
            sums[parent] += sums[element]
    return sums
