"""reStructuredText: what a reader of the page sees, and nothing of its marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.readers import parse
from workflow.errors import SourceError
from workflow.markup import plain
from workflow.model import Block, BlockKind, MarkupKind, Metadata


def read(text: str) -> tuple[tuple[Block, ...], Metadata]:
    return parse(text.encode(), "seeds/a.rst")


def shown(text: str) -> list[str]:
    """The blocks as ``kind line text``."""
    return [
        f"{block.kind.value} {block.line} {plain(block.text, block.markup)}"
        for block in read(text)[0]
    ]


def test_titles_sections_and_lists() -> None:
    """Each with the line on which it stands."""
    text = (
        "=====\nPorts\n=====\n\nOf the sea\n----------\n\nShips came\nin.\n\n"
        "* one\n* two\n\n  5. five\n\nwind : noun\n   It blows.\n"
    )
    assert shown(text) == [
        "headline 2 Ports", "deck 5 Of the sea", "paragraph 8 Ships came in.",
        "list item 11 one", "list item 12 two", "list item 14 five",
        "defined term 16 wind : noun", "definition 17 It blows.",
    ]  # fmt: skip
    (five,) = [block for block in read(text)[0] if block.ordered]
    assert (five.ordered, five.level) == (5, 2)


def test_inline_markup_becomes_placeholders() -> None:
    """Links, emphasis, code, formulas, notes; references lose their marks."""
    ((block, note), _) = read(
        "See *all* of ``x = 1``, `the port <http://a.b/c>`_, :math:`a^2`, |release| and\n"
        "missing_ `Other pages`_, :ref:`the guide <g>`, :py:func:`~a.b` now. [#]_\n\n.. [#] So.\n"
    )
    assert block.text == (
        "See <g1>all</g1> of <x2/>, <g3>the port</g3>, <x4/>, <x5/> and missing Other pages, "
        "<g6>the guide</g6>, <x7/> now.<x8/>"
    )
    kinds = [(item.kind, item.text or item.url) for item in block.markup]
    assert kinds[1:5] == [
        (MarkupKind.CODE, "x = 1"), (MarkupKind.LINK, "http://a.b/c"),
        (MarkupKind.FORMULA, "a^2"), (MarkupKind.TEMPLATE, "|release|"),
    ]  # fmt: skip
    assert kinds[6:] == [(MarkupKind.CODE, "a.b"), (MarkupKind.FOOTNOTE, "1")]
    assert (note.text, note.footnote) == ("So.", "1")


def test_directives_of_sphinx_lose_no_words() -> None:
    """Also those that nobody here has heard of, with whatever options."""
    text = (
        "One.\n\n.. versionadded:: 3.2\n   It sails.\n\n.. tab-item:: On Linux\n   :sync: l\n\n"
        "   Use *it*.\n\n.. admonition:: Mind\n\n   The gap.\n\n.. toctree::\n   :caption: More\n\n"
        "   The sea <sea>\n   b\n\n.. figure:: p.png\n   :alt: A port\n\n   The port.\n\n"
        ".. py:function:: sail(x)\n\n   Sails.\n\n.. glossary::\n\n   bow\n      The front.\n"
    )
    assert shown(text) == [
        "paragraph 1 One.", "box title 3 3.2", "paragraph 3 It sails.", "box title 6 On Linux",
        "paragraph 9 Use it.",
        "box title 11 Mind", "paragraph 13 The gap.", "heading 15 More", "list item 15 The sea",
        "caption 24 The port.", "caption 21 A port", "code 26 sail(x)", "paragraph 28 Sails.",
        "defined term 32 bow", "definition 33 The front.",
    ]  # fmt: skip
    assert next(block.box.kind for block in read(text)[0] if block.box) == "versionadded"


def test_references_to_sections_of_the_file_are_links() -> None:
    """By their titles, by a label with words, and by one alone, for which its title stands."""
    blocks, _ = read(
        "See `Blue cranes`_, :ref:`these <at>`, :ref:`at` and :ref:`elsewhere`.\n\n"
        ".. _at:\n\nBlue cranes\n-----------\n\nSo.\n"
    )
    text = "See <g1>Blue cranes</g1>, <g2>these</g2>, <g3>Blue cranes</g3> and <x4/>."
    assert blocks[0].text == text
    assert [each.url for each in blocks[0].markup] == ["#blue-cranes", "#at", "#at", ""]
    assert {"blue-cranes", "at"} <= {*blocks[1].anchors}


def test_code_and_formulas_are_carried_over() -> None:
    """Line by line; what other formats and files hold, as it stands."""
    blocks, _ = read(
        "Run::\n\n   ls\n     -l\n\n.. code-block:: python\n   :linenos:\n\n   x = 1\n\n"
        ".. math:: a\n\n.. raw:: html\n\n   <b>x</b>\n"
    )
    assert [(block.kind, block.text, block.url) for block in blocks[1:]] == [
        (BlockKind.CODE, "ls\n  -l", ""),
        (BlockKind.CODE, "x = 1", "python"),
        (BlockKind.FORMULA, "a", "tex"),
        (BlockKind.CODE, ".. raw:: html\n\n   <b>x</b>", "template"),
    ]


def test_options_of_extensions_are_taken_by_docutils_too() -> None:
    """Sphinx has more of them for its notes, formulas and figures."""
    blocks, _ = read(
        "One.\n\n.. note::\n   :collapsible: open\n\n   Two.\n\n.. math::\n   :label: e\n\n   a\n\n"
        ".. figure:: p.png\n   :lightbox:\n\n   Three.\n\n-o FILE  Four.\n"
    )
    assert [plain(block.text, block.markup) for block in blocks] == [
        "One.", "Two.", "a", "Three.", "-o FILE", "Four.",
    ]  # fmt: skip


def test_tables_and_quotations() -> None:
    """Cells by rows; who is quoted stays with the quotation."""
    table = "====  ====\na     b\n====  ====\n1     *2*\n====  ====\n"
    assert shown(f"A:\n\n  To be.\n\n  -- Hamlet\n\n{table}") == [
        "paragraph 1 A:", "quote 3 To be.", "quote 5 Hamlet",
        "table cell 8 a", "table cell 8 b", "table cell 10 1", "table cell 10 2",
    ]  # fmt: skip


def test_fields_are_metadata() -> None:
    """Of docutils, Pelican and Nikola; they keep what is not public from it."""
    _, metadata = read("Ports\n=====\n\n:author: Ann\n:date: 2021-12-07\n:status: draft\n\nText.\n")
    assert (metadata.author, metadata.date) == ("Ann", "2021-12-07")
    assert [each.said for each in metadata.conditions][-1] == "status: draft"
    blocks, metadata = read(".. title: Ports\n.. date: 2021-12-07\n\nText.\n")
    assert (blocks[0].kind, blocks[0].text) == (BlockKind.HEADLINE, "Ports")
    blocks, _ = read("---\ntitle: Ports\n---\n\nTides\n=====\n\nText.\n")
    assert [block.text for block in blocks] == ["Ports", "Tides", "Text."]


def test_a_header_like_that_of_a_mail_is_metadata() -> None:
    """As proposals for Python have it; without a title and an author or a day they are text."""
    head = "PEP: 9999\nTitle: Ports\nAuthor: Ann <ann@example.org>,\n  Jo\nStatus: Final\n"
    blocks, metadata = read(f"{head}\n\nTides\n=====\n\nText.\n")
    assert [block.text for block in blocks] == ["Ports", "Tides", "Text."]
    assert (metadata.title, metadata.author) == ("Ports", "Ann, Jo")
    blocks, _ = read("Height: 3\nWeight: 4\nAge: 5\n\nText.\n")
    assert len(blocks) == 4
    talk = "Ann: What do you sell?\nJo: Boats.\nTitle: The name of the shop.\n\nText.\n"
    assert "What do you sell?" in "".join(block.text for block in read(talk)[0])


def test_no_other_file_is_read(tmp_path: Path) -> None:
    """Whatever a text asks for."""
    secret = tmp_path / "secret.txt"
    secret.write_text("password")
    text = (
        f"Text.\n\n.. include:: {secret}\n\n.. literalinclude:: {secret}\n\n"
        f".. csv-table::\n   :file: {secret}\n\n.. raw:: html\n   :file: {secret}\n"
    )
    assert "password" not in "".join(block.text for block in read(text)[0])


def test_what_a_text_defines_is_forgotten_after_it() -> None:
    """Roles of one seed mean nothing in the next."""
    read(".. role:: shout(strong)\n.. default-role:: code\n\n:shout:`a b` `c`\n")
    ((block,), _) = read("Say :shout:`a b` and `c`.\n")
    assert block.text == "Say a b and <g1>c</g1>."


def test_deep_nesting_is_refused() -> None:
    """With words, not with a stack."""
    with pytest.raises(SourceError, match="nested too deeply"):
        read("".join(f"{'  ' * level}* a\n\n" for level in range(400)))


@given(st.text("ab *`_|:.-=\n<>[]#", max_size=80))
def test_any_text_is_read(text: str) -> None:
    """And no word of plain prose is lost."""
    blocks, _ = read(f"Trade grew.\n\n{text}\n\nIt did.\n")
    assert "Trade grew." in " ".join(plain(block.text, block.markup) for block in blocks)


@pytest.mark.parametrize(
    ("fields", "rule"), [(":Author: Ida\n:Date: 2021-03-04\n\n", "-"), ("", "=")]
)
def test_the_first_heading_is_the_headline(fields: str, rule: str) -> None:
    """Also below fields, and where docutils sees several sections instead of a title."""
    text = f"{fields}The pump\n========\n\nText.\n\nParts\n{5 * rule}\n\nMore.\n"
    blocks, _ = parse(text.encode(), "seeds/a.rst")
    assert [block.kind for block in blocks] == [
        BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert blocks[2].level == 2


def test_names_that_stand_for_too_much_are_refused() -> None:
    """Each for ten of the one before: a few lines would become gigabytes."""
    lines = [".. |a0| replace:: Korea\n   and China"]
    lines += [f".. |a{n}| replace:: {' '.join([f'|a{n - 1}|'] * 10)}" for n in range(1, 9)]
    with pytest.raises(SourceError, match="stand for"):
        read("Ships of |A8| met.\n\n" + "\n".join(lines))
    assert shown(f"Ships of |a0| met.\n\n{lines[0]}") == [
        "paragraph 1 Ships of Korea and China met."
    ]


def test_a_space_behind_a_backslash_is_none() -> None:
    """It ends a mark; and a footnote belongs to the sentence before it."""
    (block, _), _ = read("H\\ :sub:`2`\\ O is *wet*\\ ly here. [1]_ So it is.\n\n.. [1] Yes.\n")
    assert block.text == "H<g1>2</g1>O is <g2>wet</g2>ly here.<x3/> So it is."


def test_a_tab_has_its_title_whatever_its_case() -> None:
    """And a picture's alternative text that is its caption is told once."""
    blocks, _ = read(
        ".. tab:: macOS\n\n   Use it.\n\n.. figure:: a.png\n   :alt: A ship\n\n   A ship\n"
    )
    assert [each.text for each in blocks] == ["macOS", "Use it.", "A ship"]


