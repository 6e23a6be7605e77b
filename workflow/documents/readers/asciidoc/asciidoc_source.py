"""Make AsciiDoc ready for pandoc: its header, conditions, included files, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from workflow.documents.readers.asciidoc.asciidoc_names import (
    Attributes,
    named,
    names_of,
    whole,
)
from workflow.documents.readers.asciidoc.asciidoc_titles import with_titles_on_one_line
from workflow.documents.readers.embedded_media import PLAYERS
from workflow.documents.readers.frontmatter.conditions import Said, conditions

_PICTURE = re.compile(r"(?<![\w:])(?P<macro>image::?)(?P<target>[^\s:\[][^\s\[]{0,500})(?=\[)")
#: A target that is no path below the folder of the pictures.
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|\.\./", re.IGNORECASE)
#: Links to a page of another file, and to people: pandoc takes one for an anchor, and drops what
#: says that the other is an address of mail.
_OTHER_FILE = re.compile(
    r"(?<!\w)xref:(?P<target>[^\s\[#]{1,500}\.\w{1,9}(?:#[^\s\[]{0,250})?)(?=\[(?!\s))"
)
_MAIL = re.compile(r"(?<![\w:])(?=mailto:[^\s\[]{1,250}\[[^\]\s])")
_MEDIUM = re.compile(r"(?:video|audio)::(?P<target>[^\s\[]+)\[(?P<said>.*)\][ \t]*")
_LINK_TITLE = re.compile(r"\btitle=(?:\"([^\"]+)\"|([^,\"]+))")


def targeted(line: str, folder: str) -> str:
    """Return a line whose pictures lie in ``folder``, and whose links and media are plain ones.

    >>> targeted("image::port.png[] and xref:a.adoc#b[it], mailto:a@b.c[us]", "pics")
    'image::pics/port.png[] and link:a.adoc#b[it], link:mailto:a@b.c[us]'
    >>> targeted("video::x1[youtube,title=Ice]", "")
    '+++<iframe src="https://www.youtube.com/watch?v=x1" title="Ice"></iframe>+++'
    """
    if medium := _MEDIUM.fullmatch(line):
        return _embed(medium["target"], medium["said"])
    if folder:
        line = _PICTURE.sub(lambda found: found["macro"] + _below(folder, found["target"]), line)
    return _MAIL.sub("link:", _OTHER_FILE.sub(r"link:\g<target>", line))


def _below(folder: str, target: str) -> str:
    return target if _ELSEWHERE.match(target) else f"{folder.rstrip('/')}/{target}"


def _embed(target: str, said: str) -> str:
    """Return a frame for a video or a sound, which pandoc passes on and Markdown's reader knows."""
    player = PLAYERS.get(said.partition(",")[0].strip().lower())
    title = _LINK_TITLE.search(said)
    name = f' title="{escape(title[1] or title[2])}"' if title else ""
    address = player + target if player else target
    return f'+++<iframe src="{escape(address)}"{name}></iframe>+++'


