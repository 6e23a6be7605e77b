"""``glossary impact``: a changed row reaches the approved sentences it affects, and no others."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.catalogs import EDITOR, rewrite, verdict
from tests.support.command import workflow
from workflow import glossary
from workflow.app.glossary_upkeep import impact as impacts
from workflow.app.state import seed_files
from workflow.app.state.document_translation import open_translation
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.model import Project, State

HEAD = "id,type,en,ko,ko_forbidden,match,status\n"
ROWS = {
    "kef": "kef,abbr,KEF,경총,,case,approved",
    "seoul": "seoul,place,Seoul,서울,,case,approved",
    "busan": "busan,place,Busan,부산,,case,approved",
}
ARTICLE = {
    "KEF met in Seoul.": "경총은 서울에서 만났다.",
    "Busan was sunny.": "부산은 맑았다.",
    "KEF left.": "경총은 떠났다.",
    "Nobody spoke.": "아무도 말하지 않았다.",
}


def write_rows(project: Project, rows: dict[str, str]) -> None:
    """Puts a glossary of these rows in place."""
    (project.glossary / "terms.csv").write_text(HEAD + "\n".join(rows.values()) + "\n")


def approve(project: Project, article: dict[str, str]) -> Path:
    """A seed whose sentences are all approved, with the renderings of the day; its PO file."""
    (project.seeds / "visit.txt").write_text("\n\n".join(article) + "\n")
    document = seed_files.load(project, *seed_files.select(project, ()))
    version = open_translation(project, glossary.load(project), document, "ko")
    for segment, uses in zip(document.segments, version.uses, strict=True):
        terms = glossary.signature(uses)
        version.catalog.approve(segment.text, article[segment.text], EDITOR, "2026-11-25", terms)
    version.catalog.save()
    return version.catalog.path


@pytest.fixture
def desk(project: Project) -> Path:
    """The PO file of an approved article with three terms."""
    write_rows(project, ROWS)
    return approve(project, ARTICLE)


def impact(project: Project, *options: str) -> dict[str, str]:
    """Each affected sentence and the effect on it."""
    done = workflow("glossary", "impact", "--to", "ko", "--json", *options, project=project.root)
    assert not done.json["errors"]
    found = {each["source"]: each["effect"] for each in done.json["affected"]}
    assert done.code == int("revise" in found.values())
    return found


def stale(project: Project) -> set[str]:
    """The sentences marked in the file."""
    entries = Catalog.load(project, "visit", "ko").entries
    return {source for source, entry in entries.items() if entry.state is State.STALE}


def blocks(path: Path) -> dict[str, str]:
    """The text of each entry of a PO file by its msgid."""
    parts = path.read_text().split("\n\n")
    return {re.findall(r'^msgid "(.*)"$', part, re.MULTILINE)[0]: part.strip() for part in parts}


def test_an_unchanged_glossary_affects_nothing(project: Project, desk: Path) -> None:
    """Nothing is listed and not a byte is written."""
    before = desk.read_bytes()
    assert impact(project, "--apply") == {}
    assert desk.read_bytes() == before


def test_a_changed_row_marks_the_sentences_it_affects_and_no_others(
    project: Project, desk: Path
) -> None:
    """A look changes nothing; applying marks exactly these, with the reason, for every tool."""
    before = blocks(desk)
    write_rows(project, ROWS | {"kef": ROWS["kef"].replace("경총", "경영자총협회")})
    expected = {"KEF met in Seoul.": "revise", "KEF left.": "revise"}
    assert impact(project) == expected
    assert blocks(desk) == before
    assert impact(project, "--apply") == expected
    after = blocks(desk)
    untouched = {"Busan was sunny.", "Nobody spoke."}
    assert {source: after[source] for source in untouched} == {
        source: before[source] for source in untouched
    }
    for source in expected:
        assert "#, fuzzy" in after[source]
        assert "#. qa: term-changed: KEF is not rendered as 경영자총협회" in after[source]
        assert ARTICLE[source] in after[source]
    assert verdict(desk).count("fuzzy") == 1
    assert stale(project) == set(expected)


def test_the_pages_are_named(project: Project, desk: Path) -> None:
    """Edition, aligned pages and the place of the sentence on them; the reason beside."""
    write_rows(project, ROWS | {"busan": ROWS["busan"].replace("부산", "부산시")})
    done = workflow("glossary", "impact", "--json", project=project.root).json
    (affected,) = done["affected"]
    assert {"ko/visit/", "pair/en-ko/visit/"} <= set(affected["pages"])
    assert affected["terms"] == ["busan"]
    assert done["pages"] == sorted(affected["pages"])
    assert affected["anchor"].startswith("s-")
    assert "pair/en-ko/visit/" in workflow("glossary", "impact", project=project.root).out


def test_a_mark_survives_other_tools_and_a_sync(project: Project, desk: Path) -> None:
    """``msgcat`` and the next sync keep the mark; it stays a person's text, never redone."""
    write_rows(project, ROWS | {"busan": ROWS["busan"].replace("부산", "부산시")})
    impact(project, "--apply")
    rewrite(desk, "msgcat", "--sort-output")
    assert workflow("sync", project=project.root).code == 0
    assert stale(project) == {"Busan was sunny."}
    catalog = Catalog.load(project, "visit", "ko")
    (problem,) = catalog.entries["Busan was sunny."].problems
    assert str(problem) == "term-changed: Busan is not rendered as 부산시"
    assert "Busan was sunny." not in catalog.pending(redo=True)


