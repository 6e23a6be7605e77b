"""Define the settings of engines, as written under ``[tool.workflow.NAME]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """How to reach an OpenAI-compatible endpoint, and how to talk to its model.

    Attributes:
        url: the root of the API.
        model: its name there.
        profile: the family of the model; empty where its name tells.
        key_env: the environment variable that holds the key: keys are never written to files.
        headers: further headers; a value ``$NAME`` is that of an environment variable.
        extra: further fields of each request, which go before our own.
        timeout: seconds for one request.
        concurrency: requests at a time.
        retries: after a failure that may pass.
        batch: sentences in one request, as JSON; 1 asks in plain text, 0 is as the profile says.
        max_tokens: the limit of a reply with its thoughts; 0 leaves it to the length of the text.
        revise: whether drafts are criticised, and those with errors written again.
        critic: the model that criticises; empty for the same one.
        price: of a million tokens, ``input`` and ``output``; empty where nobody reckons.
        max_cost: the most that one run may cost; 0 is any amount.
    """

    url: str = ""
    model: str = ""
    profile: str = ""
    key_env: str = "WORKFLOW_LLM_KEY"
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    timeout: float = 120.0
    concurrency: int = 4
    retries: int = 3
    batch: int = 0
    max_tokens: int = 0
    revise: bool = False
    critic: str = ""
    price: Mapping[str, float] = field(default_factory=dict)
    max_cost: float = 0.0


@dataclass(frozen=True, slots=True)
class DeeplSettings:
    """How DeepL is reached.

    Attributes:
        key_env: the environment variable that holds the key: keys are never written to files.
        url: the root of the API; empty for DeepL's own, free or paid as the key says.
    """

    key_env: str = "DEEPL_API_KEY"
    url: str = ""


@dataclass(frozen=True, slots=True)
class GoogleSettings:
    """How Google Cloud Translation is reached; its credentials are those that Google's tools find.

    Attributes:
        project: the id of the project at Google that is billed; empty for no such engine.
        location: where the request is answered; glossaries are in one place each.
        model: of those that translate: ``nmt``, ``translation-llm``, or the full name of one.
        bucket: the bucket of Cloud Storage that glossaries made of ours are put into; empty for
            none, for Google makes a glossary only from a file there.
        glossary: the name of a glossary that is there, which is used in place of ours.
        url: another root of the API, such as a region's own.
    """

    project: str = ""
    location: str = "us-central1"
    model: str = "nmt"
    bucket: str = ""
    glossary: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Ctranslate2Settings:
    """Which translation models run on this machine, beside Argos packages.

    Attributes:
        models: names of installed models, or paths of folders, the best first; empty for all that
            are installed.
        families: a model's name and its family, where that cannot be recognized.
        pairs: a model's name and the languages it is for, ``en-ko``, where it does not say.
        device: ``auto``, ``cpu`` or ``cuda``.
        compute: CTranslate2's type of numbers; ``default`` is what the model is stored in.
    """

    models: tuple[str, ...] = ()
    families: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    device: str = "auto"
    compute: str = "default"


@dataclass(frozen=True, slots=True)
class EnginesSettings:
    """The sources from which ``workflow engines install`` fetches models.

    Attributes:
        hub: the address of the model hub; empty for ``$HF_ENDPOINT``, else Hugging Face.
    """

    hub: str = ""


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """Which language model runs on this machine.

    Attributes:
        model: a GGUF file: its name in the models folder, or a path; empty for the model that
            ``workflow engines install local`` fetches.
        profile: its family; empty where its name tells.
        context: tokens of question and reply together; 0 is as many as suit the model.
    """

    model: str = ""
    profile: str = ""
    context: int = 0