#: Before the paragraph that is the title, and amid a directive: for private use, so that no text of
#: people holds them.
TITLE, KEPT = "\ue001", "\ue000"
#: Attributes that hold where nothing sets them: those of Asciidoctor's pages.
_SET = frozenset(
    {"asciidoctor", "asciidoctor-version", "backend-html5", "basebackend-html", "doctype-article"}
)
_ATTRIBUTE = re.compile(r":(?P<unset>!?)(?P<name>\w[\w-]*)(?P<also>!?):(?:[ \t]+(?P<value>.*))?")
_CONDITION = re.compile(
    r"(?P<kind>ifdef|ifndef|ifeval|endif)::(?P<names>[^\s\[]*)\[(?P<text>.*)\][ \t]*"
)
_INCLUDE = re.compile(r"include::[^\s\[][^\[]*\[.*\][ \t]*")
#: A block macro, which extensions of Asciidoctor have many of (``include-code``, ``plantuml``), and
#: the names of those that are read. pandoc takes any other for a term and its definition.
_MACRO = re.compile(r"(?!(?:image|video|audio|toc)::)[a-z][\w-]*::[^\s\[]*\[.*\][ \t]*")
#: What asciidoctor-tabs makes tabs of, and the lines around them.
_TABS, _FRAME = re.compile(r"\[tabs\b[^\]]*\]"), re.compile(r"={4,}")
#: Lines that begin and end a block whose text stays as it is, or a comment.
_VERBATIM = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,})(?P<language>\w*)[ \t]*")
_DASHES = "-" * 12
#: A comment of one line, and lines that no text goes on below.
_COMMENT, _APART = re.compile(r"//(?!/).*"), re.compile(r"[\[.:=*_+|]|//|-{2,}|'{3}|<<<")
_PARAGRAPH = re.compile(r"(?:.+\n)+")
#: A footnote, in which there may be one more pair of brackets, and a reference with words.
_NOTE = re.compile(
    r"footnote:[\w-]*\[(?:[^\[\]]|\[[^\[\]]*\])*\]|<<[^\s<>,][^<>,\n]*,[^<>]{1,300}>>"
)
#: A link or another macro in a footnote, up to its end, which pandoc takes for the end of the note.
_MACRO_IN_NOTE = re.compile(
    r"(?<!\w)(?:(?:https?|link|xref|mailto|menu|image|icon):[^\s\[\]]+"
    r"|(?:kbd|btn|pass|stem|latexmath|asciimath|indexterm2?):\w*)\[[^\[\]\\]*(?=\])"
)
#: A line between two parts of a text; pandoc knows it with three signs alone.
_BREAK = re.compile(r"'{4,}[ \t]*")
#: Colons within a word (``A::B``), of no macro; pandoc takes what stands before them for a term.
_COLONS = re.compile(r"(?<=\w)::(?=\w)(?![^\s\[]{0,250}\[)")
_TITLE = re.compile(r"[=#][ \t]+(?P<title>\S.*)")
_AUTHOR = re.compile(r"(?P<name>[^\W\d_][^<>;:]{0,98}?)(?:[ \t]*<[^<>\s]+>)?")
_REVISION = re.compile(r"(?:v?[\d.]+,?[ \t]*)?(?P<date>\d{4}-\d\d?-\d\d?|\w[^:,]*\d{4})?(?::.*)?")
#: Attributes of the header that are keys of ours.
_KEYS = {"author": "author", "authors": "authors", "revdate": "date", "docdate": "date",
         "date": "date", "lang": "lang", "description": "description", "keywords": "keywords",
         "copyright": "rights"}  # fmt: skip
#: What programs that make sites put before the names of their own attributes: Jekyll, JBake.
_PROGRAMS = ("page-", "jbake-")


@dataclass(slots=True)
class AsciidocSource:
    """A text that pandoc can read, and what its header says.

    Attributes:
        text: what pandoc gets; it has as many lines as the file, and two for its title.
        said: author, date and attributes of the header.
        swells: its attributes name each other so often that no memory holds the text.
        names: the titles of its parts, by the identifiers that lead there.
    """

    text: str
    said: list[Said] = field(default_factory=list)
    swells: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


def prepared(text: str) -> AsciidocSource:
    """Take the header out of a text, settle its conditions, and keep orders to extensions."""
    lines = with_titles_on_one_line(text.split("\n"))
    said: list[Said] = []
    begin, end = _header(lines, said)
    title = _TITLE.fullmatch(lines[begin].rstrip()) if begin < end else None
    names, attributes = names_of(lines), Attributes()
    body = [
        (
            line if kept else targeted(named(attributes.put_in(line), names), attributes.pictures),
            kept,
        )
        for line, kept in _unframed(_settled(lines, begin, end))
    ]
    if title:
        shown = ("", f"{TITLE}{attributes.put_in(title['title'])}", "")
        body[end:end] = [(line, False) for line in shown]
    text = whole("\n".join(_without_settings(body)))
    text = _PARAGRAPH.sub(_with_whole_notes, text + "\n")[:-1]
    return AsciidocSource(text, said, attributes.room <= 0, names)


