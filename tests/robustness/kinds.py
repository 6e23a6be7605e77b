"""Every kind of file that comes from elsewhere: real ones, their damages, and what reads them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.exchange.kit import package
from tests.robustness import damage
from tests.support import packages
from tests.support.catalogs import document
from tests.support.own import ROOT
from workflow import exchange, glossary, markup, qa
from workflow.app.fetching.known_articles import KnownSeeds
from workflow.catalog import Catalog, entries_of, pairs
from workflow.config import find_project
from workflow.documents import detector, pictures, readers, rewriting, segmenter
from workflow.documents.readers.asciidoc import with_boxes
from workflow.documents.readers.asciidoc.asciidoc_source import prepared
from workflow.documents.readers.decoding import decode
from workflow.engines.llm import json_replies, logprobs, replies
from workflow.glossary import formats as termbases
from workflow.glossary import table
from workflow.memory import tmx, tmx_reading
from workflow.model import Document, Project, Settings
from workflow.qa import baseline
from workflow.web import feed_reading, fetched_origin, fetched_text, page_facts, polite_client
from workflow.web.transport import Answer

#: Letters of a real file that are used: mutations of small files reach more.
_SMALL = 1_500


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Attributes:
        name: of the kind.
        samples: real files.
        read: reads one, in a folder of its own.
        mutate: damages one, with the help of the others.
        count: how many damaged ones are read in each run.
        valid: the least share of these that must stay good enough to be read.
    """

    name: str
    samples: Callable[[], Sequence[bytes]]
    read: Callable[[bytes, Path], object]
    mutate: Callable[[Random, bytes, Sequence[bytes]], bytes]
    count: int = 1_000
    valid: float = 0.0


def kinds() -> dict[str, Kind]:
    """All kinds, by name."""
    return {kind.name: kind for kind in _KINDS}


def read_seed(extension: str, data: bytes, folder: Path) -> Document:
    """A seed, with its languages and sentences."""
    del folder
    where = f"seeds/x{extension}"
    blocks, metadata = readers.parse(data, where)
    read = Document(path=where, name="x", blocks=blocks, metadata=metadata)
    return segmenter.segment(detector.assign(read))


def read_asciidoc(data: bytes, folder: Path) -> object:
    """What is done before and after pandoc reads it, which takes a tenth of a second each time."""
    del folder
    text = decode(data, "seeds/x.adoc")
    return prepared(text), with_boxes(text)


def read_subtitles(data: bytes, folder: Path) -> object:
    """Subtitles, and the same in another language."""
    del folder
    where = "seeds/x.vtt" if data.startswith(b"WEBVTT") else "seeds/x.srt"
    rewriter = readers.rewriter(where)
    assert rewriter
    raw, _ = readers.raw_blocks(data, where)
    texts = [f"항구 {block.text} 中国。" for block in raw]
    return raw, rewriter.rewrite(data, where, texts, "zh-Hans", "a --> note")


def read_package(extension: str, data: bytes, folder: Path) -> Document:
    """A document that is an archive, which is written again in another language, too."""
    found = read_seed(extension, data, folder)
    texts = {number: f"번역 {block.text}" for number, block in enumerate(found.blocks)}
    rewriting.rewrite(data, found.path, found.blocks, texts, language="ko", note="1 draft")
    return found


def read_po(data: bytes, folder: Path) -> object:
    """A PO file in its place, merged with its seed, for the memory, and as one handed in."""
    project = Project(folder, Settings())
    path = project.locales / "ko" / "talks.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document("Trade grew last year.", *list(catalog.entries)[:2]))
    return catalog.entries, pairs(project, path), entries_of(path)


def read_sheet(data: bytes, folder: Path) -> object:
    """What comes back from review."""
    path = folder / "sheet"
    path.write_bytes(data)
    if exchange.kind_of(path, str(path)) == "po":
        return entries_of(path)
    keys = {"k2": "=1+1 is two."}
    return exchange.propose(list(exchange.read(path)), keys, {})


def read_tmx(data: bytes, folder: Path) -> object:
    """A translation memory, and the pairs in it."""
    del folder
    units = list(tmx_reading.read(io.BytesIO(data), "x.tmx"))
    return [list(tmx.pairs_of(unit, {"en", "ko"}, "x.tmx")) for unit in units]


def read_terms(form: str, data: bytes, folder: Path) -> object:
    """A termbase, used on a sentence."""
    del folder
    found = termbases.read(data, "x", form, "en", "ko")
    terms = glossary.Glossary(found.terms, found.errors)
    return terms.uses(document("Xing Haiming met KEF Chairman Sohn Kyung-shik."), "ko")


