"""Find what references and bibliography entries are called, which pandoc does not show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: A private-use character for a backslash that escapes nothing, which pandoc would drop.
BACKSLASH = "\ue002"
#: For a comma in words that are shown, behind which pandoc drops the rest: a sign for Old Church
#: Slavonic, not for private use, for marks end before punctuation alone.
COMMA = "\u2e49"
#: For a space within code, of which pandoc would make several pieces.
SPACE = "\ue004"
_PATH = re.compile(r"\\(?=\w)(?!\w+:)")
#: A link that is to open in another window.
_WINDOW = re.compile(r"(?P<link>(?:https?:|link:|xref:|ftp:|irc:)[^\s\[]{0,500}\[[^\[\]]*)\^\]")
#: A link below an address that nothing in the file tells: its text is all there is.
_UNKNOWN = re.compile(
    r"(?:(?<!\S)|(?<=\s\())(?:link:)?\{\w[\w-]*\}[^\s\[]*\[(?P<text>[^\[\]]*[^\s^\[\]])\^?\]"
)
#: A page of another component, whose colons pandoc takes for a definition.
_PAGE = re.compile(r"xref:[^\s\[]{1,250}::[^\s\[]{1,250}\[")
_ANCHOR = re.compile(r"\[\[(?P<one>[^\[\],]+)(?:,.*)?\]\][ \t]*|\[#(?P<other>[\w-]+)[^\]]*\][ \t]*")
_TITLED = re.compile(r"(?:={2,6}[ \t]+|\.(?=[^\s.]))(?P<title>\S.*?)[ \t]*")
_REFERENCE = re.compile(r"<<#?(?P<id>[^<>,\n#]+)>>")
_ENTRY = re.compile(r"\[\[\[(?:[^\[\],]+,[ \t]*)?(?P<label>[^\[\],]+)\]\]\]")
_ATTRIBUTE = re.compile(r"(?<!\\)\{(\w[\w-]*)\}")
#: Letters that the values of attributes may add to a file: some name others, again and again.
_ROOM = 2_000_000
#: Words of a link; with an equals sign there are attributes behind the comma, and at an address of
#: mail the subject.
_LINKED = re.compile(
    r"(?<!\w)(?:https?:|link:(?!mailto:)|ftp:|irc:)[^\s\[\]]{1,500}\[[^\[\]=\"]{1,500}\]"
)
#: Words that are passed through; ``q``, ``quotes``, ``n`` and ``normal`` have their marks read.
_PASSED = re.compile(r"pass:(?P<how>[a-z,]{0,40})\[(?P<text>(?:[^\]\\]|\\.){0,2000})\]")
_MARKED = frozenset({"q", "quotes", "n", "normal"})
_SPAN = re.compile(r"(?<![\w`\\])`(?=[^\s`])[^`\n]{1,300}(?<=\S)`(?![\w`])")
#: What pandoc makes links of in code, and what keeps code from being passed through as it is.
_LINKING, _LITERAL = re.compile(r"://|@"), re.compile(r"[+\[\]]|\{\w")
_KEYS = re.compile(r"kbd:\[[^\[\]]{1,80}\]")
_SET = re.compile(r":(?P<name>\w[\w-]*):(?:[ \t]+(?P<value>.*))?")
#: An attribute by itself, which is no part of an address or of other marks.
_ALONE = re.compile(
    r"(?<![\w/:`{\\\[=\"'-])\{(?P<name>\w[\w-]*)\}(?:(?![\w/`\[\"'-])|(?=-[A-Za-z]+(?:[\s,.;)]|$)))"
)
_UNSET = re.compile(r":(?:![\w-]+|[\w-]+!):[ \t]*")
#: Names of characters.
_CHARACTERS = frozenset(
    "amp apos asterisk backslash backtick blank brvbar caret cpp deg empty endsb gt ldquo lsquo lt"
    " nbsp plus pp quot rdquo rsquo sp startsb tilde two-colons two-semicolons vbar wj zwsp".split()
)


class Attributes:
    """The values that the lines of a file have given to its attributes so far.

    Attributes:
        room: letters that they may still add; from 0 on nothing is written in.
    """

    def __init__(self) -> None:
        """Begin without names."""
        self._values: dict[str, str] = {}
        self.room = _ROOM

    @property
    def pictures(self) -> str:
        """The folder of pictures, if the file names one."""
        return self._values.get("imagesdir", "")

    def put_in(self, line: str) -> str:
        """Take the value that a line sets, or write the values in it that others have set.

        pandoc would do so after it has looked for links. What has no value is code.

        >>> attributes = Attributes()
        >>> _ = attributes.put_in(":port: https://a.b")
        >>> attributes.put_in("See {port}[it] of {year}, {nbsp} and `{day}`.")
        'See https://a.b[it] of `+{year}+`, {nbsp} and `{day}`.'
        """
        if said := _SET.fullmatch(line.rstrip()):
            self._values[said["name"]] = self._filled(_passed(said["value"] or ""))
            return line
        if _UNSET.fullmatch(line):
            return ""
        line = self._filled(_passed(line))
        end = marks = 0

        def coded(found: re.Match[str]) -> str:
            nonlocal end, marks
            marks += line.count("`", end, found.start())
            end = found.start()
            kept = marks % 2 or found["name"] in _CHARACTERS
            return found[0] if kept else f"`+{found[0]}+`"

        return _ALONE.sub(coded, line)

    def _filled(self, text: str) -> str:
        def value(found: re.Match[str]) -> str:
            said = self._values.get(found[1], found[0])
            self.room -= len(said)
            return said if self.room > 0 else found[0]

        return _ATTRIBUTE.sub(value, text)


def _passed(line: str) -> str:
    """Return a line with the marks in it that pass words through as pandoc reads them whole.

    >>> _passed("A pass:q[`b`, c], pass:[*d*, e]") == f"A `b`, c, pass:[*d*{COMMA} e]"
    True
    """

    def shown(found: re.Match[str]) -> str:
        how, text = found["how"], found["text"]
        if _MARKED & {*how.split(",")} and "://" not in text:  # which would become a link
            return text.replace("\\]", "]")
        return f"pass:{how}[{text.replace(',', COMMA)}]"

    def keys(found: re.Match[str]) -> str:
        return re.sub(r"(?<=\w), ?(?=\w)", "+", found[0])

    return _KEYS.sub(keys, _PASSED.sub(shown, line))


def _in_one(code: re.Match[str]) -> str:
    """Return code with its spaces hidden, but where words are passed in it: pandoc reads those.

    An address in it would take in what follows the hidden space.
    """
    if "pass:" in code[0] or " " not in code[0]:
        return code[0]
    if _LINKING.search(code[0]) and not code[0].startswith("`+"):
        return code[0] if _LITERAL.search(code[0]) else f"`+{code[0][1:-1].replace(' ', SPACE)}+`"
    return code[0].replace(" ", SPACE)


def whole(text: str) -> str:
    """Return a text in a form from which pandoc keeps words after commas and whole code."""
    text = _SPAN.sub(_in_one, text)
    return _LINKED.sub(lambda found: found[0].replace(",", COMMA), text)


def names_of(lines: Sequence[str]) -> Mapping[str, str]:
    """Return the titles of sections and blocks by the identifiers that references name."""
    names: dict[str, str] = {}
    waiting: list[str] = []
    for line in lines:
        if anchor := _ANCHOR.fullmatch(line):
            waiting.append(anchor["one"] or anchor["other"])
        elif titled := _TITLED.fullmatch(line):
            names |= dict.fromkeys(waiting, titled["title"])
            waiting.clear()
            if line.startswith("="):
                own = re.sub(r"\W+", "_", titled["title"].lower()).rstrip("_")
                names.setdefault(f"_{own}", titled["title"])
        elif line.strip() and not line.startswith("["):
            waiting.clear()
    return names


def named(line: str, names: Mapping[str, str]) -> str:
    """Write in a line what its references and labels are called, and keep its backslashes.

    A reference to what is in no title is code.

    >>> named("See <<a>> and <<b>>, http://c.d[it^]: [[[c,RFC 1]]].", {"a": "Ports"})
    'See <<a,Ports>> and `+b+`, http://c.d[it]: +[RFC 1]+.'
    """

    def called(found: re.Match[str]) -> str:
        name = names.get(found["id"], "")
        return f"<<{found['id']},{name}>>" if name else f"`+{found['id']}+`"

    line = _UNKNOWN.sub(r"\g<text>", _WINDOW.sub(r"\g<link>]", line))
    line = _PAGE.sub(lambda found: found[0].replace("::", "/"), line)
    line = _REFERENCE.sub(called, _PATH.sub(BACKSLASH, line))
    return _ENTRY.sub(r"+[\g<label>]+", line)
