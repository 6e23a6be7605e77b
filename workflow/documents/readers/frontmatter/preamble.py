"""Find keys that no fence encloses: lines at the top of a file, comments, exports of MDX.

Pelican and MultiMarkdown begin with lines of ``Key: value``; others leave a comment, or a block of
code. Such lines are metadata only where nothing else can be meant; else what keeps the file from
the public counts, and the text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.readers.frontmatter.conditions import Said, conditions, words
from workflow.documents.readers.frontmatter.front_keys import unread
from workflow.documents.readers.instants import instant, iso_date
from workflow.model import Condition

#: A comment that takes the rest of its line, and one between two marks.
_COMMENTS = re.compile(
    r"(?:^[ \t]*|(?<=[,{\[])[ \t]*)//[^\n]*$|/\*.*?\*/", re.DOTALL | re.MULTILINE
)
_DATE = re.compile(r"\bnew Date\(\s*(['\"])([^'\"\n]*)\1\s*\)")
_TEMPLATE_TEXT = re.compile(r"`([^`'\\$]*)`")
#: What no names are: an end, or four small words.
_SENTENCE = re.compile(r"[.?!…]$|(?:\b[a-z]+ ){3}[a-z]")
_GLUED = re.compile(r"(?<=[\w\"'])(:)(?=[\"'\[{\d]|true\b|false\b|null\b)")
#: Lines around code, and what an MDX file exports about itself (mdx.js, Next.js, Astro).
_PLACES = re.compile(
    r"^(?:[ \t]*(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)|export\s+const\s+"
    r"(?:(?P<key>title|draft|isDraft|published|unlisted)\s*=\s*"
    r"(?P<value>true|false|'[^'\n]*'|\"[^\"\n]*\")[ \t]*;?[ \t]*$"
    r"|(?:metadata|frontmatter|frontMatter|meta|article)(?:\s*:[^=\n]{1,60})?\s*=\s*(?=\{)))",
    re.MULTILINE,
)
_QUOTED = re.compile(r"(['\"`])(?:\\.|(?!\1)[^\\])*\1|[{}]", re.DOTALL)
_LONGEST = 4_000


def as_yaml(text: str) -> str:
    """Return an object in the flow style of YAML, with as many lines.

    >>> as_yaml("{ draft:true, date: new Date('2024-05-01') }")
    "{ draft: true, date: '2024-05-01' }"
    >>> as_yaml('"draft": true')
    '{"draft": true}'
    """
    text = _COMMENTS.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _TEMPLATE_TEXT.sub(r"'\1'", _DATE.sub(r"'\2'", text))
    text = _outside_quotes(text)
    return text if text.lstrip().startswith("{") else f"{{{text.rstrip().rstrip(',')}}}"


def _outside_quotes(text: str) -> str:
    """Separate values from their keys by a space, and indent by spaces, except in quotations."""
    parts = re.split(r"(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')", text)
    for at in range(1, len(parts), 2):
        if parts[at][0] == "'":
            parts[at] = parts[at].replace("\\'", "''")
    for at in range(0, len(parts), 2):
        joined = re.sub(r"^:(?=$|\S)", ": ", parts[at]) if at else parts[at]
        parts[at] = _GLUED.sub(": ", re.sub(r":\Z", ": ", joined)).replace("\t", "  ")
    return "".join(parts)


def exported(text: str) -> Iterator[tuple[str, int]]:
    """Yield the objects that an MDX file exports about itself, each with its first line."""
    fence = ""
    for match in _PLACES.finditer(text):
        if mark := match["fence"]:
            closes = fence and mark.startswith(fence) and not match["rest"].strip()
            fence = "" if closes else fence or mark
        elif not fence and match["key"]:
            yield f"{{{match['key']}: {match['value']}}}", text.count("\n", 0, match.start()) + 1
        elif not fence and (end := _end(text, match.end())):
            yield text[match.end() : end], text.count("\n", 0, match.end()) + 1


def _end(text: str, start: int) -> int:
    """Return where the object that begins at ``start`` ends; 0 if it does not, or is too long."""
    depth = 0
    for match in _QUOTED.finditer(text, start, start + _LONGEST):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return 0


_LINE = re.compile(r":?(?P<key>[^\W\d_][\w -]{0,30}?)\s?:(?:[ \t]+(?P<value>\S.*))?[ \t]*")
#: A line of Nikola's metadata, which stands in a comment.
_DOTTED = re.compile(r"\.\. (?P<key>[^\W\d_][\w-]{0,30}):(?:[ \t]+(?P<value>\S.*))?[ \t]*")
#: Keys of a page in Logseq and Dataview.
_FIELDS = re.compile(r"\s*(?P<rows>(?:[^\W\d_][\w-]{0,30}::[ \t][^\n]*(?:\n|\Z)){1,40})")
#: Such lines at the top, and a blank one.
_DOTTED_ROWS = re.compile(r"\s*(?P<rows>(?:\.\. [^\W\d_][^\n]*(?:\n|\Z)){1,40})(?=\s*(?:\n|\Z))")
_MOST_COMMENTS = 20
_COMMENT = re.compile(r"\s*<!--(?P<content>(?:(?!-->).){0,1000})-->", re.DOTALL)
_CODE = re.compile(
    r"\s*(?P<fence>```+|~~~+|;;;)[ \t]*(?:ya?ml|toml|json)?[ \t]*\n"
    r"(?P<content>.{0,4000}?)\n(?P=fence)",
    re.DOTALL,
)
_PAIR = re.compile(
    r"^[\s{\"']*(?P<key>[^\W\d][\w -]{0,30}?)[\"']?\s?[:=]\s*[\"']?(?P<value>[^\n]*?)[\"',}\s]*$",
    re.MULTILINE,
)
#: The title block of pandoc: title, authors, perhaps a date.
_ROW = r"(?:[ \t]+\S[^\n]*\n)*"
_TITLE_BLOCK = re.compile(
    rf"%[ \t]+(?P<title>\S[^\n]*\n{_ROW})%[ \t]*(?P<authors>[^\n]*\n{_ROW})"
    r"(?:%[ \t]*(?P<date>[^\n]*)(?:\n|\Z))?"
)
_BLANK = re.compile(r"[ \t]*\n")
_NOTES = ("do not publish", "not for publication")


def _strong() -> frozenset[str]:
    """Return the keys that say for certain when a seed is public."""
    return words("hiding", "showing", "status", "from", "until")


def _without_marks(content: str) -> str:
    """Normalise a comment: lower case, no marks at the end."""
    return re.sub(r"\W+$", "", content).strip().lower()


@dataclass(frozen=True, slots=True)
class Lead:
    """What the first lines of a text say.

    Attributes:
        said: the keys, if the lines are metadata.
        end: where the text below these begins.
        conditions: what keeps the file from the public, though the lines stay text.
    """

    said: Sequence[Said] = ()
    end: int = 0
    conditions: tuple[Condition, ...] = ()


def lead(text: str) -> Lead:
    r"""Read the first lines of a text that has no front matter.

    >>> [each.key for each in lead("Title: Trade Grows\nStatus: draft\n\nIt did.").said]
    ['Title', 'Status']
    >>> [each.said for each in lead("<!-- draft: true -->\nTrade grows.").conditions]
    ['draft: true']
    """
    if block := title_block(text):
        return block
    at = 0
    found: list[Condition] = []
    for _ in range(_MOST_COMMENTS):
        comment = _COMMENT.match(text, at)
        if not comment:
            break
        line = text.count("\n", 0, comment.start("content")) + 1
        if said := _dotted(comment["content"], line):
            return Lead(said, comment.end(), tuple(found))
        found += _kept(comment["content"], line)
        at = comment.end()
    if fields := _FIELDS.match(text, at):
        line = text.count("\n", 0, fields.start("rows")) + 1
        found += certain_pairs(fields["rows"].replace("::", ":"), line)
    if code := _CODE.match(text, at):
        found += _kept(code["content"], text.count("\n", 0, code.start("content")) + 1)
        return Lead(conditions=tuple(found))
    said, end = _keys(text, at)
    if not said and (dotted := _dotted_lines(text, at)):
        return dotted
    if _is_metadata(said):
        return Lead(said, end, tuple(found))
    return Lead(conditions=(*found, *_certain(said)))


def title_block(text: str, *, dated: bool = True) -> Lead | None:
    r"""Read title, authors and date as pandoc has them; one line alone may be a comment.

    ``dated``: without a date, other lines may be comments, too. Else a blank line ends them.

    >>> [each.value for each in title_block("% A Port\n% Min-a Seo; Jo Kim\n% 7 May 2021\n").said]
    ['A Port', ['Min-a Seo', 'Jo Kim'], '7 May 2021']
    """
    block = _TITLE_BLOCK.match(text)
    if not block:
        return None
    date = (block["date"] or "").strip()
    if not instant(date):
        if dated or not _BLANK.match(text, block.end()):
            return None
        date = iso_date(date)
    authors = [each.strip() for each in re.split(r"[;\n]", block["authors"]) if each.strip()]
    values = {"title": " ".join(block["title"].split()), "authors": authors, "date": date}
    said = [
        Said(name, value, text.count("\n", 0, block.start(name)) + 1)
        for name, value in values.items()
        if value
    ]
    return Lead(said, block.end())


def _keys(text: str, at: int) -> tuple[list[Said], int]:
    """Read the first paragraph as keys; none if a line of it is not a key."""
    start = at + len(text[at:]) - len(text[at:].lstrip())
    said: list[Said] = []
    line = text.count("\n", 0, start) + 1
    for row in text[start : start + 4000].split("\n"):
        if not row.strip():
            break
        match = _LINE.fullmatch(row)
        if match:
            said.append(Said(match["key"].strip(), (match["value"] or "").strip(), line))
        elif not (said and row[0] in " \t"):
            return [], start
        line += 1
        start += len(row) + 1
    return said, min(start, len(text))


def _dotted(content: str, line: int) -> list[Said]:
    """Read Nikola's ``.. title: …`` in a comment; nothing without a title, or with other lines."""
    said: list[Said] = []
    for number, row in enumerate(content.split("\n"), line):
        if match := _DOTTED.fullmatch(row.strip()):
            said.append(Said(match["key"], match["value"] or "", number))
        elif row.strip():
            return []
    return said if any(each.name in {"title", *_strong()} for each in said) else []


