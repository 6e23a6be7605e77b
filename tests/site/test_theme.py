"""A project's theme: templates, style, pictures, colours, navigation; and what is wrong in one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from tests.site import demo
from workflow.config import parse_settings
from workflow.errors import ConfigError, PublishError
from workflow.model import COLORS, Project, Settings
from workflow.site import publish

SLUG = "2021-12-07-luncheon"


def theme(root: Path, files: dict[str, str | bytes]) -> None:
    """Writes files below ``theme/``."""
    for name, text in files.items():
        path = root / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def built(root: Path, **site: object) -> Path:
    """The demo newspaper, published with settings of the site."""
    settings = parse_settings({"name": "The Han River Review", "site": site}, Path("workflow.toml"))
    return publish(Project(root, settings), demo.articles(), demo.TERMS).folder


def stylesheet(site: Path) -> str:
    """The one stylesheet pages link to."""
    (path,) = (site / "assets").glob("style.*.css")
    assert path.name in (site / "index.html").read_text()
    return path.read_text()


def test_a_template_stands_in_place_of_ours(tmp_path: Path) -> None:
    """A theme's template is used for every page that extends it, and can extend ours."""
    theme(
        tmp_path,
        {
            "templates/base.html": (
                '{% extends "workflow/base.html" %}'
                "{% block footer %}<footer>Seoul · {{ site.name }}</footer>{% endblock %}"
            ),
            "templates/status.html": '{% extends "base.html" %}{% block main %}none{% endblock %}',
        },
    )
    site = built(tmp_path)
    for path in site.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        assert tree.xpath("string(//footer)") == "Seoul · The Han River Review"
    assert "none" in (site / "status/index.html").read_text()
    assert html.fromstring((site / "index.html").read_bytes()).xpath("//header[@class='mast ui']")


def test_a_theme_can_add_a_stylesheet_of_its_own(tmp_path: Path) -> None:
    """Blocks of our templates can be filled; assets are named by ``asset()``."""
    theme(
        tmp_path,
        {
            "templates/base.html": (
                '{% extends "workflow/base.html" %}{% block style %}{{ super() }}'
                '<link rel="stylesheet" href="{{ ROOT }}assets/{{ asset("extra.css") }}">'
                "{% endblock %}"
            ),
            "assets/extra.css": "a { color: red }",
        },
    )
    path = built(tmp_path) / "ko" / SLUG / "index.html"
    sheets = html.fromstring(path.read_bytes()).xpath("//link[@rel='stylesheet']/@href")
    assert len(sheets) == 2
    assert (path.parent / sheets[1]).read_text() == "a { color: red }"


def test_a_theme_writes_the_sentences_itself(tmp_path: Path) -> None:
    """The guide's example works: sentences and states in its own markup, the rest as ours."""
    guide = (Path(__file__).parents[2] / "docs" / "guide-publishers.md").read_text("utf-8")
    (example,) = re.findall(r"^```jinja\n(.*?)^```", guide, re.M | re.S)
    theme(
        tmp_path,
        {
            "templates/aligned.html": example.replace('<div class="u"', '<div class="u own"'),
            "templates/edition.html": (
                '{% extends "workflow/edition.html" %}'
                "{% block body %}<p>{% for section in content.body %}"
                "{% for part in section.parts %}{{ text.prose(part) }} {% endfor %}{% endfor %}</p>"
                "{% endblock %}"
            ),
        },
    )
    site = built(tmp_path)
    tree = html.fromstring((site / "pair/en-ko" / SLUG / "index.html").read_bytes())
    rows = tree.xpath("//div[@class='body']/div[@class='u own' and starts-with(@id, 's-')]")
    assert len(rows) > 20
    assert rows[1].xpath("./p/@lang") == ["en", "ko"]
    assert rows[1].xpath("string(./p[2]/span[last()])") == "◇source changed"
    assert tree.xpath("//h2[@id='downloads']")
    tree = html.fromstring((site / "ko" / SLUG / "index.html").read_bytes())
    assert len(tree.xpath("//div[@class='body']/p")) == 1
    assert tree.xpath("//span[starts-with(@id, 's-')]")


def test_a_theme_escapes_as_ours_do(tmp_path: Path) -> None:
    """What a theme's template prints is text, whatever is in it."""
    theme(tmp_path, {"templates/status.html": "{{ '<script>' }}"})
    assert (built(tmp_path) / "status/index.html").read_text() == "&lt;script&gt;"
    same = "{% set bold %}<b>{% endset %}{{ typeset(bold, 'ko') }}{{ typeset('<b>', 'ko') }}"
    theme(tmp_path, {"templates/status.html": same})
    assert (built(tmp_path) / "status/index.html").read_text() == "<b>&lt;b&gt;"