def _without_settings(lines: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Yield the lines, empty for those that set attributes where pandoc reads them as text.

    It does right below what another file holds, which text stands for, and below others that set
    some, with blank lines between.
    """
    above = ""
    below = False
    for line, kept in lines:
        sets = not kept and bool(_ATTRIBUTE.fullmatch(line.rstrip()))
        below = line.startswith("`+include:") or (sets and (below or above == "parted"))
        yield "" if below and sets else line
        if line.strip():
            above = "sets" if sets else ""
        elif above:
            above = "parted"


def _unframed(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield the lines, empty for those around tabs, which hold terms and their definitions anyway.

    Each such block makes pandoc take several times as long. Those in a list need their lines.
    """
    frame = before = ""
    begins = False
    for line, kept in lines:
        said = "" if kept else line.rstrip()
        ends = bool(frame) and said == frame
        opens = begins and bool(_FRAME.fullmatch(said))
        frame = said if opens else "" if ends else frame
        begins = not frame and before != "+" and bool(_TABS.fullmatch(said))
        yield ("" if ends or opens or begins else line), kept
        before = said


def _with_whole_notes(paragraph: re.Match[str]) -> str:
    """Put each footnote and reference into one line, as pandoc wants it; its other lines follow."""
    text = paragraph[0]
    if "footnote:" not in text and "<<" not in text:
        return text
    lines = _NOTE.sub(_in_one_line, text)
    return lines + "\n" * (text.count("\n") - lines.count("\n"))


def _in_one_line(note: re.Match[str]) -> str:
    """Return a footnote or reference without its breaks, the ends of macros in it escaped."""
    return _MACRO_IN_NOTE.sub(r"\g<0>\\", note[0].replace("\n", " "))


def _header(lines: list[str], said: list[Said]) -> tuple[int, int]:
    """Return the places of title, author and revision, and the last line of the header."""
    begin = next((i for i, line in enumerate(lines) if not _is_before(line)), len(lines))
    _read_attributes(lines, 0, begin, said)
    if begin == len(lines) or not _TITLE.fullmatch(lines[begin].rstrip()):
        return 0, 0
    end = next((i for i in range(begin, len(lines)) if not lines[i].strip()), len(lines))
    _read_attributes(lines, begin, end, said)
    plain = [i for i in range(begin + 1, end) if not _is_before(lines[i])][:2]
    if plain and plain[0] == begin + 1:
        names = [_AUTHOR.fullmatch(each.strip()) for each in lines[plain[0]].split(";")]
        if all(names):
            shown = [each["name"].replace("_", " ") for each in names if each]
            said.append(Said("authors", shown, plain[0] + 1))
            revision = _REVISION.fullmatch(lines[plain[1]].strip()) if len(plain) > 1 else None
            if revision and revision["date"]:
                said.append(Said("date", revision["date"].strip(), plain[1] + 1))
    return begin, end


def _is_before(line: str) -> bool:
    """Return whether a line may stand before a title: blank, a comment, an attribute."""
    return not line.strip() or line.startswith("//") or bool(_ATTRIBUTE.fullmatch(line.rstrip()))


def _read_attributes(lines: list[str], begin: int, end: int, said: list[Said]) -> None:
    for number in range(begin, end):
        found = _ATTRIBUTE.fullmatch(lines[number].rstrip())
        if not found or found["unset"] or found["also"]:
            continue
        value = (found["value"] or "").strip()
        if value and (key := _KEYS.get(found["name"])):
            said.append(Said(key, value, number + 1))
        else:
            said += _held_back(found["name"], value or "true", number + 1)


def _held_back(name: str, value: str, line: int) -> list[Said]:
    """Return an attribute as a key if it says for certain when the text is public.

    One that is set has no value as a rule: ``:draft:``.
    """
    for program in _PROGRAMS:
        name = name.removeprefix(program)
    key = Said(name, value, line)
    return [key] if any(not each.fault for each in conditions([key], page=True)) else []


def _settled(lines: list[str], begin: int, end: int) -> Iterator[tuple[str, bool]]:
    """Yield each line, empty for title, authors and parts whose condition does not hold.

    With each comes whether it is to stay as it is.
    """
    attributes = set(_SET)
    shown: list[bool] = []
    fence = drawn = ""
    for number, line in enumerate(lines):
        verbatim = _VERBATIM.fullmatch(line)
        condition = None if fence else _CONDITION.fullmatch(line)
        if condition:
            yield _decided(condition, shown, attributes), False
        elif not all(shown):
            yield "", True
        elif verbatim and (not fence or line.rstrip() == fence):
            is_comment = line.startswith("/")
            drawn = drawn if fence else _redrawn(lines, number, verbatim[1])
            fence = "" if fence else verbatim[1]
            yield ("" if is_comment else drawn or line), True
        elif fence.startswith("/"):
            yield "", True
        elif (_INCLUDE if fence else _MACRO).fullmatch(line):
            # With its colons apart it is neither an order nor a list of definitions.
            kept = line.strip().replace("::", f":{KEPT}:", 1)
            yield (kept if fence else f"`+{kept}+`"), True
        elif fence:
            yield line, True
        elif begin <= number < end and not _is_before(line):
            yield "", False
        else:
            yield _shown(lines, number, attributes, is_head=begin <= number < end), False


def _shown(lines: list[str], number: int, attributes: set[str], *, is_head: bool) -> str:
    """Return a line as pandoc reads it rightly; note the attribute that it sets or unsets."""
    line = lines[number]
    if found := _ATTRIBUTE.fullmatch(line.rstrip()):
        change = attributes.discard if found["unset"] or found["also"] else attributes.add
        change(found["name"])
        # pandoc knows no other way to unset one
        return f":!{found['name']}:" if found["also"] else line
    if _COMMENT.fullmatch(line) and not is_head:
        # pandoc takes it for text within a paragraph, and fails where it is the last line
        amid = number and lines[number - 1].strip() and not _APART.match(lines[number - 1])
        return "{empty}" if amid else ""
    if not line.strip() and number and lines[number - 1].strip() and _goes_on(lines, number + 1):
        return "{empty}"  # or pandoc parts what a list item continues with
    return "'''" if _BREAK.fullmatch(line) else _COLONS.sub(f":{KEPT}:", line)


def _redrawn(lines: list[str], number: int, fence: str) -> str:
    """Return another fence for a block of code whose list item goes on below it.

    Below a fence of backticks, pandoc takes the mark for that as text.
    """
    if not fence.startswith("`"):
        return ""
    end = next((n for n in range(number + 1, len(lines)) if lines[n].rstrip() == fence), number)
    return _DASHES if _goes_on(lines, end + 1) else ""


def _goes_on(lines: list[str], number: int) -> bool:
    """Return whether a line joins the block below it to the list item above."""
    return number < len(lines) and lines[number].rstrip() == "+"


def _decided(found: re.Match[str], shown: list[bool], attributes: set[str]) -> str:
    """Open or close a part on condition; return the text of one that stands in its line."""
    kind, names, text = found["kind"], found["names"], found["text"]
    if kind == "endif":
        if shown:
            shown.pop()
        return ""
    if kind == "ifeval":
        shown.append(True)
        return ""
    if "+" in names:
        holds = all(name in attributes for name in names.split("+"))
    else:
        holds = any(name in attributes for name in names.split(","))
    holds = holds if kind == "ifdef" else not holds
    if not text:
        shown.append(holds)
        return ""
    return text if holds and all(shown) else ""
