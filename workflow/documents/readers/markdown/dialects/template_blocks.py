"""Read lines of template tags or shortcodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.embedded_media import embed_of_tag
from workflow.documents.readers.markdown.dialects.box_kinds import kind_of, tag_title
from workflow.documents.readers.markdown.dialects.media_lines import (
    add_figure,
    add_words,
    is_figure,
)
from workflow.documents.readers.markdown.dialects.tokens import (
    add_code,
    add_element,
    add_embed,
    add_picture,
    close_box,
    keep_lines,
    line_text,
    lines_text,
    open_box,
)
from workflow.documents.readers.tag_words import linked, reads_like_words, texts_in, words_of_tag
from workflow.documents.readers.template_tags import attributes

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    from workflow.documents.readers.template_tags import Shields, TemplateTag

#: What holds code between its tags, whose first argument is the language.
_CODE = frozenset(
    "highlight code codeblock code-block code-toggle prism snippet mermaid chart".split()
)
#: What stands beside the title of Hexo's code: its language and other options, where it is from.
_OPTION_OF_CODE = re.compile(r"\b[a-z_]+:\S+|https?://\S.*")
_FORMULA = frozenset("katex math mathjax".split())
_DROPPED = frozenset(("comment",))
_BARE = frozenset(("raw", "rawhtml", "verbatim"))
#: Arguments that are the title of what a tag encloses, and that say whose words it holds.
_TITLES = ("title", "summary", "heading", "header", "label", "caption")
_WHOSE = ("author", "by", "cite", "attribution", "source")
#: Lines that a program replaces: by a table of contents, or by another file (VitePress, PyMdown).
_CONTENTS = re.compile(
    r"(?:\[(?:TOC|toc|\[toc\]|\[TOC\]|\[_TOC_\])\]|@\[(?:TOC|toc)\]\([^()\n]*\)|"
    r"<<<[ \t]+[@./~]\S.*|;?-{1,2}8<-{1,2}[ \t]+([\"']).+\1)[ \t]*"
)
_CONTENTS_ITEM = re.compile(r"(?:[*-]|1\.)[ \t]+\S.{0,60}")
_CONTENTS_LIST = re.compile(r"\{:[ \t]*toc\b[^{}]*\}[ \t]*")
_FENCED = re.compile(r"\s*(?:`{3}|~{3})")
#: Tags that control a template and stand between paragraphs.
_CONTROL = frozenset(
    "if else elsif elif for assign capture unless case when include include_relative set block"
    " extends import macro from with layout".split()
)
#: The same of Go's templates, whose tags are written as values are.
_GO_CONTROL = re.compile(r"\{\{-?\s*(?:if|else|end|range|with|define|block)\b")
#: The name of a tab may have the name of a sign behind it.
_HEXO_TAB = re.compile(
    r"<!--\s*(?:(?P<end>endtab)|tab(?:\s+(?P<name>[^@\n]*?))?\s*(?:@[\w-]*)?)\s*-->\s*"
)


def template_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a line of template tags: as a box, as code with its content, or verbatim."""
    shields: Shields = state.env["shields"]
    numbers = shields.alone_in(line_text(state, first))
    if not numbers or state.is_code_block(first):
        return False
    after = _after(state, shields, numbers, first, end)
    if not after:
        return False
    if silent:
        return all(_ends_paragraph(n, shields) for n in numbers)
    state.line = after
    number = numbers[0]
    tag = shields.tags[number]
    partner = shields.partners.get(number)
    if len(numbers) == 1 and partner is not None and not tag.closes:
        closing = shields.tags[partner].line
        alone = first < closing < end and shields.alone_in(line_text(state, closing)) == (partner,)
        if alone and (_kept(state, tag, after, closing) or _boxed(state, tag, partner, first)):
            return True
    _stand_between(state, shields, numbers, (first, after))
    return True


def _boxed(state: StateBlock, tag: TemplateTag, partner: int, line: int) -> bool:
    """Begin the box that a tag makes with its partner; return whether it makes one.

    What the tag says besides the title stands in the box, whose words they are at its end.
    """
    shields: Shields = state.env["shields"]
    said = shields.restored(tag.arguments)
    name, shown = words_of_tag(tag)
    texts = texts_in(shields.restored(shown))
    kind = kind_of(tag.name, tag.arguments)
    values = attributes(said)
    if not kind and any(values.get(key) in texts for key in _TITLES):
        kind = name.lower()
    if not kind:
        return False
    title = tag_title(said)
    whose = (values[key] for key in _WHOSE if values.get(key))
    state.env.setdefault("boxed", {})[partner] = ", ".join(dict.fromkeys(whose))
    open_box(state, kind, title, line)
    for text in texts:
        if text != title:
            add_element(state, "p", text, line, line + 1)
    return True


