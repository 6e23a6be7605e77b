"""Name the medium of an embed (video, recording, map …) that a page shows as a link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from workflow.interface_words import label

#: What an embed was: as a reader says it → as pages do.
MEDIA = {
    "video": label("Video"),
    "audio": label("Audio"),
    "map": label("Map"),
    "post": label("Post"),
    "code": label("Code"),
    "slides": label("Slides"),
    "document": label("Document"),
    "form": label("Form"),
    "image": label("Image"),
    "page": label("Embedded page"),
}
#: Names in the addresses of hosts that show one kind of thing.
_HOSTS = {
    "video": "youtube youtube-nocookie youtu vimeo dailymotion bilibili twitch tiktok wistia loom"
    " asciinema vidyard streamable rutube niconico nicovideo youku iqiyi",
    "audio": "soundcloud spotify bandcamp mixcloud podbean buzzsprout libsyn simplecast",
    "map": "openstreetmap mapbox umap",
    "post": "twitter instagram facebook mastodon weibo reddit bsky",
    "code": "codepen jsfiddle codesandbox stackblitz gist replit glitch jsbin",
    "slides": "slideshare speakerdeck",
    "form": "typeform jotform",
}
_HOST = {name: kind for kind, names in _HOSTS.items() for name in names.split()}
_ENDINGS = (
    ("video", re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|m3u8)$")),
    ("audio", re.compile(r"\.(?:mp3|m4a|ogg|oga|opus|wav|flac)$")),
    ("document", re.compile(r"\.(?:pdf|docx?|pptx?|xlsx?)$")),
)


def medium(url: str, said: str = "") -> str:
    """Return which medium an embed was: a key of :data:`MEDIA`.

    Args:
        url: its address.
        said: what the source says.

    >>> medium("https://www.youtube.com/embed/x"), medium("https://example.org/a.mp3")
    ('video', 'audio')
    """
    if said in MEDIA and said != "page":
        return said
    try:
        parts = urlsplit(url)
        host, path = parts.hostname or "", parts.path.lower()
    except ValueError:
        return "page"
    for kind, ending in _ENDINGS:
        if ending.search(path):
            return kind
    if "/maps" in path:
        return "map"
    names = [name for name in host.lower().split(".") if name in _HOST]
    return _HOST[names[0]] if names else "page"
