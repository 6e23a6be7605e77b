"""Read the marks of books and papers: citations, cross-references, changes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.inline_marks import is_emoji
from workflow.documents.readers.markdown.dialects.tokens import (
    add_code,
    add_element,
    close_box,
    enclosed,
    line_text,
    lines_text,
    open_box,
    read_lines,
    template_tag,
)

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


_KEY = r"-?@[A-Za-z][\w:.#$%&+?<>~/-]*(?:, ?(?:(?:pp?|chap|ch|sec|fig|vol)\. ?)?[\dIVXivx–—-]+)*"
_CITED = re.compile(rf"\[{_KEY}(?:;{{1,2}} ?{_KEY})*;?\](?![\[({{])")
_GROUP = r"\{(?:[^{}\n]|\{[^{}\n]*\}){0,300}\}"
#: A key that has a year, as programs for references make them, and the page behind it.
_DATED = re.compile(
    r"-?@[A-Za-z][A-Za-z_:.-]*(?:1[5-9]|20)\d\d[a-z]?[A-Za-z_-]*(?![A-Za-z\d_@]|\.[A-Za-z\d])"
    r"(?: \[(?:pp?|chap|ch|sec|fig|vol)\. ?[\dIVXivx–—, -]+\])?"
)
#: Commands whose argument is a name or a measure, no text.
_TEX = re.compile(
    r"\\@ref\([\w:./-]+\)|\\#[\w-]+:[\w:.-]+(?=\))|"
    r"\\(?:index|label|[aA]?(?:uto)?ref|eqref|pageref|nameref|[cC]ref|[Cc]ite[a-z]{0,10}|nocite|"
    r"[vh]space|input|include|includegraphics|bibliography|bibliographystyle)\*?"
    rf"(?:\[[^\]\n]{{0,100}}\])?{_GROUP}"
)
_ALONE = re.compile(
    r"\\(?:newpage|clearpage|cleardoublepage|pagebreak|linebreak|noindent|(?:big|med|small)skip|"
    r"printindex|tableofcontents|listof(?:figures|tables)|appendix|(?:front|main|back)matter|"
    r"centering|raggedright|normalsize|small|footnotesize|vfill|hfill)(?:\[\d\])?[ \t]*"
)
_BEGIN = re.compile(r"\\begin\{(?P<name>[a-zA-Z]+\*?)\}")
#: Environments that hold prose, and what they are called; some give them a title.
_ENVIRONMENTS = {
    **{name: name for name in (
        "theorem lemma corollary proposition definition proof remark example exercise solution"
        " conjecture claim note problem abstract quote"
    ).split()},
    "thm": "theorem", "lem": "lemma", "cor": "corollary", "prop": "proposition",
    "defn": "definition", "rem": "remark", "quotation": "quote", "center": "",
}  # fmt: skip
_PROSE = re.compile(
    r"\\begin\{(?P<name>[a-z]+)\*?\}(?:\[(?P<title>[^\[\]\n]*)\])?[ \t]*"
    r"(?:\\label\{[^{}\n]*\})?[ \t]*"
)
_ITEMS = {"itemize": "bullet_list", "enumerate": "ordered_list"}
_ITEM = re.compile(r"\\item(?![a-z])[ \t]*")
_MOST_LINES = 100
_CHANGE = re.compile(
    r"\{\+\+(?P<added>[^{}\n]{1,2000}?)\+\+\}|\{--[^{}\n]{1,2000}?--\}|\{>>[^{}\n]{1,2000}?<<\}|"
    r"\{~~[^{}\n~]{0,1000}~>(?P<new>[^{}\n~]{0,1000})~~\}|\{==(?P<marked>[^{}\n]{1,2000}?)==\}|"
    r"\{\+ (?P<put>[^{}\n]{1,2000}?) \+\}"
)
#: GitLab's mark for what was taken away, which alone may be anything else.
_TAKEN = re.compile(r"\{- [^{}\n]{1,2000}? -\}[ \t]?")
_RAW = re.compile(r"\{=[a-z][\w+]*\}")


def citation(state: StateInline, silent: bool) -> bool:
    """Keep a citation in brackets, ``[@kim2021, p. 3; @lee2019]``, except a link's text."""
    if not state.src.startswith(("[@", "[-@"), state.pos):
        return False
    match = _CITED.match(state.src, state.pos, state.posMax)
    if not match or match[0][1:-1].upper() in state.env.get("references", {}):
        return False
    return template_tag(state, _CITED, silent)