def test_a_text_that_is_right_already_is_only_listed(project: Project, desk: Path) -> None:
    """The old rendering is still licensed: the sentence stays approved."""
    rows = ROWS | {"busan": "busan,place,Busan,부산시|부산,,case,approved"}
    write_rows(project, rows)
    assert impact(project, "--apply") == {"Busan was sunny.": "holds"}
    assert stale(project) == set()
    assert impact(project) == {}


def test_older_deviations_are_not_raised_again(project: Project) -> None:
    """A sentence approved without Seoul's rendering is not marked because KEF's row changed."""
    write_rows(project, ROWS)
    approve(project, ARTICLE | {"KEF met in Seoul.": "경총은 한양에서 만났다."})
    write_rows(project, ROWS | {"kef": "kef,abbr,KEF,경총,케프,case,approved"})
    assert set(impact(project, "--apply").values()) == {"holds"}
    assert stale(project) == set()


def test_a_new_row_and_a_new_forbidden_form_reach_sentences_too(
    project: Project, desk: Path
) -> None:
    """What was approved without a term, or before a form was forbidden, is found."""
    write_rows(project, ROWS | {"no": "no,term,Nobody,누구도,,nocase,approved"})
    assert impact(project) == {"Nobody spoke.": "revise"}
    write_rows(project, ROWS | {"kef": "kef,abbr,KEF,경총,경총은,case,approved"})
    assert impact(project)["KEF left."] == "revise"


def test_an_editor_settles_it_once(project: Project, desk: Path) -> None:
    """Whoever clears ``fuzzy``, with or without a change, is not asked again."""
    write_rows(project, ROWS | {"busan": ROWS["busan"].replace("부산", "부산시")})
    impact(project, "--apply")
    rewrite(desk, "msgattrib", "--clear-fuzzy")
    assert impact(project, "--apply") == {}
    workflow("sync", project=project.root)
    assert "questioned" not in desk.read_text()
    assert "term-changed" not in desk.read_text()
    assert impact(project) == {}


def test_an_approval_in_another_program_counts_from_the_next_sync(project: Project) -> None:
    """Typed into an empty entry, without a stamp: the sync records the renderings of the day."""
    write_rows(project, ROWS)
    (project.seeds / "visit.txt").write_text("Busan was sunny.\n")
    workflow("sync", project=project.root)
    path = project.locales / "ko" / "visit.po"
    text = path.read_text()
    head, _, _ = text.rpartition('msgstr ""')
    path.write_text(head + 'msgstr "부산은 맑았다."\n')
    workflow("sync", project=project.root)
    write_rows(project, ROWS | {"busan": ROWS["busan"].replace("부산", "부산시")})
    assert impact(project) == {"Busan was sunny.": "revise"}


def test_approvals_without_a_sync_are_told(project: Project, desk: Path) -> None:
    """Where no approval remembers its renderings, 0 to revise does not mean that all is right."""
    write_rows(project, ROWS | {"busan": ROWS["busan"].replace("부산", "부산시")})
    assert "another program" not in workflow("glossary", "impact", project=project.root).out
    desk.write_text(re.sub(r" terms=\S+", "", desk.read_text()))
    done = workflow("glossary", "impact", project=project.root)
    assert "0 sentences to revise" in done.out
    assert "3 sentences approved in another program" in done.out
    assert "`workflow check` holds them" in done.out
    assert workflow("glossary", "impact", "--json", project=project.root).json["unknown"] == 3


