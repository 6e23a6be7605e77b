"""Describe language models: how each family is prompted, one file of ``families/`` each.

A file names its source, by which names its models are known, and what differs from the defaults of
:class:`ModelProfile`. Families that want an order of their own in a single turn have a table
``turn``, and in it, where the order depends on one of the two languages, a table by its subtag.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

from workflow.errors import ConfigError
from workflow.model import LlmSettings, say

#: The families from those that are known by the most special names to the one for all others.
_ORDER = (
    "translategemma", "translategemma-fields", "hunyuan-mt", "qwen-mt", "mt", "thinking", "general",
)  # fmt: skip
_GENERAL = "general"


@dataclass(frozen=True, slots=True)
class TurnForm:
    """The prompt of a model that takes a single message; texts are put in place of the braces.

    Attributes:
        order: with ``{text}``, the sentence; ``{source}`` and ``{target}`` are the languages'
            names, ``{source_tag}`` and ``{target_tag}`` their tags.
        terms: heads the list of terms; empty where there is no form for them.
        term: one term, with ``{source}`` and ``{rendering}``.
        background: what came before, with ``{background}``; empty where there is no form for it.
        style: the manner, with ``{style}``; empty where there is no form for it.
        tags: asks to keep placeholders; said only where there are some.
        fields: whether languages are told as fields of the message instead of in words.
        options: whether they are told, with terms and style, in ``translation_options``.
    """

    order: str
    terms: str = ""
    term: str = ""
    background: str = ""
    style: str = ""
    tags: str = ""
    fields: bool = False
    options: bool = False


@dataclass(frozen=True, slots=True)
class ModelProfile:
    """How one family of models is prompted.

    Attributes:
        batch: how many sentences to ask for at once, as JSON; 1 asks in plain text.
        corrections: how often to ask again for a sentence that fails a gate.
        context: how many preceding sentences to show.
        notes: whether to list a single sentence's names, besides writing them into it.
        headlines: whether to say that a sentence is a headline; a very small model translates this.
        examples: whether to show model translations.
        inline: whether to write the renderings into the sentence in place of its names.
        prefills: how often to have a reply written anew from where a missing name was likeliest
            (:mod:`workflow.engines.llm.logprobs`); for endpoints that can.
        decoys: how often to ask with well-known names in place of those that are still missing.
            A very small model cannot mend its own reply (1 of 21 mended, measured), and asked
            afresh with the names listed it does little better (3 of 7).
        thoughts: tokens to allow for thoughts besides the reply; more where they turn out not to
            be enough.
        sampling: parameters of each request.
        question: how a sentence that asks is put, with ``{target}`` and ``{text}``; empty for
            models that translate a question and do not answer it.
        turn: the only turn of a model that takes no conversation; by subtag of a language where it
            depends on one, with the usual form under the empty string. Empty for chat models.
    """

    batch: int = 8
    corrections: int = 2
    context: int = 2
    notes: bool = True
    headlines: bool = True
    examples: bool = True
    inline: bool = True
    prefills: int = 0
    decoys: int = 0
    thoughts: int = 0
    sampling: Mapping[str, Any] = field(default_factory=lambda: {"temperature": 0, "seed": 1})
    question: str = ""
    turn: Mapping[str, TurnForm] = field(default_factory=dict)

    def form(self, source: str, target: str) -> TurnForm | None:
        """Return the prompt form for a pair of languages; None for a chat model.

        >>> profile("hunyuan-mt").form("en", "zh").terms
        '参考下面的翻译：'
        """
        known = self.turn
        return known.get(source) or known.get(target) or known.get("")


def names() -> tuple[str, ...]:
    """List the families that a project can name, in alphabetical order."""
    return tuple(sorted(_ORDER))


@cache
def profile(family: str) -> ModelProfile:
    """Read a profile by the name of its file."""
    table = _table(family)
    known = {each.name for each in fields(ModelProfile)}
    values = {key: value for key, value in table.items() if key in known}
    if turn := table.get("turn"):
        values["turn"] = dict(_forms(turn))
    return ModelProfile(**values)


def chosen(setting: str, model: str) -> ModelProfile:
    """Choose the profile for a model: the one in the settings, else by the model's name.

    Raises:
        ConfigError: no profile of the name that is set is known.

    >>> chosen("", "Qwen/Qwen3-8B").thoughts, chosen("", "gpt-4o-mini").thoughts
    (4096, 0)
    """
    if setting and setting not in _ORDER:
        what = say("llm.profile has no {name}", name=setting)
        raise ConfigError("settings", what, say("Known: {text}.", text=names()))
    return profile(setting or _family(model))


#: Fields that switch thoughts off: OpenAI and vLLM; Ollama; DashScope, SiliconFlow; DeepSeek, GLM,
#: Anthropic; OpenRouter; chat templates of Qwen and others, at vLLM, SGLang and llama.cpp.
_OFF: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("reasoning_effort", ("none",)),
    ("think", (False,)),
    ("enable_thinking", (False,)),
    ("thinking", ({"type": "disabled"},)),
    ("reasoning", ({"enabled": False}, {"effort": "none"}, {"max_tokens": 0})),
    ("chat_template_kwargs", ({"enable_thinking": False}, {"thinking": False})),
)


def thinks(llm: LlmSettings) -> bool:
    """Tell whether the model of the settings thinks before it answers.

    >>> thinks(LlmSettings(model="qwen3:8b"))
    True
    >>> thinks(LlmSettings(model="qwen3:8b", extra={"think": False}))
    False
    """
    off = any(name in llm.extra and llm.extra[name] in values for name, values in _OFF)
    return not off and room_for_thoughts(llm) > 0


def room_for_thoughts(llm: LlmSettings) -> int:
    """Return how many tokens the thoughts of the settings' model are allowed.

    They are as many as are usual in its family, also where they are switched off, which not every
    server heeds; and what the settings ask for: Anthropic refuses a smaller limit.

    >>> extra = {"thinking": {"type": "enabled", "budget_tokens": 10_000}}
    >>> room_for_thoughts(LlmSettings(model="claude-opus-4-6", extra=extra))
    10000
    """
    told = [llm.extra[name] for name, off in _OFF if _asks(llm.extra.get(name), off)]
    wanted = [each for value in told for each in _numbers(value)]
    usual = profile("thinking").thoughts if told else 0
    return max(chosen(llm.profile, llm.model).thoughts, usual, *wanted)


def _asks(value: object, off: Sequence[object]) -> bool:
    """Tell whether a setting asks for thoughts, which these values switch off."""
    if not isinstance(value, Mapping):
        return value is not None and value not in off
    known = {name for each in off if isinstance(each, Mapping) for name in each}
    return value not in off and not known.isdisjoint(value)


def _numbers(value: object) -> Iterator[int]:
    """Yield the numbers in a setting, such as a budget, but no true or false."""
    for each in value.values() if isinstance(value, Mapping) else (value,):
        if isinstance(each, int) and not isinstance(each, bool):
            yield each


def _family(model: str) -> str:
    for family in _ORDER:
        pattern = _table(family)["models"]
        if pattern and re.search(pattern, model, re.IGNORECASE):
            return family
    return _GENERAL


@cache
def _table(family: str) -> Mapping[str, Any]:
    text = files(__package__).joinpath("families", f"{family}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _forms(turn: Mapping[str, Any]) -> dict[str, TurnForm]:
    """Return the prompt forms of a family by language; the default one is under ``""``."""
    usual = {key: value for key, value in turn.items() if not isinstance(value, Mapping)}
    special = {key: value for key, value in turn.items() if isinstance(value, Mapping)}
    return {"": TurnForm(**usual)} | {key: TurnForm(**value) for key, value in special.items()}