def test_style_comes_after_ours_and_finds_its_files(tmp_path: Path) -> None:
    """A stylesheet is added; files it names are published under names that change with them."""
    theme(
        tmp_path,
        {
            "style.css": (
                "@font-face { font-family: Own; src: url('assets/fonts/own.woff2') }\n"
                "/* url(gone.png) */ .mast { background: url(paper.png) }"
            ),
            "assets/fonts/own.woff2": b"font",
            "assets/paper.png": b"picture",
            "assets/.DS_Store": b"",
        },
    )
    site = built(tmp_path)
    style = stylesheet(site)
    assert style.index("@layer base") < style.index("font-family: Own")
    for name in re.findall(r'url\("([^"]+)"\)', style):
        assert (site / "assets" / name).is_file()
    assert sorted(path.suffix for path in (site / "assets").rglob("*") if path.is_file()) == [
        ".css", ".js", ".js", ".js", ".js", ".png", ".woff2"
    ]  # fmt: skip
    (before,) = (site / "assets").glob("paper.*.png")
    theme(tmp_path, {"assets/paper.png": b"another"})
    (after,) = (built(tmp_path) / "assets").glob("paper.*.png")
    assert before.name != after.name


def test_logo_icon_and_navigation(tmp_path: Path) -> None:
    """The logo is named after the site; links lead into the site or out; the policy lets it."""
    theme(tmp_path, {"assets/logo.svg": "<svg/>", "assets/icon.png": b"",
                     "static/press/kit.html": "<p>Kit", "locales/ko.po":
                     'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                     'msgid "About"\nmsgstr "소개"\n'})  # fmt: skip
    site = built(
        tmp_path,
        logo="logo.svg",
        icon="icon.png",
        nav=[
            {"label": "About", "url": "https://example.org/about"},
            {"label": "Trio", "url": "trio"},
            {"label": "Kit", "url": "press/kit.html"},
        ],
    )
    for folder, about in (("", "About"), (f"ko/{SLUG}", "소개")):
        path = site / folder / "index.html"
        tree = html.fromstring(path.read_bytes())
        (logo,) = tree.xpath("//img")
        assert logo.get("alt") == "The Han River Review"
        for name in (logo.get("src"), tree.xpath("//link[@rel='icon']/@href")[0]):
            assert (path.parent / name).is_file()
        (link,) = tree.xpath(f"//header//a[text()='{about}']")
        assert (link.get("href"), link.get("rel")) == (
            "https://example.org/about",
            "noopener external",
        )
        inside = tree.xpath("//header//a[text()='Trio']/@href")[0]
        assert (path.parent / inside).resolve() == (site / "trio/index.html").resolve()
        own = tree.xpath("//header//a[text()='Kit']/@href")[0]
        assert (path.parent / own).read_text() == "<p>Kit"
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none';")
        assert "img-src 'self'; font-src 'self'" in policy


def test_colours(tmp_path: Path) -> None:
    """A colour is for both schemes, or one for each; print keeps to black on white."""
    site = built(tmp_path, colors={"accent": ["#0b5394", "#9cc4ee"], "paper": ["#fff", "#000"]})
    style = stylesheet(site)
    assert "--accent:#0b5394;" in style
    assert "--accent:#9cc4ee;" in style
    assert f"--ink:{COLORS['ink'][0]};" in style
    assert (
        'content="#fff" media="(prefers-color-scheme: light)"' in (site / "index.html").read_text()
    )


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ({"colors": {"accent": "red"}}, "colour such as"),
        ({"colors": {"acent": "#123456"}}, "has no acent; there are paper"),
        ({"colors": {"accent": ["#123456"]}}, "or two: for light and dark"),
        ({"colors": {"accent": "#eeeeee"}}, r"accent on light paper has a contrast of 1\.1, 4\.5"),
        ({"colors": "blue"}, "table of colours"),
        ({"logo": "../logo.svg"}, "file in theme/assets"),
        ({"nav": {"About": "x"}}, "must be a list such as"),
        ({"nav": [{"label": "About"}]}, "must be a list such as"),
        ({"nav": [{"label": "x", "url": "javascript:alert(1)"}]}, "use a web address"),
        ({"nav": [{"label": "x", "url": "//example.org"}]}, "use a web address"),
        ({"editor": "javascript:{path}"}, "vscode, file, review or an address"),
        ({"editor": "https://example.org/{page}"}, r"has \{page\}; there are file, line"),
        ({"editor": "https://example.org/{"}, "site.editor"),
        ({"editor": "https://example.org/{line:{page}}"}, "more than the name line between"),
        ({"banner": "x"}, "unknown setting site.banner"),
    ],
)
def test_settings_that_cannot_be_used(site: dict[str, object], message: str) -> None:
    """The error names the setting and says what it takes."""
    with pytest.raises(ConfigError, match=message):
        parse_settings({"site": site}, Path("workflow.toml"))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"templates/front.html": "{% if %}"}, r"front\.html:1: Expected an expression"),
        ({"templates/front.html": "\n{{ nothing }}"}, r"front\.html:2: 'nothing' is undefined"),
        ({"templates/front.html": "\n{{ 1 // 0 }}"}, r"front\.html:2: .*division"),
        ({"templates/parts.html": "{% extends 'gone.html' %}"}, r"gone\.html"),
        ({"templates/front.html": "{{ asset('gone.png') }}"}, r"assets/gone\.png: is not there"),
        ({"style.css": "a { background: url(gone.png) }"}, r"style\.css: names gone\.png"),
        ({"style.css": "a { background: url(https://x.org/a.png) }"}, "not in theme/assets"),
        ({"style.css": "@import 'more.css';"}, "@import"),
        ({"style.css": b"\xff"}, "not UTF-8"),
    ],
)
def test_mistakes_of_a_theme(tmp_path: Path, files: dict[str, str | bytes], message: str) -> None:
    """The error names the file, and the line where there is one; the old site stays."""
    before = (built(tmp_path) / "index.html").read_bytes()
    theme(tmp_path, files)
    with pytest.raises(PublishError, match=message):
        built(tmp_path)
    assert (tmp_path / "site/index.html").read_bytes() == before


