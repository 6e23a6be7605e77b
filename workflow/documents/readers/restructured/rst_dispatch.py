"""Supply docutils with directives and roles it does not know: Sphinx's and any extension's.

Docutils keeps what it knows in its own modules; while a text is read, the questions it asks there
are answered here, and what the text defines for itself is forgotten afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles

from workflow.documents.readers.embedded_media import embed_of_directive
from workflow.model import TEMPLATE_CODE

#: Directives that hold code.
_CODE = frozenset(
    "code code-block sourcecode doctest testcode testoutput testsetup testcleanup "
    "prompt ipython jupyter-execute jupyter-input jupyter-output productionlist graphviz digraph "
    "graph mermaid plantuml uml blockdiag seqdiag tikz code-cell plot console click shell "
    "command-output program-output asciinema kernel-doc kernel-render".split()
)
#: Directives that say something to programs or to their authors only, or repeat what stands
#: elsewhere. Sphinx shows ``todo`` only where a setting says so.
_SILENT = frozenset(
    "contents index highlight currentmodule module default-domain tabularcolumns sectnum "
    "section-numbering date title meta py:currentmodule py:module c:namespace cpp:namespace "
    "default-role role target-notes program post todo todolist".split()
)
#: Directives that bring in what stands elsewhere, or in another format.
_CARRIED = frozenset(
    "raw include literalinclude autosummary automodule autoclass autofunction automethod "
    "autoattribute autoexception autodata autoenum kernel-feat kernel-abi "
    "maintainers-include".split()
)
#: Those that are set apart like a note; the first word is what a reader sees.
_BOXES = frozenset("seealso versionadded versionchanged deprecated versionremoved".split())
#: Those that show something from elsewhere, and how that is marked.
_EMBEDS = frozenset("youtube vimeo video audio iframe gist tweet twitter bilibili".split())
EMBED = "embed-of-another-site"
#: Roles whose text is what a reader reads.
_PROSE = frozenset(
    "ref doc term numref any download std:ref std:doc std:term guilabel menuselection abbr dfn "
    "index eq token keyword strong emphasis".split()
)
_STRONG = frozenset("guilabel menuselection strong".split())
#: Roles that lead to the place that bears a label.
_LABELLED = frozenset({"ref", "numref"})
#: Roles of numbered documents, with their addresses.
_SERIES = {
    "pep": "https://peps.python.org/pep-{:04}/",
    "rfc": "https://datatracker.ietf.org/doc/html/rfc{}.html",
}
_NUMBERED = re.compile(r"0*(?P<number>\d{1,6})(?P<part>#\S+)?")
_TITLES = frozenset({"tab", "dropdown", "card", "details"})
_TITLED = re.compile(r"\s*(?P<title>.+?)\s*<(?P<target>[^<>]+)>\s*", re.DOTALL)
_LOCK = RLock()


@contextmanager
def known_to_docutils() -> Iterator[None]:
    """Replace docutils' lookup of directives and roles inside a ``with`` block."""
    with _LOCK:
        asked_directive, asked_role = directives.directive, roles.role
        known: dict[str, Any] = getattr(roles, "_roles")  # noqa: B009
        own = dict(known)
        directives.directive = _answering(asked_directive)
        roles.role = _answering_role(asked_role)
        try:
            yield
        finally:
            directives.directive, roles.role = asked_directive, asked_role
            known.clear()
            known.update(own)


def _answering(ask: Callable[..., Any]) -> Callable[..., Any]:
    def directive(name: str, language: Any, document: Any) -> tuple[Any, list[Any]]:
        short = name.lower()
        for names, kind in _OURS:
            if short in names:
                return kind, []
        found, messages = ask(name, language, document)
        return (_tolerant(found), messages) if found else (_Any, [])

    return directive


def _tolerant(found: type[Directive]) -> type[Directive]:
    """Return a subclass of a docutils directive that accepts any option."""
    options = {"option_spec": _Options(found.option_spec or {"class": directives.unchanged})}
    return type(found.__name__, (found,), options)


