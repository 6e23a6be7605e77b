"""The command line: what each command does, prints and returns."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import polib
import pytest

from tests.support.command import listen_to_signals, workflow
from tests.support.llm_server import LlmServer, completion
from workflow import cli
from workflow.cli import console
from workflow.cli.options import Options
from workflow.cli.progress_bar import progress_bar
from workflow.errors import CatalogError
from workflow.model import Project

ARTICLE = """\
Seoul and Beijing prepare for an anniversary
Xing Haiming speaks of a new stage

The Korea Employers Federation (KEF) invited Xing Haiming to a luncheon. He thanked KEF for it.

© 2021 The project. All rights reserved.
"""


@pytest.fixture
def desk(project: Project) -> Path:
    """A project with one article and a small glossary."""
    (project.seeds / "luncheon.txt").write_text(ARTICLE)
    (project.glossary / "terms.csv").write_text(
        "id,type,en,ko,ko_later,zh,match,status\n"
        "xing,person,Xing Haiming,싱하이밍(邢海明),싱하이밍,邢海明,case,approved\n"
        "kef,org,Korea Employers Federation (KEF),한국경영자총협회(경총),경총,韩国经营者总协会,"
        "nocase,approved\n"
    )
    return project.root


def test_run_does_the_whole_job(desk: Path) -> None:
    """One command fills a PO file for each target and publishes the pages."""
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    assert done.code == 0, done.err
    report = done.json
    assert set(report) >= {"seeds", "findings", "engine", "site", "elapsed_s"}
    (seed,) = report["seeds"]
    assert (seed["path"], seed["language"]) == ("seeds/luncheon.txt", "en")
    for target, folder in {"ko": "ko", "zh-Hans": "zh_CN"}.items():
        counts = seed["locales"][target]
        assert counts["po"] == f"locales/{folder}/luncheon.po"
        assert counts["empty"] == 0
        total = sum(counts[state] for state in ("reviewed", "draft", "stale", "empty"))
        assert total == seed["segments"]
        assert report["engine"][target].startswith("pseudo")
        entries = polib.pofile(str(desk / counts["po"]))
        assert all(entry.msgstr for entry in entries)
    assert (desk / "site" / "pair" / "en-ko" / "luncheon" / "index.html").is_file()
    assert (desk / "site" / "trio" / "luncheon" / "index.html").is_file()


def test_a_second_run_changes_nothing(desk: Path) -> None:
    """With nothing new, no PO file is written again, not even with another date."""
    assert workflow("run", "--engine", "pseudo", project=desk).code == 0
    before = {path: path.read_bytes() for path in desk.glob("locales/*/*.po")}
    times = {path: path.stat().st_mtime_ns for path in before}
    assert workflow("run", "--engine", "pseudo", project=desk).code == 0
    assert {path: path.read_bytes() for path in before} == before
    assert {path: path.stat().st_mtime_ns for path in before} == times


def test_run_never_touches_what_an_editor_approved(desk: Path) -> None:
    """A sentence whose fuzzy flag an editor cleared keeps every byte, even with --redo-drafts."""
    workflow("run", "--engine", "pseudo", project=desk)
    path = desk / "locales" / "ko" / "luncheon.po"
    po = polib.pofile(str(path))
    entry = next(entry for entry in po if entry.msgid.startswith("He thanked"))
    entry.msgstr = "그는 경총에 감사를 표했다."
    entry.flags.remove("fuzzy")
    po.save(str(path))
    done = workflow("run", "--engine", "pseudo", "--redo-drafts", "--json", project=desk)
    assert done.json["seeds"][0]["locales"]["ko"]["reviewed"] == 2
    again = polib.pofile(str(path)).find(entry.msgid)
    assert again is not None
    assert (again.msgstr, again.flags) == ("그는 경총에 감사를 표했다.", [])


def test_a_notice_is_carried_over_untranslated(desk: Path) -> None:
    """Copyright lines stand in every language as they are, and ask nobody to review them."""
    workflow("run", "--engine", "pseudo", project=desk)
    notice = polib.pofile(str(desk / "locales" / "ko" / "luncheon.po")).find(
        "© 2021 The project. All rights reserved."
    )
    assert notice is not None
    assert notice.msgstr == notice.msgid
    assert not notice.fuzzy


def test_sync_merges_without_translating(desk: Path) -> None:
    """``sync`` makes the PO files with empty sentences."""
    done = workflow("sync", "--json", project=desk)
    counts = done.json["seeds"][0]["locales"]["ko"]
    assert (counts["draft"], counts["empty"]) == (0, 4)


def test_translate_can_be_limited_to_one_language(desk: Path) -> None:
    """``--to`` leaves the other locales alone."""
    workflow("translate", "--engine", "pseudo", "--to", "zh_CN", project=desk)
    assert (desk / "locales" / "zh_CN" / "luncheon.po").exists()
    assert not (desk / "locales" / "ko").exists()


def test_a_document_is_never_translated_into_its_own_language(project: Project) -> None:
    """A Korean seed gets a Chinese version and no Korean one."""
    (project.seeds / "행사.txt").write_text("한국과 중국은 내년에 수교 30주년을 맞는다.\n")
    done = workflow("run", "--engine", "pseudo", "--json", project=project.root)
    assert set(done.json["seeds"][0]["locales"]) == {"zh-Hans"}


def test_detect_shows_documents_and_blocks(desk: Path) -> None:
    """``detect`` says the language and how sure it is, for each block as well."""
    (document,) = workflow("detect", "--json", project=desk).json["documents"]
    assert document["language"] == "en"
    assert {block["kind"] for block in document["blocks"]} >= {"headline", "paragraph", "notice"}
    assert "en" in workflow("detect", project=desk).out


def test_status_counts_sentences_by_state(desk: Path) -> None:
    """``status`` shows a line for each seed and locale, as a table or as JSON."""
    workflow("run", "--engine", "pseudo", project=desk)
    (seed,) = workflow("status", "--json", project=desk).json["seeds"]
    assert seed["locales"]["zh-Hans"]["draft"] == 4
    assert "luncheon.txt" in workflow("status", project=desk).out


def test_status_counts_findings_by_locale(desk: Path) -> None:
    """As JSON each locale has its findings, and the seed those of all of them."""
    workflow("run", "--engine", "pseudo", project=desk)
    (seed,) = workflow("status", "--json", project=desk).json["seeds"]
    findings = workflow("check", "--json", project=desk).json["findings"]
    for report in seed["locales"].values():
        assert report["findings"] == sum(f["path"] == report["po"] for f in findings) > 0
    assert seed["findings"] == len(findings)


def test_status_tells_of_po_files_whose_seed_is_gone(desk: Path) -> None:
    """Their translations are kept, and nobody has to find out by chance."""
    workflow("run", "--engine", "pseudo", project=desk)
    (desk / "seeds" / "luncheon.txt").unlink()
    orphans = ["locales/ko/luncheon.po", "locales/zh_CN/luncheon.po"]
    assert workflow("status", "--json", project=desk).json["orphans"] == orphans
    assert f"{orphans[0]}: its seed is gone" in workflow("status", project=desk).out


def test_check_prints_findings_and_fails_on_errors(desk: Path) -> None:
    """A forbidden copy of the source is an error at its line; the exit code is 1."""
    workflow("run", "--engine", "pseudo", project=desk)
    path = desk / "locales" / "ko" / "luncheon.po"
    po = polib.pofile(str(path))
    entry = po.find("Seoul and Beijing prepare for an anniversary")
    assert entry is not None
    entry.msgstr = entry.msgid
    po.save(str(path))
    done = workflow("check", "--json", project=desk)
    finding = next(f for f in done.json["findings"] if f["check"] == "untranslated")
    assert done.code == 1
    assert finding["path"] == "locales/ko/luncheon.po"
    assert path.read_text().splitlines()[finding["line"] - 1 :]
    assert f"{finding['path']}:{finding['line']}: error:" in workflow("check", project=desk).out
    assert "::error file=" in workflow("check", "--format", "github", project=desk).out


def test_init_makes_a_project_that_run_accepts(tmp_path: Path) -> None:
    """A new project is empty, complete and valid; a second init is refused."""
    folder = tmp_path / "new"
    assert workflow("init", folder).code == 0
    done = workflow("run", project=folder)
    assert done.code == 0, done.err
    assert "No seeds yet" in done.out
    assert (folder / "site" / "index.html").is_file()
    again = workflow("init", folder)
    assert again.code == 2
    assert "is a project already" in again.err


def test_a_file_from_elsewhere_is_taken_into_the_seeds(desk: Path, tmp_path: Path) -> None:
    """``run PATH`` copies a file into seeds/ once, and refuses a different one of that name."""
    outside = tmp_path / "inbox" / "note.txt"
    outside.parent.mkdir()
    outside.write_text("Trade between the two countries grew again last year.\n")
    assert workflow("run", "--engine", "pseudo", outside, project=desk).code == 0
    assert (desk / "seeds" / "note.txt").read_text() == outside.read_text()
    outside.write_text("Something else entirely happened this year.\n")
    refused = workflow("run", "--engine", "pseudo", outside, project=desk)
    assert refused.code == 2
    assert "differs from seeds/note.txt" in refused.err


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("note.pdf", b"%PDF-1.7", "is of the unknown type .pdf"),
        ("note.txt", b"\x89PNG\r\n\x1a\n", "is an image, not text"),
        ("luncheon.md", b"# Another article\n", "differs from seeds/luncheon.txt"),
    ],
)
def test_a_file_that_could_not_be_used_is_not_taken_in(
    desk: Path, tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    """It is refused where it is: the seeds stay as good as they were."""
    outside = tmp_path / "inbox" / name
    outside.parent.mkdir()
    outside.write_bytes(content)
    done = workflow("run", "--engine", "pseudo", outside, project=desk)
    assert done.code == 2
    assert f"{outside}: {what}" in done.err
    assert [path.name for path in (desk / "seeds").iterdir()] == ["luncheon.txt"]


@pytest.mark.parametrize("command", [("run", "--engine", "pseudo"), ("publish",)])
def test_no_site_is_shown_where_none_was_built(desk: Path, command: tuple[str, ...]) -> None:
    """What stands in the way is told, and nobody is sent to a page that is not the site's."""
    (desk / "site").mkdir()
    (desk / "site" / "index.html").write_text("My own page")
    done = workflow(*command, project=desk)
    assert done.code == 2
    assert "holds files that this command did not build" in done.err
    assert "Site:" not in done.out
    assert (desk / "site" / "index.html").read_text() == "My own page"


