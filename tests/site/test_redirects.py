"""Addresses that articles had before lead to where they are now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.site.test_topics import URL, summary
from tests.support.command import workflow
from workflow.app.state import article_addresses
from workflow.model import Project
from workflow.site import links
from workflow.site.lists.redirects import Redirects

SEED = "---\n{}\n---\n\n# Ships {}\n\nShips met at {}. Nobody was hurt there.\n"


def run(project: Project) -> None:
    assert workflow("-C", project.root, "run", "--engine", "pseudo").code == 0


def void(project: Project) -> list[str]:
    """The aliases of other.md that lead nobody to it, as ``publish`` tells."""
    lines = workflow("-C", project.root, "publish").out.splitlines()
    told = (line.partition(" leads nobody")[0] for line in lines if " leads nobody" in line)
    return [each.removeprefix("seeds/other.md:1: warning: ") for each in told]


def target(page: Path, site: Path) -> str:
    """Where a page sends its readers, from the root of the site."""
    tree = html.fromstring(page.read_bytes())
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    (content,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
    way = content.removeprefix("0; url=")
    assert tree.xpath("//a/@href") == [way]
    place = (page.parent / way).resolve()
    assert place.is_file()
    folder = place.parent.relative_to(site.resolve()).as_posix()
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{URL}{folder}/"]
    return folder


def test_a_renamed_article_is_found_at_all_its_former_addresses(project: Project) -> None:
    """Through two renames, by an update as by a new build; a page is never replaced by one."""
    (project.root / "workflow.toml").write_text(f'site_url = "{URL}"\ntargets = ["ko"]\n')
    seeds, site = project.seeds, project.site
    (seeds / "one.md").write_text(SEED.format("aliases: [older, /2019/ships.html]", "A", "sea"))
    (seeds / "other.md").write_text(SEED.format("aliases: [other, /en/, /en/one/]", "B", "night"))
    run(project)
    assert target(site / "ko" / "older" / "index.html", site) == "ko/one"
    assert target(site / "2019" / "ships.html", site) == "en/one"
    assert "Ships A" in (site / "en" / "one" / "index.html").read_text()
    assert "refresh" not in (site / "en" / "index.html").read_text()
    assert void(project) == ["/en/", "/en/one/"]
    for old, new in (("one", "two"), ("two", "three")):
        (seeds / f"{old}.md").rename(seeds / f"{new}.md")
        run(project)
    for _ in range(2):
        for name in ("older", "two"):
            for folder in ("en", "ko", "pair/en-ko"):
                assert target(site / folder / name / "index.html", site) == f"{folder}/three"
        assert target(site / "ko" / "one" / "index.html", site) == "ko/three"
        assert {path.name for path in (site / "en" / "two").iterdir()} == {"index.html"}
        assert "/en/two/ /en/three/ 301" in (site / "_redirects").read_text()
        assert "/two/" not in (site / "sitemap.xml").read_text()
        assert workflow("-C", project.root, "publish", "--clean").code == 0
    (seeds / "two.md").write_text(SEED.format("title: C", "C", "dawn"))
    (seeds / "three.md").write_text(SEED.format("title: A", "A", "sea"))
    run(project)
    assert "Ships C" in (site / "en" / "two" / "index.html").read_text()
    assert not (site / "2019").exists()
    assert void(project) == ["/en/"]  # nothing is told of addresses that renamed articles have left


NAMES = st.sampled_from("abcd")


@given(st.lists(st.tuples(NAMES, NAMES), max_size=6))
def test_no_address_leads_in_a_circle(
    tmp_path_factory: pytest.TempPathFactory, renames: list[tuple[str, str]]
) -> None:
    """Whatever was renamed to what: each former address is that of no name, or of another one."""
    project = Project(tmp_path_factory.mktemp("moved"))
    (project.locales / ".journal").mkdir(parents=True)
    for rename in renames:
        article_addresses.remember_former(project, [rename])
    found = article_addresses.former(project)
    slugs = [slug for its in found.values() for slug in its]
    assert len(slugs) == len(set(slugs))
    assert all(slug != links.slug(name) for name, its in found.items() for slug in its)


OUTSIDE = ("../up", "/../up/", "/a/../b/", "/assets/", "/search/0/", "/_redirects/x", "/", "", ".")


@pytest.mark.parametrize("alias", OUTSIDE)
def test_no_address_leads_out_of_the_site_or_where_none_may_be(alias: str) -> None:
    article = replace(summary("a", (), 1), aliases=(alias,))
    paths = Redirects([article], ["en/a/"]).paths
    assert all(path.startswith("en/") and ".." not in path for path in paths)
    assert not paths or alias == "../up"
