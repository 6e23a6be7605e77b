"""The translation memory of a project: kept in step, searched, exchanged, and used to fill."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from tests.support.catalogs import EDITOR, approve_all, document, merged, verdict
from tests.support.command import workflow
from workflow import glossary
from workflow.app.filling.pretranslation import Pretranslation
from workflow.app.state.document_translation import DocumentTranslation, open_translation
from workflow.app.state.project_state import ProjectState
from workflow.catalog import Catalog
from workflow.model import Draft, Project, Settings, State

OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>ZH-CN</target_lang>
<sentence_seg>true</sentence_seg></project></omegat>
"""
DRAFT = Draft("초안", "argos/en_ko-1.1")
TALKS = {"The talks began.": "회담이 시작됐다.", "They ended late.": "회담은 늦게 끝났다."}


def search(project: Project, text: str, *options: str) -> list[dict[str, object]]:
    done = workflow("memory", "search", text, *options, "--json", project=project.root)
    assert done.code == 0, done.err
    found: list[dict[str, object]] = done.json["matches"]
    return found


def version(project: Project, *sentences: str, name: str = "new") -> DocumentTranslation:
    return open_translation(project, glossary.load(project), document(*sentences, name=name), "ko")


def filled(project: Project, *sentences: str, redo: bool = False) -> Catalog:
    """The catalog of a new document after the memory has filled it."""
    opened = version(project, *sentences)
    with ProjectState(project) as state, closing(Pretranslation(state)) as memory:
        memory.fill([opened], redo=redo)
    return opened.catalog


def loaded(project: Project, name: str = "new") -> Catalog:
    return Catalog.load(project, name, "ko")


def test_search_shows_the_difference(project: Project) -> None:
    """With score, place and state; the same in words."""
    approve_all(project, TALKS)
    (found,) = search(project, "The talks begin.")
    assert (found["text"], found["state"]) == ("회담이 시작됐다.", "reviewed")
    assert (found["path"], found["score"]) == ("locales/ko/talks.po", 93)
    said = workflow("memory", "search", "The talks begin.", project=project.root).out
    assert "The talks [-began-]{+begin+}." in said
    assert "Nothing like it" in workflow("memory", "search", "No.", project=project.root).out


def test_changed_names_of_the_glossary_are_seen(project: Project) -> None:
    """In any script."""
    (project.glossary / "terms.csv").write_text(
        "id,type,en,ko,zh\nxing,person,Xing,싱하이밍,邢海明\nwang,person,Wang,왕샤오밍,王小明\n"
    )
    approve_all(project, {"Envoy Xing met the press in Seoul.": "싱하이밍이 기자들을 만났다."})
    (found,) = search(project, "Envoy Wang met the press in Seoul.")
    assert found["changes"] == ["names: Xing → Wang"]
    assert int(str(found["score"])) < 75


def test_an_editors_change_is_known_at_once(project: Project) -> None:
    """And the memory may be deleted at any time."""
    path = approve_all(project, TALKS).path
    assert search(project, "The talks began.")
    path.write_text(path.read_text().replace("회담이 시작됐다.", "회담을 시작했다."))
    assert [each["text"] for each in search(project, "The talks began.")] == ["회담을 시작했다."]
    shutil.rmtree(project.cache)
    assert [each["text"] for each in search(project, "The talks began.")] == ["회담을 시작했다."]
    path.unlink()
    assert search(project, "The talks began.") == []


def test_a_damaged_po_file_is_named_and_the_others_are_used(project: Project) -> None:
    """Exit code 2, but an answer."""
    approve_all(project, TALKS)
    (project.locales / "ko" / "bad.po").write_text('msgid "a"\nmsgstr "b\n')
    done = workflow("memory", "search", "The talks began.", "--json", project=project.root)
    assert (done.code, len(done.json["matches"])) == (2, 1)
    assert "bad.po" in done.err


