"""Draw the preview picture that networks show for pages without one: 1200 × 630, headlines.

Fonts are those of the project's theme, else of the machine. Where none has every letter of a
headline, there is no card: one with boxes in place of letters would be worse than none. So would be
one of Arabic letters side by side, where the library that joins them is missing.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.languages import any_language
from workflow.languages.orthography.line_breaks import WORST, break_points
from workflow.site import links
from workflow.site.lines import Line
from workflow.site.summary import Summary

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

#: Pixels across and down: what networks ask for (Facebook and X, "large image").
CARD = (1200, 630)
_MARGIN, _RULE = 72, 10
#: Sizes of letters, the largest that fits is taken; with two headlines, and with three.
_SIZES = {1: (72, 60, 48, 40), 2: (60, 50, 42, 34), 3: (46, 40, 34, 28)}
_NAME = 26
#: Fonts of the machine, by their files: serifs first, as on the pages.
_FONTS = (
    "NotoSerifCJK-Bold.ttc", "SourceHanSerif-Bold.ttc", "NotoSansCJK-Bold.ttc",
    "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "AppleSDGothicNeo.ttc",
    "PingFang.ttc", "malgunbd.ttf", "msyhbd.ttc", "meiryob.ttc", "NotoSerif-Bold.ttf",
    "NotoNaskhArabic-Bold.ttf", "NotoSerifHebrew-Bold.ttf", "NotoSerifDevanagari-Bold.ttf",
    "NotoSerifThai-Bold.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans-Bold.ttf", "Georgia.ttf",
)  # fmt: skip
#: Fonts in one file of a collection, at most.
_FACES = 6
#: Shades between paper and ink; with them a card is one of 16 colours, the last the accent.
_SHADES = 14
#: How dark the site's name is, of 255.
_PALE = 170


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its path below the site's root, and its PNG."""

    path: str
    data: bytes


