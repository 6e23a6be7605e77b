"""Pack the files of an e-book into one, byte for byte as :class:`zipfile.ZipFile` does.

That is made for archives of any size, and takes longer for the six small files of an e-book than
compressing them does; an article has as many e-books as pages.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from zipfile import ZIP_DEFLATED

#: The first day there is in a ZIP archive, so that the same content gives the same bytes.
_EPOCH = 1 << 5 | 1
_VERSION, _UNIX, _UTF8, _READABLE = 20, 3, 0x800, 0o644 << 16
#: What precedes a file, and the directory and its end (PKWARE's APPNOTE, 4.3.7, 4.3.12, 4.3.16).
_COMMON = struct.Struct("<5H3L2H")
_ENTRY = struct.Struct("<3H2L")
_END = struct.Struct("<4s4H2LH")
#: Bytes of a file that is remembered, as it may come again; the smallest tables that compress it
#: as well have room for it whole (zlib.h, deflateInit2: 2 ** 14 less 262).
_SMALL = 16_384 - 262


def packed(files: Iterable[tuple[str, bytes, int]]) -> bytes:
    """Return an archive of files: the name of each, what it holds and how to keep it.

    Raises:
        OverflowError: an e-book cannot be that large.
    """
    body, directory = bytearray(), bytearray()
    count = 0
    try:
        for name, data, how in files:
            count += 1
            place = name.encode()
            kept, about = _kept(data, how)
            common = _COMMON.pack(_VERSION, _UTF8 * (not name.isascii()), *about, len(place), 0)
            directory += b"PK\1\2" + bytes((_VERSION, _UNIX)) + common
            directory += _ENTRY.pack(0, 0, 0, _READABLE, len(body)) + place
            body += b"PK\3\4" + common + place + kept
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    except struct.error as error:
        raise OverflowError(str(error)) from error
    return bytes(body + directory + end)


def _kept(data: bytes, how: int) -> tuple[bytes, tuple[int, ...]]:
    """Return what an archive holds of a file, and what it says of it."""
    size = len(data)
    if how != ZIP_DEFLATED:
        return data, (how, 0, _EPOCH, zlib.crc32(data), size, size)
    kept = (_remembered if size < _SMALL else _deflated)(data)
    return kept, (how, 0, _EPOCH, zlib.crc32(data), len(kept), size)


def _deflated(data: bytes) -> bytes:
    """Compress a file; for a small one, making the tables of a large one takes half the time."""
    window, memory = (14, 7) if len(data) < _SMALL else (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
    packer = zlib.compressobj(wbits=-window, memLevel=memory)
    return packer.compress(data) + packer.flush()


#: The stylesheet is in every book.
_remembered = lru_cache(maxsize=16)(_deflated)
