"""The names by which links lead into a document, and the files that they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.packages import docx, epub, odt, page, paragraph, run
from workflow.documents import readers, segmenter
from workflow.documents.heading_anchors import key_of, link_names
from workflow.documents.seed_links import SeedFinder, links_of, split
from workflow.model import Block, BlockKind, Document

MARK = '<w:bookmarkStart w:id="1" w:name="ports"/>'


def document(data: bytes, name: str) -> Document:
    blocks, metadata = readers.parse(data, f"seeds/{name}")
    return segmenter.segment(Document(f"seeds/{name}", "a", blocks, metadata, language="en"))


def at(found: Document, fragment: str) -> str:
    """The sentence that a fragment leads to."""
    key = key_of(link_names(found), fragment)
    return next((each.text for each in found.segments if each.key == key), "")


@pytest.mark.parametrize(
    ("heading", "fragment"),
    [
        ("The Result!", "the-result"),  # GitHub, Hugo, Docusaurus
        ("The Result!", "_the_result"),  # Asciidoctor
        ("1. The Result", "the-result"),  # pandoc, kramdown
        ("1. The Result", "1-the-result"),
        ("`api.call()` of C++", "apicall-of-c"),
        ("Über uns", "uber-uns"),  # Python-Markdown
        ("Über uns", "über-uns"),
        ("결과와 전망", "결과와-전망"),
        ("The Result {#given}", "given"),
        ("The Result {: #given .class}", "given"),
        ("The Result [#given]", "given"),  # Fumadocs
        ("The Result {/*given*/}", "given"),
        ("The Result <a id='given'></a>", "given"),
        ("The Result {{< new >}}", "the-result"),
    ],
)
def test_a_heading_is_found_by_the_name_that_programs_give_it(heading: str, fragment: str) -> None:
    found = document(f"# A\n\nFirst.\n\n## {heading}\n\nLast.\n".encode(), "a.mdx")
    assert at(found, fragment) == found.segments[2].text
    assert at(found, f"{fragment}x") == ""


def test_the_second_heading_of_a_text_has_a_number() -> None:
    found = document(b"# A\n\n## B\n\nOne.\n\n## C\n\n## B\n\nTwo.\n", "a.md")
    first, second = (each.key for each in found.segments if each.text == "B")
    names = link_names(found)
    assert [key_of(names, each) for each in ("b", "b-1", "b_1")] == [first, second, second]
    assert key_of(names, "b-2") == ""


@pytest.mark.parametrize(
    ("text", "name", "fragment", "to"),
    [
        ("# A\n\n(here)=\n## B\n\nC.\n", "a.md", "here", "B"),
        ('# A\n\n<a name="here"></a>\n\nC is it.\n', "a.md", "here", "C is it."),
        ("---\ntitle: A\n---\n\nB is it. ^here-1\n\nC.\n", "a.md", "^here-1", "B is it."),
        ("A\n=\n\n.. _here:\n\nB\n-\n\nC.\n", "a.rst", "here", "B"),
        ("A\n=\n\nB is _`here`.\n", "a.rst", "here", "B is here."),
        ("= A\n\nB.\n\n[[here]]\n== C\n\nD.\n", "a.adoc", "here", "C"),
        ("<h1>A</h1><section id='here'><p>B is it.</p></section>", "a.html", "here", "B is it."),
    ],
)
def test_a_place_is_found_by_the_name_that_its_author_gave(
    text: str, name: str, fragment: str, to: str
) -> None:
    assert at(document(text.encode(), name), fragment) == to


def test_bookmarks_and_identifiers_of_packages_are_names() -> None:
    words = paragraph("They met."), paragraph(MARK, run("Ports"), style="H2"), paragraph("Open.")
    assert at(document(docx(*words), "a.docx"), "ports") == "Ports"
    text = '<text:p>They met.</text:p><text:p><text:bookmark text:name="ports"/>Ports.</text:p>'
    assert at(document(odt(text), "a.odt"), "ports") == "Ports."
    pages = page('<p><a href="p1.xhtml#x">It</a> is open.</p>'), page('<p id="x">Ports.</p>')
    book = document(epub(*pages), "a.epub")
    ((address, _),) = links_of(book)
    path, fragment = split(address)
    assert (path, at(book, fragment)) == ("", "Ports.")


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8), st.text(max_size=12))
def test_every_name_leads_to_a_sentence(headings: list[str], fragment: str) -> None:
    """Whatever headings say, and whatever is asked for."""
    blocks = [Block(BlockKind.HEADING, text, n) for n, text in enumerate(headings, 1)]
    found = segmenter.segment(Document("seeds/a.md", "a", tuple(blocks), language="en"))
    names, keys = link_names(found), {each.key for each in found.segments}
    assert set(names.values()) <= keys
    assert key_of(names, fragment) in keys | {""}


SEEDS = tuple(
    f"seeds/{each}" for each in ("a.md", "b/index.md", "b/c d.rst", "b/e.md", "f/g.adoc", "가.txt")
)


@pytest.mark.parametrize(
    ("seed", "address", "to"),
    [
        ("a.md", "b/e.md#x", "b/e.md"),
        ("a.md", "#x", "a.md"),
        ("a.md", "b/", "b/index.md"),
        ("a.md", "b/c%20d.html", "b/c d.rst"),
        ("a.md", "/b/e", "b/e.md"),
        ("a.md", "%EA%B0%80.html", "가.txt"),
        ("b/e.md", "../a.md?plain=1", "a.md"),
        ("b/e.md", "c d", "b/c d.rst"),
        ("b/e.md", "../../a/", "a.md"),  # the page is a folder
        ("a.md", "G", "f/g.adoc"),  # a wiki's
        ("a.md", "g.md", ""),
        ("a.md", '{{< ref "g.md" >}}', "f/g.adoc"),
        ("a.md", "{% link b/e.md %}", "b/e.md"),
        ("b/e.md", "../../outside.md", ""),
        ("a.md", "plan.pdf", ""),
    ],
)
def test_an_address_means_the_seed_that_is_there(seed: str, address: str, to: str) -> None:
    found = SeedFinder("seeds", SEEDS).find(f"seeds/{seed}", address)
    assert found == (f"seeds/{to}" if to else "")


@given(st.text(max_size=40))
def test_no_address_leads_out_of_the_seeds(address: str) -> None:
    assert SeedFinder("seeds", SEEDS).find("seeds/a.md", address) in {*SEEDS, ""}