def test_figures_of_a_table_are_nobodys_work(desk: Path) -> None:
    """They stand on the page once, and count neither as drafts nor as reviewed."""
    (desk / "seeds" / "table.md").write_text(
        "# Output\n\n| Year | Tons |\n|--|--|\n| 2024 | 77 |\n"
    )
    workflow("run", "table", "--engine", "pseudo", project=desk)
    page = (desk / "site" / "pair" / "en-ko" / "table" / "index.html").read_text()
    assert "0 of 3 reviewed" in page
    assert "⟦77⟧" not in page


def test_the_public_learns_an_editors_name_but_not_the_address(desk: Path) -> None:
    """The PO file has both; no page, feed or download has the address."""
    workflow("sync", "--to", "ko", project=desk)
    path = desk / "locales" / "ko" / "luncheon.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    for number, entry in enumerate(entry for entry in catalog if not entry.msgstr):
        entry.msgstr = f"문장 {number}"
        entry.tcomment = 'workflow: reviewer="Ann Lee <ann@desk.example>" date=2026-11-25'
    path.write_text(str(catalog))
    workflow("publish", project=desk)
    pages = [file for file in (desk / "site").rglob("*") if file.is_file()]
    parts = [file.read_bytes() for file in pages if file.suffix != ".epub"]
    for book in pages:
        if book.suffix == ".epub":
            with zipfile.ZipFile(book) as package:
                parts += map(package.read, package.namelist())
    assert any(b"Ann Lee" in part for part in parts)
    assert not any(b"ann@" in part for part in parts)


