"""The ``ctranslate2`` engine: folders with a model, each family's pieces, and the term ladder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import sentencepiece

from tests.support import argos, model_folders
from tests.support.command import workflow
from workflow import engines
from workflow.engines.ctranslate2 import FolderEngine
from workflow.engines.nmt.model_family import family, family_names
from workflow.engines.setup import model_folders as setup
from workflow.engines.setup import packages
from workflow.engines.setup.folder_install import ModelFacts, install_folder
from workflow.errors import ConfigError, EngineError, ModelFileError, PairUnavailable
from workflow.model import Ctranslate2Settings, Draft, Project, Request, Settings

#: What the documentation of each family gives a model for "Hello" from English into Korean: pieces
#: before the text, behind it, and at the beginning of the translation. E stands for English.
RECIPES = {
    "opennmt": ([], [], []),
    "firefox": ([], ["</s>"], []),
    "opus-mt": ([">>kor<<"], ["</s>"], []),
    "nllb": (["eng_Latn"], ["</s>"], ["kor_Hang"]),
    "small100": (["__ko__"], ["</s>"], []),
    "m2m100": (["__en__"], ["</s>"], ["__ko__"]),
    "mbart50": (["en_XX"], ["</s>"], ["ko_KR"]),
    "madlad": (["▁", "<2kor>"], ["</s>"], []),
}
TEXTS = ["Angela Merkel visited Berlin on Monday.", "The conference in Tokyo begins on Friday."]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that remembers for all families which names their common weights render."""
    return Project(tmp_path_factory.mktemp("project"), Settings())


def kept(project: Project, *folders: Path, **more: Any) -> FolderEngine:
    """The engine over folders that lie where their user keeps them."""
    settings = Ctranslate2Settings(models=tuple(map(str, folders)), **more)
    return FolderEngine(replace(project, settings=replace(project.settings, ctranslate2=settings)))


def translated(engine: FolderEngine, requests: Sequence[Request], pair: str) -> list[Draft]:
    drafts = dict(engine.translate(requests, *pair.split(" ")))
    return [drafts[number] for number in range(len(requests))]


def test_every_family_has_a_recipe_here() -> None:
    """And names the source of what it says."""
    assert set(RECIPES) == set(family_names()) == set(model_folders.CLOTHES)
    folder = Path(setup.__file__).parents[1] / "nmt" / "families"
    assert all("\nsource = " in file.read_text("utf-8") for file in folder.glob("*.toml"))
    assert len(list(folder.glob("*.toml"))) == len(family_names())


@pytest.mark.parametrize("name", RECIPES)
def test_a_family_is_recognized_and_gets_its_pieces(
    project: Project, tmp_path: Path, name: str
) -> None:
    """Texts come out as from CTranslate2 itself, called as the family's documentation does."""
    made = model_folders.dress(tmp_path, name)
    found = setup.described(made.path)
    assert (found.family, found.problem) == (name, "")
    assert dict(found.languages) == made.languages
    engine = kept(project, made.path)
    drafts = translated(engine, [Request(text) for text in TEXTS], "en ko")

    before, behind, begin = RECIPES[name]
    reader, writer = (
        sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in made.pieces
    )
    if name == "madlad":  # its language is text: what SentencePiece makes of it is what counts
        assert reader.encode("<2kor> Hello", out_type=str)[:2] == before
    translator = ctranslate2.Translator(str(made.path))
    results = translator.translate_batch(
        [[*before, *reader.encode(text, out_type=str), *behind] for text in TEXTS],
        target_prefix=[begin] * len(TEXTS) if begin else None,
        beam_size=4, length_penalty=0.2,
    )  # fmt: skip
    pieces = [result.hypotheses[0][len(begin) :] for result in results]
    expected = [writer.decode_pieces(each).replace("▁", " ").strip() for each in pieces]
    assert [draft.text for draft in drafts] == expected


@pytest.mark.parametrize("name", RECIPES)
def test_the_glossary_holds_whatever_the_family(shared: Project, tmp_path: Path, name: str) -> None:
    """All renderings of 20 sentences, or it is said which is missing."""
    engine = kept(shared, model_folders.dress(tmp_path, name).path)
    requests = [request for request, _ in argos.corpus("en", "ko", 20, seed=4)]
    drafts = translated(engine, requests, "en ko")
    met = 0
    for draft, request in zip(drafts, requests, strict=True):
        missing = [use for use in request.terms if use.rendering not in draft.text]
        assert not missing or "term-missing" in {problem.code for problem in draft.problems}
        met += not missing
    assert met / len(requests) >= 0.95


