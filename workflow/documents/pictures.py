"""Find the pictures beside seeds by their captions, and make them fit for a page."""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import re
import warnings
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from workflow.documents.archive import Archive
from workflow.errors import SourceError
from workflow.languages import any_language
from workflow.model import Block, BlockKind, Message, Picture, Project, say
from workflow.store.files import is_inside

if TYPE_CHECKING:
    from PIL import Image


#: What notebooks write before the name of a picture that is attached to the same cell.
SCHEME = "attachment:"


def attachment(data: bytes, name: str) -> bytes:
    """Return a picture that is attached to a cell.

    Args:
        data: of the notebook.
        name: the number of the cell, from 0 on, a slash, and what the picture is called there.

    Raises:
        ValueError: there is none.
    """
    number, _, called = name.partition("/")
    try:
        kinds = json.loads(data)["cells"][int(number)]["attachments"][called]
        return b64decode(next(iter(kinds.values())))
    except (LookupError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise ValueError(name) from error


#: The kinds that every browser and e-book shows (EPUB 3.3, section 3.2) except SVG, which may hold
#: scripts; with Pillow's name of each.
_KINDS = {".gif": "GIF", ".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
SUFFIXES = tuple(_KINDS)
#: Pixels across that a page has room for, twice over for dense screens.
WIDEST = 1600
#: Pixels across of what narrower screens get.
NARROWER = (480, 960)
#: A picture that is hardly wider is enough by itself.
_HARDLY = 1.2
#: Bytes of a file that is read.
_LARGEST = 50_000_000
#: The largest document from which pictures are read, in bytes.
_LARGEST_DOCUMENT = 100_000_000
_QUALITY = 85
_NOT_IN_NAME = re.compile(r"[^\w-]+")
#: The EXIF tag for the way up; from 5 on, width and height are exchanged (CIPA DC-008, 4.6.4).
_ORIENTATION, _TURNED = 0x0112, 5


def shown(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the captions whose picture should lie beside the seed."""
    for block in blocks:
        if block.kind is BlockKind.CAPTION and is_local(block.url):
            yield block


def is_local(address: str) -> bool:
    """Tell whether a picture's address is that of a file beside the seed.

    >>> is_local("port.jpg"), is_local("https://example.org/port.jpg"), is_local("/port.jpg")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    elsewhere = parts.scheme or parts.netloc or parts.path.startswith("/")
    return not elsewhere and parts.path.lower().endswith(SUFFIXES)


def version_places(place: str, language: str) -> tuple[str, ...]:
    """Return where the version of a picture for a language may lie, beside it.

    >>> version_places("seeds/chart.png", "zh-Hans")
    ('seeds/chart.zh-Hans.png', 'seeds/chart.zh-hans.png', 'seeds/chart.zh_CN.png')
    """
    stem, suffix = posixpath.splitext(place)
    known = any_language(language)
    names = dict.fromkeys((known.tag, known.slug, known.gettext))
    return tuple(f"{stem}.{name}{suffix}" for name in names)


def place(seed: str, address: str) -> str:
    """Return where the picture with a local address lies: a path, like the seed's.

    >>> place("seeds/2021/visit.md", "../port%20of%20Busan.jpg")
    'seeds/port of Busan.jpg'
    """
    return posixpath.normpath(f"{posixpath.dirname(seed)}/{unquote(urlsplit(address).path)}")


def part_address(document: str, part: str) -> str:
    """Return the address of a picture that is a part of a document.

    >>> part_address("seeds/port of call.docx", "word/media/1.png")
    'port%20of%20call.docx/word/media/1.png'
    """
    return quote(f"{posixpath.basename(document)}/{part}")


def file_of(path: Path) -> Path:
    """Return the file with the picture: itself, or the document that contains it."""
    for each in (path, *path.parents):
        with suppress(OSError):  # a name may be too long
            if each.is_file():
                return each
    return path


def load(project: Project, where: str) -> Picture:
    """Read a picture and make it fit for a page: upright, at most :data:`WIDEST` pixels wide.

    What moves is left as it is; of what stands, colours are kept, and nothing that a camera or a
    program wrote beside them.

    Args:
        project: whose ``seeds/`` folder should hold it.
        where: its path, relative to the project.

    Raises:
        SourceError: it is not there, lies outside ``seeds/``, is too large or no such picture.
    """
    path = project.root / where
    try:
        file = file_of(path)
        if not is_inside(file, project.seeds):
            raise SourceError(where, say("lies outside seeds/"), say("Copy it there."))
        if not file.is_file():
            hint = say("Put it there, or take it out of the article.")
            raise SourceError(where, say("is not there"), hint)
        if file.stat().st_size > (_LARGEST if file == path else _LARGEST_DOCUMENT):
            raise _too_large(where)
        data = file.read_bytes()
        if file != path:
            data = _part(data, where, file.suffix, path.relative_to(file).as_posix())
    except (OSError, ValueError) as error:  # a name may be too long, or hold what no name can
        reason = Message(getattr(error, "strerror", "") or str(error))
        what = say("cannot be read ({reason})", reason=reason)
        raise SourceError(where, what, say("Check the file and its permissions.")) from error
    return _published(where, data)


def _part(data: bytes, where: str, suffix: str, name: str) -> bytes:
    """Return a part of a document: a cell's attachment in a notebook, or a member of an archive."""
    if suffix.lower() == ".ipynb":
        return attachment(data, name)
    return Archive(data, where).part(name, _LARGEST)


def ending(where: str, data: bytes) -> str:
    """Return the file ending of a picture, by its content.

    Raises:
        SourceError: it is too large, damaged, or no picture that a page shows.
    """
    kinds = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}
    return kinds[_published(where, data).media_type]


def is_named(name: str, data: bytes) -> bool:
    """Tell whether a published picture's name is that of a file with ``data``."""
    return name.split(".")[-2:-1] == [_digest(data)]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def _published(where: str, data: bytes) -> Picture:
    from PIL import Image  # takes long to import, and few commands see a picture

    bombs = Image.DecompressionBombError, Image.DecompressionBombWarning
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            data, kind, (width, height) = _made_fit(data)
    except bombs as error:
        raise _too_large(where) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        kinds = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)
        raise SourceError(
            where,
            say("is damaged, or no picture"),
            say("Save it anew as one of: {text}.", text=kinds),
        ) from error
    stem = _NOT_IN_NAME.sub("-", PurePath(where).stem).strip("-") or "picture"
    name = f"{stem}.{_digest(data)}.{'jpg' if kind == 'JPEG' else kind.lower()}"
    return Picture(name, data, f"image/{kind.lower()}", width, height)


def _made_fit(data: bytes) -> tuple[bytes, str, tuple[int, int]]:
    """Return a picture's data in published form, with its kind and size."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=tuple(dict.fromkeys(_KINDS.values()))) as image:
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        if kind == "GIF" or (kind != "JPEG" and getattr(image, "is_animated", False)):
            image.load()
            return data, kind, image.size
        data, size = _still(image, kind)
        return data, kind, size


def _still(image: Image.Image, kind: str) -> tuple[bytes, tuple[int, int]]:
    """Return a picture turned upright, scaled down, without metadata; and its size."""
    from PIL import ImageOps

    orientation = image.getexif().get(_ORIENTATION, 1)
    wide = image.height if orientation >= _TURNED else image.width
    as_it_is = wide <= WIDEST and orientation == 1
    if wide > WIDEST:
        if image.mode == "P":  # colours of a palette cannot be mixed
            image = image.convert("RGBA")
        width, height = (max(1, round(side * WIDEST / wide)) for side in image.size)
        image.thumbnail((width, height))
    if orientation != 1:
        image = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK":
        image, profile = image.convert("RGB"), None
    image.info = {name: image.info[name] for name in image.info if name == "transparency"}
    file = io.BytesIO()
    if kind == "PNG":
        image.save(file, kind, icc_profile=profile, optimize=True)
    else:
        quality = "keep" if as_it_is and image.format == "JPEG" else _QUALITY
        image.save(file, kind, icc_profile=profile, quality=quality)
    return file.getvalue(), image.size


def narrowed(picture: Picture) -> Picture:
    """Add to a picture that is fit for a page what narrower screens get, where that is less."""
    if picture.width <= NARROWER[0] * _HARDLY or picture.media_type == "image/gif":
        return picture
    return replace(picture, smaller=tuple(_narrower(picture)))


def _narrower(picture: Picture) -> Iterator[Picture]:
    from PIL import Image

    stem, _, suffix = picture.name.rsplit(".", 2)
    for width in NARROWER:
        with Image.open(io.BytesIO(picture.data)) as image:
            if getattr(image, "is_animated", False) or width * _HARDLY > picture.width:
                return
            palette = image.mode == "P"
            scaled = image.convert("RGBA") if palette else image
            scaled.thumbnail((width, picture.height))
            scaled = scaled.quantize() if palette else scaled
            file, profile = io.BytesIO(), image.info.get("icc_profile")
            scaled.save(file, image.format, icc_profile=profile, quality=_QUALITY, optimize=True)
        data = file.getvalue()
        if len(data) < len(picture.data):
            name = f"{stem}-{width}.{_digest(data)}.{suffix}"
            yield Picture(name, data, picture.media_type, *scaled.size)


def _too_large(where: str) -> SourceError:
    return SourceError(
        where, say("is too large a picture"), say("Scale it to {n} pixels' width.", n=WIDEST)
    )