@pytest.mark.parametrize("command", ["check", "detect", "status"])
def test_commands_that_only_look_take_nothing_in(desk: Path, tmp_path: Path, command: str) -> None:
    """A file from elsewhere is no seed for them, and does not become one."""
    outside = tmp_path / "inbox" / "note.txt"
    outside.parent.mkdir()
    outside.write_text("Trade between the two countries grew again last year.\n")
    done = workflow(command, outside, project=desk)
    assert done.code == 2
    assert "names no seed" in done.err
    assert not (desk / "seeds" / "note.txt").exists()


def test_a_file_that_cannot_be_read_as_a_seed_is_not_taken_in(desk: Path, tmp_path: Path) -> None:
    """A PDF named by mistake does not end up in seeds/, where every run would complain of it."""
    outside = tmp_path / "paper.pdf"
    outside.write_bytes(b"%PDF-1.7")
    assert workflow("run", "--engine", "pseudo", outside, project=desk).code == 2
    assert not (desk / "seeds" / "paper.pdf").exists()


def test_a_po_file_stands_for_its_seed(desk: Path) -> None:
    """``check`` takes the paths that its own findings name."""
    (desk / "seeds" / "other.txt").write_text("Trade grew again last year.\n")
    workflow("run", "--engine", "pseudo", project=desk)
    done = workflow("check", desk / "locales" / "ko" / "other.po", "--json", project=desk)
    assert done.json["findings"]
    assert {Path(finding["path"]).stem for finding in done.json["findings"]} == {"other"}


