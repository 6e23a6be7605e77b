"""What the file ``model.bin`` of a CTranslate2 model holds, read and set byte by byte."""

from __future__ import annotations

import struct
import sys
from itertools import count
from mmap import mmap


def positions(data: bytes | mmap) -> int:
    """Return how many pieces a ``model.bin`` has positions for; one that computes them has no end.

    The variable is a matrix: after its name come the rank and the dimensions, the first of them
    the number of positions.
    """
    name = b"decoder/position_encodings/encodings\0"
    at = data.find(name) + len(name)
    return sys.maxsize if at < len(name) else int(struct.unpack_from("<I", data, at + 1)[0])


def with_alignment(data: bytes, layer: int) -> bytes:
    """Change a CTranslate2 ``model.bin`` to report attention of a decoder layer, averaged.

    Most converters leave the last layer's first head, which aligns badly. The two settings are
    16-bit integers: name, rank, dimensions, type, number of bytes, value. Nothing else is touched.

    Args:
        data: the file.
        layer: its index, or how many from the end, then never the first; a model that has no such
            layer is left as it is.
    """
    if layer < 0:
        layer = max(1, _decoder_layers(data) + layer)
    if b"decoder/layer_%d/" % layer not in data:
        return data
    changed = bytearray(data)
    for name, value in ((b"decoder/alignment_layer\0", layer), (b"decoder/alignment_heads\0", 0)):
        at = data.find(name)
        if at < 0:
            return data
        at += len(name)
        at += 1 + 4 * data[at] + 1 + 4
        struct.pack_into("<h", changed, at, value)
    return bytes(changed)


def _decoder_layers(data: bytes) -> int:
    return next(number for number in count() if b"decoder/layer_%d/" % number not in data)