def test_a_logo_that_is_not_there(tmp_path: Path) -> None:
    """The error names the file and the setting."""
    with pytest.raises(PublishError, match=r"theme/assets/logo\.svg: is not there"):
        built(tmp_path, logo="logo.svg")


def test_without_a_theme_the_policy_is_tight(tmp_path: Path) -> None:
    """Where there is no picture and no font, none may be loaded."""
    text = (publish(Project(tmp_path, Settings()), []).folder / "index.html").read_text()
    assert "img-src" not in text
    assert "font-src" not in text


def test_own_files_go_to_the_top_of_the_site(tmp_path: Path) -> None:
    """As they are, hidden ones too, whenever the site is built; robots.txt in place of ours."""
    own = {"CNAME": "news.example.org", ".nojekyll": "", ".well-known/security.txt": "Contact: x",
           "press/kit.html": "<p>Kit", "robots.txt": "User-agent: x\n"}  # fmt: skip
    theme(tmp_path, {f"static/{name}": text for name, text in (own | {"Thumbs.db": ""}).items()})
    for _ in range(2):
        site = built(tmp_path)
        assert {name: (site / name).read_text() for name in own} == own
        assert not (site / "Thumbs.db").exists()


@pytest.mark.parametrize(
    "name", ["index.html", "en/imprint.html", "EN/imprint.html", "assets/x.png", "_redirects"]
)
def test_own_files_are_never_among_the_pages(tmp_path: Path, name: str) -> None:
    """The site that is there stays, and the error names the file."""
    front = (built(tmp_path) / "index.html").read_bytes()
    theme(tmp_path, {f"static/{name}": "mine"})
    with pytest.raises(PublishError, match="among the pages of the site") as raised:
        built(tmp_path)
    assert str(raised.value.where).endswith(name)
    assert (tmp_path / "site/index.html").read_bytes() == front


@pytest.mark.parametrize("folder", ["static", "assets"])
def test_no_link_brings_out_what_lies_elsewhere(tmp_path: Path, folder: str) -> None:
    """A link within the project is the file it leads to; one that leads out is refused."""
    project, secret = tmp_path / "news", tmp_path / "key.pem"
    secret.write_text("private")
    theme(project, {f"{folder}/kit.txt": "kit"})
    (project / "theme" / folder / "same.txt").symlink_to("kit.txt")
    assert [path.read_text() for path in built(project).rglob("same*.txt")] == ["kit"]
    (project / "theme" / folder / "press.txt").symlink_to(secret)
    with pytest.raises(PublishError, match="outside the project") as raised:
        built(project)
    assert str(raised.value.where).endswith("press.txt")


@pytest.mark.parametrize("hidden", ["assets/.key.pem", "static/.DS_Store"])
def test_a_link_that_is_never_published_stops_nothing(tmp_path: Path, hidden: str) -> None:
    project, secret = tmp_path / "news", tmp_path / "key.pem"
    secret.write_text("private")
    theme(project, {f"{hidden}.txt": "kit"})
    (project / "theme" / hidden).symlink_to(secret)
    files = [path for path in built(project).rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if path.read_bytes() == b"private"]


def test_the_repository_of_whoever_publishes_with_git_stays(tmp_path: Path) -> None:
    """The folder of a clone, and the file of a work tree; ``theme/static`` may be a clone, too."""
    theme(tmp_path, {"static/.git/config": "[core]", "static/CNAME": "news.example.org"})
    site = built(tmp_path)
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref: refs/heads/gh-pages\n")
    assert (built(tmp_path) / ".git" / "HEAD").is_file()