def test_common_options_work_before_and_after_the_command(desk: Path) -> None:
    """``-C`` and ``--json`` are understood in both places."""
    before = workflow("--json", "-C", desk, "sync")
    after = workflow("sync", "--json", "-C", desk)
    assert before.json["seeds"] == after.json["seeds"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["nonsense"], "No such command"),
        (["run", "--to", "klingon"], "not a language tag"),
        (["run", "--nonsense"], "No such option"),
        (["run", "no-such-seed"], "names no seed"),
        (["run", "--engine", "nonsense"], "nonsense"),
    ],
)
def test_bad_usage_is_exit_code_2(desk: Path, words: list[str], part: str) -> None:
    """Each mistake is one error line and a hint, never a traceback."""
    done = workflow(*words, project=desk)
    assert done.code == 2
    assert done.err.startswith("workflow: error: ")
    assert part in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["pubish"], "Did you mean 'publish'?"),
        (["glossary", "sugest"], "suggest"),
        (["publish", "--join"], "See `workflow publish --help`."),
        (["serve", "--port", "abc"], "'abc' is not a valid whole number."),
        (["score", "nowhere"], "Directory 'nowhere' does not exist."),
        (["status", "--risk", "--approvals"], "See `workflow status --help`."),
        (["run", "seeds/metting.txt"], "Did you mean meeting?"),
        (["check", "locales/ko/meetings.po"], "Did you mean meeting?"),
        (["check", "locales/ko/zzzzzz.po"], "Nothing of that name is there."),
    ],
)
def test_a_misspelling_is_met_with_what_was_meant(desk: Path, words: list[str], meant: str) -> None:
    """Commands and seeds as well as options and settings."""
    (desk / "seeds" / "meeting.txt").write_text("Trade grew again last year.\n")
    assert meant in workflow(*words, project=desk).err


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("workflow gl", "plain,glossary"),
        ("workflow check --fail-", "plain,--fail-on"),
        ("workflow check --format g", "plain,github"),
        ("workflow run --engine ps", "plain,pseudo"),
        ("workflow run lunch", "file,lunch"),
        ("workflow glossary im", "plain,import"),
    ],
)
def test_a_shell_can_complete(desk: Path, words: str, offered: str) -> None:
    """Commands, options and their values by name; seeds and PO files by the shell's own means."""
    asked = {
        "_WORKFLOW_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "workflow"], env={**os.environ, **asked}, cwd=desk,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert offered in done.stdout.splitlines()


def test_ctrl_c_keeps_what_was_finished(desk: Path) -> None:
    """Interrupted in the middle, exit code 130; the next run goes on where it stopped."""
    for number in range(120):
        (desk / "seeds" / f"note{number}.txt").write_text(f"Trade grew by {number} percent.\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow", "-C", desk, "run", "--engine", "pseudo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=listen_to_signals,
    )
    deadline = time.monotonic() + 60
    while not list(desk.glob("locales/ko/note*.po")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    for path in desk.glob("locales/*/*.po"):
        polib.pofile(str(path))
    assert not [path for path in desk.rglob(".*.po*") if path.is_file()]
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    assert all(seed["locales"]["ko"]["empty"] == 0 for seed in done.json["seeds"])


def test_json_errors_are_in_the_document_too(desk: Path) -> None:
    """A bad seed is reported on standard error and in the JSON; the others go on."""
    (desk / "seeds" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    assert done.code == 2
    assert [seed["path"] for seed in done.json["seeds"]] == ["seeds/luncheon.txt"]
    assert json.dumps(done.json["errors"]).count("picture.txt") == 1
    assert "seeds/picture.txt" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense", "--json"],
        ["run", "--nonsense", "--json"],
        ["run", "no-such-seed", "--json"],
        ["--json", "run", "--engine", "nonsense"],
        ["check", "no-such-seed", "--format", "json"],
    ],
)
def test_an_error_that_ends_a_command_is_its_json_document(desk: Path, words: list[str]) -> None:
    """Who asked for JSON gets one document, also from a command that could not begin."""
    done = workflow(*words, project=desk)
    assert done.code == 2
    (error,) = done.json["errors"]
    assert set(error) == {"where", "what", "hint"}
    assert f"workflow: error: {error['where']}: {error['what']}" in done.err


def test_nothing_that_a_terminal_obeys_is_printed(desk: Path) -> None:
    """Escape sequences in names of files are shown, not sent to the terminal; each error once."""
    name = os.fsdecode(b"seeds/a\x1b]0;title\x07\xff.txt")
    (desk / name).write_text("We met the press on Monday.")
    done = workflow("sync", project=desk)
    assert done.code == 2
    assert done.err.count("has a name that is not UTF-8") == 1
    assert r"seeds/a\x1b]0;title\x07\udcff.txt" in done.err
    told = workflow("sync", "--json", project=desk)
    assert name in [error["where"] for error in told.json["errors"]]
    other = "seeds/b\x1b]0;title\x07.txt"
    (desk / other).write_text("We met the press on Monday.")
    detected = workflow("detect", project=desk)
    assert r"seeds/b\x1b]0;title\x07.txt: has a name with a line break" in detected.err
    assert not {"\x1b", "\x07"} & set(done.err + detected.out + detected.err)
    errors = workflow("detect", "--json", project=desk).json["errors"]
    assert other in [each["where"] for each in errors]


def test_a_broken_link_is_no_escape_sequence(desk: Path) -> None:
    """A link of the theme's that leads nowhere is shown as every text is."""
    templates = desk / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "status.html").write_text('<a href="%1b]0;title%07/">Gone</a>')
    done = workflow("run", "--engine", "pseudo", project=desk)
    assert done.code == 1
    assert r"links to status/\x1b]0;title\x07/index.html, which is not there" in done.out
    assert not {"\x1b", "\x07"} & set(done.out)