class Cards:
    """Makes cards.

    Args:
        site: the site's name.
        colors: of paper, ink and accent: ``#fbfaf6``.
        assets: a folder whose fonts come before those of the machine.
    """

    def __init__(self, site: str, colors: tuple[str, str, str], assets: Path) -> None:
        self._site = site
        self._colors = tuple(map(_channels, colors))
        self._assets = assets

    def of(self, summary: Summary) -> Mapping[tuple[str, ...], Card]:
        """Return the card of each of an article's aligned pages that can have one."""
        found: dict[tuple[str, ...], Card] = {}
        for tags in summary.pages:
            if len(tags) > 1 and (data := self.drawn([summary.titles[tag] for tag in tags])):
                digest = hashlib.sha256(data).hexdigest()[:10]
                path = f"{links.page(tags, summary)}card.{digest}.png"
                found[tags] = Card(path, data)
        return found

    def drawn(self, titles: Sequence[Line]) -> bytes:
        """Draw a card with these headlines; return no bytes where no font has their letters."""
        plain = (replace(each, text=" ".join(each.text.split())) for each in titles)
        shown = [each for each in dict.fromkeys(plain) if each.text][:3]
        fonts = [font for each in shown if (font := self._font(each))]
        if not shown or len(fonts) < len(shown) or not all(map(_can_be_joined, shown)):
            return b""
        try:
            return self._drawn(shown, fonts)
        except RuntimeError:  # the letters make up no text that can be laid out
            return b""

    def _drawn(self, titles: Sequence[Line], fonts: Sequence[FreeTypeFont]) -> bytes:
        from PIL import Image, ImageDraw

        laid = self._laid(titles, fonts)
        image = Image.new("L", CARD, 0)
        top: float = _MARGIN
        for title, (lines, font) in zip(titles, laid, strict=True):
            top = _write(image, lines, font, title.language, top) + font.size * 0.6
        if name := self._font(Line(self._site, titles[0].language)):
            x, side = _edge(titles[0].language)
            at = (x, CARD[1] - _MARGIN)
            ImageDraw.Draw(image).text(at, self._site, font=name, fill=_PALE, anchor=f"{side}s")
        image = image.point([shade * _SHADES // 255 for shade in range(256)])
        image.putpalette(self._palette)
        ImageDraw.Draw(image).rectangle((0, 0, CARD[0], _RULE), fill=_SHADES + 1)
        file = io.BytesIO()
        image.save(file, "PNG", compress_level=3, bits=4)
        return file.getvalue()

    def _laid(
        self, titles: Sequence[Line], fonts: Sequence[FreeTypeFont]
    ) -> Sequence[tuple[Sequence[str], FreeTypeFont]]:
        """Break headlines into lines, in the largest size that fits all of them."""
        room = CARD[1] - 2 * _MARGIN - 2 * _NAME
        laid: list[tuple[Sequence[str], FreeTypeFont]] = []
        for size in _SIZES[len(titles)]:
            sized = [font.font_variant(size=size) for font in fonts]
            laid = [(_lines(t, f), f) for t, f in zip(titles, sized, strict=True)]
            high = sum(len(lines) * size * 1.3 + size * 0.6 for lines, _ in laid)
            if high <= room:
                return laid
        most = max(1, int(room / size / 1.3 / len(titles)))
        return [(_cut(lines, most), font) for lines, font in laid]

    @cached_property
    def _palette(self) -> list[int]:
        paper, ink, accent = self._colors
        shades = [
            round(paper[at] + (ink[at] - paper[at]) * shade / _SHADES)
            for shade in range(_SHADES + 1)
            for at in range(3)
        ]
        return [*shades, *accent]

    def _font(self, title: Line) -> FreeTypeFont | None:
        """Return the first font that has every letter of a headline."""
        letters = {char for char in title.text if not char.isspace()}
        for path in self._files:
            if (font := _face(path, title.language)) and all(_has(font, each) for each in letters):
                return font
        return None

    @cached_property
    def _files(self) -> tuple[str, ...]:
        own = sorted(p for p in self._assets.rglob("*") if p.suffix in {".ttf", ".otf", ".ttc"})
        return (*map(str, own), *_FONTS)


def _write(
    image: Image, lines: Sequence[str], font: FreeTypeFont, language: str, top: float
) -> float:
    """Write lines below ``top``, and return where they end."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    x, side = _edge(language)
    for line in lines:
        draw.text((x, top), line, font=font, fill=255, anchor=f"{side}a")
        top += font.size * 1.3
    return top


def _edge(language: str) -> tuple[int, str]:
    """Return where the lines of a language begin, and Pillow's letter for that side."""
    from_right = any_language(language).direction == "rtl"
    return (CARD[0] - _MARGIN, "r") if from_right else (_MARGIN, "l")


def _can_be_joined(title: Line) -> bool:
    """Tell whether the letters of a headline are set in their order, and joined."""
    from PIL import features

    return any_language(title.language).direction == "ltr" or bool(features.check("raqm"))


def _lines(title: Line, font: FreeTypeFont) -> list[str]:
    """Break a headline into lines that have room on a card."""
    room, text = CARD[0] - 2 * _MARGIN, title.text
    points = break_points(text, title.language)
    ends = [at for at, cost in points.items() if cost < WORST] or list(points)
    lines: list[str] = []
    begun = best = 0
    for end in [*ends, len(text)]:
        if font.getlength(text[begun:end].strip()) > room and best > begun:
            lines.append(text[begun:best].strip())
            begun = best
        best = end
    return [*lines, text[begun:].strip()]


def _cut(lines: Sequence[str], most: int) -> Sequence[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]


def _channels(color: str) -> tuple[int, ...]:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))


@lru_cache(maxsize=64)
def _face(path: str, language: str) -> FreeTypeFont | None:
    """Open a font; of a collection the face that is made for a language."""
    from PIL import ImageFont

    try:
        faces = [ImageFont.truetype(path, _NAME)]
    except OSError:
        return None
    if path.endswith(".ttc"):
        faces += _further(path)
    wanted = _variant(language)
    return next((each for each in faces if str(each.getname()[0]).endswith(wanted)), faces[0])


def _further(path: str) -> Iterator[FreeTypeFont]:
    from PIL import ImageFont

    for index in range(1, _FACES):
        try:
            yield ImageFont.truetype(path, _NAME, index=index)
        except OSError:
            return


def _variant(language: str) -> str:
    """Return how the name of a font for a language ends where there are several: ``KR``, ``SC``."""
    script = language.partition("-")[2]
    return {"Hans": "SC", "Hant": "TC"}.get(script) or any_language(language).locale[-2:]


@lru_cache(maxsize=20_000)
def _has(font: FreeTypeFont, char: str) -> bool:
    """Tell whether a font has a letter, by comparing it with one that no font has."""
    return bytes(font.getmask(char)) != bytes(font.getmask("\U0010fffe"))
