"""Pictures made for tests."""

from __future__ import annotations

import io

from PIL import Image

#: EXIF tags: maker, way up, and where the sub-directory with the place is.
MAKER, ORIENTATION, PLACE = 0x010F, 0x0112, 0x8825


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (400, 300), *, mode: str = "RGB", **how: object
) -> bytes:
    """A picture, its left half dark and its right half light."""
    image = Image.new(mode, size)
    image.paste(Image.new(mode, (size[0] // 2, size[1]), _light(mode)), (size[0] // 2, 0))
    file = io.BytesIO()
    image.save(file, kind, **how)  # type: ignore[arg-type]
    return file.getvalue()


def camera(orientation: int = 1) -> Image.Exif:
    """What a camera writes: its maker, the way up, and where it was."""
    exif = Image.Exif()
    exif[MAKER] = "SecretCamera"
    exif[ORIENTATION] = orientation
    exif.get_ifd(PLACE).update({1: "N", 2: (37.0, 33.0, 59.0)})
    return exif


def opened(data: bytes) -> Image.Image:
    """A picture to look at."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def _light(mode: str) -> int | tuple[int, ...]:
    return {"RGB": (220, 200, 180), "RGBA": (220, 200, 180, 90), "CMYK": (9, 9, 9, 9)}.get(
        mode, 200
    )