def test_a_renamed_seed_keeps_its_translations(desk: Path) -> None:
    """The PO files move along with the seed; nothing is translated again."""
    workflow("run", "--engine", "pseudo", project=desk)
    (desk / "seeds" / "luncheon.txt").rename(desk / "seeds" / "meeting.txt")
    done = workflow("sync", "--json", project=desk)
    (seed,) = done.json["seeds"]
    assert seed["locales"]["ko"]["po"] == "locales/ko/meeting.po"
    assert seed["locales"]["ko"]["draft"] == 4
    assert not (desk / "locales" / "ko" / "luncheon.po").exists()


def test_empty_values_are_refused(desk: Path) -> None:
    """``--to ""`` and ``--engine ""`` are mistakes, not wishes for everything."""
    for words in (["--to", ""], ["--to", "ko,"], ["--engine", ""]):
        assert workflow("run", *words, project=desk).code == 2


def test_a_site_that_cannot_be_written_loses_no_report(desk: Path) -> None:
    """A folder with foreign files stays as it is; what was translated is still told."""
    (desk / "site").mkdir()
    (desk / "site" / "mine.txt").write_text("not ours")
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    assert done.code == 2
    assert done.json["seeds"][0]["locales"]["ko"]["empty"] == 0
    assert (desk / "site" / "mine.txt").read_text() == "not ours"


def test_an_endpoint_translates_and_its_use_is_counted(desk: Path) -> None:
    """A configured LLM is taken by itself; requests and tokens are told in JSON and in words."""
    with LlmServer() as server:
        (desk / "workflow.toml").write_text(f'[llm]\nurl = "{server.url}"\nmodel = "toy"\n')
        done = workflow("run", "--json", project=desk)
        again = workflow("run", "--redo-drafts", project=desk)
    assert done.code == 0, done.err
    assert done.json["engine"] == {"ko": "llm/toy", "zh-Hans": "llm/toy"}
    assert done.json["seeds"][0]["locales"]["ko"]["empty"] == 0
    assert done.json["usage"]["llm"]["requests"] > 0
    assert "llm: " in again.out
    assert " tokens" in again.out