def _stand_between(
    state: StateBlock, shields: Shields, numbers: tuple[int, ...], lines: tuple[int, int]
) -> None:
    """Add what tags between paragraphs are: the end of a box, a picture, else code."""
    first, after = lines
    if len(numbers) == 1 and numbers[0] in state.env.get("boxed", ()):
        if whose := state.env["boxed"][numbers[0]]:
            add_element(state, "p", f"— {whose}", first, after)
        close_box(state, first)
    elif len(numbers) == 1 and _add_shown(state, shields, numbers[0], lines):
        return
    elif not all(shields.tags[n].name in _BARE or shields.tags[n].is_comment for n in numbers):
        keep_lines(state, first, after)


def _add_shown(state: StateBlock, shields: Shields, number: int, lines: tuple[int, int]) -> bool:
    """Add the picture, the film or the post that a tag shows; return whether it shows one.

    The tag that ends it shows nothing more.
    """
    tag = shields.tags[number]
    if number in state.env.get("embedded", ()) or (
        is_figure(tag) and add_figure(state, tag, lines)
    ):
        return True
    found = embed_of_tag(tag)
    if found:
        add_embed(state, found, *lines)
        if (partner := shields.partners.get(number)) is not None:
            state.env.setdefault("embedded", set()).add(partner)
        return True
    if linked(tag):
        add_element(state, "p", line_text(state, lines[0]), *lines)
        return True
    return add_words(state, shields.restored(words_of_tag(tag)[1]), lines)


def hexo_tab(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read the comments around a tab of Hexo: ``<!-- tab Name -->``, ``<!-- endtab -->``."""
    text = line_text(state, first)
    found = _HEXO_TAB.fullmatch(text) if text.startswith("<!--") else None
    if not found or "tabs" not in {each.name for each in state.env["shields"].tags}:
        return False
    if silent:
        return True
    if found["end"]:
        close_box(state, first)
    else:
        open_box(state, "tab", found["name"] or "", first)
    state.line = first + 1
    return True


def contents(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Keep the line that a program replaces by a table of contents, or by another file."""
    line = line_text(state, first)
    if line[:1] not in ("[", "*", "-", "1", "@", "<", ";") or state.is_code_block(first):
        return False
    last = first + 1
    if _CONTENTS_ITEM.fullmatch(line):
        if last >= end or not _CONTENTS_LIST.fullmatch(line_text(state, last)):
            return False
        last += 1
    elif not _CONTENTS.fullmatch(line):
        return False
    if not silent:
        keep_lines(state, first, last)
        state.line = last
    return True


def _after(
    state: StateBlock, shields: Shields, numbers: tuple[int, ...], first: int, end: int
) -> int:
    """Return the first line after tags that may span several; 0 if text follows them."""
    last = shields.tags[numbers[-1]]
    after = max(first, last.line + last.text.count("\n")) + 1
    whole = all(shields.alone_in(line_text(state, line)) for line in range(first, min(after, end)))
    return after if after <= end and whole else 0


def _kept(state: StateBlock, tag: TemplateTag, first: int, closing: int) -> bool:
    """Keep lines between two tags that must not be read as Markdown; return whether they were."""
    if tag.name in _CODE:
        if _FENCED.match(lines_text(state, first, closing)):  # GitBook: the code has its own marks
            return False
        words = re.findall(r"[\w+#-]+(?!=)\b", tag.arguments.removeprefix("lang:"))
        language = words[0] if words and tag.name != "mermaid" else tag.name
        title = _OPTION_OF_CODE.sub("", tag.arguments).strip()
        if tag.name == "codeblock" and reads_like_words(title):
            add_picture(state, title, "", "", (first, first + 1))
            language = named[1] if (named := re.search(r"lang:(\S+)", tag.arguments)) else ""
        add_code(state, lines_text(state, first, closing), language, first, closing)
    elif tag.name in _FORMULA:
        token = state.push("math_block", "math", 0)
        token.content, token.map = lines_text(state, first, closing), [first, closing]
    elif tag.name not in _DROPPED:
        return False
    state.line = closing + 1
    return True


def _ends_paragraph(number: int, shields: Shields) -> bool:
    tag = shields.tags[number]
    shown = is_figure(tag) or embed_of_tag(tag) or texts_in(words_of_tag(tag)[1])
    return number in shields.partners or _controls(tag) or bool(shown)


def _controls(tag: TemplateTag) -> bool:
    if tag.text.startswith("<%") or _GO_CONTROL.match(tag.text):
        return not tag.text.startswith(("<%=", "<%-"))
    return tag.text.startswith("{%") and (tag.closes or tag.name in _CONTROL)
