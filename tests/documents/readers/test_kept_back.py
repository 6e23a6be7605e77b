"""Where programs that are not ours keep what keeps an article back, and what only looks like it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.readers import parse
from workflow.documents.readers.frontmatter.preamble import as_yaml, exported
from workflow.model import Block, Metadata


def _read(text: str, name: str) -> tuple[list[str], Metadata]:
    blocks, said = parse(text.encode(), f"seeds/{name}")
    return [block.text for block in blocks if not _is_code(block)], said


def _is_code(block: Block) -> bool:
    return block.kind.value == "code"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.mdx", "export const metadata = {\n  title: 'Port',\n  draft: true,\n}\n"),
        (
            "a.mdx",
            "import A from 'b'\n\nexport const frontmatter = { title:\"Port\", draft:true };\n",
        ),
        ("a.md", '---js\n{\n  title: "Port", // its name\n  draft: true\n}\n---\n'),
        ("a.md", '---json\n{"title": "Port", "draft": true}\n---\n'),
        ("a.md", ';;;\n"title": "Port",\n"draft": true,\n;;;\n'),
        ("a.md", ';;;\n{"title": "Port", "draft": true}\n;;;\n'),
        ("a.md", ".. title: Port\n.. slug: port\n.. draft: true\n"),
        ("a.txt", ".. title: Port\n.. draft: true\n"),
        ("a.rst", ".. title: Port\n.. draft: true\n"),
        ("a.rst", ".. post::\n   :tags: sea\n\nPort\n====\n"),
    ],
)
def test_drafts_are_drafts_however_their_program_says_it(name: str, head: str) -> None:
    """Title and condition are read, and nothing of them is text."""
    texts, said = _read(f"{head}\nIt opens at dawn.\n", name)
    assert texts == ["Port", "It opens at dawn."]
    assert [each.said for each in said.conditions] == ["draft: true"]


@pytest.mark.parametrize(
    ("name", "text", "texts"),
    [
        ("a.mdx", "```js\nexport const metadata = { draft: true }\n```\n\nText.", ["Text."]),
        (
            "a.mdx",
            "export const meta = {\n  // draft: true,\n  tags: ['a'],\n}\n\nText.",
            ["Text."],
        ),
        ("a.md", ";;;\nA line between signs.\n;;;", [";;; A line between signs. ;;;"]),
        ("a.md", ".. and so on.\n\nText.", [".. and so on.", "Text."]),
    ],
)
def test_what_only_looks_like_it_keeps_nothing_back(name: str, text: str, texts: list[str]) -> None:
    """Code, what is commented out, and prose."""
    found, said = _read(text, name)
    assert found == texts
    assert not said.conditions


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"draft": True}, "Text."),
        ({"nikola": {"status": "draft"}}, "Text."),
        ({"frontmatter": {"published": False}}, "Text."),
        ({"date": "2099-01-01"}, "Text."),
        ({}, "# Port\n> Of it.\n\n- title: Port\n- draft: true\n\nText."),
        ({}, "<!--\n.. title: Port\n.. status: draft\n-->\n\nText."),
    ],
)
def test_a_notebook_is_kept_back_by_its_metadata_or_its_first_cell(
    metadata: dict[str, object], words: str
) -> None:
    """Nikola's, nbdev's, and keys of front matter."""
    cell = {"cell_type": "markdown", "metadata": {}, "source": [words]}
    text = json.dumps({"nbformat": 4, "metadata": metadata, "cells": [cell]})
    assert len(_read(text, "a.ipynb")[1].conditions) == 1
    known = {"kernelspec": {"name": "python3"}, "colab": {"private_outputs": True}, "toc": {}}
    text = json.dumps({"nbformat": 4, "metadata": known, "cells": [cell | {"source": ["- a: b"]}]})
    assert not _read(text, "a.ipynb")[1].conditions


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "public:: false\ntitle:: Port\n\n- Text."),
        ("a.md", "draft:: true\n\nText."),
        ("a.mdx", "export const title = 'Port'\nexport const draft = true;\n\nText."),
    ],
)
def test_single_keys_at_the_top_count_too(name: str, text: str) -> None:
    """Logseq's and Dataview's, and what MDX exports one by one."""
    assert len(_read(text, name)[1].conditions) == 1


def test_an_object_with_a_value_to_be_worked_out_still_keeps_back() -> None:
    """What is plain in it counts."""
    text = 'export const metadata = { title: named("a", { b: 1 }), draft: true }\n\nText.\n'
    assert [each.said for each in _read(text, "a.mdx")[1].conditions] == ["draft: true"]


def test_the_date_of_a_post_is_a_day_on_which_it_appears() -> None:
    """ABlog's; tags come with it."""
    said = _read(".. post:: Apr 15, 2099\n   :tags: sea, port\n\nPort\n====\n\nText.\n", "a.rst")[1]
    assert (said.date, said.tags) == ("2099-04-15", ("sea", "port"))