def test_run_tells_of_a_language_that_is_no_target(desk: Path) -> None:
    """Its pages would be gone with the next ``publish``, and nobody would know why."""
    done = workflow("run", "--engine", "pseudo", "--to", "ja,ko", project=desk)
    assert "Not among the project's targets: ja." in done.out
    assert "targets:" not in workflow("run", "--engine", "pseudo", "--to", "ko", project=desk).out


def test_a_family_of_models_that_is_not_known_is_an_error_of_the_settings(desk: Path) -> None:
    """Its exit code is not that of an engine that fails: nothing has been asked."""
    with LlmServer() as server:
        settings = f'[llm]\nurl = "{server.url}"\nmodel = "toy"\nprofile = "qwem-mt"\n'
        (desk / "workflow.toml").write_text(settings)
        done = workflow("run", "--to", "ko", project=desk)
    assert done.code == 2
    assert "llm.profile has no qwem-mt" in done.err
    assert server.received == []


def test_run_tells_what_the_engine_left_empty(desk: Path) -> None:
    """An endpoint that answers with nothing at all has failed; the sentences are named."""
    with LlmServer() as server:
        server.always(completion(""))
        (desk / "workflow.toml").write_text(f'[llm]\nurl = "{server.url}"\nmodel = "toy"\n')
        done = workflow("run", "--to", "ko", project=desk)
        (desk / "seeds" / "bad.txt").touch()
        beside = workflow("run", "--to", "ko", project=desk)
    for each in (done, beside):
        assert each.code == 3
        assert "left all 4 sentences without a translation" in each.err
        assert "4 sentences still empty: the engine gave no translation." in each.out
        assert each.out.count(": there is no translation: the model's reply is empty\n") == 4
    assert "  seeds/" in done.out
    assert "still empty" not in workflow("sync", project=desk).out


def test_run_tells_how_far_each_stage_is(desk: Path) -> None:
    """Seeds are read, translated language by language, and published; all of them are counted."""
    (desk / "seeds" / "other.txt").write_text("Good morning. How are you?\n")
    done = workflow("run", "seeds/luncheon.txt", "--engine", "pseudo", project=desk)
    lines = [line for line in done.err.splitlines() if not line.startswith("Reading translations")]
    assert lines == [
        "Reading seeds: 0/1",
        "Reading seeds: 1/1",
        "en → ko with pseudo/1: 0/4",
        "en → ko with pseudo/1: 4/4",
        "en → zh-Hans with pseudo/1: 0/4",
        "en → zh-Hans with pseudo/1: 4/4",
        "Publishing: 0/2",
        "Publishing: 2/2",
    ]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_names_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Square brackets in the name of a file or a model are no markup, controls are shown."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar(Options()) as progress:
        progress(1, 2, "Reading a[/b]\x07.tmx")
    assert r"Reading a[/b]\x07.tmx" in terminal.getvalue()


@pytest.mark.parametrize("stream", [_Terminal, io.StringIO])
def test_who_waits_is_told_for_how_long(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO]
) -> None:
    """As for an endpoint that answers nothing; not of what has ended."""
    told = stream()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr("workflow.cli.progress_bar._QUIET", 0.05)
    with progress_bar(Options()) as progress:
        progress(2, 2, "Reading seeds")
        progress(0, 4, "en → ko with llm/m")
        time.sleep(0.3)
    said = told.getvalue()
    assert "0/4, nothing new for 0 s" in said
    assert "2/2, nothing" not in said


def test_lines_of_a_start_or_an_end_tell_of_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twenty pairs of languages the log would hold each twenty times else."""
    monkeypatch.setattr(sys, "stderr", told := io.StringIO())
    with progress_bar(Options()) as progress:
        for done, label in ((0, "en → ko"), (0, "en → ja"), (4, "en → ko"), (1, "en → ja")):
            progress(done, 4, label)
    assert told.getvalue() == "en → ko: 0/4\nen → ja: 0/4\nen → ko: 4/4\n"


def test_a_bar_forgets_the_wait_when_another_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs of languages wait for one endpoint: it answers again, for whichever."""
    told = _Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr("workflow.cli.progress_bar._QUIET", 0.05)
    with progress_bar(Options()) as progress:
        progress(0, 4, "en → ko with llm/m")
        progress(0, 3, "en → zh-Hans with llm/m")
        time.sleep(0.3)
        progress(1, 3, "en → zh-Hans with llm/m")
    assert "0/4, nothing new" in told.getvalue()
    assert not told.getvalue().rpartition("0/4")[2].startswith(", nothing")