def _answering_role(ask: Callable[..., Any]) -> Callable[..., Any]:
    def role(name: str, language: Any, line: int, reporter: Any) -> tuple[Any, list[Any]]:
        short = name.lower()
        if short in _PROSE or ":" in short:
            return _said, []
        if short in _SERIES:
            return _of_series, []
        found, messages = ask(name, language, line, reporter)
        return (found, messages) if found and name != "raw" else (_said, [])

    return role


def _said(
    name: str, rawtext: str, text: str, *_place: Any, **_options: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Read an unknown role: as words if it has a title or reads like prose, else as code."""
    words = nodes.unescape(text)
    short = name.lower().rpartition(":")[2]
    if titled := _TITLED.fullmatch(words):
        return [_titled(rawtext, short, titled["title"].lstrip("!~"), titled["target"].strip())], []
    if short in _STRONG:
        return [nodes.strong(rawtext, words.replace("&", "") if short == "guilabel" else words)], []
    prose = short in {"abbr", "dfn", "term", "emphasis"} or (
        name.lower() not in _PROSE and " " in words.strip() and ":" not in name
    )
    if prose:
        return [nodes.inline(rawtext, words)], []
    kept = {"doc": "to", "ref": "label"}.get(short)
    to = {kept: words.strip()} if kept else {}
    return [nodes.literal(rawtext, words.lstrip("!~"), **to)], []


def _of_series(
    name: str, rawtext: str, text: str, *_place: Any, **_options: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Read a number of a series of documents, which may have a title and name a part."""
    words = nodes.unescape(text)
    titled = _TITLED.fullmatch(words)
    found = _NUMBERED.fullmatch(titled["target"].strip() if titled else words.strip())
    if not found:
        return _said(name, rawtext, text)
    shown = titled["title"] if titled else f"{name.upper()} {words.strip()}"
    address = _SERIES[name.lower()].format(int(found["number"])) + (found["part"] or "")
    return [nodes.reference(rawtext, shown, refuri=address)], []


def _titled(source: str, role: str, title: str, target: str) -> nodes.Node:
    """Return the words of a role that has a title, as a link if it leads to a text."""
    if role == "doc":
        return nodes.reference(source, title, refuri=target)
    if role in _LABELLED:
        return nodes.reference(source, title, label=target)
    return nodes.emphasis(source, title)


class _Options(dict[str, Callable[[str], Any]]):
    """Accepts options with any name; docutils would refuse unknown ones."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged


class _Open(Directive):
    """Base class of directives that accept any option."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _Options(name=directives.unchanged)

    def read_into(self, parent: nodes.Element) -> None:
        """Parse the content as text and add it to a parent node."""
        self.state.nested_parse(self.content, self.content_offset, parent, match_titles=True)

    def paragraph(self, words: str) -> list[nodes.Node]:
        """Return an argument as a paragraph."""
        text, messages = self.state.inline_text(words, self.lineno)
        made = nodes.paragraph(words, "", *text)
        made.line = self.lineno
        return [made, *messages]


class _Nothing(_Open):
    """A directive that is left out."""

    def run(self) -> list[nodes.Node]:
        """Return no nodes."""
        return []


class _Contents(_Open):
    """A directive that lists other files (``toctree``): its caption and their titles are read."""

    def run(self) -> list[nodes.Node]:
        """Return a heading and a list of the titles that are written in it."""
        made: list[nodes.Node] = []
        if caption := self.options.get("caption"):
            words, messages = self.state.inline_text(caption, self.lineno)
            made += [nodes.rubric(caption, "", *words), *messages]
            made[0].line = self.lineno
        titles = [found["title"] for line in self.content if (found := _TITLED.fullmatch(line))]
        if titles:
            items = [nodes.list_item("", *self.paragraph(title)) for title in titles]
            made.append(nodes.bullet_list("", *items))
        return made


class _Code(_Open):
    """A directive that holds code."""

    def run(self) -> list[nodes.Node]:
        """Return a code block; nothing if the code is in another file."""
        made: list[nodes.Node] = []
        if caption := self.options.get("caption"):
            made += self.paragraph(caption)
        if any(line.strip() for line in self.content):
            block = nodes.literal_block("", "\n".join(self.content))
            language = self.arguments[0].split() if self.arguments else []
            block["classes"] = ["code", *language[:1]]
            block.line = self.content_offset + 1
            made.append(block)
        return made


class _Carried(_Open):
    """A directive that is carried over verbatim: an included file, or another format."""

    def run(self) -> list[nodes.Node]:
        """Return the source as a code block."""
        block = nodes.literal_block("", self.block_text.rstrip())
        block["classes"] = ["code", TEMPLATE_CODE]
        block.line = self.lineno
        return [block]


class _Aside(_Open):
    """A directive that becomes a box (note, versionadded); its argument may begin the text."""

    def run(self) -> list[nodes.Node]:
        """Return a box."""
        box = nodes.admonition("", classes=[self.name.lower()])
        if self.arguments:
            version, said = "", self.arguments[0]
            if self.name.lower().startswith(("version", "deprecated")):
                version, said = [*said.split(maxsplit=1), "", ""][:2]
                title = nodes.title("", version)
                title.line = self.lineno
                box += title
            box += self.paragraph(said.strip()) if said.strip() else []
        self.read_into(box)
        return [box]


class _Embed(_Open):
    """A directive that shows a film or a post from elsewhere: a link says which."""

    def run(self) -> list[nodes.Node]:
        """Return a picture marked as such; nothing if it has no description."""
        said = " ".join(self.arguments)
        found = embed_of_directive(self.name, said, self.options)
        if not found:
            box = nodes.container("")
            box += self.paragraph(said) if _reads_like_words(said) else []
            self.read_into(box)
            return [box]
        shown = nodes.image("", uri=found[0], alt=found[1], classes=[EMBED])
        shown.line = self.lineno
        return [shown]


class _Any(_Open):
    """An unknown directive: its content is text, its argument too if it reads like a title."""

    def run(self) -> list[nodes.Node]:
        """Return a container of argument and content."""
        name = self.name.lower()
        box: nodes.Element = nodes.container("", classes=[name])
        if self.arguments and _is_titled(name):
            kind = next(each for each in name.split("-") if each in _TITLES)
            box = nodes.admonition("", classes=[kind])
            words, messages = self.state.inline_text(self.arguments[0], self.lineno)
            box += [nodes.title(self.arguments[0], "", *words), *messages]
            box[0].line = self.lineno
        elif self.arguments and _is_signature(self.name):
            block = nodes.literal_block("", self.arguments[0], classes=["code"])
            block.line = self.lineno
            box += block
        elif self.arguments and _reads_like_words(self.arguments[0]):
            box += self.paragraph(self.arguments[0])
        if "card" in name:
            self._without_rules()
        self.read_into(box)
        return [box]

    def _without_rules(self) -> None:
        """Leave out the lines that part a card's head and foot from its text."""
        for place, line in enumerate(self.content):
            if line.strip() in {"+++", "^^^"}:
                self.content[place] = ""


#: Which of our directives stands for which names.
_OURS: tuple[tuple[frozenset[str], type[Directive]], ...] = (
    (_CARRIED, _Carried),
    (frozenset({"toctree"}), _Contents),
    (_SILENT, _Nothing),
    (_CODE, _Code),
    (_BOXES, _Aside),
    (_EMBEDS, _Embed),
)
#: Directives that describe a thing of a program: ``py:function:: f(x)``.
_DESCRIBING = frozenset(
    "function method class attribute data exception option describe object decorator staticmethod "
    "classmethod property envvar confval cmdoption macro type member struct enum enumerator "
    "directive role".split()
)


def _is_signature(name: str) -> bool:
    """Return whether the argument of a directive is a signature in code."""
    return name.lower().rpartition(":")[2] in _DESCRIBING and name.lower() not in {"class", "role"}


def _is_titled(name: str) -> bool:
    """Tell whether the argument of a directive is a title: ``tab-item``."""
    return not _TITLES.isdisjoint(name.lower().split("-"))


def _reads_like_words(argument: str) -> bool:
    words = argument.split()
    return len(words) > 1 or (words[:1] != [] and words[0][:1].isupper() and words[0].isalpha())