def test_a_page_without_an_address_is_none() -> None:
    """Eleventy's ``permalink: false``; Jekyll's ``none`` is a form of addresses."""
    for value, kept in (("false", 1), ("none", 0), ("/a/", 0)):
        said = _read(f"---\ntitle: Port\npermalink: {value}\n---\n\nText.\n", "a.md")[1]
        assert len(said.conditions) == kept


def test_the_series_of_an_article_leads_to_its_other_parts() -> None:
    """Its name is a tag, commas and all; a number is none."""
    for said, tags in (
        ("series: Ports, then and now\ntags: [sea]", ("sea", "Ports, then and now")),
        ("series: [Ports]", ("Ports",)),
        ("series: 3", ()),
    ):
        found = _read(f"---\ntitle: Port\n{said}\n---\n\nText.\n", "a.md")[1]
        assert (found.tags, found.unread) == (tags, ())


@given(st.text(alphabet="{}'\"`:,/*\\ \n[]ab;#", max_size=60))
def test_no_object_is_too_odd_to_be_looked_at(text: str) -> None:
    """Whatever it holds, and no braces are left open."""
    as_yaml(text)
    for body, line in exported(f"export const meta = {{{text}"):
        assert (body[0], body[-1], line) == ("{", "}", 1)


@pytest.mark.parametrize(
    "own",
    [
        ';;;\n{"title": "Port", "draft": true}\n;;;\n',
        ".. title: Port\n.. draft: true\n",
        '---js\n{ title: "Port", draft: true }\n---\n',
        '{"title": "Port", "draft": true}\n',
    ],
)
def test_what_was_fetched_says_below_ours_counts(own: str) -> None:
    """A front matter that `workflow fetch` does not know stands below the one that it writes."""
    head = "---\nsource_url: https://d.e/a\nfetched_from: https://d.e/a\n---\n\n"
    texts, said = _read(f"{head}{own}\nIt opens at dawn.\n", "a.md")
    assert texts == ["Port", "It opens at dawn."]
    assert [each.said for each in said.conditions] == ["draft: true"]
    assert said.source_url == "https://d.e/a"


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("today", False),
        ("last-modified", False),
        ('"`r Sys.Date()`"', False),
        ("'`r format(Sys.time(), \"%d %B, %Y\")`'", False),
        ("'`r format(Sys.Date() + 7, \"%d\")`'", True),
        ("soon", True),
    ],
)
def test_the_day_of_making_has_come(date: str, held: bool) -> None:
    """Quarto and R Markdown date a page so; another day that R works out is not known."""
    _, said = _read(f"---\ntitle: Port\ndate: {date}\n---\n\nText.\n", "a.qmd")
    assert (bool(said.conditions), said.date) == (held, "")


@pytest.mark.parametrize(
    "said",
    [
        "brouillon: true",
        "estado: borrador",
        "公開: false",
        "엠바고: 2999-01-01",
        "do_not_publish: yes",
    ],
)
def test_drafts_are_drafts_in_other_languages(said: str) -> None:
    """By a key or a value in a language that no pack describes, too."""
    assert _read(f"---\n{said}\n---\nText.\n", "a.md")[1].conditions


