"""What is said of engines that are here, and of endpoints that may not be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import cast

import pytest

from tests.support.loopback import Loopback, reply
from workflow import engines
from workflow.engines.setup import doctor, inventory
from workflow.engines.setup.doctor import Diagnosis
from workflow.engines.setup.inventory import PSEUDO, known_models
from workflow.model import LlmSettings, Project
from workflow.protocols import Engine


class Endpoint(Loopback):
    """An API that lists one model, to who has the key if it wants one."""

    key = ""

    @property
    def url(self) -> str:
        """The API's root."""
        return f"{super().url}/v1"

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """List the model."""
        known = not self.key or handler.headers.get("Authorization") == f"Bearer {self.key}"
        status = (200 if known else 401) if handler.path == "/v1/models" else 404
        reply(handler, status, {}, json.dumps({"data": [{"id": "toy"}]}).encode())


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """The API on a free port."""
    with Endpoint() as running:
        yield running


def diagnosis(project: Project, url: str, model: str = "toy") -> Diagnosis:
    """What is said of the endpoint at an address."""
    settings = replace(project.settings, llm=LlmSettings(url=url, model=model))
    found = doctor.examine(replace(project, settings=settings))
    return next(each for each in found if each.subject.startswith("LLM endpoint"))


def test_an_endpoint_that_has_the_model(
    project: Project, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One on this machine is asked directly, as when it translates, whatever the proxy."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert diagnosis(project, endpoint.url).well
    other = diagnosis(project, endpoint.url, "another")
    assert (other.well, other.hint) == (False, "It has: toy")


def test_a_list_may_be_missing_or_name_models_otherwise(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Ollama, Google and OpenRouter do; Anthropic's list wants a header of its own."""
    anthropic = b'{"error": {"message": "x-api-key header is required"}}'
    url = "http://127.0.0.1:9/v1"
    for answer, model, well in (
        ((200, _listing("gemma3:latest")), "gemma3", True),
        ((200, _listing("gemma3:latest")), "gemma3:27b", False),
        ((200, _listing("models/gemini-3-flash")), "gemini-3-flash", True),
        ((200, _listing("openai/gpt-6")), "openai/gpt-6:nitro", True),
        ((401, anthropic), "claude-sonnet-5", True),
        ((404, b"404 page not found"), "gemma3", True),
    ):
        monkeypatch.setattr(doctor, "fetched", lambda *_, answer=answer: answer)
        assert diagnosis(project, url, model).well is well
    assert "ends in /v1" in diagnosis(project, url).hint


def _listing(name: str) -> bytes:
    return json.dumps({"data": [{"id": name}]}).encode()


def test_an_endpoint_that_wants_a_key(
    project: Project, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing key is told from a wrong one; the hint names the variable, never its value."""
    endpoint.key = "right"
    monkeypatch.delenv("WORKFLOW_LLM_KEY", raising=False)
    assert diagnosis(project, endpoint.url).what == "wants a key"
    monkeypatch.setenv("WORKFLOW_LLM_KEY", "wrong-key")
    refused = diagnosis(project, endpoint.url)
    assert refused.what == "refuses the key"
    assert "$WORKFLOW_LLM_KEY" in refused.hint
    assert "wrong-key" not in repr(refused)
    monkeypatch.setenv("WORKFLOW_LLM_KEY", "right")
    assert diagnosis(project, endpoint.url).well


def test_an_endpoint_that_is_not_there(project: Project) -> None:
    """Nothing listens on the discard port."""
    found = diagnosis(project, "http://127.0.0.1:9/v1")
    assert not found.well
    assert found.what.startswith("does not answer")


def test_credentials_in_an_address_are_not_shown(project: Project) -> None:
    """Neither in the list of engines nor in the diagnosis, which says where a key belongs."""
    url = "https://me:secret@example.org/v1"
    settings = replace(project.settings, llm=LlmSettings(url=url, model="toy"))
    listed = known_models(replace(project, settings=settings))
    assert listed[0].place == "https://example.org/v1"
    found = diagnosis(project, url)
    assert "llm.key_env" in found.hint
    assert "secret" not in repr((listed, found))


def test_a_machine_without_engines(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told so, with what to do; `pseudo` may be all that is wanted."""
    monkeypatch.setattr(doctor, "known_models", lambda _: (PSEUDO,))
    found = doctor._examine_choice(project)
    assert (found.well, found.what) == (False, "no engine here translates")
    assert found.hint == "Run: workflow engines install"
    trying = replace(project, settings=replace(project.settings, engine="pseudo"))
    assert doctor._examine_choice(trying).well
    settings = replace(project.settings, llm=LlmSettings(url="http://127.0.0.1:1/v1", model="toy"))
    monkeypatch.undo()
    assert "llm" in doctor._examine_choice(replace(project, settings=settings)).what


def test_the_local_model_is_not_ready_without_a_library(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of those that talk to it as well; what is missing is named."""
    monkeypatch.setattr(inventory.weights, "gguf_path", lambda: tmp_path / "toy.gguf")
    monkeypatch.setattr(inventory, "version_of", lambda name: None if name == "aiohttp" else "9999")
    (local,) = (model for model in known_models(project) if model.engine == "local")
    assert (local.ready, local.note) == (False, "aiohttp is not installed")


def test_every_engine_is_listed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of other packages, too, and those that are not set up; in the order of ``auto``."""

    class Other:
        def serves(self, source: str, target: str) -> bool:
            return target == "ko"

        def signature(self, source: str, target: str) -> str:
            return "other/1"

    real = engines.load
    named = ("argos", "broken", "ctranslate2", "deepl", "google", "llm", "local", "other", "pseudo")
    monkeypatch.setattr(engines.plugins, "names", lambda _: named)

    def load(project: Project, name: str) -> Engine:
        if name == "broken":
            raise RuntimeError("no licence")
        return cast("Engine", Other()) if name == "other" else real(project, name)

    monkeypatch.setattr(engines, "load", load)
    listed = {model.engine: model for model in known_models(project)}
    assert [*listed] == [
        "llm", "deepl", "google", "broken", "other", "ctranslate2", "argos", "local", "pseudo",
    ]  # fmt: skip
    assert (listed["other"].model, listed["other"].ready) == ("1", True)
    assert (listed["broken"].ready, listed["broken"].note) == (False, "fails (no licence)")
    assert listed["llm"].note == "llm.url is not set"
    own = replace(project, settings=replace(project.settings, auto=("other", "local")))
    assert engines.order(own) == ("other", "local")
    assert engines.choose(own, "en", "ko").signature("en", "ko") == "other/1"
