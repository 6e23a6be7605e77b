"""Writes where pictures, links and media of AsciiDoc lead in a way that pandoc understands."""

from __future__ import annotations

import re
from html import escape

from workflow.documents.readers.html_media import PLAYERS

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
_TITLE = re.compile(r"\btitle=(?:\"([^\"]+)\"|([^,\"]+))")


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
    title = _TITLE.search(said)
    name = f' title="{escape(title[1] or title[2])}"' if title else ""
    address = player + target if player else target
    return f'+++<iframe src="{escape(address)}"{name}></iframe>+++'
