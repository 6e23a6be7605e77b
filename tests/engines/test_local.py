"""The ``local`` engine: what can be known without the model, and, where it is, the model itself."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.command import listen_to_signals
from tests.support.llm_server import LlmServer, nothing
from workflow.engines.llm import local, pacing
from workflow.engines.llm.local import LocalEngine
from workflow.engines.setup import weights
from workflow.errors import EngineMissing
from workflow.model import Project, Request, TermType, TermUse

installed = pytest.mark.skipif(weights.gguf_path() is None, reason="the model is not installed")


def test_without_the_model_it_serves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, project: Project
) -> None:
    """It says so, and how to get it."""
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path))
    engine = LocalEngine(project)
    assert not engine.serves("en", "ko")
    with pytest.raises(EngineMissing) as caught:
        list(engine.translate([Request("A sentence.")], "en", "ko"))
    assert "engines install" in caught.value.hint


def test_it_is_never_for_a_language_itself(project: Project) -> None:
    """A Korean text gets no Korean translation."""
    assert not LocalEngine(project).serves("ko", "ko")


def test_building_it_loads_nothing(project: Project) -> None:
    """The library and the model are loaded when the first sentence is due."""
    script = (
        "import sys; from pathlib import Path; from workflow.model import Project;"
        "from workflow.engines.llm.local import LocalEngine;"
        "LocalEngine(Project(Path())).serves('en', 'ko');"
        "sys.exit(bool({'xllamacpp', 'aiohttp'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_connection_that_breaks_ends_no_run(
    monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    """On a busy machine the server may close one that is about to be used."""
    monkeypatch.setattr(pacing, "_FIRST_PAUSE", 0.001)
    monkeypatch.setattr(LocalEngine, "_file", lambda _: Path())
    with LlmServer() as server:
        running = SimpleNamespace(url=server.url, key="key")
        monkeypatch.setattr(local, "_Server", lambda *_: running)
        server.next(nothing)
        ((_, draft),) = LocalEngine(project).translate([Request("The talks ended.")], "en", "ko")
    assert draft.text


@pytest.mark.local_llm
@pytest.mark.slow
@installed
def test_the_model_translates_with_the_names_given(project: Project) -> None:
    """Two sentences into Chinese, the name as approved."""
    text = "KEF held a luncheon in Seoul on Tuesday."
    term = TermUse("kef", TermType.ABBR, "KEF", 0, 3, "韩国经总", forbidden=("KEF",))
    requests = [Request(text, terms=(term,)), Request("Exports rose 12 percent in May.")]
    engine = LocalEngine(project)
    drafts = dict(engine.translate(requests, "en", "zh-Hans"))
    assert "韩国经总" in drafts[0].text
    assert "12%" in drafts[1].text
    assert all(draft.engine == engine.signature("en", "zh-Hans") for draft in drafts.values())
    assert engine.usage.completion_tokens > 10


@pytest.mark.local_llm
@pytest.mark.slow
@installed
def test_ctrl_c_stops_the_model() -> None:
    """An interrupt in the middle of a sentence ends the process within seconds."""
    script = """
from pathlib import Path
from workflow.engines.llm.local import LocalEngine
from workflow.model import Project, Request
sentence = "The committee discussed the budget of the coming year for many hours. "
try:
    for _ in LocalEngine(Project(Path())).translate([Request(sentence * 3)] * 50, "en", "ko"):
        print("draft", flush=True)
except KeyboardInterrupt:
    raise SystemExit(130)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, preexec_fn=listen_to_signals
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"draft\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(15) == 130
    process.stdout.close()