def bare_citation(state: StateInline, silent: bool) -> bool:
    """Keep ``@kim2021`` and ``-@kim2021``; if that is somebody's name, it is none to translate."""
    start = state.pos
    if not state.src.startswith(("@", "-@"), start):
        return False
    before = state.src[start - 1 : start]
    if before.isascii() and (before.isalnum() or before in tuple("./_-")):
        return False
    return template_tag(state, _DATED, silent)


def tex_command(state: StateInline, silent: bool) -> bool:
    r"""Keep ``\index{port}``, ``\ref{fig:port}``, ``\@ref(fig:port)``."""
    return state.src[state.pos] == "\\" and template_tag(state, _TEX, silent)


def raw_format(state: StateInline, silent: bool) -> bool:
    """Keep the format of the code before it, ``{=html}``."""
    if state.src[state.pos] != "{" or state.src[state.pos - 1 : state.pos] != "`":
        return False
    return template_tag(state, _RAW, silent)


def change(state: StateInline, silent: bool) -> bool:
    """Read ``{++added++}`` and ``{~~old~>new~~}``; skip ``{--deleted--}`` and ``{>>remarks<<}``.

    Also GitLab's ``{+ added +}``, and beside that ``{- deleted -}``.
    """
    if state.src[state.pos] != "{":
        return False
    match = _CHANGE.match(state.src, state.pos, state.posMax)
    if not match and (taken := _TAKEN.match(state.src, state.pos, state.posMax)):
        match = taken if "{+ " in state.src and " +}" in state.src else None
    if not match:
        return False
    if not silent:
        kept = next((name for name, text in match.groupdict().items() if text), "")
        within = match.span(kept) if kept else (match.end(), match.end())
        enclosed(state, "mark" if kept == "marked" else "span", *within)
    state.pos = match.end()
    return True