def test_links_that_lead_out_of_the_project_are_not_followed(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither a file nor a folder."""
    path = approve_all(project, TALKS).path
    outside = tmp_path_factory.mktemp("outside")
    shutil.copytree(path.parent, outside / "ko")
    shutil.rmtree(path.parent)
    (project.locales / "ko").symlink_to(outside / "ko")
    assert search(project, "The talks began.") == []
    (project.locales / "ko").unlink()
    (project.locales / "ko").mkdir()
    path.symlink_to(outside / "ko" / path.name)
    assert search(project, "The talks began.") == []


def test_a_sentence_approved_between_the_same_neighbours_is_reviewed(project: Project) -> None:
    """With the name of whoever approved it; between others it is a draft."""
    approve_all(project, TALKS)
    catalog = filled(project, *TALKS)
    assert [(e.text, e.state, e.reviewer) for e in catalog.entries.values()] == [
        (text, State.REVIEWED, EDITOR) for text in TALKS.values()
    ]
    catalog = filled(project, "Something else.", "The talks began.")
    drafted = catalog.entries["The talks began."]
    assert (drafted.text, drafted.state) == ("회담이 시작됐다.", State.DRAFT)
    assert drafted.origin == "memory"
    assert catalog.entries["Something else."].state is State.EMPTY


def test_an_article_whose_name_another_has_taken_keeps_its_approvals(project: Project) -> None:
    """Yesterday's ``today.txt`` gets a name of its own, and a new one is begun."""
    today = project.seeds / "today.txt"
    lines = [f"The delegation signed agreement number {n} with its hosts." for n in range(7)]
    today.write_text("\n\n".join(lines))
    workflow("translate", "--engine", "pseudo", "--to", "ko", project=project.root)
    catalog = Catalog.load(project, "today", "ko")
    for number, line in enumerate(lines):
        catalog.approve(line, f"대표단은 초청자와 협정 {number}호에 서명했다.", EDITOR)
    catalog.save()
    today.rename(project.seeds / "yesterday.txt")
    today.write_text("Something else has happened since then.\n")
    workflow("translate", "--engine", "pseudo", "--to", "ko", project=project.root)
    entries = Catalog.load(project, "yesterday", "ko").entries
    assert {entries[line].state for line in lines} == {State.REVIEWED}
    assert entries[lines[0]].text == "대표단은 초청자와 협정 0호에 서명했다."
    assert entries[lines[3]].reviewer == EDITOR


@pytest.mark.parametrize(("setting", "state"), [("reviewed", State.REVIEWED), ("off", State.EMPTY)])
def test_the_setting_decides(project: Project, setting: str, state: State) -> None:
    """``memory`` in the project's settings."""
    approve_all(project, TALKS)
    changed = Project(project.root, Settings(memory=setting))
    assert filled(changed, "The talks began.").entries["The talks began."].state is state


def test_two_ways_to_say_it_need_a_person(project: Project) -> None:
    """What was approved in two ways is a draft, whatever the setting."""
    approve_all(project, {"Yes.": "네."})
    other = merged(project, "Yes.", name="other")
    other.approve("Yes.", "그렇다.", EDITOR, "2026-11-26")
    other.save()
    changed = Project(project.root, Settings(memory="reviewed"))
    entry = filled(changed, "Yes.").entries["Yes."]
    assert (entry.text, entry.state) == ("그렇다.", State.DRAFT)


def test_what_no_longer_fits_the_glossary_is_a_draft_that_says_so(project: Project) -> None:
    """The termbase has changed since it was approved."""
    approve_all(project, {"Xing spoke.": "싱이 말했다."})
    (project.glossary / "terms.csv").write_text("id,type,en,ko\nxing,person,Xing,싱하이밍\n")
    entry = filled(project, "Xing spoke.").entries["Xing spoke."]
    assert entry.state is State.DRAFT
    assert any(problem.code == "term-missing" for problem in entry.problems)


def test_a_machines_draft_is_not_used_again(project: Project) -> None:
    """An engine may do better today."""
    catalog = merged(project, *TALKS)
    for source in TALKS:
        assert catalog.fill(source, DRAFT)
    catalog.save()
    assert filled(project, *TALKS).pending() == tuple(TALKS)


def test_a_similar_sentence_is_shown_with_the_difference(project: Project) -> None:
    """In a comment that ``msgfmt`` accepts, until a person has approved a translation."""
    approve_all(project, TALKS)
    (project.seeds / "new.txt").write_text("The talks begin.\n\nNobody knows why.\n")
    assert workflow("run", "--engine", "pseudo", "--to", "ko", project=project.root).code == 0
    path = project.locales / "ko" / "new.po"
    line = "#. memory: 93 % The talks [-began-]{+begin+}. → 회담이 시작됐다.\n"
    assert path.read_text().count("#. memory: ") == path.read_text().count(line) == 1
    assert "warning" not in verdict(path)
    assert loaded(project).entries["The talks begin."].similar == (line[11:-1],)
    before = path.read_bytes()
    for again in (("run",), ("translate", "--redo-drafts"), ("sync",)):
        engine = () if again == ("sync",) else ("--engine", "pseudo")
        assert workflow(*again, *engine, project=project.root).code == 0
        assert path.read_bytes() == before
    catalog = loaded(project)
    catalog.approve("The talks begin.", "회담이 시작된다.", EDITOR)
    catalog.save()
    assert "memory:" not in path.read_text()


def test_a_similar_sentence_says_which_facts_differ(project: Project) -> None:
    """Its score is below what may be used; the wrong number stands beside it."""
    approve_all(project, {"Trade grew 38-fold in those years.": "교역은 38배로 늘었다."})
    source = "Trade grew 40-fold in those years."
    (line,) = filled(project, source).entries[source].similar
    assert line == (
        "70 % (numbers: 38 → 40) Trade grew [-38-]{+40+}-fold in those years. → "
        "교역은 38배로 늘었다."
    )


def test_a_sentence_that_changed_shows_nothing_old(project: Project) -> None:
    """Neither the comment of the earlier sentence, nor one beside a proposal."""
    approve_all(project, TALKS)
    catalog = filled(project, "The talks begin.")
    catalog.save()
    opened = version(project, "The talks never begin.")
    assert "memory:" not in str([each.similar for each in opened.catalog.entries.values()])
    catalog.approve("The talks begin.", "회담이 시작된다.", EDITOR)
    catalog.save()
    stale = filled(project, "The talks begin today.").entries["The talks begin today."]
    assert (stale.state, stale.similar) == (State.STALE, ())


def test_a_machines_draft_is_not_shown_as_a_model(project: Project) -> None:
    """Only what a person wrote or brought in."""
    catalog = merged(project, "The talks began.")
    catalog.fill("The talks began.", DRAFT)
    catalog.save()
    assert filled(project, "The talks begin.").entries["The talks begin."].similar == ()


def test_redone_drafts_give_way_to_what_was_approved(project: Project) -> None:
    """With ``redo``; without, a draft that is there stays."""
    opened = version(project, *TALKS)
    for source in TALKS:
        opened.catalog.fill(source, DRAFT)
    opened.catalog.save()
    approve_all(project, TALKS)
    assert filled(project, *TALKS).entries["The talks began."].text == DRAFT.text
    assert filled(project, *TALKS, redo=True).entries["The talks began."].state is State.REVIEWED


def test_export_is_read_by_translate_toolkit(project: Project, tmp_path: Path) -> None:
    """What was approved, and with ``--drafts`` the rest."""
    catalog = approve_all(project, {"A <g1>b</g1> & c.": "<g1>나</g1> & 다."})
    catalog = merged(project, "A <g1>b</g1> & c.", "Draft.")
    catalog.fill("Draft.", DRAFT)
    catalog.save()
    out = tmp_path / "house.tmx"
    done = workflow("memory", "export", out, "--to", "ko", "--json", project=project.root)
    assert done.json["units"] == 1
    store = tmxfile.parsefile(str(out))
    assert [(unit.source, unit.target) for unit in store.units] == [
        ("A <g1>b</g1> & c.", "<g1>나</g1> & 다.")
    ]
    assert etree.parse(out).getroot().get("version") == "1.4"
    done = workflow("memory", "export", out, "--drafts", "--json", project=project.root)
    assert done.json["units"] == 2
    done = workflow("memory", "export", out, "--to", "zh-Hans", "--json", project=project.root)
    assert done.json["units"] == 0


@pytest.mark.slow
def test_omegat_fills_from_an_export(project: Project, tmp_path: Path) -> None:
    """In console mode, as one of a project's automatic memories."""
    approve_all(project, TALKS, target="zh-Hans")
    folder = tmp_path / "omegat"
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(OMEGAT)
    (folder / "source" / "talks.txt").write_text("The talks began.\n\nUnknown.\n")
    out = folder / "tm" / "auto" / "house.tmx"
    assert workflow("memory", "export", out, project=project.root).code == 0
    home = f"--config-dir={tmp_path / 'home'}"
    command = ["omegat", str(folder), "--mode=console-translate", home]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    text = (folder / "target" / "talks.txt").read_text()
    assert text == f"{TALKS['The talks began.']}\n\nUnknown.\n"


def test_an_import_survives_and_fills_drafts(project: Project, tmp_path: Path) -> None:
    """A copy is kept with the translations; nothing of it counts as approved here."""
    approve_all(project, TALKS)
    out = tmp_path / "house.tmx"
    workflow("memory", "export", out, project=project.root)
    shutil.rmtree(project.locales / "ko")
    done = workflow("memory", "import", out, "--json", project=project.root)
    assert done.json["translations"] == 2
    assert (project.locales / "memory" / "house.tmx").read_bytes() == out.read_bytes()
    shutil.rmtree(project.cache)
    done = workflow("memory", "rebuild", "--json", project=project.root)
    assert (done.json["sentences"], done.json["translations"]) == (2, 2)
    entry = filled(project, *TALKS).entries["They ended late."]
    assert (entry.text, entry.state) == ("회담은 늦게 끝났다.", State.DRAFT)
    again = workflow("memory", "import", out, project=project.root)
    assert (again.code, "is there already" in again.err) == (2, True)


def large(path: Path, count: int) -> Path:
    """A TMX file of so many different sentences, about 320 bytes each."""
    with path.open("w") as file:
        file.write('<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>')
        for number in range(count):
            words = " ".join(f"w{(number * step) % 99_991}" for step in range(1, 20))
            text = f"<tuv xml:lang='ko'><seg>번역 {number} {words}</seg></tuv>"
            file.write(f"<tu><tuv xml:lang='en'><seg>{words} {number}.</seg></tuv>{text}</tu>\n")
        file.write("</body></tmx>")
    return path


def peak_of(project: Project, path: Path) -> int:
    """Kilobytes of memory that an import takes at most."""
    code = (
        "import resource, sys; from workflow.cli import main\ntry: main()\n"
        "finally: print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    words = ["-C", str(project.root), "-q", "memory", "import", str(path)]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1])


@pytest.mark.slow
def test_a_large_memory_needs_no_more_room_than_a_small_one(
    project: Project, tmp_path: Path
) -> None:
    """Files are read bit by bit and written in batches: three times the sentences, no more room."""
    small = peak_of(project, large(tmp_path / "small.tmx", 60_000))
    file = large(tmp_path / "large.tmx", 180_000)
    assert file.stat().st_size > 50_000_000
    assert peak_of(project, file) < small + 50_000
    assert workflow("memory", "search", "w0", project=project.root).code == 0


def test_a_memory_for_any_language_serves_all_directions(project: Project, tmp_path: Path) -> None:
    """``srclang="*all*"``: also from Korean into English, if the project wants English."""
    (project.root / "workflow.toml").write_text('targets = ["en", "ko"]\n')
    file = tmp_path / "any.tmx"
    file.write_text(
        '<tmx version="1.4"><header srclang="*all*"/><body><tu><tuv xml:lang="en-GB"><seg>Yes.'
        '</seg></tuv><tuv xml:lang="ko-KR"><seg>네.</seg></tuv></tu></body></tmx>'
    )
    assert workflow("memory", "import", file, project=project.root).code == 0
    assert [each["text"] for each in search(project, "네.", "--to", "en")] == ["Yes."]
    assert [each["text"] for each in search(project, "Yes.", "--from", "en")] == ["네."]


@pytest.mark.parametrize("head", ['srclang="en"', 'srclang="*all*"'])
def test_a_memory_of_other_languages_is_told(project: Project, tmp_path: Path, head: str) -> None:
    """What nobody can use here is kept, and said to be of no use; in Korean nothing is said."""
    for tag, useless in (("fr", True), ("ko-KR", False)):
        file = tmp_path / f"{tag}.tmx"
        file.write_text(
            f'<?xml version="1.0"?><tmx version="1.4"><header {head}/><body><tu>'
            f'<tuv xml:lang="en"><seg>Yes.</seg></tuv><tuv xml:lang="{tag}"><seg>네.</seg></tuv>'
            "</tu></body></tmx>"
        )
        done = workflow("memory", "import", file, project=project.root)
        assert (done.code, "None is into a language" in done.out) == (0, useless)


def test_a_broken_import_leaves_nothing(project: Project, tmp_path: Path) -> None:
    """Neither a file nor half of its sentences."""
    approve_all(project, TALKS)
    out = tmp_path / "house.tmx"
    workflow("memory", "export", out, project=project.root)
    out.write_bytes(out.read_bytes()[:-40])
    before = search(project, "The talks began.")
    done = workflow("memory", "import", out, project=project.root)
    assert (done.code, "cut off" in done.err) == (2, True)
    assert search(project, "The talks began.") == before
    assert list((project.locales / "memory").iterdir()) == []
