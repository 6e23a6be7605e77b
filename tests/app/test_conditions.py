"""What is not public is nowhere: not in a page, a feed, a book, an index, nor in a file's name."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from PIL import Image

from tests.support.command import Result, workflow
from tests.support.leaks import leaks
from workflow.app.publishing import withholding
from workflow.app.publishing.withholding import rules_of
from workflow.model import Document

#: Words of the article that must not be found; its name and its picture are among them.
WORDS = (
    "zanzibar-merger", "Zanzibar takes over Quux", "Quuxly deck", "Vexillo said", "Wombatius",
    "https://quux.example/secret", "Fjordlike caption", "Trombonist & Søn", "fjord-chart",
)  # fmt: skip
BODY = """# Zanzibar takes over Quux

Vexillo said **Trombonist & Søn** would [sign](https://quux.example/secret). Xing Haiming came.

![Fjordlike caption](fjord-chart.png)

| Wombatius | 12 |
|---|---|
| x | y |
"""
FUTURE = f"{datetime.date.today() + datetime.timedelta(days=400):%Y-%m-%d}"
SHAPES = {
    "draft": "---\ndraft: true\n---\n",
    "draft in words": '---\ntitle: x\ndraft: "Yes"\n---\n',
    "draft as a number": "---\ndraft: 1\n---\n",
    "said twice": "---\ndraft: true\ndraft: false\n---\n",
    "in another case": "---\nDraft: True\ndeck: Quuxly deck\n---\n",
    "unpublished": "---\npublished: false\ndescription: Quuxly deck\n---\n",
    "status": "---\nstatus: draft\n---\n",
    "status pending": "---\nstatus: Pending Review\n---\n",
    "status withdrawn": "---\nstatus: withdrawn\ndate: 2020-01-01\n---\n",
    "status embargoed": "---\nstatus: embargoed\ndate: 2020-01-01\n---\n",
    "status unknown": "---\nstatus: florp\n---\n",
    "status in Korean": "---\nstatus: 비공개\n---\n",
    "key in Chinese": "---\n草稿: 是\n---\n",
    "key with a space": f"---\nPublish Date: {FUTURE}\n---\n",
    "a mapping": "---\npublish_at: {date: 2020-01-01}\n---\n",
    "date": f"---\ndate: {FUTURE}\n---\n",
    "date in words": "---\ndate: 1 January 2090\n---\n",
    "publish_at": f"---\npublish_at: {FUTURE}T09:00:00+09:00\n---\n",
    "publishDate": f"---\ndate: 2020-01-01\npublishDate: {FUTURE} 09:00\n---\n",
    "pubDatetime": f"---\npubDatetime: {FUTURE}T09:00:00Z\nmodDatetime: 2020-01-01\n---\n",
    "expires": "---\nexpires: 2021-01-01\n---\n",
    "expiryDate": "---\nexpiryDate: 2021-01-01T10:00:00Z\n---\n",
    "unreadable draft": "---\ndraft: maybe\n---\n",
    "unreadable time": "---\npublish_at: soon\n---\n",
    "a list": "---\ndraft: [true]\n---\n",
    "below blank lines": "\n\n---\ndraft: true\n---\n",
    "below a comment": "<!-- markdownlint-disable -->\n---\ndraft: true\n---\n",
    "said to be YAML": "---yaml\ndraft: true\n---\n",
    "JSON": '{\n  "title": "Zanzibar",\n  "draft": true\n}\n\n',
    "TOML": '+++\ntitle = "Zanzibar"\ndraft = true\n[extra]\ndraft = false\n+++\n',
    "TOML time": f"+++\npublishDate = {FUTURE}T09:00:00+09:00\n+++\n",
    "TOML date": f"+++\ndate = {FUTURE}\n+++\n",
    "TOML expiry": "+++\nexpiryDate = 2021-01-01\n+++\n",
    "without a value": "---\ndraft:\n---\n",
    "Hugo's build": "---\nbuild: {render: never}\n---\n",
    "Hugo's _build": "---\n_build:\n  render: never\n---\n",
    "Hugo's params": "+++\n[params]\ndraft = true\n+++\n",
    "YAML params": "---\nparams: {draft: true}\n---\n",
    "Zola's extra": "+++\n[extra]\ndraft = true\n+++\n",
    "Zola's render": "+++\nrender = false\n+++\n",
    "headless": "---\nheadless: true\n---\n",
    "state": "---\nstate: draft\n---\n",
    "wp_status": "---\nwp_status: draft\n---\n",
    "wip": "---\nwip: true\n---\n",
    "archived": "---\narchived: true\n---\n",
    "enabled": "---\nenabled: false\n---\n",
    "access": "---\naccess: private\n---\n",
    "deleted_at": "---\ndeleted_at: 2020-01-01\n---\n",
    "scheduled": f"---\nscheduled: {FUTURE}\n---\n",
    "two letters changed": "---\ndarft: true\n---\n",
    "hide": "---\nhide: true\n---\n",
    "not approved": "---\napproved: false\n---\n",
    "publish_after": f"---\npublish_after: {FUTURE}\n---\n",
    "a letter more": "---\ndrafts: true\n---\n",
    "a letter less": "---\npublishd: false\n---\n",
    "full width": "---\nｄｒａｆｔ: true\n---\n",
    "Korean": "---\n발행: false\n---\n",
    "metadata": "---\nmetadata: {status: draft}\n---\n",
    "unknown key": "---\nphase: draft\n---\n",
    "first lines": "draft: true\n\n",
    "Pelican": "Title: Zanzibar\nDate: 2020-01-01\nStatus: draft\n\n",
    "strange lines": "florp: x\ndraft: true\n\n",
    "semicolons": ';;;\n{"draft": true}\n;;;\n\n',
    "a block of code": "```yaml\ndraft: true\n```\n\n",
    "a comment": "<!-- draft: true -->\n",
    "Nikola": "<!--\n.. title: Zanzibar\n.. date: 2020-01-01\n.. status: private\n-->\n\n",
    "TOML text": '+++\nstatus = "draft"\n+++\n',
}
PAGES = {
    "meta draft": '<meta name="draft" content="true">',
    "meta without content": '<meta name="draft">',
    "meta available": f'<meta name="dcterms.available" content="{FUTURE}">',
    "Parsely": f'<meta name="parsely-pub-date" content="{FUTURE}T00:00:00Z">',
    "Sailthru": '<meta name="sailthru.expire_date" content="2020-01-01">',
    "robots": '<meta name="robots" content="unavailable_after: 25-Jun-2010 15:00:00 EST">',
    "JSON-LD date": '<script type="application/ld+json">{"@type": "NewsArticle",'
    f' "datePublished": "{FUTURE}"}}</script>',
    "JSON-LD status": '<script type="application/ld+json">{"@graph": [{"@type": "Article",'
    ' "creativeWorkStatus": "Draft"}]}</script>',
    "meta maybe": '<meta name="draft" content="maybe">',
    "meta published": '<meta name="published" content="false">',
    "meta status": '<meta name="status" content="draft">',
    "meta date": f'<meta name="date" content="{FUTURE}">',
    "meta time": f'<meta property="article:published_time" content="{FUTURE}T01:00:00Z">',
    "meta publish_at": f'<meta name="publish_at" content="{FUTURE}">',
    "meta publishdate": f'<meta name="publishDate" content="{FUTURE}">',
    "meta issued": f'<meta name="DCTERMS.issued" content="{FUTURE}">',
    "meta og": f'<meta property="og:article:published_time" content="{FUTURE}T01:00:00Z">',
    "meta expires": '<meta name="expires" content="2021-01-01">',
    "meta expiration": '<meta property="article:expiration_time" content="2021-01-01T00:00Z">',
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an article that is public and one that is to be, translated and published."""
    root = tmp_path_factory.mktemp("desk")
    for name in ("seeds", "glossary"):
        (root / name).mkdir()
    (root / "workflow.toml").write_text(
        'engine = "pseudo"\nsite_url = "https://example.org/"\ntargets = ["ko", "zh-Hans"]\n'
    )
    (root / "glossary" / "terms.csv").write_text(
        "id,type,en,ko,zh\nxing,person,Xing Haiming,싱하이밍(邢海明),邢海明\n"
    )
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    (root / "seeds" / "fjord-chart.png").write_bytes(picture.getvalue())
    (root / "seeds" / "talks.txt").write_text("Talks begin\n\nThe talks began on Monday.\n")
    _public(root)
    for path in root.glob("locales/*/zanzibar-merger.po"):  # no memory holds pseudo drafts
        path.write_text(path.read_text().replace("pseudo/1", "llm/some"))
    return root


def _seed(root: Path, ending: str) -> Path:
    for path in root.glob("seeds/zanzibar-merger.*"):
        path.unlink()
    return root / "seeds" / f"zanzibar-merger{ending}"


def _public(root: Path) -> None:
    """Publishes the article, so that there is something to be taken out again."""
    _seed(root, ".md").write_text(BODY)
    assert workflow("run", "-q", project=root).code == 0


def _withheld(result: Result) -> list[str]:
    return [each["path"] for each in result.json["withheld"]]


def test_the_words_are_there_while_the_article_is_public(desk: Path) -> None:
    """Or nothing is proved by their absence."""
    _public(desk)
    found = leaks(desk / "site", WORDS)
    assert {word for words in found.values() for word in words} == set(WORDS) - {"Quuxly deck"}
    everywhere = {Path(name).suffix for name in found}
    assert {".html", ".xml", ".js", ".epub", ".json", ".tmx", ".md", ".txt", ".png"} <= everywhere


def _many(root: Path, ending: str, texts: Mapping[str, str]) -> dict[str, Path]:
    """A seed for each text."""
    paths = {
        name: root / "seeds" / f"zanzibar-merger-{number}{ending}"
        for number, name in enumerate(texts)
    }
    for name, path in paths.items():
        path.write_text(texts[name])
    return paths


@pytest.fixture
def many(desk: Path) -> Iterator[Callable[[str, Mapping[str, str]], dict[str, Path]]]:
    """Writes a seed for each of some texts; they go when the test is over."""
    _seed(desk, ".md")
    yield partial(_many, desk)
    for path in desk.glob("seeds/zanzibar-merger-*"):
        path.unlink()


Many = Callable[[str, Mapping[str, str]], dict[str, Path]]


def test_articles_that_are_no_longer_public_go_at_the_next_publish(desk: Path, many: Many) -> None:
    """From everything, though all caches are warm; and come back when they are public again."""
    public = dict.fromkeys(SHAPES, BODY)
    paths = many(".md", public)
    assert _withheld(workflow("run", "--json", project=desk)) == []
    many(".md", {name: front + BODY for name, front in SHAPES.items()})
    done = workflow("publish", "--json", project=desk)
    assert done.code == 0
    assert {name for name, path in paths.items() if f"seeds/{path.name}" in _withheld(done)} == set(
        SHAPES
    )
    assert leaks(desk / "site", WORDS) == {}
    many(".md", public)
    assert _withheld(workflow("publish", "--json", project=desk)) == []
    assert all(
        (desk / "site" / "ko" / path.stem / "index.html").is_file() for path in paths.values()
    )


def test_web_pages_say_it_in_their_heads(desk: Path, many: Many) -> None:
    """In ``<meta>`` elements."""
    page = "<html lang=en><head><title>Zanzibar takes over Quux</title>{}</head><body><article>"
    page += "<p>Vexillo said this and more about it today.</p></article></body></html>"
    paths = many(".html", {name: page.format(head) for name, head in PAGES.items()})
    done = workflow("run", "--json", project=desk)
    assert done.code == 0
    assert {name for name, path in paths.items() if f"seeds/{path.name}" in _withheld(done)} == set(
        PAGES
    )
    assert leaks(desk / "site", WORDS) == {}


def test_what_a_web_page_says_to_others_keeps_it_from_nobody(desk: Path, many: Many) -> None:
    """Caches and search engines are told things, too."""
    heads = (
        '<meta name="expires" content="0">',
        '<meta name="expires" content="-1">',
        '<meta http-equiv="expires" content="Tue, 01 Jan 1980 1:00:00 GMT">',
        '<meta name="status" content="200 OK">',
        '<meta name="robots" content="noindex"><meta name="date" content="Spring">',
        '<meta name="draft" content="false"><meta name="date" content="2021-12-07T10:00:00Z">',
    )
    page = "<html lang=en><head><title>Zanzibar</title>{}</head><body><p>Vexillo said it.</p>"
    many(".html", {head: page.format(head) for head in heads})
    assert _withheld(workflow("run", "--json", project=desk)) == []


def test_what_is_public_stays_public(desk: Path, many: Many) -> None:
    """Values that say so, or say nothing."""
    fronts = (
        "draft: false\npublished: true\nstatus: published\ndate: 2021-12-07",
        "publish_at:\nexpires: never",
        "status: scheduled\ndate: 2020-01-01",
        "state: California\nstats: false\npublisher: Kim\nactive: 2021",
        "event: {date: 2999-01-01}\nsidebar: {hidden: true}\nparams: {date: 2999-01-01}",
        "enabled: true\narchived: false\nbuild: {render: always}\ncategory: private",
        "published: 2021-12-07\nexpires: 2090-01-01\nembargo: false",
        "status: scheduled\npublish_at: 2021-12-07 09:00",
        'status: Ready\ndate: "2021. 12. 7. 오후 3:00"',
        "date: 12/07/2021\nvisibility: public",
        "date: Tue, 07 Dec 2021 10:00:00 GMT\ntags: [draft]\ntitle: Draft",
    )
    many(".md", {front: f"---\n{front}\n---\n{BODY}" for front in fronts})
    assert _withheld(workflow("publish", "--json", project=desk)) == []


def test_plain_text_and_whole_builds_know_it_too(desk: Path) -> None:
    """Whatever the file's type, and with nothing left of former builds."""
    _seed(desk, ".txt").write_text(f"---\nstatus: draft\n---\n\n{BODY}")
    workflow("run", "-q", project=desk)
    done = workflow("publish", "--clean", "--json", project=desk)
    assert _withheld(done) == ["seeds/zanzibar-merger.txt"]
    assert leaks(desk / "site", WORDS) == {}


def test_editors_prepare_what_is_not_public(desk: Path) -> None:
    """It is translated, checked and counted like any other article."""
    _public(desk)
    _seed(desk, ".md").write_text(f"---\ndraft: true\n---\n{BODY}")
    ran = workflow("run", project=desk)
    assert "seeds/zanzibar-merger.md:2: not public: draft: true" in ran.out
    status = workflow("status", "--json", project=desk).json
    report = next(each for each in status["seeds"] if each["name"] == "zanzibar-merger")
    assert sum(report["locales"]["ko"][state] for state in ("draft", "reviewed")) > 3
    assert status["withheld"] == [
        {"path": "seeds/zanzibar-merger.md", "line": 2, "reason": "draft: true", "until": ""}
    ]
    assert "not public: draft: true" in workflow("status", project=desk).out
    checked = workflow("check", "zanzibar-merger", "--json", project=desk).json
    assert {Path(each["path"]).stem for each in checked["findings"]} == {"zanzibar-merger"}
    assert workflow("translate", "zanzibar-merger", project=desk).code == 0


def _at(moment: str, root: Path) -> list[str]:
    """The articles that are not public at a moment, after a publish then."""
    now = datetime.datetime.fromisoformat(moment)
    with mock.patch.object(withholding, "datetime", wraps=datetime.datetime) as clock:
        clock.now.return_value = now
        return _withheld(workflow("publish", "--json", project=root))


def _before(moment: str) -> str:
    """A second earlier."""
    return (datetime.datetime.fromisoformat(moment) - datetime.timedelta(seconds=1)).isoformat()


def test_articles_appear_at_the_first_publish_after_their_time(desk: Path, many: Many) -> None:
    """Though nothing has changed; times without a zone are meant in the project's."""
    settings = desk / "workflow.toml"
    old = settings.read_text()
    settings.write_text(old + 'timezone = "Asia/Seoul"\n')
    fronts = (
        "date: 2031-05-01",
        "publish_at: 2031-05-01 09:30",
        "date: 2020-01-01\npublish_at: 2031-05-01 03:00 UTC",
        "publish_at: 2031-05-01T09:30-04:00",
    )
    many(".md", {front: f"---\n{front}\n---\n{BODY}" for front in fronts})
    moments = ("2031-04-30T15:00Z", "2031-05-01T00:30Z", "2031-05-01T03:00Z", "2031-05-01T13:30Z")
    names = [f"seeds/zanzibar-merger-{number}.md" for number in range(4)]
    try:
        for number, moment in enumerate(moments):
            assert _at(_before(moment), desk) == names[number:]
            assert _at(moment, desk) == names[number + 1 :]
            page = desk / "site" / "trio" / f"zanzibar-merger-{number}" / "index.html"
            assert page.is_file()
    finally:
        settings.write_text(old)


def test_an_article_goes_at_the_first_publish_after_it_expired(desk: Path) -> None:
    """Though nothing has changed."""
    _seed(desk, ".md").write_text(f"---\nexpires: 2031-05-01T00:00:00Z\n---\n{BODY}")
    assert _at("2031-04-30T23:59:59Z", desk) == []
    assert leaks(desk / "site", WORDS)
    assert _at("2031-05-01T00:00:00Z", desk) == ["seeds/zanzibar-merger.md"]
    assert leaks(desk / "site", WORDS) == {}


def test_a_name_that_begins_with_a_day_to_come_is_a_date(desk: Path) -> None:
    """As it is the date that its pages would show."""
    names = (f"{FUTURE}-zanzibar-merger.txt", "29990101-zanzibar.md", "2999-01-01-merger.md")
    paths = [desk / "seeds" / name for name in names]
    for path in paths:
        path.write_text("Zanzibar takes over Quux\n\nVexillo said more.\n")
    try:
        done = workflow("run", "--json", project=desk)
        assert {f"seeds/{path.name}" for path in paths} <= set(_withheld(done))
        assert leaks(desk / "site", [path.stem for path in paths]) == {}
    finally:
        for path in paths:
            path.unlink()


def test_lines_of_keys_at_the_top_are_metadata(tmp_path: Path) -> None:
    """Pelican's header is no text; prose with a colon is."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "workflow.toml").write_text('engine = "pseudo"\ntargets = ["ko"]\n')
    texts = {"a": "Title: Trade\nDate: 2020-01-01\nStatus: published", "b": "Status: open now"}
    for name, head in texts.items():
        (tmp_path / f"seeds/{name}.md").write_text(f"{head}\n\nIt grew again this year.\n")
    done = workflow("run", "--json", project=tmp_path)
    assert _withheld(done) == []
    assert "Status" not in (tmp_path / "locales/ko/a.po").read_text()
    assert "Status: open now" in (tmp_path / "locales/ko/b.po").read_text()


def test_the_reason_and_the_time_are_told(desk: Path) -> None:
    """By ``publish`` and ``run``, in words and as JSON."""
    _seed(desk, ".md").write_text(
        f"---\ndate: 2020-01-01\npublish_at: {FUTURE}T09:00+09:00\n---\n{BODY}"
    )
    line = f"seeds/zanzibar-merger.md:3: not public until {FUTURE}T09:00+09:00: publish_at:"
    for command in ("publish", "run"):
        assert line in workflow(command, project=desk).out
        (each,) = workflow(command, "--json", project=desk).json["withheld"]
        assert each["until"] == f"{FUTURE}T09:00+09:00"
    _seed(desk, ".md").write_text(f"---\ndraft: maybe\n---\n{BODY}")
    done = workflow("publish", project=desk)
    assert "seeds/zanzibar-merger.md:2: warning: draft: maybe is not understood" in done.out
    assert done.code == 0


def test_toml_is_metadata_and_no_text(desk: Path) -> None:
    """Hugo's and Zola's front matter is read like YAML, tables and all."""
    _seed(desk, ".md").write_text(
        '+++\ntitle = "Zanzibar takes over Quux"\ndate = 2021-12-07\nauthors = ["A. Seo"]\n'
        'description = """\nQuuxly\ndeck"""\n[extra]\nwombat.size = 3\n[taxonomies]\ntags = ["a"]\n'
        "[[cascade]]\nx = 1\n+++\n\nVexillo said.\n"
    )
    workflow("run", "-q", project=desk)
    data = json.loads(next(desk.glob("site/**/zanzibar-merger*.json")).read_text())
    assert (data["date"], data["author"]) == ("2021-12-07", "A. Seo")
    assert data["titles"]["en"] == "Zanzibar takes over Quux"
    assert leaks(desk / "site", ["+++", "taxonomies", "wombat"]) == {}
    assert leaks(desk / "site", ["Quuxly deck"])


def test_broken_toml_is_refused_with_its_line(desk: Path) -> None:
    """It is neither text nor public."""
    _seed(desk, ".md").write_text("+++\ntitle = 'Zanzibar'\ndraft = tru\n+++\n\nVexillo said.\n")
    done = workflow("publish", project=desk)
    assert done.code == 2
    assert "seeds/zanzibar-merger.md:3: its front matter is not valid TOML" in done.err
    assert leaks(desk / "site", WORDS) == {}


def test_keys_that_nobody_reads_are_told_once(desk: Path) -> None:
    """With what was meant; those of other programs on one line."""
    paths = [desk / "seeds" / f"post{number}.md" for number in range(30)]
    for path in paths:
        path.write_text(f"---\ntitel: Post\nlayout: post\ntags: [a]\nflorp: 1\n---\n{path.stem}.\n")
    try:
        done = workflow("publish", project=desk)
        lines = [line for line in done.out.splitlines() if "titel" in line]
        start = "seeds/post0.md:2: warning: titel is not read; did you mean title?"
        assert lines == [f"{start} (30 files have it) [front-matter]"]
        assert "florp is not read (30 files have it)" in done.out
        assert "layout (30)" in done.out
        assert len(done.out.splitlines()) < 8
        keys = workflow("publish", "--json", project=desk).json["unread_keys"]
        assert {each["key"]: each["files"] for each in keys} == dict.fromkeys(
            ("titel", "layout", "florp"), 30
        )
    finally:
        for path in paths:
            path.unlink()


def test_a_preview_shows_editors_what_is_not_public(desk: Path) -> None:
    """Marked, kept from search engines, in a place of its own; the site stays as it is."""
    _public(desk)
    _seed(desk, ".md").write_text(f"---\nstatus: pending\n---\n{BODY}")
    workflow("publish", "-q", project=desk)
    for _ in range(2):
        done = workflow("publish", "--drafts", "--json", project=desk)
        assert done.code == 0
        assert _withheld(done) == ["seeds/zanzibar-merger.md"]
        preview = Path(done.json["site"])
        assert preview == desk / ".workflow" / "preview"
        for kind in ("ko", "trio", "pair/en-ko"):
            page = (preview / kind / "zanzibar-merger/index.html").read_text()
            assert "status: pending</span></p>" in page
            assert '<meta name="robots" content="noindex' in page
        original = (preview / "en/zanzibar-merger/index.html").read_text()
        assert "Not public" in original
        assert '<meta name="robots" content="noindex' in original
        assert "hidden-notice" in (preview / "index.html").read_text()
        assert "hidden-notice" not in (preview / "en/talks/index.html").read_text()
        assert not leaks(preview / "en", WORDS[:1]).keys() & {"feed.xml"}
        assert leaks(desk / "site", WORDS) == {}
        assert workflow("publish", "--json", project=desk).code == 0
        assert leaks(desk / "site", WORDS) == {}
    _seed(desk, ".md").write_text(f"---\nstatus: public\n---\n{BODY}")
    workflow("publish", "--drafts", "-q", project=desk)
    assert "hidden-notice" not in (preview / "en/zanzibar-merger/index.html").read_text()


def test_a_folder_of_drafts_holds_drafts() -> None:
    """``_drafts`` is Jekyll's and Hexo's; a file of that name is none."""
    for name, kept in (("_drafts/port", ["_drafts"]), ("a/_drafts", []), ("drafts/port", [])):
        rules = rules_of(Document(f"seeds/{name}.md", name, ()))
        assert rules is not None
        assert [each.said for each in rules.conditions] == kept


def test_a_saved_page_that_says_more_than_was_read_is_told(tmp_path: Path) -> None:
    """Its text comes by scripts, and only the notice of rights stands in the file."""
    place = tmp_path / "seeds" / "soon.html"
    place.parent.mkdir()
    place.write_text(
        '<html><head><title>Ships wait</title><meta name="copyright" content="© The Daily">'
        '<meta name="description" content="Ships wait for days at the new quay.">'
        "</head><body><div id=root></div></body></html>"
    )
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\n')
    for command in ("run", "publish"):
        done = workflow(command, project=tmp_path)
        told = "seeds/soon.html:1: warning: the page says more than was read"
        assert told in done.out + done.err, command


@pytest.mark.parametrize(
    "end",
    ["This article is for subscribers only.", "Il vous reste 75% de cet article à lire.",
     "이 기사는 유료회원 전용입니다.", "订阅后可阅读全文。", "この記事は有料会員限定です。"],
)  # fmt: skip
def test_a_page_that_asks_readers_to_pay_is_told(tmp_path: Path, end: str) -> None:
    """It may hold the beginning of its article alone; one that tells of such a line is whole."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "workflow.toml").write_text('targets = ["de"]\n')
    told = " ".join(["Ships wait in the harbour, and have waited for a long while."] * 9)
    for name, last in (("cut", f"<p>{end}</p>"), ("whole", f"<p>One reads “{end}” there.</p>")):
        page = f"<article><h1>Ships</h1><p>{told}</p>{last}</article>"
        (tmp_path / "seeds" / f"{name}.html").write_text(page, "utf-8")
    (said,) = workflow("status", "--json", project=tmp_path).json["articles"]
    assert said["path"] == "seeds/cut.html"
    assert "asks readers to pay" in said["message"]


def test_a_page_that_only_asks_for_scripts_or_cookies_is_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "workflow.toml").write_text('targets = ["de"]\n')
    (tmp_path / "seeds" / "a.html").write_text(
        "<article><h1>Before you continue</h1><p>We and our 892 partners store and/or access"
        " information on a device, such as unique IDs in cookies to process personal data.</p>"
        "<p>You may accept or manage your choices by clicking below, including your right to"
        " object, or at any time in the privacy policy page.</p></article>"
    )
    (said,) = workflow("status", "--json", project=tmp_path).json["articles"]
    assert "asks readers to pay, sign in or agree" in said["message"]
