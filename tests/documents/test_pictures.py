"""Pictures beside seeds: what is published of them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.support.pictures import camera, opened, picture
from workflow.documents import pictures, readers
from workflow.errors import SourceError
from workflow.model import Picture, Project


def load(project: Project, name: str, data: bytes) -> Picture:
    (project.seeds / name).write_bytes(data)
    return pictures.load(project, f"seeds/{name}")


def test_nothing_of_what_the_camera_wrote_is_published(project: Project) -> None:
    """Where a source was met is nobody's business."""
    given = picture(exif=camera(), comment=b"by night")
    found = load(project, "port.jpg", given)
    assert b"SecretCamera" in given
    assert b"SecretCamera" not in found.data
    assert b"by night" not in found.data
    assert not opened(found.data).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_wide_picture_is_scaled_down(project: Project, kind: str) -> None:
    found = load(project, f"port.{kind.lower()}", picture(kind, (3200, 1000)))
    assert (found.width, found.height) == (1600, 500)
    assert opened(found.data).size == (1600, 500)
    assert found.media_type == f"image/{kind.lower()}"


def test_a_tall_picture_keeps_its_height(project: Project) -> None:
    """A chart of many rows stays legible."""
    found = load(project, "chart.png", picture("PNG", (800, 4000)))
    assert (found.width, found.height) == (800, 4000)


def test_a_small_photograph_loses_nothing_but_its_data(project: Project) -> None:
    given = picture(quality=97, exif=camera())
    found = load(project, "port.jpg", given)
    before, after = opened(given), opened(found.data)
    assert before.quantization == after.quantization  # type: ignore[attr-defined]
    assert before.size == after.size


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_picture_taken_on_its_side_is_set_upright(project: Project, orientation: int) -> None:
    """Its width is that which a reader sees."""
    found = load(project, "port.jpg", picture(size=(2000, 3200), exif=camera(orientation)))
    turned = orientation in {6, 8}
    assert (found.width, found.height) == ((1600, 1000) if turned else (1600, 2560))
    shown = opened(found.data)
    corners = [shown.getpixel((10, 10)), shown.getpixel((1590, found.height - 10))]
    light = {3: [True, False], 6: [False, True], 8: [True, False]}[orientation]
    assert [sum(each) > 300 for each in corners] == light  # type: ignore[arg-type]


def test_colours_and_what_shows_through_are_kept(project: Project) -> None:
    profile = b"a profile of colours" * 9
    given = picture("PNG", mode="RGBA", icc_profile=profile)
    found = opened(load(project, "sign.png", given).data)
    assert found.info["icc_profile"] == profile
    assert found.mode == "RGBA"
    assert found.getpixel((399, 0)) == (220, 200, 180, 90)


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA")]
)
def test_every_way_to_store_colours_can_be_published(
    project: Project, kind: str, mode: str
) -> None:
    data = picture(kind, (2000, 100), mode=mode)
    found = load(project, f"port.{kind.lower()}", data)
    assert opened(found.data).size == (1600, 80)
    assert opened(found.data).mode != "CMYK"


def test_what_moves_is_left_as_it_is(project: Project) -> None:
    frames = [Image.new("L", (2000, 20), shade) for shade in (0, 200)]
    path = project.seeds / "chart.gif"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=90)
    found = pictures.load(project, "seeds/chart.gif")
    assert found.data == path.read_bytes()
    assert (found.width, found.height) == (2000, 20)


def test_the_name_follows_the_content(project: Project) -> None:
    """A browser that has kept the old picture does not show it for the new one."""
    first = load(project, "port of Busan.jpg", picture())
    second = load(project, "port of Busan.jpg", picture(size=(40, 30)))
    third = load(project, "부산항.jpg", picture())
    assert first.name.startswith("port-of-Busan.")
    assert first.name != second.name
    assert third.name.startswith("부산항.")
    assert third.name.endswith(".jpg")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("port.jpg", b"", "is damaged, or no picture"),
        ("port.jpg", b"\xff\xd8\xff\xe0 no more", "is damaged, or no picture"),
        ("port.png", b"<svg onload='alert(1)'/>", "is damaged, or no picture"),
        ("port.png", picture("PNG")[:-40], "is damaged, or no picture"),
        ("port.png", picture("TIFF"), "is damaged, or no picture"),
        ("port.png", picture("PNG", (12_000, 9_000), mode="1"), "is too large a picture"),
        ("port.png", picture("PNG", (30_000, 9_000), mode="1"), "is too large a picture"),
    ],
    ids=["empty", "cut off", "a drawing", "cut short", "another kind", "large", "larger"],
)
def test_what_is_no_picture_is_refused(project: Project, name: str, data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=rf"^seeds/{name}: {what}") as caught:
        load(project, name, data)
    assert caught.value.hint


@pytest.mark.parametrize("where", ["seeds/gone.jpg", "seeds", "seeds/" + "x" * 300 + ".jpg"])
def test_what_is_not_there_is_told(project: Project, where: str) -> None:
    with pytest.raises(SourceError):
        pictures.load(project, where)


def test_only_pictures_below_seeds_are_read(project: Project, tmp_path: Path) -> None:
    """Neither by a path nor by a link can an article bring another file of the machine out."""
    outside = tmp_path / "private.jpg"
    outside.write_bytes(picture())
    (project.seeds / "link.jpg").symlink_to(outside)
    for where in ("private.jpg", "seeds/../private.jpg", "seeds/link.jpg"):
        with pytest.raises(SourceError, match="lies outside seeds/"):
            pictures.load(project, where)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.jpg", "//example.org/a.jpg", "/a.jpg", "data:image/png;base64,AA",
        "javascript:x.jpg", "file:///etc/a.jpg", "a.svg", "a.pdf", "", "#a.jpg", "http://[a.jpg",
    ],
)  # fmt: skip
def test_other_addresses_are_no_files_beside_the_seed(address: str) -> None:
    assert not pictures.is_local(address)


def test_pictures_are_no_seeds(project: Project) -> None:
    for name in ("a.txt", "b.JPG", "c.webp", "d.pdf"):
        (project.seeds / name).write_bytes(b"x")
    assert [path.name for path in readers.seeds(project)] == ["a.txt", "d.pdf"]
