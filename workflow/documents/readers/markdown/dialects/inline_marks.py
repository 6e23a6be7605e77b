"""Read marks within a line: ``==mark==``, ``H~2~O``, ``[[Page|text]]``, ``:tada:``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from workflow.documents.pictures import SUFFIXES
from workflow.documents.readers.markdown.dialects.attribute_lists import behind_attributes
from workflow.documents.readers.markdown.dialects.tokens import enclosed, page_link, template_tag
from workflow.languages.scripts import DENSE, TWO_COLUMNS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.state_inline import Scanned
    from markdown_it.token import Token
    from markdown_it.utils import EnvType


_CODE = re.compile(r"(?<![\w:/]):(?P<name>\+1|-1|[a-z0-9][a-z0-9_+-]{0,60}):(?![\w:/])")
_ICON = re.compile(
    r"(?:material|octicons|fontawesome|simple|lucide|bootstrap|tabler|mdi)[-_][a-z0-9-]+"
    r"|end_tab"  # d2lbook
)


def emoji_codes(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text with emoji for their codes; icons are parts of their own, marked by True.

    >>> list(emoji_codes("Done :tada: at 10:30:00"))
    [('Done 🎉 at 10:30:00', False)]
    >>> list(emoji_codes(":material-check: yes"))
    [(':material-check:', True), (' yes', False)]
    """
    if text.count(":") < 2 or not _CODE.search(text):
        yield text, False
        return
    end = 0
    done = ""
    for match in _CODE.finditer(text):
        if _ICON.fullmatch(match["name"]):
            if done or match.start() > end:
                yield done + text[end : match.start()], False
            yield match[0], True
            done = ""
            end = behind_attributes(text, match.end())
        else:
            done += text[end : match.start()] + _emoji(match[0])
            end = match.end()
    if done or end < len(text):
        yield done + text[end:], False


def is_emoji(code: str) -> bool:
    """Return whether a code stands for an emoji."""
    return _emoji(code) != code


def _emoji(code: str) -> str:
    """Return the emoji for a code, or the code itself."""
    import emoji

    return emoji.emojize(code, language="alias")


class _State(StateInline):
    """A state of the inline parser in which asterisks beside such letters mark emphasis."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Tell whether a run of asterisks may begin or end emphasis."""
        found = super().scanDelims(start, canSplitWord)
        if self.src[start] == "_":
            return found
        before = self.src[start - 1 : start] or " "
        after = self.src[start + found.length : start + found.length + 1] or " "
        opens = not after.isspace() and bool(TWO_COLUMNS.match(before))
        closes = not before.isspace() and bool(TWO_COLUMNS.match(after))
        return found._replace(can_open=found.can_open or opens, can_close=found.can_close or closes)


