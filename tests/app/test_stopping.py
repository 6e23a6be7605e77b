"""What an engine has answered outlives whatever stops the command."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.support.command import listen_to_signals, workflow
from tests.support.llm_server import Answer, Behaviour, LlmServer, completion, slow
from workflow.__main__ import main as start_command
from workflow.app.filling.redone_drafts import RedoneDrafts
from workflow.app.state.project_state import Work
from workflow.config import find_project
from workflow.model import Entry
from workflow.protocols import silent

SENTENCES = 24
#: Beyond what a busy machine takes to do what should be done within a second.
PATIENCE = 60.0
#: The command where no file has more room than that.
FULL = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}));"
    "from workflow.cli import main; main()"
)

#: The command where no engine takes all pairs as one stream.
IN_WINDOWS = (
    "from workflow.app.filling.pair_engines import PairEngines;"
    "PairEngines.only_stream = lambda *_: None; from workflow.cli import main; main()"
)


@pytest.fixture
def project(tmp_path: Path, server: LlmServer) -> Path:
    """A project of two seeds that asks for one sentence at a time."""
    for name in ("seeds", "glossary"):
        (tmp_path / name).mkdir()
    settle(tmp_path, server, batch=1, concurrency=1)
    half = SENTENCES // 2
    for seed in (0, 1):
        lines = [f"Record No. {seed * half + number} was kept." for number in range(half)]
        (tmp_path / "seeds" / f"talks{seed}.txt").write_text("\n\n".join(lines))
    return tmp_path


def settle(project: Path, server: LlmServer, *, batch: int, concurrency: int) -> None:
    """Says how the endpoint is asked."""
    (project / "workflow.toml").write_text(
        f'targets = ["ko"]\nengine = "llm"\n[llm]\nurl = "{server.url}"\nmodel = "toy"\n'
        f"batch = {batch}\nconcurrency = {concurrency}\n"
    )


def start(project: Path, *words: str) -> subprocess.Popen[str]:
    """The command, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "workflow", "-q", "-C", project, *words],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen_to_signals,
    )