@pytest.mark.parametrize("verbose", [False, True])
def test_what_many_files_suffer_alike_is_said_of_ten(
    verbose: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk concerns each file: the others are counted, and named with ``-v``."""
    errors = [
        CatalogError(f"{n}.po", "cannot be written", f"Free space for {n}.po.") for n in range(25)
    ]
    errors.append(CatalogError("other.po", "is damaged"))
    with click.Context(click.Command("run"), obj=Options(verbose=verbose)):
        assert console.finish(errors) == 2
    said = capsys.readouterr().err
    assert said.count(".po: cannot be written\n") == (25 if verbose else 10)
    assert "other.po: is damaged" in said
    assert ("15 more places: cannot be written (-v names each)" in said) is not verbose


def test_a_table_shows_text_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Words between colons are no names of pictures."""
    console.print_table(("text",), [("He said :smile: [b]twice[/b].",)])
    assert "He said :smile: [b]twice[/b]." in capsys.readouterr().out


def test_where_there_is_nothing_to_do_there_is_no_progress(project: Project) -> None:
    """No line says ``0/0``."""
    for command in ("run", "publish", "status", "check", "sync"):
        assert "0/0" not in workflow(command, project=project.root).err


@pytest.mark.parametrize("words", [[], ["memory"], ["glossary"], ["exchange"], ["engines"]])
def test_a_missing_command_is_told_in_two_lines(desk: Path, words: list[str]) -> None:
    """With the way to the help, not the help itself."""
    done = workflow(*words, project=desk)
    path = " ".join(["workflow", *words])
    assert done.code == 2
    assert done.err.splitlines() == [
        f"workflow: error: {path}: Missing command.",
        f"  hint: See `{path} --help`.",
    ]


def _commands(group: click.Group, *words: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, *words, name)
        else:
            yield (*words, name)


def test_every_help_has_an_example_that_is_understood() -> None:
    """Its last line is a command line with options that the command has."""
    for words in _commands(cli.workflow):
        shown = workflow(*words, "--help").out
        told, _, example = shown.rpartition("Example: ")
        assert example.startswith(" ".join(["workflow", *words])), words
        for option in re.findall(r" (--[a-z-]+)", example):
            assert option in told, (words, option)


@pytest.mark.parametrize("words", [[], ["memory"], ["glossary"], ["exchange"], ["engines"]])
def test_every_command_is_told_in_one_line(words: list[str]) -> None:
    """No line of a list of commands is cut off."""
    listed = workflow(*words, "--help").out.partition("Commands:\n")[2].splitlines()
    assert listed
    assert not [line for line in listed if line.endswith("...")]


def test_one_is_no_plural(desk: Path) -> None:
    """A count of one has its noun in the singular."""
    (desk / "seeds" / "luncheon.txt").write_text("He thanked KEF for it.\n")
    assert workflow("sync", project=desk).code == 0
    words = ("exchange", "export", "--to", "ko", "--format", "csv", "--output", desk / "out")
    assert workflow(*words, project=desk).out.endswith("1 sentence in 1 file\n")
    assert console.counted(1_200, "retry") == "1,200 retries"


def test_init_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``cd`` first, unless the project is here."""
    monkeypatch.chdir(tmp_path)
    assert "\n  cd 'my demo'\n  workflow engines install" in workflow("init", "my demo").out
    monkeypatch.chdir(tmp_path / "my demo")
    (tmp_path / "my demo" / "workflow.toml").unlink()
    assert "  cd " not in workflow("init").out


@pytest.mark.parametrize("place", ["before", "after"])
def test_init_makes_the_project_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """``-C DIR`` says where, as for every other command; nothing is made here."""
    monkeypatch.chdir(tmp_path)
    words = ("-C", "news", "init") if place == "before" else ("init", "-C", "news")
    done = workflow(*words)
    assert done.code == 0
    assert "\n  cd news\n" in done.out
    assert [path.name for path in tmp_path.iterdir()] == ["news"]
    assert (tmp_path / "news" / "workflow.toml").is_file()
    assert workflow("-C", "news", "init", "sports").code == 0
    assert (tmp_path / "news" / "sports" / "workflow.toml").is_file()


@pytest.mark.parametrize("command", ["detect", "run", "status"])
def test_commands_say_that_there_are_no_seeds(project: Project, command: str) -> None:
    """An empty project is no reason to be silent."""
    assert "No seeds yet" in workflow(command, project=project.root).out


@pytest.mark.parametrize("command", ["run", "sync", "translate", "status"])
def test_commands_say_that_there_is_nothing_to_translate(project: Project, command: str) -> None:
    """Seeds in the only target language are there, and each command says why nothing is done."""
    (project.root / "workflow.toml").write_text('targets = ["en"]\n')
    (project.seeds / "n.txt").write_text("The ministry met the delegation on Monday.\n")
    done = workflow(command, project=project.root)
    assert done.code == 0
    assert "Nothing to translate: 1 seed in en, and no other target." in done.out
    assert "No seeds yet" not in done.out


@pytest.mark.parametrize("command", ["sync", "status"])
def test_a_damaged_catalog_is_not_told_as_nothing_to_translate(desk: Path, command: str) -> None:
    """The error is all there is to say: the sentences are still to be translated."""
    workflow("sync", project=desk)
    for path in (desk / "locales").rglob("*.po"):
        path.write_bytes(path.read_bytes() + b'\nmsgid "caf\xe9"\n')
    done = workflow(command, project=desk)
    assert done.code == 2
    assert "is not UTF-8" in done.err
    assert "Nothing to translate" not in done.out


@pytest.mark.parametrize("command", ["run", "sync", "status"])
def test_commands_tell_of_names_that_differ_in_capitals_only(
    project: Project, command: str
) -> None:
    """Both are worked on; a copy on macOS or Windows would have one of them."""
    for name in ("Rates.txt", "rates.md", "other.txt"):
        (project.seeds / name).write_text(f"The ministry met the delegation of {name} on Monday.\n")
    done = workflow(command, project=project.root)
    told = "seeds/rates.md: has the same name as seeds/Rates.txt but for capitals"
    assert done.err.count(told) == 1
    assert done.err.count("capitals") == 1


@pytest.mark.parametrize("shown", ["seeds/luncheon.txt", "locales/ko/luncheon.po"])
def test_paths_are_understood_as_they_are_printed(desk: Path, shown: str) -> None:
    """Relative to the project, wherever the command is given."""
    workflow("sync", project=desk)
    done = workflow("status", "--json", shown, project=desk)
    assert [seed["path"] for seed in done.json["seeds"]] == ["seeds/luncheon.txt"]


@pytest.mark.parametrize("words", [["status"], ["status", "--json"], ["check"]])
def test_a_full_disk_behind_standard_output_is_an_error(desk: Path, words: list[str]) -> None:
    """What cannot be printed is told on standard error, without a traceback."""
    command = [sys.executable, "-m", "workflow", "-C", str(desk), *words]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_output_of_another_encoding(desk: Path) -> None:
    """What the terminal's encoding lacks is escaped."""
    workflow("sync", project=desk)
    command = [sys.executable, "-m", "workflow", "-C", str(desk), "status"]
    latin = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=latin, check=False)
    assert done.returncode == 0, done.stderr
    assert b"\\u25cf reviewed" in done.stdout


class _Terminal(io.StringIO):
    """A terminal that keeps what it is told."""

    def isatty(self) -> bool:
        return True


def test_a_table_that_is_too_wide_keeps_its_words_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first column stands above the others, once for rows that share it."""
    head = ("seed", "locale", "sentences", "findings")
    rows = [("seeds/visit.txt", "ko", 12, 0), ("seeds/visit.txt", "zh-Hans", 12, 3)]
    monkeypatch.setenv("COLUMNS", "34")
    monkeypatch.setattr(sys, "stdout", _Terminal())
    console.print_table(head, rows, apart=True)
    assert re.sub(r"\x1b\[\d*m", "", sys.stdout.getvalue()).splitlines() == [  # type: ignore[attr-defined]
        "locale  sentences findings",
        "seeds/visit.txt",
        "ko             12        0",
        "zh-Hans        12        3",
    ]