def test_git_knows_what_approvals_do_not(project: Project, desk: Path) -> None:
    """``--since`` compares with an earlier glossary; an unknown revision is a clear error."""

    def git(*words: str) -> None:
        who = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org")
        subprocess.run(["git", *who, "-C", project.root, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "One")
    desk.write_text(re.sub(r" terms=\S+", "", desk.read_text()))
    write_rows(project, ROWS | {"busan": ROWS["busan"].replace("부산", "부산시")})
    assert impact(project) == {"Busan was sunny.": "revise"}
    git("commit", "-qam", "Two")
    assert impact(project) == {}
    assert impact(project, "--since", "HEAD~1") == {"Busan was sunny.": "revise"}
    bad = workflow("glossary", "impact", "--since", "--output=x", project=project.root)
    assert bad.code == 2
    assert "Traceback" not in bad.err


_NAMES = ("KEF", "Seoul", "Busan", "Naju", "Jeju")
_FORMS = ("가나", "다라", "마바", "사아", "자차")


@st.composite
def _cases(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[str, ...]]]:
    """Two glossaries over the same names, and sentences with the names in each."""
    old = {name: draw(st.sampled_from(_FORMS)) for name in _NAMES}
    new = {name: draw(st.sampled_from((old[name], *_FORMS))) for name in _NAMES}
    chosen = st.lists(st.sampled_from(_NAMES), max_size=3, unique=True)
    groups = draw(st.lists(chosen, min_size=1, max_size=4))
    sentences = (
        f"On day {number} the minister said that he had seen {' and '.join(names) or 'them'}."
        for number, names in enumerate(groups)
    )
    article = dict(zip(sentences, map(tuple, groups), strict=True))
    return old, new, article


@settings(max_examples=40)
@given(_cases())
def test_only_changed_names_mark_and_taking_it_back_restores_every_byte(
    case: tuple[dict[str, str], dict[str, str], dict[str, tuple[str, ...]]],
) -> None:
    """A sentence becomes stale exactly if its text lacks a rendering that has changed."""
    old, new, article = case

    def rows(forms: dict[str, str]) -> dict[str, str]:
        return {n: f"{n.lower()},place,{n},{form},,case,approved" for n, form in forms.items()}

    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("seeds", "glossary", "locales"):
            (root / name).mkdir()
        (root / "workflow.toml").write_text('targets = ["ko"]\n')
        project = find_project(root)
        write_rows(project, rows(old))
        texts = {
            source: f"{' 그리고 '.join(old[name] for name in names) or '아무도'} 또 봤다."
            for source, names in article.items()
        }
        path = approve(project, texts)
        before, parts = path.read_bytes(), blocks(path)
        write_rows(project, rows(new))
        work = Work(project, seed_files.select(project, ()), ["ko"])
        impacts.impact(work, apply=True)
        changed = {name for name in _NAMES if old[name] != new[name]}
        touched = {source for source, names in article.items() if changed & set(names)}
        assert stale(project) <= touched
        for source, names in article.items():
            if any(n in changed and new[n] not in texts[source] for n in names):
                assert source in stale(project)
        after = blocks(path)
        assert all(after[source] == parts[source] for source in {*article} - touched)
        write_rows(project, rows(old))
        impacts.impact(work, apply=True)
        assert stale(project) == set()
        assert path.read_bytes().split(b"\n\n")[1:] == before.split(b"\n\n")[1:]


def test_a_run_points_to_the_impact_of_a_changed_glossary(project: Project, desk: Path) -> None:
    """Every time, until it has been applied, where a new row speaks of what was approved before."""

    def said() -> str:
        done = workflow("sync", "--to", "ko", project=project.root)
        return done.out + done.err

    assert "glossary" not in said()
    write_rows(project, {**ROWS, "sunny": "sunny,term,sunny,화창,,nocase,approved"})
    pointer = "The glossary has changed for 1 approved sentence: `workflow glossary impact`"
    for _ in range(2):
        assert pointer in said()
    assert workflow("glossary", "impact", "--to", "ko", "--apply", project=project.root).code == 1
    assert pointer not in said()


def test_drafts_that_a_changed_glossary_contradicts_are_counted(project: Project) -> None:
    """Until they are made anew; not those that agree with it, nor what a person has written."""
    write_rows(project, {})
    (project.seeds / "visit.txt").write_text("Seoul was quiet.\n\nBusan was sunny.\n\nNo.\n")
    command = ("--engine", "pseudo", "--to", "ko")
    workflow("translate", *command, project=project.root)
    path = project.root / "locales" / "ko" / "visit.po"
    write_rows(project, {**ROWS, "sunny": "sunny,term,sunny,sunny,,nocase,approved"})
    told = "The glossary has changed: {} without the new rendering"
    for ask in (("status",), ("sync", "--to", "ko")):
        assert told.format("2 drafts") in workflow(*ask, project=project.root).out
    path.write_text(re.sub('(Busan was.*\nmsgstr ").*"', '\\1부삼은 맑았다."', path.read_text()))
    done = workflow("sync", "--to", "ko", project=project.root)
    assert told.format("1 draft") in done.out
    assert "`workflow translate seeds/visit.txt --to ko --redo-drafts`" in done.out
    redone = workflow("translate", *command, "--redo-drafts", project=project.root)
    assert "without the new rendering" not in redone.out