def tex_lines(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    r"""Keep ``\newpage`` alone on a line, and all between ``\begin{figure}`` and its end."""
    line = line_text(state, first)
    if not line.startswith("\\") or state.is_code_block(first):
        return False
    last = first if _ALONE.fullmatch(line) else -1
    if begun := _BEGIN.match(line):
        closing = f"\\end{{{begun['name']}}}"
        rows = range(first, min(end, first + _MOST_LINES))
        last = next((at for at in rows if line_text(state, at).rstrip().endswith(closing)), -1)
    if last < 0:
        return False
    if not silent:
        if not (begun and _environment(state, first, last)):
            add_code(state, lines_text(state, first, last + 1), "tex", first, last + 1)
        state.line = last + 1
    return True


def _environment(state: StateBlock, first: int, last: int) -> bool:
    """Read an environment that holds prose, or a list, as a box or a list; False of any other."""
    match = _PROSE.fullmatch(line_text(state, first))
    alone = re.fullmatch(r"\\end\{[a-z]+\*?\}[ \t]*", line_text(state, last))
    if not match or not alone or first == last:
        return False
    name, title = match["name"], match["title"] or ""
    if (kind := _ENVIRONMENTS.get(name)) is not None:
        open_box(state, kind, title, first)
        read_lines(state, first + 1, last)
        close_box(state, last)
        return True
    text = lines_text(state, first + 1, last)
    if name not in _ITEMS or title or "\\begin{" in text or not _ITEM.match(text.lstrip()):
        return False
    _add_list(state, _ITEMS[name], first, last)
    return True


def _add_list(state: StateBlock, name: str, first: int, last: int) -> None:
    """Add the tokens of a list whose items begin with a command."""
    state.push(f"{name}_open", "", 1).map = [first, last]
    at = first + 1
    while at < last:
        end = at + 1
        while end < last and not _ITEM.match(line_text(state, end)):
            end += 1
        item = state.push("list_item_open", "li", 1)
        item.info = "1"
        said = "\n".join(line_text(state, each) for each in range(at, end))
        add_element(state, "p", _ITEM.sub("", said, count=1).strip(), at, end)
        state.push("list_item_close", "li", -1)
        at = end
    state.push(f"{name}_close", "", -1)


_ROLE = re.compile(r"(?<![\w:]):([a-z][\w+.-]*(?::[\w.-]+)?):$")
_LONGEST = 50
#: Those among them that are called like an emoji.
_NO_EMOJI = frozenset({":label:", ":key:"})
_WORDS = re.compile(r"[^<>]*\s[^<>]*|[^<>]+<[^<>]+>")


def read_roles(state: StateCore) -> None:
    """Make a tag of each role before code, and drop those after a picture."""
    for token in state.tokens:
        if token.type == "inline" and token.children and ":`" in token.content:
            for before, code in pairwise(token.children):
                if before.type == "text" and code.type == "code_inline":
                    _read(before, code)
            if token.children[0].type == "image" and _are_roles(token.children[1:]):
                del token.children[1:]


def _read(before: Token, code: Token) -> None:
    role = _ROLE.search(before.content[-_LONGEST:])
    if not role or (role[0] not in _NO_EMOJI and is_emoji(role[0])):
        return
    before.content = before.content[: -len(role[0])]
    if _WORDS.fullmatch(code.content):
        code.meta["role"] = role[1].rpartition(":")[2]
    else:
        code.type, code.content = "template", f"{role[0]}{code.markup}{code.content}{code.markup}"


def _are_roles(tokens: list[Token]) -> bool:
    """Tell whether tokens are only roles, such as the width and the name of a picture."""
    said = [each for each in tokens if each.content.strip()]
    return bool(said) and all(
        each.type == "template" and each.content.startswith(":") for each in said
    )


#: What a heading is called, and the id that its attributes name.
_NAMED = re.compile(r"(?P<name>[^\[\]`<{]{2,200}?)\s*(?:\{(?:#(?P<id>[\w:.-]+)|[^{}]*)[^{}]*\})?")
#: What is named behind the words of a link: ``[the ports][harbours]``.
_BEHIND_WORDS = re.compile(r"\]\[([^\[\]]{2,200})\]")
#: What else only Pandoc and its like have: citations, divisions, spans, attributes of code.
_PANDOC = re.compile(
    r"\[-?@\w|^:{3,}[ \t]*\{|^\(@|\]\{[.#]|\\@ref\("
    r"|^`{3,}[ \t]*\{\.|^#+ [^{}\n]*\{[^:{}\n][^{}\n]*=",
    re.MULTILINE,
)
_PANDOCS = (".qmd", ".rmd")
_NOT_IN_ID = re.compile(r"[^\w\s.-]|^[^a-z]+(?=[a-z])")


def refer(state: StateCore) -> None:
    """Define the text of each heading as a reference, so that ``[The port]`` is a link to it.

    One that the file itself defines stays.

    Programs that have ``[[Page]]`` know no such links, and words may stand in brackets for other
    reasons (``[Sources] told us``, ``[Open Work]``): the heading has to have an id of its own, or
    be named behind the words of a link. Several words are enough in a text that has other marks of
    Pandoc.
    """
    from markdown_it.common.utils import normalizeReference

    if "[[" in state.src:
        return
    references = state.env.setdefault("references", {})
    source = state.src.lower()
    headings = [
        (said, opening.map)
        for opening, inline in pairwise(state.tokens)
        if opening.type == "heading_open" and (said := _NAMED.fullmatch(inline.content.strip()))
    ]
    behind = set(_BEHIND_WORDS.findall(source))
    named = {said["name"] for said, _ in headings if said["name"].lower() in behind}
    of_pandoc = named or state.env["path"].lower().endswith(_PANDOCS) or _PANDOC.search(source)
    for said, place in headings:
        several = len(said["name"].split()) > 1
        if not (said["id"] or said["name"] in named or (several and of_pandoc)):
            continue
        anchor = said["id"] or "-".join(_NOT_IN_ID.sub("", said["name"].lower()).split())
        found = {"href": f"#{anchor}", "title": "", "map": place}
        references.setdefault(normalizeReference(said["name"]), found)