@pytest.mark.parametrize("said", ["koncept: Nordic calm", "kategori: Koncept", "forma: szkic"])
def test_words_that_mean_a_concept_or_a_sketch_hold_nothing_back(said: str) -> None:
    """Such a word is Swedish for a concept, Polish for an essay: only a state or a yes counts."""
    assert not _read(f"---\n{said}\n---\nText.\n", "a.md")[1].conditions
    assert _read("---\nkoncept: true\n---\nText.\n", "a.md")[1].conditions
    assert _read("---\nstatus: koncept\n---\nText.\n", "a.md")[1].conditions


def test_keys_of_a_front_matter_may_be_korean_or_chinese() -> None:
    """Where the usual key is there as well, the other one is told."""
    texts, said = _read("---\n제목: 부두\n부제: 오월\n작성자: 김해인\n---\n본문.\n", "a.md")
    assert (texts, said.author, said.unread) == (["부두", "오월", "본문."], "김해인", ())
    texts, said = _read("---\ntitle: Port\n标题: 码头\nestado: Italia\n---\nText.\n", "a.md")
    assert texts == ["Port", "Text."]
    assert [each.key for each in said.unread] == ["标题", "estado"]
    assert not said.conditions


def test_the_words_of_a_home_page_are_told() -> None:
    """VitePress shows what stands in ``hero`` and ``features``; else it is a picture."""
    home = "hero:\n  name: Yard\n  tagline: Fast\n  image: a.png\nfeatures:\n- title: Quick\n"
    for front, told in ((home, {"hero", "features"}), ("hero: a.png\n", set())):
        _, metadata = parse(f"---\n{front}---\nIt grew.\n".encode(), "seeds/a.md")
        assert {each.key for each in metadata.unread if not each.usual} == told


@pytest.mark.parametrize(
    "key",
    [
        "dg-publish: false",
        "embargoEnds: 2099-05-01",
        "hold_until: 2099-05-01",
        "draft_until: 2099-05-01",
        "confidential: true",
        "internal_only: yes",
        "pubstatus: withheld",
        "pubstatus: canceled",
        "非公開: true",
        "privé: oui",
        "embargo_active: true",
        "not_for_publication: true",
        "password: harbour",
        "kladd: ja",
        "status: draft - not for publication",
        "embargo: 6pm, Monday 3 March 2099",
    ],
)
def test_whatever_certainly_keeps_an_article_back_does(key: str) -> None:
    """Keys of programs for notes, of newsrooms' systems, and of other languages."""
    _, said = _read(f"---\ntitle: Port\n{key}\n---\n\nIt opens.\n", "a.md")
    assert [each.fault for each in said.conditions] == [""]


def test_a_password_is_not_told() -> None:
    _, said = _read("---\npassword: harbour\n---\nText.\n", "a.md")
    assert [each.said for each in said.conditions] == ["password"]


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ("until 6pm GMT, Monday 3 March 2099", "2099-03-03T18:00:00+00:00"),
        ("00:01 on 3 March 2099", "2099-03-03T00:01:00"),
        ("2099. 3. 3.(화) 11:00 이후", "2099-03-03T11:00:00"),
        ("18:00 CET on 3 March 2099", "2099-03-03T18:00:00+01:00"),
        ("18:00 BST on 3 March 2099", "2099-03-04T18:00:00"),
    ],
)
def test_a_time_beside_its_date_counts_on_either_side(said: str, since: str) -> None:
    """One in a zone of an ambiguous name may be any time."""
    _, metadata = _read(f"---\nembargo: {said}\n---\nText.\n", "a.md")
    assert [each.since for each in metadata.conditions] == [since]


@pytest.mark.parametrize(
    "key",
    [
        "dg-publish: true",
        "embargoNote: until noon",
        "confidential: false",
        "embargoEnds: 2001-05-01",
        "embargo_lifted: true",
        "embargo: lifted",
        "date: git Last Modified",
        "expiryDate: 0001-01-01T00:00:00Z",
        "event_status: cancelled",
        "game_state: canceled",
        "album_status: unreleased",
    ],
)
def test_the_contrary_keeps_nothing_back(key: str) -> None:
    """A key that says that it may be read, one whose day has come, one that says nothing."""
    _, said = _read(f"---\ntitle: Port\n{key}\n---\n\nIt opens.\n", "a.md")
    assert not [each for each in said.conditions if each.since is None or "2099" in each.said]
