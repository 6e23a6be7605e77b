"""Articles whose names would give them one address: each has its own, and it stays."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

import pytest

from tests.support.command import workflow
from workflow.app.state import article_addresses
from workflow.config import find_project
from workflow.site.links import slug

TEXT = "The ministry met delegation number {0} on Monday.\n\nBoth resume talks in city {0}.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An empty project that publishes in English and Korean."""
    (tmp_path / "workflow.toml").write_text(
        'targets = ["ko"]\nsources = ["en"]\nengine = "pseudo"\nsite_url = "https://ex.org"\n'
    )
    return tmp_path


def write(desk: Path, *names: str) -> None:
    """Writes a seed of its own text for each name."""
    for name in names:
        path = desk / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(sum(name.encode())))


def articles(desk: Path) -> list[str]:
    """Runs, and lists the addresses of the English edition."""
    done = workflow("run", project=desk)
    assert done.code == 0, done.err
    folder = desk / "site" / "en"
    pages = (path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    return sorted(page for page in pages if page != ".")


@pytest.mark.parametrize("names", [("a b.txt", "a-b.txt"), ("a-b.txt", "a b.txt")])
def test_the_first_keeps_its_address_and_so_does_the_other(
    desk: Path, names: tuple[str, str]
) -> None:
    """Whatever its name, and also when one of them goes, comes back, or caches are deleted."""
    first, other = names
    write(desk, first)
    assert articles(desk) == ["a-b"]
    write(desk, other)
    both = articles(desk)
    assert both[0] == "a-b"
    assert re.fullmatch(r"a-b-[0-9a-f]{8}", both[1])
    (desk / "seeds" / first).unlink()
    assert articles(desk) == both[1:]
    write(desk, first)
    assert articles(desk) == both
    shutil.rmtree(desk / ".workflow")
    shutil.rmtree(desk / "site")
    assert articles(desk) == both
    (desk / "seeds" / other).unlink()
    assert articles(desk) == ["a-b"]
    said = (desk / "locales" / "ko" / f"{first.removesuffix('.txt')}.po").read_text()
    assert "page: https://ex.org/pair/en-ko/a-b/#" in said


def test_names_of_any_kind_have_pages_that_links_find(desk: Path) -> None:
    """Case, punctuation, scripts, folders: distinct addresses, quoted where they are written."""
    names = [
        "Note.txt", "note.txt", "NOTE.md", "x y/1.txt", "x-y/1.txt", "한 글.txt", "한-글.txt",
        "100% sure?.txt", "a#b.txt", "it's \"so\" & <so>.txt", "sub/🎉.txt", "sub.txt", "CON.txt",
        "العربية.md", "हिन्दी.txt", "ko/en/a.txt", "index.txt", "--help.txt", " lead.txt",
    ]  # fmt: skip
    write(desk, *names)
    found = articles(desk)
    assert len(found) == len(names)
    assert {"note", "x-y/1", "sub", "sub/6146299c", "con_", "हिन्दी", "ko/en/a"} <= set(found)
    site = desk / "site"
    places = re.findall(r"<loc>https://ex\.org/(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert {f"en/{each}/" for each in found} <= set(map(unquote, places))
    assert all(place.isascii() for place in places)
    for page in site.glob("**/index.html"):
        for link in re.findall(r'href="([^"#:]+)[#"]', page.read_text()):
            assert (page.parent / unquote(link)).exists(), (page, link)


def test_a_line_that_a_merge_left_is_passed_over(desk: Path) -> None:
    """And the last word on a name counts."""
    write(desk, "a b.txt", "a-b.txt")
    articles(desk)
    path = desk / "locales" / ".journal" / "addresses.jsonl"
    assert "merge=union" in path.with_name(".gitattributes").read_text()
    path.write_text(f"<<<<<<< HEAD\n{path.read_text()}=======\n{{broken\n")
    assert article_addresses.given(find_project(desk)).keys() == {"a b", "a-b"}
    assert json.loads(path.read_text().splitlines()[1])["slug"] == "a-b"


def test_seeds_that_no_person_can_tell_apart_are_refused(desk: Path) -> None:
    """Both are named, and the others go on."""
    names = [normalize(form, "카페/é.txt") for form in ("NFC", "NFD")]
    write(desk, *names, "other.txt")
    done = workflow("run", project=desk)
    assert done.code == 2
    assert done.err.count("workflow: error: ") == 2
    assert [name in done.err for name in names] == [True, True]
    assert (desk / "site" / "en" / "other" / "index.html").exists()
    assert not (desk / "locales" / ".journal").exists()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("2021/KEF luncheon.v2", "2021/kef-luncheon-v2"),
        ("Cafe\u0301", "café"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("❤\ufe0f", slug("❤\ufe0f")),
        ("aux/lpt1", "aux_/lpt1_"),
        ("a--b", "a--b"),
    ],
)
def test_slugs(name: str, path: str) -> None:
    """Letters of any script with their marks; what no folder can be called is changed."""
    assert slug(name) == path
    assert re.fullmatch(r"[^\s/]+(/[^\s/]+)*", path)


def test_a_slug_is_never_longer_than_a_folder_may_be() -> None:
    """Also where small letters take more bytes than capitals."""
    long = "İ" * 100
    assert len(slug(long).encode()) <= 200
    assert slug(long) != slug(f"{long}I")
