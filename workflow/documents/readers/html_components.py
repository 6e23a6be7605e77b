"""Puts HTML's own elements where a page shows pictures and players by those of a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.documents.readers.players import PLAYERS

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
    """Make pictures, frames, videos of the elements that a script would make them of."""
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
