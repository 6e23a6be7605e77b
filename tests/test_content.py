"""The repository's own articles, glossary and translations: complete, consistent and ready."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from workflow import glossary, markup
from workflow.app.checking import translation_findings
from workflow.app.state import seed_files
from workflow.app.state.document_translation import (
    DocumentTranslation,
    open_translation,
    record_approvals,
)
from workflow.documents import readers
from workflow.glossary import Glossary
from workflow.model import UNTRANSLATED, BlockKind, Document, Project, Settings, State

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "ko", "zh-Hans")
PROJECT = Project(ROOT, Settings(targets=LANGUAGES))
SEEDS = readers.seeds(PROJECT)

_HAN = re.compile(r"[\u3400-\u9fff]")
_HANGUL = re.compile(r"[\u1100-\u11ff가-힣]")
_HALF_WIDTH = re.compile(r"[\"'(),:;?!]|\.(?!\d)")
#: Capitalised words of ordinary English that name nobody.
_NO_NAMES = frozenset(
    "January February March April May June July August September October November December "
    "New Year's Day Korean Chinese".split()
)
#: Kinds of block in which capital letters mark names only.
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CAPTION})
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-z]+(?:[-'][A-Za-z]+)*")

every_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)


@cache
def terms() -> Glossary:
    """The repository's glossary."""
    return glossary.load(PROJECT)


@cache
def document(seed: Path) -> Document:
    """A seed, read and segmented."""
    return seed_files.load(PROJECT, seed)


@cache
def translations(seed: Path) -> tuple[DocumentTranslation, ...]:
    """A seed's versions in the other two languages."""
    spoken = document(seed).language
    return tuple(
        open_translation(PROJECT, terms(), document(seed), target)
        for target in LANGUAGES
        if target != spoken
    )


def test_articles_are_varied() -> None:
    """There are articles of every file type and in every language."""
    assert len(SEEDS) >= 6
    assert {seed.suffix for seed in SEEDS} == {".txt", ".md", ".html"}
    spoken = Counter(document(seed).language for seed in SEEDS)
    assert set(spoken) == set(LANGUAGES)
    assert spoken["en"] >= 3


@every_seed
def test_an_article_has_all_its_parts(seed: Path) -> None:
    """An article begins with its headline and a deck and ends with who may use it."""
    blocks = document(seed).blocks
    assert [block.kind for block in blocks[:2]] == [BlockKind.HEADLINE, BlockKind.DECK]
    assert blocks[-1].kind is BlockKind.NOTICE
    assert "CC BY 4.0" in blocks[-1].text
    assert {block.language for block in blocks if block.kind not in UNTRANSLATED} == {
        document(seed).language
    }


@every_seed
def test_every_sentence_is_reviewed(seed: Path) -> None:
    """Both translations of an article are complete and approved; nothing is left over."""
    for version in translations(seed):
        states = {text: entry.state for text, entry in version.catalog.entries.items()}
        assert set(states.values()) == {State.REVIEWED}, states
        assert not version.catalog.obsolete


@every_seed
def test_inline_markup_is_kept(seed: Path) -> None:
    """Every placeholder stands in the translation once and pairs are nested."""
    for version in translations(seed):
        for text, entry in version.catalog.entries.items():
            assert markup.problems(text, entry.text) == ()


@every_seed
def test_notices_are_carried_over(seed: Path) -> None:
    """Notices and code read the same in every language."""
    for version in translations(seed):
        for segment in version.document.segments:
            if segment.kind in UNTRANSLATED:
                assert version.catalog.entries[segment.text].text == segment.text


@every_seed
def test_terms_get_their_renderings(seed: Path) -> None:
    """Names have the glossary's forms, first and later, and never a forbidden one."""
    for version in translations(seed):
        for segment, uses in zip(version.document.segments, version.uses, strict=True):
            translated = version.catalog.entries[segment.text].text
            found = glossary.problems(segment.text, translated, uses, version.target)
            assert found == (), translated
            assert all(use.rendering for use in uses), f"ambiguous in {segment.text}"


@every_seed
def test_checks_find_nothing(seed: Path) -> None:
    """No check of the workflow finds anything in the published translations."""
    known = translation_findings.Checks.load()
    for version in translations(seed):
        assert translation_findings.findings(version, known) == translation_findings.Findings()


@every_seed
def test_scripts_and_punctuation(seed: Path) -> None:
    """Korean has Han only in approved brackets, Chinese no Hangul and full-width punctuation."""
    approved = {
        bracket[1:-1]
        for term in terms().terms
        if (form := term.forms.get("ko"))
        for bracket in re.findall(r"\([\u3400-\u9fff]+\)", form.first)
    }
    for version in translations(seed):
        for segment in version.document.segments:
            if segment.kind in UNTRANSLATED:
                continue
            text = markup.plain(version.catalog.entries[segment.text].text)
            assert '"' not in text
            if version.target == "ko":
                without = re.sub(
                    r"\(([\u3400-\u9fff]+)\)",
                    lambda match: "" if match[1] in approved else match[0],
                    text,
                )
                assert not _HAN.search(without), text
                assert "'" not in text
            elif version.target == "zh-Hans":
                assert not _HANGUL.search(text), text
                assert not _HALF_WIDTH.search(text), text
            else:
                assert not _HAN.search(text), text
                assert not _HANGUL.search(text), text


def test_the_glossary_is_clean() -> None:
    """Every row is usable, names its concept in three languages and says where it comes from."""
    assert terms().errors == ()
    for term in terms().terms:
        assert term.note, term.id
        assert all(term.forms[language].first for language in LANGUAGES), term.id
        for language in LANGUAGES:
            form = term.forms[language]
            assert not {form.first, form.later, *form.aliases}.intersection(form.forbidden), term.id


@every_seed
def test_every_name_is_in_the_glossary(seed: Path) -> None:
    """A capitalised word within an English sentence belongs to a glossary term."""
    found = terms().uses(document(seed), "ko")
    for segment, uses in zip(document(seed).segments, found, strict=True):
        if segment.language != "en" or segment.kind not in _PROSE:
            continue
        text = markup.PLACEHOLDER.sub(lambda match: " " * len(match[0]), segment.text)
        for match in _CAPITALISED.finditer(text):
            within = re.search(r"[\w,;] ?$", text[: match.start()])
            if within and match[0] not in _NO_NAMES:
                covered = any(use.start <= match.start() < use.end for use in uses)
                assert covered, f"{match[0]} in {segment.text}"


@every_seed
def test_another_run_changes_nothing(seed: Path, tmp_path: Path) -> None:
    """The PO files are what the workflow writes: merging the articles again alters no byte."""
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    copy = Project(tmp_path, PROJECT.settings)
    for version in translations(seed):
        before = version.catalog.path.read_bytes()
        again = open_translation(copy, terms(), document(seed), version.target)
        record_approvals(again)
        again.catalog.save()
        assert again.catalog.path.read_bytes() == before


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@every_seed
def test_po_files_please_msgfmt(seed: Path) -> None:
    """``msgfmt -c`` has nothing to say about the PO files."""
    for version in translations(seed):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", version.catalog.path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