class CjkInline(ParserInline):
    """An inline parser that reads emphasis beside Korean and Chinese letters."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse the inline content of a block and add its tokens."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


_HIGHLIGHT = re.compile(r"==(?=[^\s=])([^=\n]{0,998}[^\s=])==(?![=A-Za-z0-9_])|==([^\s=])==(?!=)")
_INSERTED = re.compile(
    r"\^\^(?=[^\s^])([^^\n]{0,998}[^\s^])\^\^(?![\^A-Za-z0-9_])|\^\^([^\s^])\^\^"
)
#: HackMD's, where pressed keys are not meant, nor C++ and ++i.
_UNDERLINED = re.compile(
    r"\+\+(?=[^\W\d_]{2})([^+\n]{0,996}(?<=[^\W\d_][^\W\d_])[.!?]?)\+\+(?![+\w])"
)
#: Names of keys that are longer than a letter and a number.
_KEY_NAME = re.compile(
    r"[a-z0-9]|f\d{1,2}|num-?\w+|\".*\"|(?:left-|right-|l|r|arrow-|page-)?(?:ctrl|control|alt|shift|cmd|"
    r"command|meta|super|win(?:dows)?|fn|opt(?:ion)?|altgr|enter|return|tab|esc(?:ape)?|space|"
    r"backspace|bksp|del(?:ete)?|ins(?:ert)?|home|end|up|down|left|right|page(?:up|down)|pg(?:up|dn)|"
    r"print-?screen|prtsc|caps(?:-?lock)?|(?:num|scroll)-?lock|pause|break|menu|power|plus|minus|"
    r"comma|period|slash|backslash|tilde|grave|[a-z]+-bracket|semicolon|quote|equal|hash|pipe|"
    r"volume-\w+|media-\w+|apps?|context-menu|cancel|clear|select|copy)"
)
#: HackMD's and Zettlr's size of a picture.
_SIZED = re.compile(
    r"(?P<picture>!\[[^\[\]\n]*\]\([^()\s]+(?:[ \t]+\"[^\"\n]*\")?)[ \t]+=\d*%?x\d*%?\)"
)
_HIGH = re.compile(r"\^([\w+−-]{1,10}|\*{1,3})\^(?![\w^])")
_LOW = re.compile(r"~(\d{1,3}[+−-]?|[a-z])~(?![~\d])")
_WIKI = re.compile(
    r"(?P<shown>!?)\[\[(?P<page>[^\[\]|#\n]{0,300})(?P<part>#[^\[\]|\n]{1,300})?"
    r"(?:\|(?P<text>[^\[\]\n]{1,500}))?\]\](?![(\[])"
)
#: How Obsidian shows a picture: its size, its place.
_LAYOUT = re.compile(r"(?:(?:^|\|)\s*(?:\d[\dx]*|center|left|right)\s*)+$")
_COMMENT = re.compile(r"%%[^%\n]{1,2000}%%")
_KEYS = re.compile(r"\+\+(?P<keys>[a-z0-9-]+(?:\+[a-z0-9-]+)*|\"[^\"\n]{1,40}\")\+\+(?!\+)")
_PROSE = re.compile(r"[^\[\]\n]{0,200}?\w\W{0,2}\s+\W{0,2}\w")
#: Behind a space the same signs may be a pattern of letters.
_SENTENCE = re.compile(
    rf"[^\[\]\n]{{0,200}}?[^\W\d_]{{2}}[^\w\[\]\n]?[ \n]+[^\W\d_]{{2}}|[{DENSE}]{{4}}"
)
_MEDIA = (*SUFFIXES, ".svg", ".bmp")

#: A task that was moved, planned or begun (Obsidian's themes).
_TASK = re.compile(r"\[[></?!*+~\"-]\](?=[ \t]+\S)")
_REFERENCE = re.compile(
    r"@(?:(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|nte|tip|wrn|imp|cau)-|"
    r"(?:[Ff]ig|[Tt]bl|[Tt]ab|[Ss]ec|[Ee]q|[Ll]st):)[\w:.-]*\w"
    r"|@(?:doi|pmid|pmcid|arxiv|isbn|url|tag|wikidata|clinicaltrials):[\w:./%?=&#+~-]*[\w/]",
    re.ASCII,
)


def highlight(state: StateInline, silent: bool) -> bool:
    """Read ``==highlighted==``, ``^^inserted^^`` and ``++underlined++`` text."""
    start = state.pos
    pattern = {"=": _HIGHLIGHT, "^": _INSERTED, "+": _UNDERLINED}.get(state.src[start])
    match = pattern.match(state.src, start, state.posMax) if pattern else None
    if not match or (start and _is_latin(state.src[start - 1])):
        return False
    if not silent:
        enclosed(state, "mark", start + 2, match.end() - 2)
    state.pos = match.end()
    return True


def raised_and_lowered(state: StateInline, silent: bool) -> bool:
    """Read superscript ``10^th^`` and subscript ``H~2~O``; a tilde between figures is a range."""
    start, char = state.pos, state.src[state.pos]
    if char not in "^~" or not start or not _is_latin(before := state.src[start - 1]):
        return False
    match = (_HIGH if char == "^" else _LOW).match(state.src, start, state.posMax)
    if not match or (char == "~" and not before.isalpha()):
        return False
    if not silent:
        enclosed(state, "sup" if char == "^" else "sub", start + 1, match.end() - 1)
    state.pos = match.end()
    return True


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "_=)")


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Read ``[[Page|text]]`` as a link, ``![[picture.png]]`` as a picture."""
    start = state.pos
    if state.src[start] not in "[!" or (start and _is_latin(state.src[start - 1])):
        return False
    match = _WIKI.match(state.src, start, state.posMax)
    if not match or not _means_a_page(match, state):
        return False
    if not silent:
        page, part = match["page"].strip(), match["part"] or ""
        if match["shown"] and page.lower().endswith(_MEDIA):
            image = state.push("wiki_image", "img", 0)
            image.content = _LAYOUT.sub("", match["text"] or "")
            image.meta = {"url": quote(page, safe="/.-_~")}
        else:
            shown = page.rpartition("/")[2] or part.lstrip("#^")
            inner = " › ".join(filter(None, (page and shown, part.lstrip("#^")))) if page else shown
            page_link(state, page + part)
            state.push("text", "", 0).content = (match["text"] or inner).strip()
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _means_a_page(match: re.Match[str], state: StateInline) -> bool:
    """Return whether double brackets hold a page's name, not a number, code or a reference."""
    page, part = match["page"], match["part"]
    name = page.strip()
    if not (name or part) or page[:1].isspace() or (name.isdigit() and not match["text"]):
        return False
    if re.search(r"[`*<>{}\\$=\"]", name) or name.startswith(("^", "-", "_")):
        return False
    label = " ".join(name.split()).upper()
    references = state.env.get("references", {})
    return bool(match["text"]) or state.env["foam"] or label not in references


