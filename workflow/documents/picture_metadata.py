"""Take out of a picture's file what a camera or a program wrote beside the picture.

The picture itself is not decoded, and stays to the last bit: JPEG (ITU-T T.81, annex B) without
Exif, XMP, IPTC and comments, but with its way up; PNG (third edition, section 11.3) without texts,
times and Exif. What is no such file, or damaged, stays as it is.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

#: Segments of JPEG: Exif and XMP, IPTC, comments; those that begin the picture's data.
_APP1, _GONE, _DATA = 0xE1, frozenset({0xE1, 0xED, 0xFE}), frozenset({0xDA, 0xD9})
_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
#: The tag for the way up; 1 is upright.
_ORIENTATION = 0x0112


def without_metadata(data: bytes) -> bytes:
    """Return a picture's file without metadata."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return b"\xff\xd8" + _turned(data) + b"".join(_segments(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_pieces(data))
    except (struct.error, ValueError):
        pass
    return data


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at < len(data):
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF or length < 2:
            raise ValueError
        if kind in _DATA:
            yield data[at:]
            return
        if kind not in _GONE:
            yield data[at : at + 2 + length]
        at += 2 + length


def _pieces(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _CHUNKS:
            yield data[at : at + 12 + length]
        at += 12 + length


def _turned(data: bytes) -> bytes:
    """Return a segment that says which way up a picture is, if it does not stand upright."""
    if b"Exif\0\0" not in data[:65_536]:
        return b""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            way = image.getexif().get(_ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError):
        return b""
    if not isinstance(way, int) or not 1 < way <= 8:
        return b""
    said = Image.Exif()
    said[_ORIENTATION] = way
    body = said.tobytes()
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body
