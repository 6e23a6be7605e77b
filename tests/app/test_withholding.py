"""Translations that are not shown: what a model made up, what the editor's choice leaves out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import polib
import pytest

from tests.support.command import Result, workflow
from tests.support.leaks import leaks

SEED = """---
title: Talks on trade begin
deck: Ministers meet in the capital
date: 2021-12-07
---

The first sentence opens the talks. See [the site](https://example.org/a) or call 02-555-0100.

> The second sentence is quoted.

- The third sentence is an item.

| The fourth one | 12 |
|---|---|
| stands | here |

![The fifth is a caption](missing.png)
"""
#: What drafts bring; the word before it is to be nowhere either.
INVENTED = {
    "Talks on trade begin": "Wombat1 https://evil.example/login",
    "Ministers meet in the capital": "Wombat2 hxxp://evil.example",
    "The first sentence opens the talks.": "Wombat3 evil[.]example/login",
    "The second sentence is quoted.": "Wombat4 ｅｖｉｌ．ｅｘａｍｐｌｅ",
    "The third sentence is an item.": "Wombat5 desk@evil.example",
    "The fourth one": "Wombat6 <script>alert(1)</script>",
    "The fifth is a caption": "Wombat7 010-5555-0199",
    "stands": "Wombat8 javascript:alert(1)",
}
WORDS = (*(f"Wombat{number}" for number in range(1, 9)), "evil", "0199", "alert(1)")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two articles, drafted and published."""
    root = tmp_path_factory.mktemp("desk")
    (root / "seeds").mkdir()
    _settings(root)
    (root / "seeds" / "talks.md").write_text(SEED)
    (root / "seeds" / "other.txt").write_text("Other news\n\nNothing else has happened.\n")
    assert workflow("run", "-q", project=root).code == 0
    return root


def _settings(root: Path, publish: str = "") -> None:
    line = f'publish = "{publish}"\n' if publish else ""
    (root / "workflow.toml").write_text(
        f'engine = "pseudo"\nsite_url = "https://example.org/"\ntargets = ["ko", "zh-Hans"]\n{line}'
    )


def _write(root: Path, locale: str, texts: dict[str, str], *, approve: bool = False) -> None:
    """What an engine, or an editor, writes into a PO file."""
    path = root / "locales" / locale / "talks.po"
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.tcomment = entry.tcomment.replace("pseudo/1", "llm/some")
            entry.flags = [] if approve else ["fuzzy"]
    file.save(str(path))


@pytest.fixture
def drafts(desk: Path) -> Path:
    """The project with pseudo drafts again, published."""
    _settings(desk)
    for path in (desk / "locales").rglob("*.po"):
        path.unlink()
    assert workflow("run", "-q", project=desk).code == 0
    return desk


def _publish(root: Path) -> Result:
    done = workflow("publish", "--json", project=root)
    assert done.code == 0
    return done


def test_what_a_draft_makes_up_is_nowhere(drafts: Path) -> None:
    """Though it was published before, and other sentences of the article are shown."""
    _write(drafts, "ko", dict.fromkeys(INVENTED, "Wombat"))
    _publish(drafts)
    assert leaks(drafts / "site", ["Wombat"])
    for locale in ("ko", "zh_CN"):
        _write(drafts, locale, INVENTED)
    done = _publish(drafts)
    assert leaks(drafts / "site", WORDS) == {}
    told = done.json["withheld_sentences"]
    assert len(told) == 2 * len(INVENTED)
    assert {each["path"] for each in told} == {"locales/ko/talks.po", "locales/zh_CN/talks.po"}
    lines = (drafts / "locales/ko/talks.po").read_text().splitlines()
    assert all(each["reason"].startswith("not in the source: ") for each in told)
    assert {lines[each["line"] - 1][:1] for each in told if each["target"] == "ko"} == {"#"}
    page = (drafts / "site/ko/talks/index.html").read_text()
    assert "⟦" in page  # what the source has too is shown


def test_every_kind_of_file_is_without_it(drafts: Path) -> None:
    """A whole build as well, in the languages' editions, downloads and indexes."""
    for locale in ("ko", "zh_CN"):
        _write(drafts, locale, INVENTED | {"here": "여기"})
    assert workflow("publish", "--clean", "-q", project=drafts).code == 0
    assert leaks(drafts / "site", WORDS) == {}
    kinds = {path.suffix for path in (drafts / "site").rglob("*") if path.is_file()}
    assert {".html", ".xml", ".js", ".epub", ".json", ".tmx", ".md", ".txt"} <= kinds


def test_the_source_stands_in_its_place_with_a_mark(drafts: Path) -> None:
    """In its own language, with shape and word; in e-books, text and JSON, too."""
    _write(drafts, "ko", INVENTED)
    _publish(drafts)
    pair = (drafts / "site/pair/en-ko/talks/index.html").read_text()
    row = re.search(
        r'<div class="u"[^>]*>(?:(?!<div class="u").)*third sentence.*?</div>', pair, re.S
    )
    assert row
    assert row[0].count('lang="en"') >= 1
    assert 'class="c2 none" lang="en"' in row[0]
    assert '<span class="st withheld"' in row[0]
    assert ">⊘</span>withheld" in row[0]
    edition = (drafts / "site/ko/talks/index.html").read_text()
    assert re.search(r'<span class="s none" id="s-[^"]*" lang="en">The third sentence', edition)
    assert "게재 보류" in edition
    assert '<meta name="robots" content="noindex' in edition
    assert "⊘ 게재 보류" in next(drafts.glob("site/pair/en-ko/talks/*.txt")).read_text("utf-8-sig")
    assert '"state": "withheld"' in next(drafts.glob("site/**/talks/*.json")).read_text()
    with zipfile.ZipFile(next(drafts.glob("site/ko/talks/*.epub"))) as book:
        chapter = "".join(
            book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")
        )
    assert "게재 보류" in chapter


def test_what_the_source_has_is_no_invention(drafts: Path) -> None:
    """Its addresses and numbers in another form, and those its links lead to."""
    texts = {
        "See <g1>the site</g1> or call 02-555-0100.": (
            "<g1>누리집</g1>(https://example.org/a)이나 +82 2 555 0100으로."
        ),
        "The first sentence opens the talks.": "2021-12-07에 1,200-1,300명이 12.5% … <기생충>",
    }
    _write(drafts, "ko", texts)
    assert _publish(drafts).json["withheld_sentences"] == []
    assert "+82 2 555 0100" in (drafts / "site/ko/talks/index.html").read_text().replace(
        "\u2060", ""
    )


def test_an_approved_sentence_is_shown_as_it_is(drafts: Path) -> None:
    """It is the editor's word, whatever the setting."""
    text = "evil.example에서 읽으라."
    _write(drafts, "ko", {"The third sentence is an item.": text}, approve=True)
    for publish in ("all", "checked", "reviewed"):
        _settings(drafts, publish)
        reasons = {each["reason"] for each in _publish(drafts).json["withheld_sentences"]}
        assert not any("evil" in reason for reason in reasons)
        assert "evil.example" in (drafts / "site/ko/talks/index.html").read_text()


def test_only_reviewed_sentences_are_shown_if_the_editor_so_chooses(drafts: Path) -> None:
    """No word of a draft is in the site."""
    _settings(drafts, "reviewed")
    _write(drafts, "ko", {"The third sentence is an item.": "셋째 문장이다."}, approve=True)
    done = _publish(drafts)
    assert leaks(drafts / "site", ["⟦"]) == {}
    assert leaks(drafts / "site", ["셋째 문장이다"])
    assert {each["reason"] for each in done.json["withheld_sentences"]} == {"not reviewed"}
    assert "drafts not shown: not reviewed" in workflow("publish", project=drafts).out
    _settings(drafts)
    _publish(drafts)
    assert leaks(drafts / "site", ["⟦"])


def test_no_draft_with_an_error_is_shown_if_the_editor_so_chooses(drafts: Path) -> None:
    """An error of ``check``; a warning is none, and a comment can silence it."""
    wrong = {
        "The first sentence opens the talks.": "Wombat 첫째 문장이 <b회담을 연다 ** 끝 \u200b."
    }
    _write(drafts, "ko", {"The second sentence is quoted.": "둘째 문장을 인용했다."})
    errors = {"The third sentence is an item.": "넘버 </g1> Wombat 항목이다"}
    _write(drafts, "ko", errors | wrong)
    _settings(drafts, "checked")
    found = workflow("check", "talks", "--to", "ko", "--json", project=drafts).json["findings"]
    lines = {each["line"] for each in found if each["severity"] == "error"}
    assert lines
    done = _publish(drafts)
    told = [each for each in done.json["withheld_sentences"] if each["target"] == "ko"]
    assert {each["line"] for each in told} == lines
    assert leaks(drafts / "site", ["Wombat"]) == {}
    assert leaks(drafts / "site", ["둘째 문장을 인용했다"])


def test_it_is_told_by_publish_and_run(drafts: Path) -> None:
    """Each with its place and reason, also when nothing has changed since."""
    _write(drafts, "ko", {"The third sentence is an item.": "evil.example로."})
    for command in ("publish", "publish", "run", "run"):
        out = workflow(command, project=drafts).out
        assert re.search(
            r"^locales/ko/talks\.po:\d+: not shown: not in the source: evil\.example$", out, re.M
        )
    told = workflow("run", "--json", project=drafts).json["withheld_sentences"]
    assert [each["target"] for each in told] == ["ko"]


@pytest.mark.parametrize("value", ['"some"', "true", '["all"]'])
def test_another_choice_is_refused(tmp_path: Path, value: str) -> None:
    """A project must not publish more than its editor thinks."""
    (tmp_path / "workflow.toml").write_text(f"publish = {value}\n")
    done = workflow("publish", project=tmp_path)
    assert done.code == 2
    assert 'publish must be "all", "checked" or "reviewed"' in done.err