def _dotted_lines(text: str, at: int) -> Lead | None:
    """Read lines ``.. title: …`` of Nikola's that no HTML comment encloses."""
    if not (rows := _DOTTED_ROWS.match(text, at)):
        return None
    said = _dotted(rows["rows"], text.count("\n", 0, rows.start("rows")) + 1)
    return Lead(said, rows.end("rows")) if said else None


def _is_metadata(said: Sequence[Said]) -> bool:
    """Return whether every key is known, and they say when it is public, or title and date.

    Or who wrote it, in keys that begin small, as Python-Markdown's are often written; but a person
    in a conversation, who is called so, says sentences.
    """
    names = {each.name for each in said}
    strange = [each for each in unread(said) if not each.usual]
    if not said or strange or any(each.fault for each in conditions(said)):
        return False
    small = all(each.key[0].islower() and each.value for each in said)
    authors = [str(each.value) for each in said if each.name in {"author", "authors"}]
    written = bool(authors) and not any(map(_SENTENCE.search, authors))
    return (small and written) or bool(names & _strong()) or {"title", "date"} <= names


def _certain(said: Sequence[Said]) -> Iterator[Condition]:
    """Yield the conditions that prose cannot be mistaken for: ``draft: true``."""
    strong = [each for each in said if each.name in _strong()]
    yield from (each for each in conditions(strong) if not each.fault)


def _kept(content: str, line: int) -> Iterator[Condition]:
    if _without_marks(content) in (*words("undecided"), *_NOTES):
        yield Condition(" ".join(content.split()), line)
    yield from certain_pairs(content, line)


def certain_pairs(content: str, line: int) -> Iterator[Condition]:
    """Yield the conditions in lines, or in what commas divide, that have a key and a value."""
    rows = content if "\n" in content else re.sub(r"[,{]", "\n", content)
    first = line if "\n" in content else line - rows.count("\n")
    yield from _certain(
        [
            Said(
                each["key"].strip(),
                each["value"].strip(),
                max(line, first + rows.count("\n", 0, each.start("key"))),
            )
            for each in _PAIR.finditer(rows)
        ]
    )