def until(condition: Callable[[], bool]) -> None:
    """Waits for what should be so soon."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def numbers(text: str) -> set[str]:
    """Which sentences a text is about."""
    return set(re.findall(r"No\. (\d+)", text))


def asked(server: LlmServer) -> list[set[str]]:
    """Return what each request was about; nothing of one that a kill has cut off."""
    return [numbers(str(each.body.get("messages", [""])[-1])) for each in server.received]


def saved(project: Path) -> set[str]:
    """The sentences that have a draft in a PO file."""
    entries = (entry for path in project.glob("locales/ko/*.po") for entry in polib.pofile(path))
    return {number for entry in entries if entry.msgstr for number in numbers(entry.msgid)}


def hanging_after(server: LlmServer, answers: int, given: Behaviour | None = None) -> None:
    """Gives some answers at once, and none from then on."""

    def hang(_: object) -> Answer:
        server.stopped.wait(PATIENCE * 2)
        return None

    server.next(*[given or (lambda body: completion(server.translate(body))(body))] * answers)
    server.always(hang)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_command_that_is_stopped_keeps_every_answer(
    project: Path, server: LlmServer, stop: signal.Signals
) -> None:
    """docker, systemd and a closing terminal are Ctrl-C; the next run asks for the rest alone."""
    server.always(slow(server, 0.1))
    process = start(project, "translate")
    until(lambda: len(server.received) > 4)
    process.send_signal(stop)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, err
    assert "interrupted" in err
    assert "Traceback" not in err
    answered = set().union(*asked(server)[:-1])  # the last one may have been under way
    assert answered <= saved(project)
    server.well_behaved()
    before = len(server.received)
    assert workflow("translate", project=project).code == 0
    assert not answered & set().union(*asked(server)[before:])
    assert len(saved(project)) == SENTENCES


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_windows_of_sentences_keep_every_answer_in_all_languages(
    project: Path, server: LlmServer, stop: signal.Signals
) -> None:
    settings = project / "workflow.toml"
    settings.write_text(settings.read_text().replace('["ko"]', '["ko", "zh-Hans"]'))
    server.always(slow(server, 0.05))
    command = [sys.executable, "-c", IN_WINDOWS, "-q", "-C", str(project), "translate"]
    process = subprocess.Popen(command, preexec_fn=listen_to_signals)
    until(lambda: len(server.received) > SENTENCES + 4)
    process.send_signal(stop)
    process.wait(PATIENCE)
    server.well_behaved()
    assert subprocess.run(command, check=False).returncode == 0
    assert len(saved(project)) == SENTENCES
    entries = [each for path in project.glob("locales/zh_CN/*.po") for each in polib.pofile(path)]
    assert len([each for each in entries if each.msgstr]) == SENTENCES
    assert len(server.received) <= 2 * SENTENCES + 2  # what was under way is asked for again
    assert not list(project.glob(".workflow/answers/*"))


@pytest.mark.parametrize(("batch", "answers", "kept"), [(1, 3, 3), (6, 1, 6)])
def test_answers_are_saved_while_the_next_one_hangs(
    project: Path, server: LlmServer, batch: int, answers: int, kept: int
) -> None:
    """By time, not by arrival: they are in the PO files, so a killed process loses none."""
    settle(project, server, batch=batch, concurrency=1)
    hanging_after(server, answers)
    process = start(project, "translate")
    until(lambda: len(saved(project)) == kept)
    process.kill()
    process.communicate()
    shutil.rmtree(project / ".workflow")
    server.well_behaved()
    before = len(server.received)
    kept_ones = saved(project)
    assert workflow("translate", project=project).code == 0
    assert not kept_ones & set().union(*asked(server)[before:])
    assert len(saved(project)) == SENTENCES


def test_an_answer_is_saved_while_its_correction_hangs(project: Path, server: LlmServer) -> None:
    """It was paid for; what is wrong with it is said beside it."""
    settle(project, server, batch=1, concurrency=1)
    hanging_after(server, 1, completion("서류 9999호는 보관되었다."))
    process = start(project, "translate")
    until(lambda: len(saved(project)) == 1)
    process.kill()
    process.communicate()
    (path,) = (each for each in project.glob("locales/ko/*.po") if "9999" in each.read_text())
    assert "#. qa: number: 9999 is not in the source" in path.read_text()


def test_the_better_draft_replaces_the_first(project: Path, server: LlmServer) -> None:
    """A correction that comes in takes the place of what was saved while it was awaited."""
    server.next(completion("서류 9999호는 보관되었다."))
    assert workflow("translate", project=project).code == 0
    text = "".join(each.read_text() for each in project.glob("locales/ko/*.po"))
    assert "9999" not in text
    assert "#. qa: number" not in text


def test_a_killed_process_leaves_what_it_had_no_time_to_put_into_po_files(
    project: Path, server: LlmServer
) -> None:
    """Killed at any moment: nothing that came in is asked for again, and nothing is left lying.

    Neither is it when the model has another address by then: what has been paid for is a draft.
    """
    settle(project, server, batch=1, concurrency=4)
    server.always(slow(server, 0.05))
    process = start(project, "translate")
    until(lambda: len(server.received) > 12)
    process.kill()
    process.communicate()
    answered = set().union(*asked(server)[:8])  # four were under way, or on their way back
    server.well_behaved()
    settings = project / "workflow.toml"
    settings.write_text(settings.read_text().replace("127.0.0.1", "localhost"))
    before = len(server.received)
    assert workflow("translate", project=project).code == 0
    assert not answered & set().union(*asked(server)[before:])
    assert len(saved(project)) == SENTENCES
    assert not list(project.glob(".workflow/answers/*"))


def test_what_is_left_waits_for_a_command_that_is_about_it(
    project: Path, server: LlmServer
) -> None:
    """It is kept while other seeds are translated, and gives way to what a person has written."""
    half = SENTENCES // 2
    folder = project / ".workflow" / "answers"
    folder.mkdir(parents=True)
    lines = [answer("talks1", half), answer("talks1", half + 1), '{"name": "cut o']
    (folder / "0.jsonl").write_text("\n".join(lines))
    assert workflow("translate", "talks0", project=project).code == 0
    assert list(folder.iterdir())
    assert workflow("sync", project=project).code == 0
    path = project / "locales/ko/talks1.po"
    first = f'msgid "Record No. {half} was kept."\nmsgstr "'
    path.write_text(path.read_text().replace(first, first + "사람의 말"))
    server.received.clear()
    assert workflow("translate", project=project).code == 0
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(path)}
    assert texts[f"Record No. {half} was kept."] == "사람의 말"
    assert texts[f"Record No. {half + 1} was kept."] == f"기록 {half + 1}호."
    assert not {str(half), str(half + 1)} & set().union(*asked(server))
    assert not list(folder.iterdir())


def test_what_is_left_outlives_a_full_disk(project: Path, server: LlmServer) -> None:
    """It stays where it lies until a PO file that holds it has been saved."""
    folder = project / ".workflow" / "answers"
    folder.mkdir(parents=True)
    (folder / "0.jsonl").write_text("\n".join(answer("talks0", number) for number in range(3)))
    assert workflow("sync", project=project).code == 0
    room = (project / "locales/ko/talks0.po").stat().st_size // 2
    full = [sys.executable, "-c", FULL.format(room=room), "-C", str(project), "translate"]
    failed = subprocess.run(full, capture_output=True, text=True, check=False)
    assert failed.returncode == 2
    assert "File too large" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not saved(project)
    server.received.clear()
    assert workflow("translate", project=project).code == 0
    assert not {"0", "1", "2"} & set().union(*asked(server))
    assert not list(folder.iterdir())


def answer(name: str, number: int) -> str:
    """A line that a killed process has left."""
    return (
        f'{{"name": "{name}", "target": "ko", "source": "Record No. {number} was kept.",'
        f' "text": "기록 {number}호.", "engine": "llm/toy", "problems": [], "terms": "",'
        f' "date": "2026-11-26", "redo": false}}'
    )


def test_who_asks_twice_loses_nothing_either(project: Path, server: LlmServer) -> None:
    """Impatient: the second request to stop comes while the first is being obeyed."""
    server.always(slow(server, 0.1))
    process = start(project, "translate")
    until(lambda: len(server.received) > 4)
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (130, -signal.SIGTERM, -signal.SIGINT), err
    assert set().union(*asked(server)[:-1]) <= saved(project)
    for path in project.glob("locales/ko/*.po"):
        polib.pofile(path)
    assert not list(project.glob("locales/ko/.*"))


def test_what_is_told_to_ignore_a_closed_terminal_goes_on(project: Path, server: LlmServer) -> None:
    """As under ``nohup``."""
    server.always(slow(server, 0.02))
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow", "-q", "-C", project, "translate"],
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    until(lambda: len(server.received) > 2)
    process.send_signal(signal.SIGHUP)
    assert process.wait(PATIENCE) == 0
    assert len(saved(project)) == SENTENCES


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("review", "--port", "0")])
def test_servers_end_quietly(project: Path, command: tuple[str, ...]) -> None:
    """SIGTERM ends them as Ctrl-C does."""
    words = (*command, "--no-open", "--reviewer", "Kim") if command[0] == "review" else command
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow", "-q", "-C", project, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "http://127.0.0.1" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert not err


def stopped_redo(project: Path, server: LlmServer, stop: signal.Signals) -> set[str]:
    """Has drafts redone, stops that, and returns which sentences were answered for certain."""
    assert workflow("translate", project=project).code == 0
    server.translations = {
        f"Record No. {number} was kept.": f"{number}호 기록이 남았다."
        for number in range(SENTENCES)
    }
    before = len(server.received)
    server.always(slow(server, 0.05))
    process = start(project, "translate", "--redo-drafts")
    until(lambda: len(server.received) > before + 8)
    process.send_signal(stop)
    process.communicate(timeout=PATIENCE)
    answered = set().union(*asked(server)[before:-1])
    server.well_behaved()
    server.received.clear()
    return answered


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_drafts_that_a_stopped_command_has_redone_are_not_paid_for_twice(
    project: Path, server: LlmServer, stop: signal.Signals
) -> None:
    """However it was stopped; the estimate knows. Once all are redone, the next begins anew."""
    answered = stopped_redo(project, server, stop)
    said = workflow("translate", "--redo-drafts", "--estimate", "--json", project=project).json
    assert sum(each["sentences"] for each in said["articles"]) <= SENTENCES - len(answered)
    done = workflow("translate", "--redo-drafts", project=project)
    again = set().union(*asked(server))
    assert len(answered) >= 7
    assert not answered & again
    assert len(again) >= SENTENCES - len(answered) - 2
    assert "sentences not translated again" in done.err + done.out
    server.received.clear()
    assert workflow("translate", "--redo-drafts", project=project).code == 0
    assert len(set().union(*asked(server))) == SENTENCES
    assert not [each.read_text() for each in project.glob(".workflow/redone/*")]


@pytest.mark.parametrize("change", ["model", "guide", "extra"])
def test_what_was_redone_in_another_way_is_redone(
    project: Path, server: LlmServer, change: str
) -> None:
    """Who changes the model, its settings or the style guide wants all drafts made so."""
    stopped_redo(project, server, signal.SIGKILL)
    settings = project / "workflow.toml"
    if change == "model":
        settings.write_text(settings.read_text().replace('"toy"', '"other"'))
    elif change == "guide":
        (project / "glossary" / "style.md").write_text("Write plainly.")
    else:
        settings.write_text(settings.read_text() + "extra = { top_p = 0.5 }\n")
    assert workflow("translate", "--redo-drafts", project=project).code == 0
    assert len(set().union(*asked(server))) == SENTENCES


def test_drafts_that_git_has_brought_back_are_redone(project: Path, server: LlmServer) -> None:
    """What a stopped command has made of them is gone; the estimate knows."""
    assert workflow("translate", project=project).code == 0
    before = {path: path.read_bytes() for path in project.glob("locales/ko/*.po")}
    stopped_redo(project, server, signal.SIGTERM)
    for path, content in before.items():
        path.write_bytes(content)
    said = workflow("translate", "--redo-drafts", "--estimate", "--json", project=project).json
    assert sum(each["sentences"] for each in said["articles"]) == SENTENCES
    assert workflow("translate", "--redo-drafts", project=project).code == 0
    assert len(set().union(*asked(server))) == SENTENCES


def test_a_draft_that_was_mended_after_it_was_redone_is_not_paid_for_twice(project: Path) -> None:
    """Marks of quotations are put right once a whole paragraph is there."""
    entry = Entry("“It is full.", '"꽉 찬다."', origin="llm/toy", terms_hash="t")
    with Work(find_project(project), ()).begin(silent) as state:
        first = RedoneDrafts(state)
        first.note("talks", "ko/talks: “It is full.", "t", "llm/toy", entry.text)
        first.note_mended("talks", "ko/talks: “It is full.", entry, "“꽉 찬다.")
        first.note_mended("talks", "ko/talks: Other.", entry, "“꽉 찬다.")
        first.close(None)
        second = RedoneDrafts(state)
        assert second.has("ko/talks: “It is full.", "t", "llm/toy", "“꽉 찬다.")
        assert not second.has("ko/talks: Other.", "t", "llm/toy", "“꽉 찬다.")
        second.close(None)


def test_what_was_redone_of_another_seed_is_remembered(project: Path, server: LlmServer) -> None:
    """A command about one seed ends in order, and says nothing of the other."""
    answered = stopped_redo(project, server, signal.SIGKILL)
    half = {str(number) for number in range(SENTENCES // 2)}
    assert answered & half
    assert workflow("translate", "talks1", "--redo-drafts", project=project).code == 0
    server.received.clear()
    assert workflow("translate", "talks0", "--redo-drafts", project=project).code == 0
    assert not answered & half & set().union(*asked(server))


def test_ctrl_c_while_the_command_loads_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its modules take a moment to load, in which someone sees that they mistyped."""

    class Pressed:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "workflow.cli")
    monkeypatch.setattr(sys, "meta_path", [Pressed])
    with pytest.raises(SystemExit) as stopped:
        start_command()
    assert stopped.value.code == 130
