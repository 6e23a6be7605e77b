"""A coordinator on another machine goes on from the journal in a store; models come from there."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.test_stopping import (
    SENTENCES,
    answer,
    asked,
    project,
    saved,
    settle,
    start,
    until,
)
from tests.support import model_folders
from tests.support.command import workflow
from tests.support.llm_server import LlmServer, slow
from tests.support.object_store import BUCKET, ObjectStore, missing
from workflow import glossary
from workflow.store import journal_parts
from workflow.store.journal_parts import LeftParts
from workflow.store.objects import ObjectFolder

__all__ = ["project"]
pytest.importorskip("fsspec")
JOURNAL = f"s3://{BUCKET}/journal"
#: Needs the server of S3 that `make test-all` installs.
with_store = pytest.mark.skipif(bool(missing()), reason=missing() or "-")


@pytest.fixture(autouse=True)
def lost_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is watched before being taken for lost."""
    monkeypatch.setattr(journal_parts, "_WATCHED", 0.0)


def test_drafts_in_a_store_are_taken_in_once_and_then_gone(
    project: Path, server: LlmServer
) -> None:
    """Those of other seeds, of other terms and of nobody's sentence change nothing."""
    settle(project, server, batch=1, concurrency=1)
    keep_in(project, "memory://bucket/journal")
    folder, known = ObjectFolder("memory://bucket/journal"), glossary.signature(())
    lines = [
        answer("talks0", 1).replace('"terms": ""', f'"terms": "{known}"'),
        answer("talks0", 2).replace('"terms": ""', '"terms": "other"'),
        answer("talks1", 1 + SENTENCES // 2).replace('"terms": ""', f'"terms": "{known}"'),
        answer("gone", 3),
        '{"name": "cut o',
    ]
    for run in ("a", "b"):  # a part that was written twice
        folder.write(f"{run}/0000000001-0000000001.jsonl", "\n".join(lines).encode())
    assert workflow("translate", "talks0", project=project).code == 0
    text = (project / "locales/ko/talks0.po").read_text()
    assert text.count('msgstr "기록 1호."') == 1
    assert "기록 2호." not in text
    assert workflow("translate", project=project).code == 0
    assert "1" not in set().union(*asked(server))
    assert str(1 + SENTENCES // 2) not in set().union(*asked(server))
    (left,) = LeftParts(folder).lines
    assert b'"gone"' in left
    (project / "workflow.toml").write_text('journal = "s3://key:secret@bucket/a"\n')
    told = workflow("translate", project=project)
    assert told.code == 2
    assert "journal must be an address such as s3://bucket/path" in told.err
    assert "secret" not in told.err


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    """A real one, on this machine."""
    with ObjectStore() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


def keep_in(project: Path, address: str) -> None:
    """The project's drafts are kept in a store, too."""
    place = project / "workflow.toml"
    lines = [line for line in place.read_text().splitlines() if not line.startswith("journal")]
    place.write_text("\n".join([f'journal = "{address}"', *lines]) + "\n")


def lost(project: Path, server: LlmServer) -> set[str]:
    """What was answered before the machine was lost, with all that was on it."""
    settle(project, server, batch=1, concurrency=2)
    keep_in(project, JOURNAL)
    before = shutil.copytree(project, project.parent / f"{project.name}-before")
    server.always(slow(server, 0.3))
    process = start(project, "translate")
    until(lambda: process.poll() is not None or len(server.received) > SENTENCES // 2)
    assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()
    answered = asked(server)
    shutil.rmtree(project)
    shutil.move(before, project)
    server.well_behaved()
    return set().union(*answered[: len(answered) - 8])  # what has come within the last second


@pytest.mark.slow
@with_store
def test_another_machine_goes_on_where_one_was_lost(
    project: Path, server: LlmServer, store: ObjectStore
) -> None:
    answered = lost(project, server)
    assert answered
    before = len(server.received)
    assert workflow("translate", project=project).code == 0
    assert not answered & set().union(*asked(server)[before:])
    assert len(saved(project)) == SENTENCES
    assert not ObjectFolder(JOURNAL).sizes()
    before = len(server.received)
    store.stop()
    told = workflow("translate", "--redo-drafts", project=project)
    assert told.code == 2
    assert f"{JOURNAL}: cannot be reached, read or written" in told.err
    assert len(server.received) == before


@pytest.mark.slow
@with_store
def test_a_store_that_denies_is_told_before_anything_is_paid_for(
    project: Path, server: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(project, server, batch=1, concurrency=1)
    keep_in(project, JOURNAL)
    with ObjectStore(denies=True) as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        told = workflow("translate", project=project)
    assert told.code == 2
    assert "403" in told.err
    assert "hint: Check the address, the keys in the environment" in told.err
    assert not server.received


@pytest.mark.slow
@with_store
def test_what_the_glossary_says_otherwise_now_is_asked_for_again(
    project: Path, server: LlmServer, store: ObjectStore
) -> None:
    lost(project, server)
    before = len(server.received)
    (project / "glossary" / "terms.csv").write_text("id,type,en,ko\nr,term,Record,기록부\n")
    assert workflow("translate", project=project).code in {0, 1, 3}
    assert len(set().union(*asked(server)[before:])) == SENTENCES


@pytest.mark.slow
@with_store
def test_a_store_that_is_lost_on_the_way_costs_no_draft(
    project: Path, server: LlmServer, store: ObjectStore
) -> None:
    settle(project, server, batch=1, concurrency=2)
    keep_in(project, JOURNAL)
    server.always(slow(server, 0.2))
    process = start(project, "translate")
    until(lambda: process.poll() is not None or len(server.received) > SENTENCES // 2)
    assert process.poll() is None, process.communicate()
    store.stop()
    _, told = process.communicate()
    assert process.returncode == 2
    assert f"{JOURNAL}: " in (told if isinstance(told, str) else told.decode())
    assert len(saved(project)) == SENTENCES


@pytest.mark.slow
@with_store
def test_models_come_from_a_store_and_stay_what_they_were(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    model = model_folders.dress(tmp_path / "own", "opus-mt").path
    address = f"s3://{BUCKET}/models/{model.name}"
    place = ObjectFolder(address)
    for path in model.iterdir():
        place.write(path.name, path.read_bytes())
    done = workflow("engines", "install", address, "--pair", "en-ko", "--json")
    assert done.code == 0, done.err
    assert [*(tmp_path / "models").rglob("model.bin")]
    digest = hashlib.sha256((model / "model.bin").read_bytes()).hexdigest()
    assert (
        workflow("engines", "install", address, "--pair", "en-ko", "--sha256", "0" * 64).code == 2
    )
    assert workflow("engines", "install", address, "--pair", "en-ko", "--sha256", digest).code == 0
    place.write("model.bin", b"another")
    told = workflow("engines", "install", address, "--pair", "en-ko")
    assert told.code == 3
    assert "fetched before" in told.err
    assert workflow("engines", "install", f"s3://{BUCKET}/nothing").code == 2
    assert workflow("engines", "install", f"s3://nowhere/{model.name}").code == 2
