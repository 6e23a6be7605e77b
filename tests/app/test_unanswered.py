"""A sentence that an engine has no translation for is paid for once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import workflow
from tests.support.llm_server import Answer, Behaviour, LlmServer, completion, error, raw
from workflow.app.filling import unanswered_sentences

BAD = "No. 3 was kept."


@pytest.fixture
def project(tmp_path: Path, server: LlmServer) -> Path:
    """A project whose endpoint's filter refuses one of six sentences."""
    return refusing(tmp_path, server, error(400, "content_filter"))


def refusing(tmp_path: Path, server: LlmServer, answer: Behaviour) -> Path:
    """Make a project whose endpoint answers about one of six sentences in its own way."""
    (tmp_path / "seeds").mkdir()
    lines = [f"Record No. {number} was kept." for number in range(6)]
    (tmp_path / "seeds" / "talks.txt").write_text("\n\n".join(lines))
    settle(tmp_path, server)

    def behave(asked: dict[str, Any]) -> Answer:
        if (tmp_path / "silent").exists():
            return completion("")(asked)
        if BAD in asked["messages"][-1]["content"]:
            return answer(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    return tmp_path


def settle(project: Path, server: LlmServer, model: str = "toy") -> None:
    """Name the endpoint and its model in the settings."""
    llm = f'[llm]\nurl = "{server.url}"\nmodel = "{model}"\nbatch = 1\nretries = 1\n'
    (project / "workflow.toml").write_text(f'targets = ["ko"]\nengine = "llm"\n{llm}')


def asked(project: Path, server: LlmServer, *words: str) -> int:
    """Count how often a command asks for the bad sentence."""
    before = len(server.received)
    assert workflow(*words, project=project).code == 0
    return sum(BAD in each.body["messages"][-1]["content"] for each in server.received[before:])


def test_it_is_asked_for_again_only_if_its_seed_is_named(project: Path, server: LlmServer) -> None:
    """Or if all drafts are redone; ``translate`` and ``status`` tell of it, and an estimate."""
    assert asked(project, server, "translate") > 0
    again = workflow("translate", project=project)
    assert "1 sentence still empty: the engine gave no translation. To ask again" in again.out
    assert "seeds/talks.txt:7: there is no translation: the endpoint's filter" in again.out
    assert asked(project, server, "run") == 0
    assert workflow("translate", "--estimate", "--json", project=project).json["articles"] == []
    assert "1 sentence still empty" in workflow("status", project=project).out
    assert asked(project, server, "translate", "seeds/talks.txt") > 0
    assert asked(project, server, "translate") == 0
    assert asked(project, server, "translate", "--redo-drafts") > 0


def test_it_is_asked_for_again_where_anything_that_decides_the_answer_has_changed(
    project: Path, server: LlmServer
) -> None:
    """The model, what the model is told of names, a style guide, the sentences before it."""
    asked(project, server, "translate")
    settle(project, server, "other")
    assert asked(project, server, "translate") > 0
    assert asked(project, server, "translate") == 0
    (project / "glossary").mkdir()
    (project / "glossary" / "style.md").write_text("Write plainly.")
    assert asked(project, server, "translate") > 0
    (project / "glossary" / "terms.csv").write_text("id,type,en,ko\nr,term,Record,기록\n")
    assert asked(project, server, "translate") > 0
    assert asked(project, server, "translate") == 0
    seed = project / "seeds" / "talks.txt"
    seed.write_text(seed.read_text().replace("No. 2 was", "No. 2, a secret one, was"))
    assert asked(project, server, "translate") > 0
    assert asked(project, server, "translate") == 0


def test_what_an_account_that_is_suspended_leaves_empty_is_asked_for_again(
    project: Path, server: LlmServer
) -> None:
    """No filter stopped them, whatever words of filters are used; the engine has failed."""
    refused = error(403, "account_suspended", "This account violates our usage policies.")
    server.well_behaved()
    server.next(lambda asked: completion(server.translate(asked))(asked))
    server.always(refused)
    found = workflow("translate", project=project)
    assert (found.code, len(server.received)) == (3, 2)
    assert "has suspended your account (403 account_suspended)" in found.err
    server.well_behaved()
    assert asked(project, server, "translate") > 0


def test_what_an_endpoint_that_answers_nothing_leaves_empty_is_asked_for_again(
    project: Path, server: LlmServer
) -> None:
    """It is no fault of the sentences."""
    (project / "silent").touch()
    assert workflow("translate", project=project).code == 3
    (project / "silent").unlink()
    assert asked(project, server, "translate") > 0


@pytest.mark.parametrize(
    "answer",
    [error(500), error(400, "context_length_exceeded"), completion(""), raw(b"<html>")],
    ids=["fails", "too long", "empty", "nonsense"],
)
def test_what_may_pass_is_asked_for_again(
    tmp_path: Path, server: LlmServer, answer: Behaviour
) -> None:
    """A server that was restarted, or has more room now, may answer."""
    project = refusing(tmp_path, server, answer)
    assert asked(project, server, "translate") > 0
    assert asked(project, server, "translate") > 0


def test_it_is_asked_for_again_at_another_address_and_in_another_week(
    project: Path, server: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another endpoint serves the model without a filter; later there may be none here."""
    asked(project, server, "translate")
    settings = project / "workflow.toml"
    settings.write_text(settings.read_text().replace("127.0.0.1", "localhost"))
    assert asked(project, server, "translate") > 0
    assert asked(project, server, "translate") == 0

    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(2099, 1, 1)

    monkeypatch.setattr(unanswered_sentences, "date", Later)
    assert asked(project, server, "translate") > 0
