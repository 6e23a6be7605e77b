"""Find folders with a CTranslate2 model; tell what each is, and whether it is intact.

What is known of a model that was installed stands in its record (``workflow.lock.json``); of a
folder that the user keeps elsewhere it is read from its files: the vocabulary tells the family and
the languages, the model card (``README.md``) the licence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from workflow.engines.nmt.model_family import ModelFamily, family, recognized
from workflow.engines.setup import catalogue, models_folder, packages
from workflow.errors import ConfigError
from workflow.languages import language
from workflow.languages.codes import tags_of
from workflow.model import say

#: The files of a model that are of any use; nothing else is copied or fetched. None of them is a
#: format that runs code when it is loaded.
USEFUL = re.compile(
    r"model\.bin|config\.json|(?:shared_|source_|target_)?vocabulary\.(?:json|txt)"
    r"|[\w.-]+\.(?:spm|model)|(?:metadata|tokenizer_config)\.json"
    r"|README(?:\.md|\.txt)?|(?:LICEN[CS]E|NOTICE|COPYING)[\w.-]*",
    re.IGNORECASE,
)
#: Bytes that are read of files that are text.
_TEXT, _VOCABULARY = 1 << 20, 64 << 20


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """One folder with a model.

    Attributes:
        path: the folder.
        family: the name of its family.
        languages: the pieces that name languages, by their tags; empty for a model of one pair.
        pair: the languages that it is made for alone; an empty one means any of ``languages``.
        licence: what its card says, or what all models of its family have; empty where unknown.
        origin: where it came from, or what its card calls it.
        digest: SHA-256 of its weights; empty where nobody has reckoned it.
        problem: why it cannot be used, else empty.
    """

    path: Path
    family: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, str] = ("", "")
    licence: str = ""
    origin: str = ""
    digest: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """What drafts call it, without spaces."""
        return "_".join(self.path.name.split())

    def serves(self, source: str, target: str) -> bool:
        """Tell whether it translates from one language into another."""
        able = (one == own if own else one in self.languages
                for one, own in zip((source, target), self.pair, strict=True))  # fmt: skip
        return source != target and not self.problem and all(able)


def available() -> bool:
    """Tell whether the libraries are here; nothing is imported."""
    return all(find_spec(name) for name in ("ctranslate2", "sentencepiece"))


def home() -> Path:
    """Return the folder in which models are installed."""
    return models_folder() / "ctranslate2"


def installed() -> tuple[ModelFolder, ...]:
    """Return the models that were installed, also broken ones, by name."""
    try:
        paths = sorted(path for path in home().iterdir() if path.is_dir())
    except OSError:
        return ()
    return tuple(described(path) for path in paths if not path.name.startswith("."))


def described(path: Path) -> ModelFolder:
    """Read what is known of a model: from its record, else from its files."""
    try:
        record = json.loads((path / packages.LOCK).read_bytes())
        return ModelFolder(
            path,
            str(record["family"]),
            {str(tag): str(piece) for tag, piece in record["languages"].items()},
            (str(record["pair"][0]), str(record["pair"][1])),
            str(record["licence"]),
            str(record["origin"]),
            str(record["files"]["model.bin"]),
        )
    except FileNotFoundError:
        return examined(path)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ModelFolder(path, problem=say("has a damaged record"))


def examined(path: Path, pair: tuple[str, str] | None = None, of: str = "") -> ModelFolder:
    """Tell from its files what a folder's model is.

    Args:
        path: the folder.
        pair: the tags of its languages, where the user tells them.
        of: the name of its family, where the user tells it.
    """
    found = ModelFolder(path)
    if not (path / "model.bin").is_file():
        return replace(found, problem=say("has no {file}", file="model.bin"))
    try:
        names = [file.name for file in path.iterdir() if file.is_file()]
        pieces = vocabulary(path)
        known = (of, family(of)) if of else recognized(path.name, names, pieces)
    except (OSError, ValueError, RecursionError):
        return replace(found, problem=say("has no readable vocabulary"))
    if known is None or known[1].piece_files(names) is None:
        return replace(found, problem=say("has no SentencePiece model of a known name"))
    return _with_languages(found, known, pieces, names, pair)


def _with_languages(
    found: ModelFolder,
    known: tuple[str, ModelFamily],
    found_pieces: Iterable[str],
    names: Iterable[str],
    pair: tuple[str, str] | None,
) -> ModelFolder:
    name, own = known
    card = _card(found.path)
    codes = own.codes(tuple(found_pieces))
    languages = {tag: codes[code] for code, tag in tags_of(codes).items()}
    said = _plain(card.get("license_name")) or _plain(card.get("license"))
    # What forbids something holds for conversions as well, whatever their cards say.
    licence = own.licence if catalogue.licence(own.licence).forbids else said or own.licence
    found = replace(
        found,
        family=name,
        languages=languages,
        licence=licence,
        origin=_plain(card.get("base_model") or card.get("title")),
    )
    if pair or own.bilingual:
        pair = pair or _pair(found.path.name, own, names, card)
        if pair is None and len(languages) < 2:
            return replace(found, problem=say("does not say which languages it translates"))
        return replace(found, pair=pair or ("", ""))
    return found


def vocabulary(path: Path) -> tuple[str, ...]:
    """Return the pieces of a model, of source and target.

    Raises:
        ValueError: there are none, or they cannot be read.
    """
    pieces: dict[str, None] = {}
    for name in ("shared_vocabulary", "source_vocabulary", "target_vocabulary", "vocabulary"):
        for file in (path / f"{name}.json", path / f"{name}.txt"):
            if not file.is_file():
                continue
            with file.open("rb") as opened:
                text = opened.read(_VOCABULARY).decode("utf-8")
            found = json.loads(text) if file.suffix == ".json" else text.splitlines()
            pieces |= dict.fromkeys(piece for piece in found if isinstance(piece, str))
    if not pieces:
        raise ValueError
    return tuple(pieces)


def _card(path: Path) -> Mapping[str, Any]:
    """Read a model card, and metadata in Mozilla's or Argos' form; empty if there is neither."""
    said: dict[str, Any] = {}
    for name in ("metadata.json", "README.md"):
        try:
            with (path / name).open("rb") as file:
                text = file.read(_TEXT).decode("utf-8", "replace")
            table = json.loads(text) if name.endswith(".json") else _front_matter(text)
        except (OSError, ValueError, yaml.YAMLError, RecursionError):
            continue
        said |= table if isinstance(table, Mapping) else {}
    return said


def _front_matter(text: str) -> Any:
    """Return the values at the head of a model card, all as text: ``no`` is Norwegian."""
    found = re.match(r"---\s*\n(.*?)\n---\s*(?:\n|$)", text, re.DOTALL)
    return yaml.load(found[1], yaml.BaseLoader) if found else {}  # noqa: S506 — text alone


def _plain(value: Any) -> str:
    """Return a value of any type as one line of text."""
    one = next(iter(value), "") if isinstance(value, list) else value
    return " ".join(str(one or "").split())[:120] if isinstance(one, str) else ""


def _pair(
    model: str, own: ModelFamily, names: Iterable[str], card: Mapping[str, Any]
) -> tuple[str, str] | None:
    """Find the languages of a model of one pair: its metadata, its name, its files, its card."""
    fields = (("sourceLanguage", "targetLanguage"), ("from_code", "to_code"), ("src", "trg"))
    told: list[tuple[Any, ...]] = []
    told.extend((card.get(one), card.get(other)) for one, other in fields)
    told.extend(reversed(list(pairwise(re.split(r"[-_.]+", model)))))
    found = map(re.compile(own.pair or r"(?!)").search, names)
    told.extend(match.groups() for match in found if match)
    spoken = card.get("language")
    if isinstance(spoken, list) and len(spoken) == 2:
        told.append(tuple(spoken))
    return next(filter(None, (_tags(*each) for each in told)), None)


def _tags(one: Any, other: Any) -> tuple[str, str] | None:
    """Return the tags of two codes, if both are languages, and not the same."""
    if not all(isinstance(code, str) and 2 <= len(code) <= 8 for code in (one, other)):
        return None
    try:
        tags = language(one).tag, language(other).tag
    except ConfigError:
        return None
    return tags if tags[0] != tags[1] else None


def asked_pair(text: str) -> tuple[str, str] | None:
    """Return the languages that a user writes as ``en-ko``, if they are two.

    >>> asked_pair("en-ko"), asked_pair("zh-Hans:ko"), asked_pair("en")
    (('en', 'ko'), ('zh-Hans', 'ko'), None)
    """
    one, _, other = text.partition(":") if ":" in text else text.partition("-")
    return _tags(one, other)
