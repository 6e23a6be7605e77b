"""Folders with CTranslate2 models, each as its family's are: the test packages in other clothes.

The weights and SentencePiece models are those of ``tests/data/packages``. Pieces that never occur
(control bytes) are renamed to those that a family has for languages and the end of a sentence.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.support import argos

#: Files of SentencePiece models and pieces for languages, by family.
CLOTHES = {
    "opennmt": (("sentencepiece.model",), {}),
    "firefox": (("vocab.enko.spm",), {}),
    "opus-mt": (("source.spm", "target.spm"), {"ko": ">>kor<<", "ja": ">>jpn<<"}),
    "nllb": (
        ("sentencepiece.bpe.model",),
        {"en": "eng_Latn", "ko": "kor_Hang", "zh-Hans": "zho_Hans", "zh-Hant": "zho_Hant"},
    ),
    "m2m100": (("sentencepiece.bpe.model",), {"en": "__en__", "ko": "__ko__", "zh-Hans": "__zh__"}),
    "small100": (("sentencepiece.bpe.model",), {"en": "__en__", "ko": "__ko__"}),
    "mbart50": (("sentencepiece.bpe.model",), {"en": "en_XX", "ko": "ko_KR", "zh-Hans": "zh_CN"}),
    "madlad": (("spiece.model",), {"en": "<2eng>", "ko": "<2kor>"}),
}
NAMES = {"opus-mt": "opus-mt-en-ko", "small100": "small100-ct2", "opennmt": "talks_en_ko"}


@dataclass(frozen=True)
class Dressed:
    """A folder that was made.

    Attributes:
        path: the folder.
        family: the family whose clothes it wears.
        languages: its pieces for languages, by tag.
        pieces: the SentencePiece model of the source, and that of the target.
    """

    path: Path
    family: str
    languages: dict[str, str]
    pieces: tuple[Path, Path]


def dress(
    folder: Path, family: str, *, pair: str = "en_ko", card: str = "", ends: bool = False
) -> Dressed:
    """Writes a model folder.

    Args:
        folder: where to.
        family: whose clothes.
        pair: the package whose model it is.
        card: the text of its README.md.
        ends: whether CTranslate2 is to end a source itself, as converters from Marian say.
    """
    path = folder / NAMES.get(family, f"{family}-test")
    path.mkdir(parents=True)
    names, languages = CLOTHES[family]
    renamed = {f"<0x{number:02X}>": piece for number, piece in enumerate(languages.values(), 1)}
    with zipfile.ZipFile(argos.archive(pair)) as opened:
        top = opened.namelist()[0].split("/")[0]
        (path / "model.bin").write_bytes(opened.read(f"{top}/model/model.bin"))
        config = json.loads(opened.read(f"{top}/model/config.json"))
        vocabulary = json.loads(opened.read(f"{top}/model/shared_vocabulary.json"))
        model = opened.read(f"{top}/sentencepiece.model")
    (path / "config.json").write_text(json.dumps(config | {"add_source_eos": ends}))
    dressed = [renamed.get(piece, piece) for piece in vocabulary]
    (path / "shared_vocabulary.json").write_text(json.dumps(dressed, ensure_ascii=False))
    if family == "madlad":
        model = _with_symbols(model, renamed)
    for name in names:
        (path / name).write_bytes(model)
    if card:
        (path / "README.md").write_text(card, "utf-8")
    return Dressed(path, family, languages, (path / names[0], path / names[-1]))


def _with_symbols(model: bytes, renamed: dict[str, str]) -> bytes:
    """Makes the byte pieces of a SentencePiece model symbols of a user, some under other names.

    In its protocol buffer a piece is its text (field 1), its score and its type (field 3: 6 for a
    byte, 4 for a symbol); field 35 of the trainer's part is whether there are pieces for bytes.
    """
    for number in range(256):
        old = f"<0x{number:02X}>"
        at = model.index(b"\x0a\x06" + old.encode())
        piece = model[at : at + 15].replace(old.encode(), renamed.get(old, old).encode())
        assert model[at + 13 : at + 15] == b"\x18\x06"
        model = model[:at] + piece[:14] + b"\x04" + model[at + 15 :]
    return model.replace(b"\x98\x02\x01", b"\x98\x02\x00")


def zipped(folder: Path, file: Path, top: str = "") -> Path:
    """Packs a folder as a zip, everything in ``top`` if it is given."""
    with zipfile.ZipFile(file, "w") as archive:
        for each in sorted(folder.iterdir()):
            archive.write(each, f"{top}/{each.name}" if top else each.name)
    return file