def test_words_where_the_number_of_a_film_should_stand_are_text() -> None:
    """They would make an address that leads nowhere."""
    blocks, _ = parse(b"T\n=\n\n.. vimeo:: Words about the film\n\n.. vimeo:: 12\n", "seeds/a.rst")
    assert [(each.text, each.url) for each in blocks[1:]] == [
        ("Words about the film", ""),
        ("", "https://vimeo.com/12"),
    ]


def test_what_authors_note_to_do_is_not_shown() -> None:
    """Sphinx leaves it out unless a setting says otherwise."""
    assert shown("It opens.\n\n.. todo:: Ask the mayor.\n\n.. todolist::\n") == [
        "paragraph 1 It opens."
    ]
    blocks, _ = parse(b"# T\n\n```{todo}\nAsk the mayor.\n```\n\nIt opens.\n", "seeds/a.md")
    assert [block.text for block in blocks] == ["T", "It opens."]


def test_head_and_foot_of_a_card_are_parted_from_its_text() -> None:
    text = "One.\n\n.. grid-item-card:: Tickets\n\n   A phone.\n   +++\n   Two minutes.\n"
    told = ["paragraph 1 One.", "box title 3 Tickets", "paragraph 5 A phone.",
            "paragraph 7 Two minutes."]  # fmt: skip
    assert shown(text) == told


def test_numbers_of_peps_and_rfcs_are_links() -> None:
    """Also with a title and a part, as Sphinx has them."""
    text = "See :pep:`8`, :pep:`the rules <11#ports>` and :rfc:`2822#section-3` now."
    (block,) = parse(text.encode(), "seeds/a.rst")[0]
    assert plain(block.text, block.markup) == "See PEP 8, the rules and RFC 2822#section-3 now."
    assert [each.url for each in block.markup] == [
        "https://peps.python.org/pep-0008/",
        "https://peps.python.org/pep-0011/#ports",
        "https://datatracker.ietf.org/doc/html/rfc2822.html#section-3",
    ]


def test_a_transition_parts_two_paragraphs() -> None:
    """It has no text, and the paragraph below it tells of it."""
    one, two = read("One.\n\n----\n\nTwo.\n")[0]
    assert (one.after_break, two.text, two.after_break) == (False, "Two.", True)