def read_toml(data: bytes, folder: Path) -> object:
    """The settings of a project."""
    path = folder / "workflow.toml"
    path.write_bytes(data)
    return find_project(folder)


def read_baseline(data: bytes, folder: Path) -> object:
    """The findings that are accepted."""
    (folder / baseline.FILE).write_bytes(data)
    return baseline.read(Project(folder, Settings()))


def read_picture(data: bytes, folder: Path) -> object:
    """A picture beside a seed."""
    project = Project(folder, Settings())
    project.seeds.mkdir(exist_ok=True)
    (project.seeds / "p.png").write_bytes(data)
    return pictures.load(project, "seeds/p.png")


def read_feed(data: bytes, folder: Path) -> object:
    """A feed as it comes from the web."""
    del folder
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feed_reading.read(fetched_text.read(Answer(_ADDRESS, 200, headers, data)))


def read_fetched(data: bytes, folder: Path) -> object:
    """What a page of the web says of itself, and what a seed keeps of that."""
    text = data.decode("utf-8", "replace")
    said = page_facts.facts(text, _ADDRESS)
    path = folder / "seeds" / "a.html"
    path.parent.mkdir(exist_ok=True)
    origin = fetched_origin.FetchedOrigin(_ADDRESS, _ADDRESS, "", author=said.author)
    path.write_text(fetched_origin.seed(origin, text), "utf-8", "replace")
    stored = fetched_origin.parted(path.read_text("utf-8"))
    return said, stored and stored.keys, KnownSeeds(Project(folder, Settings()))


def read_robots(data: bytes, folder: Path) -> object:
    """The rules of a site for robots."""
    del folder
    rules = polite_client.site_rules("https://example.org", lambda url: Answer(url, 200, {}, data))
    rules.check(f"{_ADDRESS}?{'a' * 300}")
    return rules.delay


_ADDRESS = "https://example.org/news/a.html"


def read_reply(data: bytes, folder: Path) -> object:
    """What a language model answers: the body, the text in it, and its judgement."""
    del folder
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        body = None
    text = data.decode("utf-8", "replace")
    logprobs.read(body)
    said = replies.clean(text, "Xing <g1>met</g1> KEF.")
    return (
        json_replies.parse_batch(text, 2),
        qa.gate("Xing <g1>met</g1> 3 of KEF.", said, "ko"),
        markup.problems("Xing <g1>met</g1> KEF.", said),
    )


@cache
def _seeds(extension: str) -> tuple[bytes, ...]:
    found = sorted((ROOT / "seeds").glob(f"*{extension}"))
    return tuple(path.read_text("utf-8")[:_SMALL].encode() for path in found)


@cache
def _po() -> tuple[bytes, ...]:
    found = sorted((ROOT / "locales").glob("*/*.po"))
    return tuple(b"\n\n".join(path.read_bytes().split(b"\n\n")[:6]) + b"\n" for path in found)


@cache
def _sheet(form: str) -> tuple[bytes, ...]:
    return tuple(exchange.write(package(target=tag), form) for tag in ("ko", "zh-Hans"))


@cache
def _terms(form: str) -> tuple[bytes, ...]:
    rows = (ROOT / "glossary" / "terms.csv").read_text("utf-8-sig").splitlines()
    found = table.parse("\n".join([*rows[:9], *rows[40:44]]), "terms.csv").terms
    return tuple(termbases.write(rows, form, "en", "ko") for rows in (found, found[:3]))


@cache
def _memory() -> tuple[bytes, ...]:
    out = io.BytesIO()
    found = pairs(Project(ROOT, Settings()), ROOT / "locales" / "ko" / "2022-02-01-rcep-korea.po")
    tmx.write(out, tmx.units_of(found[:4]), source="en")
    return (out.getvalue(), *(damage.OTHER_TMX,))


def _picture() -> tuple[bytes, ...]:
    from PIL import Image

    out = []
    for form in ("PNG", "JPEG", "GIF", "WEBP"):
        file = io.BytesIO()
        Image.new("RGB", (24, 16), (200, 30, 30)).save(file, form)
        out.append(file.getvalue())
    return tuple(out)


