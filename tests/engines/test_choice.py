"""Which engine translates a pair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support import argos as support
from workflow import engines
from workflow.config import with_engine
from workflow.errors import ConfigError, EngineMissing, PairUnavailable
from workflow.model import LlmSettings, LocalSettings, Project


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without packages and models."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path / "models"))


def _with(project: Project, **settings: object) -> Project:
    return replace(project, settings=replace(project.settings, **settings))


def test_with_nothing_installed_it_says_what_to_run(project: Project) -> None:
    """It never falls back to pseudo-translation."""
    with pytest.raises(EngineMissing) as caught:
        engines.choose(project, "en", "ko")
    assert caught.value.exit_code == 3
    assert "workflow engines install" in caught.value.hint


def test_what_is_half_set_up_is_told(project: Project) -> None:
    """Installing another engine is not what its user wants."""
    with pytest.raises(EngineMissing, match=r"llm\.model is not set"):
        engines.choose(_with(project, llm=LlmSettings(url="http://127.0.0.1:9/v1")), "en", "ko")
    own = _with(project, engine="local", local=LocalSettings(model="own.gguf"))
    with pytest.raises(PairUnavailable) as caught:
        engines.choose(own, "en", "ko")
    assert caught.value.hint == "Correct local.model."


def test_installed_packages_are_taken(project: Project, tmp_path: Path) -> None:
    """For the pairs they serve, also through English; not for others."""
    support.unpack(tmp_path / "packages", "en_ko", "ko_en", "en_zh")
    assert engines.choose(project, "en", "ko").name == "argos"
    assert engines.choose(project, "ko", "zh-Hans").name == "argos"
    with pytest.raises(EngineMissing):
        engines.choose(project, "en", "fr")


def test_a_configured_endpoint_comes_first(project: Project, tmp_path: Path) -> None:
    """Who configures one wants it."""
    support.unpack(tmp_path / "packages", "en_ko")
    configured = _with(project, llm=LlmSettings(url="http://127.0.0.1:9/v1", model="m"))
    assert engines.choose(configured, "en", "ko").name == "llm"


def test_a_named_engine_is_taken_or_refused(project: Project, tmp_path: Path) -> None:
    """No other engine steps in for it."""
    assert engines.choose(_with(project, engine="pseudo"), "en", "ko").name == "pseudo"
    support.unpack(tmp_path / "packages", "en_ko")
    with pytest.raises(PairUnavailable, match="argos") as caught:
        engines.choose(_with(project, engine="argos"), "en", "zh-Hans")
    assert caught.value.hint == "Run: workflow engines install argos"
    with pytest.raises(PairUnavailable, match="is not set up") as caught:
        engines.choose(_with(project, engine="google"), "en", "ko")
    assert caught.value.hint == "Set google.project, then run: workflow engines doctor"


def test_an_unknown_engine_is_a_setting_to_correct(project: Project) -> None:
    """The message lists those that exist."""
    with pytest.raises(ConfigError) as caught:
        engines.choose(_with(project, engine="babelfish"), "en", "ko")
    assert "argos" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("openai", 'llm.url = "https://api.openai.com/v1", llm.model, $WORKFLOW_LLM_KEY'),
        ("GPT-4o", 'llm.url = "https://api.openai.com/v1", llm.model = "GPT-4o"'),
        ("o3-mini", 'llm.url = "https://api.openai.com/v1", llm.model = "o3-mini"'),
        ("chatgpt", 'llm.url = "https://api.openai.com/v1", llm.model, '),
        ("claude", 'llm.url = "https://api.anthropic.com/v1", llm.model, '),
        ("gemini", 'llm.url = "https://generativelanguage.googleapis.com/v1beta/openai"'),
        ("gemma3:4b", 'llm.url = "http://127.0.0.1:11434/v1", llm.model = "gemma3:4b"'),
        ("qwen3:8b", 'llm.url = "http://127.0.0.1:11434/v1", llm.model = "qwen3:8b"'),
        ("qwen3-max", 'llm.url = "https://dashscope-intl.aliyuncs.com/compatible-mode/v1"'),
        ("gpt-oss:20b", 'llm.url = "http://127.0.0.1:11434/v1", llm.model = "gpt-oss:20b"'),
        ("ollama", 'llm.url = "http://127.0.0.1:11434/v1", llm.model, then'),
        ("llama-cpp", 'llm.url = "http://127.0.0.1:8080/v1", llm.model, then'),
        ("azure-openai", 'llm.url = "https://RESOURCE.openai.azure.com/openai/v1"'),
    ],
)
def test_a_service_or_model_named_as_an_engine_is_told_with_what_to_set(
    project: Project, name: str, told: str
) -> None:
    """Who says ``--engine openai`` has no use for a list of engines."""
    with pytest.raises(ConfigError) as caught:
        with_engine(project, name)
    assert "used by the engine llm" in str(caught.value.what)
    assert str(caught.value.hint).startswith(f'Set engine = "llm", {told}')


@pytest.mark.parametrize(
    "name",
    ["lm", "opus-mt", "babelfish", "argus", "Qwen/Qwen3-8B", "deepseek/deepseek-r1:free",
     "localhost:11434", "argos:en"],
)  # fmt: skip
def test_another_unknown_name_lists_the_engines(project: Project, name: str) -> None:
    """Or the one that it is nearly the name of."""
    with pytest.raises(ConfigError, match="does not exist"):
        with_engine(project, name)
