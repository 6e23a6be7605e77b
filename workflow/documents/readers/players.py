"""Where the services show what a number or a name stands for."""

from __future__ import annotations

from collections.abc import Mapping

PLAYERS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "bilibili": "https://www.bilibili.com/video/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "tweet": "https://twitter.com/i/status/",
    "instagram": "https://www.instagram.com/p/",
    "gist": "https://gist.github.com/",
    "github": "https://github.com/",
    "asciinema": "https://asciinema.org/a/",
    "codesandbox": "https://codesandbox.io/s/",
    "jsfiddle": "https://jsfiddle.net/",
}