_REPLIES = (
    json.dumps({"1": "싱하이밍은 <g1>만났다</g1>.", "2": "무역이 늘었다."}, ensure_ascii=False),
    '<think>Two sentences.</think>\n```json\n{"1": "A", "2": "B"}\n```',
    'Translation: "경총은 3명을 <g1>만났다</g1>."',
    json.dumps({"content": [{"token": "싱", "logprob": -0.1, "bytes": [236, 139, 177],
                             "top_logprobs": [{"token": "왕", "logprob": -2.5}]}]}),
)  # fmt: skip
_FEEDS = (
    ('<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><item><title>B</title>'
    "<link>https://example.org/b</link><pubDate>Tue, 07 Dec 2021 00:30:00 +0900</pubDate>"
    "<description>&lt;p&gt;C&lt;/p&gt;</description></item></channel></rss>"),
    ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><title>B</title><link href="/b"/>'
    '<content type="html">&lt;a href="c"&gt;C&lt;/a&gt;</content></entry></feed>'),
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "content_html": "C"}]}',
)  # fmt: skip
_FETCHED = (
    '<html><head><title>A</title><link rel="license" href="/by"><meta name="author" content="B">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "C"}], '
    '"datePublished": "2021-12-07"}</script></head><body><p itemprop="author">D</p></body></html>'
)
_ROBOTS = b"User-agent: *\nDisallow: /a*b$\nAllow: /news\nCrawl-delay: 2\nSitemap: /s.xml\n"
_BASELINE = json.dumps({
    "version": 1,
    "findings": [{"path": "locales/ko/a.po", "check": "number", "sentence": "0123456789ab",
                  "message": "4 is missing in line 3"}] * 2,
})  # fmt: skip

_KINDS = (
    *(
        Kind(name, partial(_seeds, extension), partial(read_seed, extension), mutate, count)
        for name, extension, mutate, count in (
            ("text", ".txt", damage.text, 1_000),
            ("markdown", ".md", damage.markdown, 1_000),
            ("html", ".html", damage.html, 1_000),
        )
    ),
    Kind("web archive", lambda: damage.ARCHIVES, partial(read_seed, ".mhtml"), damage.text, 500),
    Kind("notebook", lambda: damage.NOTEBOOKS, partial(read_seed, ".ipynb"), damage.json_text, 200),
    Kind("restructured", lambda: damage.RST, partial(read_seed, ".rst"), damage.text, 100),
    Kind("asciidoc", lambda: damage.ADOC, partial(read_seed, ".adoc"), damage.text, 10),
    Kind("asciidoc source", lambda: damage.ADOC, read_asciidoc, damage.text, 500),
    Kind("subtitles", lambda: damage.SUBTITLES, read_subtitles, damage.text, 300),
    Kind("docx", packages.word, partial(read_package, ".docx"), damage.xlsx, 500, 0.2),
    Kind("epub", packages.books, partial(read_package, ".epub"), damage.xlsx, 500, 0.2),
    Kind("odt", packages.open_texts, partial(read_seed, ".odt"), damage.xlsx, 500, 0.2),
    Kind("po", _po, read_po, damage.po, 1_500),
    Kind("xliff", partial(_sheet, "xliff"), read_sheet, damage.xml, 1_000, 0.2),
    Kind("xliff2", partial(_sheet, "xliff2"), read_sheet, damage.xml, 1_000, 0.2),
    Kind("csv sheet", partial(_sheet, "csv"), read_sheet, damage.text, 1_500),
    Kind("xlsx sheet", partial(_sheet, "xlsx"), read_sheet, damage.xlsx, 500, 0.2),
    Kind("html sheet", partial(_sheet, "html"), read_sheet, damage.html, 500),
    Kind("tmx", _memory, read_tmx, damage.xml, 1_000, 0.2),
    Kind("tbx", partial(_terms, "tbx"), partial(read_terms, "tbx"), damage.xml, 1_000),
    *(
        Kind(f"{form} glossary", partial(_terms, form), partial(read_terms, form), damage.text)
        for form in ("csv", "deepl", "google")
    ),
    Kind("feed", lambda: tuple(map(str.encode, _FEEDS)), read_feed, damage.text, 500),
    Kind("fetched page", lambda: (_FETCHED.encode(),), read_fetched, damage.html, 500),
    Kind("robots", lambda: (_ROBOTS,), read_robots, damage.text, 500),
    Kind("settings", lambda: damage.SETTINGS, read_toml, damage.toml, 1_000, 0.2),
    Kind("reply", lambda: tuple(map(str.encode, _REPLIES)), read_reply, damage.json_text, 1_000),
    Kind("baseline", lambda: (_BASELINE.encode(),), read_baseline, damage.json_text),
    Kind("picture", _picture, read_picture, damage.raw, 500),
)
