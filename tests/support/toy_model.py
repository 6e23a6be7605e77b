"""Trains the small translation models that the tests use, as Argos packages.

They are real ones: SentencePiece pieces, a Transformer of 3+2 layers, int8 weights for
CTranslate2, zipped as ``.argosmodel`` with the layout Argos' index serves. The packages in
``tests/data/packages`` were made by::

    python -m venv /tmp/train
    /tmp/train/bin/pip install torch sentencepiece ctranslate2
    /tmp/train/bin/python -m tests.support.toy_model tests/data/packages

(minutes on two cores). PyTorch is needed for training only; no test needs it.
"""

from __future__ import annotations

import io
import itertools
import json
import math
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.toy_corpus import SYMBOLS, sentences

VERSION = "1.0"
WIDTH, HEADS, INNER, ENCODERS, DECODERS = 96, 4, 256, 3, 2
_COLUMN = {"en": 0, "ko": 1, "zh": 2}
_NAMES = {"en": "English", "ko": "Korean", "zh": "Chinese"}


@dataclass(frozen=True)
class Recipe:
    """One model: its pair, how long it trains and whether it learns symbols for names."""

    source: str
    target: str
    steps: int = 1800
    symbols: float = 0.0
    seed: int = 7


RECIPES = (Recipe("en", "ko"), Recipe("en", "zh", symbols=0.12), Recipe("ko", "en"))


def pairs(recipe: Recipe, seed: int) -> itertools.starmap[tuple[str, str]]:
    """Endless (source, target) sentences of a recipe."""
    one, two = _COLUMN[recipe.source], _COLUMN[recipe.target]
    return itertools.starmap(
        lambda line, _slots: (line[one], line[two]), sentences(seed, recipe.symbols)
    )


def train_pieces(recipe: Recipe) -> bytes:
    """A SentencePiece model for both languages of the pair."""
    import sentencepiece

    lines = itertools.chain.from_iterable(itertools.islice(pairs(recipe, recipe.seed), 20_000))
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        vocab_size=1100,
        hard_vocab_limit=False,
        byte_fallback=True,
        character_coverage=1.0,
        user_defined_symbols=list(SYMBOLS) if recipe.symbols else [],
        minloglevel=2,
    )
    return model.getvalue()


def _network(size: int) -> Any:  # noqa: C901 — three small classes, one name
    """A pre-norm Transformer whose parts mirror CTranslate2's specification."""
    import torch
    from torch import nn

    class Attention(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.LayerNorm(WIDTH)
            self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))

        def forward(self, x: Any, memory: Any, mask: Any) -> Any:
            query = self.norm(x)
            memory = query if memory is None else memory

            def heads(y: Any) -> Any:
                return y.view(y.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)

            mixed = nn.functional.scaled_dot_product_attention(
                heads(self.query(query)), heads(self.key(memory)), heads(self.value(memory)),
                attn_mask=mask,
            )  # fmt: skip
            return x + self.out(mixed.transpose(1, 2).reshape(x.shape))

    class FeedForward(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.LayerNorm(WIDTH)
            self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

        def forward(self, x: Any) -> Any:
            return x + self.outer(torch.relu(self.inner(self.norm(x))))

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(size, WIDTH)
            nn.init.normal_(self.embedding.weight, std=WIDTH**-0.5)
            self.positions = _positions()
            self.encoder = nn.ModuleList(
                nn.ModuleList((Attention(), FeedForward())) for _ in range(ENCODERS)
            )
            self.decoder = nn.ModuleList(
                nn.ModuleList((Attention(), Attention(), FeedForward())) for _ in range(DECODERS)
            )
            self.encoder_norm, self.decoder_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)

        def forward(self, source: Any, target: Any) -> Any:
            seen = (source != 0)[:, None, None, :]
            memory = self._embed(source)
            for attention, feed in self.encoder:
                memory = feed(attention(memory, None, seen))
            memory = self.encoder_norm(memory)
            length = target.shape[1]
            past = torch.ones(length, length).tril().bool()[None, None]
            x = self._embed(target)
            for attention, cross, feed in self.decoder:
                x = feed(cross(attention(x, None, past), memory, seen))
            return self.decoder_norm(x) @ self.embedding.weight.T

        def _embed(self, ids: Any) -> Any:
            return self.embedding(ids) * WIDTH**0.5 + self.positions[: ids.shape[1]]

    return Network()


