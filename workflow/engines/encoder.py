"""Measure how similar two sentences in any languages are, with a small sentence encoder.

Any encoder that is published as ONNX beside its ``tokenizer.json`` will do, in the layout of
sentence-transformers (sbert.net, "Export to ONNX"): the pooling is as ``1_Pooling/config.json``
says, else the mean; a prompt before each sentence as ``config_sentence_transformers.json`` says.
It comes from a folder, or by name from the hub.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workflow.engines.setup import hub, models_folder
from workflow.errors import EngineError, EngineMissing, install_hint
from workflow.model import Project, say
from workflow.parsers import plainly
from workflow.protocols import Progress, silent

_MODELS = ("model.onnx", "onnx/model.onnx")
_TOKENIZER = "tokenizer.json"
_POOLING = "1_Pooling/config.json"
_PROMPTS = "config_sentence_transformers.json"
_WANTED = frozenset(
    (*_MODELS, *(f"{name}_data" for name in _MODELS), _TOKENIZER, _POOLING, _PROMPTS)
)
#: Sentences in one batch, and tokens of a sentence that are read.
_BATCH, _LONGEST = 16, 256


class Encoder:
    """An encoder in a folder; it is loaded when it is first used.

    Attributes:
        signature: its name, and what tells it from another version.
    """

    def __init__(self, folder: Path) -> None:
        """Find the files.

        Raises:
            EngineMissing: the libraries are not installed, or files are missing.
        """
        for library in ("onnxruntime", "tokenizers"):
            if find_spec(library) is None:
                what = say("needs the library {name}", name=library)
                raise EngineMissing("qa.encoder", what, install_hint("ear"))
        models = [folder / name for name in _MODELS if (folder / name).is_file()]
        if not models or not (folder / _TOKENIZER).is_file():
            what = say("has no {names}", names=["model.onnx", _TOKENIZER])
            raise EngineMissing(folder, what, say("Correct {setting}.", setting="qa.encoder"))
        self._folder, self._model = folder, models[0]
        stat = self._model.stat()
        self.signature = f"{folder.name}/{stat.st_size}-{stat.st_mtime_ns}"
        self._loaded: tuple[Any, Any] | None = None
        pooling, prompts = (_settings(folder / name) for name in (_POOLING, _PROMPTS))
        self._first = bool(pooling.get("pooling_mode_cls_token"))
        told = prompts.get("prompts")
        name = str(prompts.get("default_prompt_name"))
        self._prompt = str(told.get(name, "")) if isinstance(told, dict) else ""

    def likeness(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the cosine of each pair of sentences, between -1 and 1.

        Raises:
            EngineError: the files cannot be used.
        """
        texts = [f"{self._prompt}{text}" for pair in pairs for text in pair]
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors: dict[int, Any] = {}
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            vectors |= zip(some, self._vectors([texts[index] for index in some]), strict=True)
        return [float(vectors[2 * n] @ vectors[2 * n + 1]) for n in range(len(pairs))]

    def _vectors(self, texts: Sequence[str]) -> Any:
        """Return a vector of length 1 for each text."""
        import numpy as np

        try:
            session, tokenizer = self._load()
            tokens = tokenizer.encode_batch(list(texts))
            ids = np.array([each.ids for each in tokens], dtype=np.int64)
            mask = np.array([each.attention_mask for each in tokens], dtype=np.int64)
            known = {"input_ids": ids, "attention_mask": mask}
            wanted = [each.name for each in session.get_inputs()]
            names = [each.name for each in session.get_outputs()]
            found = session.run(
                None, {name: known.get(name, np.zeros_like(ids)) for name in wanted}
            )
            whole = "sentence_embedding"
            result = found[names.index(whole)] if whole in names else self._pooled(found[0], mask)
            length = np.linalg.norm(result, axis=1, keepdims=True)
            return result / np.maximum(length, 1e-9)
        except Exception as error:  # onnxruntime raises its own kinds, tokenizers plain exceptions
            what = say("cannot be used as an encoder ({reason})", reason=plainly(error))
            hint = say("Correct {setting}.", setting="qa.encoder")
            raise EngineError(self._model, what, hint) from None

    def _pooled(self, states: Any, mask: Any) -> Any:
        """Return the sentences' vectors: that of the first token, or the mean of all."""
        if self._first:
            return states[:, 0]
        weights = mask[:, :, None]
        return (states * weights).sum(axis=1) / weights.sum(axis=1).clip(min=1)

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            from onnxruntime import InferenceSession
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(self._folder / _TOKENIZER))
            tokenizer.enable_truncation(_LONGEST)
            if not tokenizer.padding:
                tokenizer.enable_padding()
            session = InferenceSession(str(self._model), providers=["CPUExecutionProvider"])
            self._loaded = session, tokenizer
        return self._loaded


def encoder(project: Project, progress: Progress = silent) -> Encoder | None:
    """Return the encoder that ``qa.encoder`` names, or None.

    A folder, relative to the project; else a repository of the hub, ``OWNER/NAME``, which is
    fetched once, each file compared with the hub's checksum.

    Raises:
        EngineMissing: there is neither, or a library is missing.
        EngineError: the hub cannot be reached.
    """
    named = project.settings.qa.encoder
    if not named:
        return None
    folder = project.root / named
    if not folder.is_dir():
        folder = models_folder() / "encoders" / named.replace("/", "--")
        if not (folder / _TOKENIZER).is_file():
            _fetch(project, named, folder, progress)
    return Encoder(folder)


def _fetch(project: Project, name: str, folder: Path, progress: Progress) -> None:
    if name.count("/") != 1 or name.startswith((".", "/")):
        what = say("is neither a folder nor a repository of the hub")
        raise EngineMissing(name, what, say("Correct {setting}.", setting="qa.encoder"))
    address = hub.endpoint(project)
    repository = hub.look_up(name, address)
    # The tokenizer comes last: with it, everything is there.
    names = sorted(
        {file.name for file in repository.files} & _WANTED, key=lambda n: n == _TOKENIZER
    )
    for each in names:
        hub.fetch(repository, each.__eq__, folder, address, progress)


def _settings(path: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(path.read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}