def comment(state: StateInline, silent: bool) -> bool:
    """Skip a comment of the author's, ``%%like this%%``."""
    start = state.pos
    if not state.src.startswith("%%", start) or (start and not state.src[start - 1].isspace()):
        return False
    match = _COMMENT.match(state.src, start, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = "<!-- -->"
    state.pos = match.end()
    return True


def inline_notes(parser: MarkdownIt) -> None:
    """Make a parser read inline footnotes, ``^[Like this one.]``, if they are prose."""
    (rule,) = (each for each in parser.inline.ruler.__rules__ if each.name == "footnote_inline")
    read = rule.fn

    def footnote_inline(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not state.src.startswith("^[", start) or not start:
            return False
        sure = _SENTENCE if state.src[start - 1].isspace() else _PROSE
        if not sure.match(state.src, start + 2, state.posMax) or not read(state, silent):
            return False
        if not silent:
            token = state.tokens[-1]
            noted = state.env["footnotes"]["list"][token.meta["id"]]
            token.meta["note"], token.content = noted["tokens"], noted["content"]
        return True

    parser.inline.ruler.at("footnote_inline", footnote_inline)


def pressed_keys(state: StateInline, silent: bool) -> bool:
    """Read ``++ctrl+s++`` as code."""
    start = state.pos
    if not state.src.startswith("++", start) or (start and _is_latin(state.src[start - 1])):
        return False
    match = _KEYS.match(state.src, start, state.posMax)
    if not match or not all(map(_KEY_NAME.fullmatch, match["keys"].split("+"))):
        return False
    if not silent:
        token = state.push("code_inline", "code", 0)
        token.content, token.markup = match["keys"].strip('"'), "++"
    state.pos = match.end()
    return True


def sized_image(state: StateInline, silent: bool) -> bool:
    """Read a picture whose size stands behind its address, ``![port](port.jpg =400x300)``."""
    match = _SIZED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.md.inline.parse(f"{match['picture']})", state.md, state.env, state.tokens)
    state.pos = match.end()
    return True


def cross_reference(state: StateInline, silent: bool) -> bool:
    """Read references to figures, tables and sections, ``@fig-port``, ``@fig:port``, as tags.

    Those with a hyphen are Quarto's, with a colon pandoc-crossref's; Manubot cites ``@doi:…``.
    """
    start = state.pos
    if state.src[start] != "@" or (start and _is_latin(state.src[start - 1])):
        return False
    return template_tag(state, _REFERENCE, silent)


def task_mark(state: StateInline, silent: bool) -> bool:
    """Keep the mark of a moved task, ``[>]``, at the beginning of an item."""
    return state.pos == 0 and state.src[0] == "[" and template_tag(state, _TASK, silent)