def _positions() -> Any:
    import torch

    place = torch.arange(256)[:, None]
    rate = torch.exp(-torch.arange(WIDTH // 2) * (math.log(10_000) / (WIDTH // 2 - 1)))[None]
    return torch.cat([torch.sin(place * rate), torch.cos(place * rate)], dim=1)


def train(recipe: Recipe, pieces: bytes) -> tuple[Any, list[str]]:
    """The trained network and its vocabulary; id 0 pads, 1 begins, 2 ends, 3 is unknown."""
    import sentencepiece
    import torch

    torch.manual_seed(recipe.seed)
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    learned = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    special = ["<blank>", "<s>", "</s>", "<unk>"]
    vocabulary = special + [piece for piece in learned if piece not in special]
    ids = {piece: number for number, piece in enumerate(vocabulary)}

    def encoded(text: str) -> list[int]:
        return [ids[piece] for piece in processor.encode(text, out_type=str)]

    network = _network(len(vocabulary))
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, betas=(0.9, 0.98))
    lines = pairs(recipe, recipe.seed + 1)
    for step in range(recipe.steps):
        rate = min((step + 1) / 200, 1.0) * 0.5 * (1 + math.cos(math.pi * step / recipe.steps))
        for group in optimizer.param_groups:
            group["lr"] = 2.5e-3 * max(rate, 0.01)
        batch = [(encoded(a), encoded(b)) for a, b in itertools.islice(lines, 96)]
        source = _padded([a for a, _ in batch])
        inputs, outputs = _padded([[1, *b] for _, b in batch]), _padded([[*b, 2] for _, b in batch])
        loss = torch.nn.functional.cross_entropy(
            network(source, inputs).flatten(0, 1), outputs.flatten(),
            ignore_index=0, label_smoothing=0.05,
        )  # fmt: skip
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if step % 200 == 199:
            print(f"{recipe.source}_{recipe.target} step {step + 1} loss {loss:.3f}", flush=True)
    return network, vocabulary


def _padded(rows: list[list[int]]) -> Any:
    import torch

    longest = max(map(len, rows))
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])


def convert(network: Any, vocabulary: list[str], folder: Path) -> None:
    """Writes the network as an int8 CTranslate2 model, with the OpenNMT converter's defaults."""
    import numpy as np
    from ctranslate2.specs import transformer_spec

    spec = transformer_spec.TransformerSpec.from_config(
        (ENCODERS, DECODERS), HEADS, pre_norm=True, alignment_layer=-1, alignment_heads=1
    )

    def array(tensor: Any) -> Any:
        return tensor.detach().numpy().astype(np.float32)

    def norm(target: Any, module: Any) -> None:
        target.gamma, target.beta = array(module.weight), array(module.bias)

    def linear(target: Any, *modules: Any) -> None:
        target.weight = np.concatenate([array(module.weight) for module in modules])
        target.bias = np.concatenate([array(module.bias) for module in modules])

    def own(target: Any, module: Any) -> None:
        norm(target.layer_norm, module.norm)
        linear(target.linear[0], module.query, module.key, module.value)
        linear(target.linear[1], module.out)

    def feed(target: Any, module: Any) -> None:
        norm(target.layer_norm, module.norm)
        linear(target.linear_0, module.inner)
        linear(target.linear_1, module.outer)

    weight = array(network.embedding.weight)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = weight
    spec.decoder.projection.weight = weight
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = array(network.positions)
    norm(spec.encoder.layer_norm, network.encoder_norm)
    norm(spec.decoder.layer_norm, network.decoder_norm)
    for target, (attention, inner) in zip(spec.encoder.layer, network.encoder, strict=True):
        own(target.self_attention, attention)
        feed(target.ffn, inner)
    for target, (attention, cross, inner) in zip(spec.decoder.layer, network.decoder, strict=True):
        own(target.self_attention, attention)
        norm(target.attention.layer_norm, cross.norm)
        linear(target.attention.linear[0], cross.query)
        linear(target.attention.linear[1], cross.key, cross.value)
        linear(target.attention.linear[2], cross.out)
        feed(target.ffn, inner)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def package(recipe: Recipe, folder: Path) -> Path:
    """Trains one recipe and writes ``translate-xx_yy-1_0.argosmodel`` into ``folder``."""
    name = f"translate-{recipe.source}_{recipe.target}-{VERSION.replace('.', '_')}"
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.9.6",
        "from_code": recipe.source,
        "from_name": _NAMES[recipe.source],
        "to_code": recipe.target,
        "to_name": _NAMES[recipe.target],
    }
    pieces = train_pieces(recipe)
    network, vocabulary = train(recipe, pieces)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.argosmodel"
    with (
        tempfile.TemporaryDirectory() as model,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
    ):
        convert(network, vocabulary, Path(model))
        archive.writestr(f"{name}/metadata.json", json.dumps(metadata, indent=1))
        archive.writestr(f"{name}/README.md", "A test model for a small news language.\n")
        archive.writestr(f"{name}/sentencepiece.model", pieces)
        for part in sorted(Path(model).iterdir()):
            archive.write(part, f"{name}/model/{part.name}")
    return file


if __name__ == "__main__":
    wanted = sys.argv[2:]
    for each in RECIPES:
        if not wanted or f"{each.source}_{each.target}" in wanted:
            print(package(each, Path(sys.argv[1])))