def test_a_converter_that_ends_the_source_is_believed(project: Project, tmp_path: Path) -> None:
    """Marian's says so in the configuration: then the piece is not there twice."""
    (own,) = kept(project, model_folders.dress(tmp_path / "a", "opus-mt").path).route("en", "ko")
    (its,) = kept(project, model_folders.dress(tmp_path / "b", "opus-mt", ends=True).path).route(
        "en", "ko"
    )
    assert own.framed("Hello.")[-1] == "</s>"
    assert its.framed("Hello.") == own.framed("Hello.")[:-1]


def test_a_model_for_many_languages_is_loaded_once(project: Project, tmp_path: Path) -> None:
    """Two pairs share the weights; the tag of a language finds the model's own code."""
    engine = kept(project, model_folders.dress(tmp_path, "nllb").path)
    (one,), (other,) = engine.route("en", "ko"), engine.route("en", "zh-Hant")
    assert one.translator is other.translator
    assert other.framed("Hello.")[0] == "eng_Latn"
    assert other.tokens.start == ("zho_Hant",)
    assert not engine.serves("en", "ja")
    assert not engine.serves("ko", "ko")


def test_a_large_model_is_loaded_from_its_folder(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit into memory several times translates as well."""
    made = model_folders.dress(tmp_path, "opennmt").path
    small = translated(kept(project, made), [Request(text) for text in TEXTS], "en ko")
    monkeypatch.setattr("workflow.engines.nmt.model_weights._IN_MEMORY", 0)
    assert translated(kept(project, made), [Request(text) for text in TEXTS], "en ko") == small


def test_two_models_make_a_way_through_english(project: Project, tmp_path: Path) -> None:
    """Names travel along it."""
    first = model_folders.dress(tmp_path / "a", "opennmt", pair="ko_en").path
    first = first.rename(first.with_name("talks-ko-en"))
    second = model_folders.dress(tmp_path / "b", "opennmt", pair="en_zh").path
    second = second.rename(second.with_name("talks-en-zh"))
    engine = kept(project, first, second)
    assert engine.signature("ko", "zh-Hans").count("+") == 1
    requests = [request for request, _ in argos.corpus("ko", "zh-Hans", 10)]
    drafts = translated(engine, requests, "ko zh-Hans")
    met = [all(use.rendering in draft.text for use in request.terms)
           for draft, request in zip(drafts, requests, strict=True)]  # fmt: skip
    assert sum(met) >= 9


def test_the_signature_names_the_weights(project: Project, tmp_path: Path) -> None:
    """The same name with other weights is another signature."""
    made = model_folders.dress(tmp_path, "opennmt")
    first = kept(project, made.path).signature("en", "ko")
    assert first == f"ctranslate2/talks_en_ko-{packages.hashes(made.path)['model.bin'][:8]}"
    weights = made.path / "model.bin"
    weights.write_bytes(weights.read_bytes() + b"\0")
    assert kept(project, made.path).signature("en", "ko") != first


def test_settings_tell_what_a_folder_does_not(project: Project, tmp_path: Path) -> None:
    """A name without languages, files with names of another family."""
    made = model_folders.dress(tmp_path, "opennmt").path
    plain = made.rename(made.with_name("plain"))
    assert "which languages" in setup.described(plain).problem
    assert not kept(project, plain).serves("en", "ko")
    told = kept(project, plain, pairs={"plain": "en-ko"})
    assert told.serves("en", "ko")
    other = kept(project, plain, pairs={"plain": "en-ko"}, families={"plain": "opus-mt"})
    assert not other.serves("en", "ko")
    with pytest.raises(ConfigError, match="families"):
        kept(project, plain, families={"plain": "babel"}).serves("en", "ko")


def test_auto_takes_it_before_argos(project: Project, tmp_path: Path) -> None:
    """A model that was installed for a pair is better than a package from an index, mostly."""
    argos.unpack(Path(packages.folders()[0]), "en_ko", "en_zh")
    assert engines.choose(project, "en", "ko").name == "argos"
    assert workflow("engines", "install", model_folders.dress(tmp_path, "opennmt").path).code == 0
    assert engines.choose(project, "en", "ko").name == "ctranslate2"
    assert engines.choose(project, "en", "zh-Hans").name == "argos"
    with pytest.raises(PairUnavailable, match="ctranslate2"):
        engines.choose(replace(project, settings=Settings(engine="ctranslate2")), "en", "ja")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("opus-mt-tc-big-en-ko-ct2-float16", ("en", "ko")), ("opus-mt-en-zh", ("en", "zh-Hans")),
        ("translate-ko_en", ("ko", "en")), ("my-model", None),
    ],
)  # fmt: skip
def test_a_name_may_tell_the_languages(
    tmp_path: Path, text: str, pair: tuple[str, str] | None
) -> None:
    """As those of OPUS-MT do, whose first letters are not Maltese."""
    made = model_folders.dress(tmp_path, "opennmt").path
    found = setup.described(made.rename(made.with_name(text)))
    assert (found.pair if not found.problem else None) == pair


def test_a_model_card_is_only_text(tmp_path: Path) -> None:
    """Norwegian is no falsehood; what is no card says nothing."""
    made = model_folders.dress(tmp_path, "opennmt", card="---\nlanguage:\n- en\n- no\n---\n").path
    plain = made.rename(made.with_name("plain"))
    assert setup.described(plain).pair == ("en", "nb")
    for card in ("---\n[" * 3, "---\n: :\n---", "---\n!!python/object:os.x {}\n---", ""):
        (plain / "README.md").write_text(card)
        assert setup.described(plain).licence == ""


@pytest.mark.parametrize(
    ("file", "data", "problem"),
    [
        ("shared_vocabulary.json", b"{", "no readable vocabulary"),
        ("shared_vocabulary.json", b"[" * 100_000, "no readable vocabulary"),
        ("shared_vocabulary.json", None, "no readable vocabulary"),
        ("sentencepiece.model", None, "no SentencePiece model"),
        ("model.bin", None, "has no model.bin"),
    ],
)  # fmt: skip
def test_a_folder_that_lacks_something_says_what(
    tmp_path: Path, file: str, data: bytes | None, problem: str
) -> None:
    """It serves nothing, and stops nothing."""
    made = model_folders.dress(tmp_path, "opennmt").path
    (made / file).write_bytes(data) if data else (made / file).unlink()
    assert problem in setup.described(made).problem


def test_a_damaged_file_is_an_error_not_a_crash(project: Project, tmp_path: Path) -> None:
    """Weights and SentencePiece models that are none."""
    for name in ("model.bin", "sentencepiece.model"):
        made = model_folders.dress(tmp_path / name, "opennmt").path
        (made / name).write_bytes(b"garbage")
        with pytest.raises(EngineError, match="cannot be loaded"):
            translated(kept(project, made), [Request("Hello.")], "en ko")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"garbage", "sentencepiece.model is no SentencePiece model"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\n", "a pointer of Git LFS"),
    ],
)
def test_what_cannot_be_installed_is_named_as_the_user_gave_it(
    tmp_path: Path, data: bytes, told: str
) -> None:
    """Not by a path of ours, nor in the words of a library."""
    made = model_folders.dress(tmp_path, "opennmt").path
    (made / "sentencepiece.model").write_bytes(data)
    with pytest.raises(ModelFileError) as caught:
        install_folder(made, ModelFacts(pair=("en", "ko")))
    assert told in str(caught.value)
    assert str(caught.value).startswith(str(made))


def test_a_licence_that_forbids_is_not_softened_by_a_card(tmp_path: Path) -> None:
    """NLLB's is that of the weights, whoever converted them; others are what the card says."""
    card = "---\nlicense: mit\n---\n"
    nllb = setup.described(model_folders.dress(tmp_path, "nllb", card=card).path)
    firefox = setup.described(model_folders.dress(tmp_path, "firefox", card=card).path)
    assert (nllb.licence, firefox.licence) == ("cc-by-nc-4.0", "mit")
    assert family("firefox").licence == "mpl-2.0"


def test_an_installed_model_is_listed_and_examined(project: Project, tmp_path: Path) -> None:
    """With its licence and size; a changed byte is found, and refused before it is loaded."""
    card = "---\nlicense: cc-by-4.0\nbase_model: Helsinki-NLP/opus-mt\n---\n"
    made = model_folders.dress(tmp_path, "opus-mt", card=card).path
    done = workflow("engines", "install", made, project=project.root)
    assert "English → Korean. Licence: CC BY 4.0. From: Helsinki-NLP/opus-mt" in done.out
    assert "en → ko: ctranslate2/opus-mt-en-ko-" in done.out
    (row,) = (model for model in workflow("engines", "list", "--json", project=project.root).json[
        "models"] if model["engine"] == "ctranslate2")  # fmt: skip
    assert (row["model"], row["ready"], row["licence"]) == ("opus-mt-en-ko", True, "cc-by-4.0")
    weights = setup.home() / "opus-mt-en-ko" / "model.bin"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 1
    weights.write_bytes(data)
    examined = workflow("engines", "doctor", "--json", project=project.root).json["diagnoses"]
    (found,) = (each for each in examined if "CTranslate2 model opus" in each["subject"])
    assert "model.bin" in found["what"]
    with pytest.raises(EngineError, match="was changed"):
        translated(FolderEngine(project), [Request("Hello.")], "en ko")


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    """It serves nothing."""
    workflow("engines", "install", model_folders.dress(tmp_path, "opennmt").path)
    record = setup.home() / "talks_en_ko" / packages.LOCK
    whole = json.loads(record.read_text())
    for damaged in ("{", "[]", json.dumps(whole | {"files": {}}), json.dumps(whole | {"pair": 1})):
        record.write_text(damaged)
        (found,) = setup.installed()
        assert found.problem
        assert not found.serves("en", "ko")
