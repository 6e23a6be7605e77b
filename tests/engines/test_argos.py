"""The ``argos`` engine on real, small CTranslate2 models."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from tests.support import argos as support
from tests.support.command import workflow
from tests.support.texts import agreed
from tests.support.toy_corpus import PERSONS
from workflow import markup
from workflow.engines.argos import ArgosEngine, PackageModel
from workflow.engines.constrained import climb
from workflow.engines.nmt import stable_names
from workflow.engines.nmt.batching import run
from workflow.engines.nmt.ctranslate import Decode
from workflow.engines.nmt.decoder import TermDecoder
from workflow.engines.setup import packages
from workflow.errors import EngineError, PairUnavailable
from workflow.glossary import missing
from workflow.model import Draft, Project, Request, TermType, TermUse


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three test packages, installed."""
    return support.unpack(tmp_path_factory.mktemp("packages"), "en_ko", "en_zh", "ko_en")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder whose stable names are probed once for all tests."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture
def engine(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> ArgosEngine:
    """The engine with the test packages."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return ArgosEngine(Project(cache))


def translated(
    engine: ArgosEngine, requests: list[Request], source: str, target: str
) -> list[Draft]:
    """The drafts in the order of their requests."""
    drafts = dict(engine.translate(requests, source, target))
    assert sorted(drafts) == list(range(len(requests)))
    return [drafts[index] for index in range(len(requests))]


def test_it_serves_installed_pairs_directly_and_through_english(engine: ArgosEngine) -> None:
    """Korean reaches Chinese by way of English; Chinese reaches nothing."""
    assert engine.serves("en", "ko")
    assert engine.serves("ko", "zh-Hans")
    assert not engine.serves("zh-Hans", "ko")
    assert not engine.serves("ko", "ko")
    assert not engine.serves("en", "zh-Hant")
    assert engine.signature("en", "ko") == "argos/en_ko-1.0"
    assert engine.signature("ko", "zh-Hans") == "argos/ko_en-1.0+en_zh-1.0"


def test_a_pair_without_packages_is_an_error_with_a_hint(engine: ArgosEngine) -> None:
    """The message says what to run."""
    with pytest.raises(PairUnavailable) as caught:
        list(engine.translate([Request("大使")], "zh-Hans", "ko"))
    assert "engines install" in caught.value.hint


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [("en", "ko", 0.9), ("en", "zh-Hans", 0.5), ("ko", "en", 0.9), ("ko", "zh-Hans", 0.5)],
)
def test_it_really_translates(engine: ArgosEngine, source: str, target: str, right: float) -> None:
    """Whole sentences come out as in the reference (Chinese names can only be guessed)."""
    pairs = support.corpus(source, target, 100)
    drafts = translated(engine, [Request(request.text) for request, _ in pairs], source, target)
    same = sum(draft.text == reference for draft, (_, reference) in zip(drafts, pairs, strict=True))
    assert same / len(pairs) >= right
    assert {draft.engine for draft in drafts} == {engine.signature(source, target)}


@pytest.mark.parametrize(
    ("source", "target"), [("en", "ko"), ("en", "zh-Hans"), ("ko", "en"), ("ko", "zh-Hans")]
)
def test_every_required_rendering_is_there(engine: ArgosEngine, source: str, target: str) -> None:
    """All names of 150 sentences, most of which the model cannot know; also through English."""
    pairs = support.corpus(source, target, 150)
    drafts = translated(engine, [request for request, _ in pairs], source, target)
    for draft, (request, _) in zip(drafts, pairs, strict=True):
        missing = [use.rendering for use in request.terms if use.rendering not in draft.text]
        assert not missing or any(problem.code == "term-missing" for problem in draft.problems)
    met = sum(
        all(u.rendering in d.text for u in r.terms) for d, (r, _) in zip(drafts, pairs, strict=True)
    )
    same = sum(draft.text == reference for draft, (_, reference) in zip(drafts, pairs, strict=True))
    assert met / len(pairs) >= 0.99
    assert same / len(pairs) >= 0.93


def test_korean_particles_agree_with_the_renderings(engine: ArgosEngine) -> None:
    """No particle after a rendering has the wrong form."""
    pairs = support.corpus("en", "ko", 150, seed=5)
    drafts = translated(engine, [request for request, _ in pairs], "en", "ko")
    for draft, (request, _) in zip(drafts, pairs, strict=True):
        if request.terms:
            assert agreed(draft.text, *(use.rendering for use in request.terms)) == draft.text


def test_terms_of_other_sentences_change_nothing(engine: ArgosEngine) -> None:
    """A sentence without terms comes out the same whatever its neighbours need."""
    pairs = support.corpus("en", "ko", 80, seed=3)
    free = [Request(request.text) for request, _ in pairs]
    alone = translated(engine, free, "en", "ko")
    mixed = [
        request if index % 2 else Request(request.text) for index, (request, _) in enumerate(pairs)
    ]
    among = translated(engine, mixed, "en", "ko")
    assert among[::2] == alone[::2]


def _linked(request: Request) -> Request:
    """The request with its first name inside a pair of placeholders."""
    use = request.terms[0]
    text = request.text
    text = f"{text[: use.start]}<g1>{text[use.start : use.end]}</g1>{text[use.end :]}"
    shift = {use.start: len("<g1>")}
    moved = (
        (one, shift.get(one.start, len("<g1></g1>") if one.start > use.start else 0))
        for one in request.terms
    )
    return Request(
        text,
        terms=tuple(replace(one, start=one.start + by, end=one.end + by) for one, by in moved),
    )


@pytest.mark.parametrize(("source", "target"), [("en", "ko"), ("en", "zh-Hans"), ("ko", "zh-Hans")])
def test_a_link_on_a_name_stays_on_the_name(engine: ArgosEngine, source: str, target: str) -> None:
    """The pair encloses the rendering and nothing else."""
    pairs = support.corpus(source, target, 60, seed=11)
    requests = [_linked(request) for request, _ in pairs if request.terms]
    drafts = translated(engine, requests, source, target)
    right = 0
    for request, draft in zip(requests, drafts, strict=True):
        assert markup.problems(request.text, draft.text) == ()
        right += f"<g1>{request.terms[0].rendering}</g1>" in draft.text
    assert right / len(requests) >= 0.95


def test_a_name_partly_in_a_link_is_a_name(engine: ArgosEngine) -> None:
    """The rendering comes out whole; the pair encloses all of it."""
    requests = []
    for request, _ in support.corpus("en", "ko", 60, seed=11):
        if request.terms:
            use = request.terms[0]
            middle = (use.start + use.end + 1) // 2
            text = f"{request.text[: use.start]}<g1>{request.text[use.start : middle]}</g1>"
            text += request.text[middle:]
            moved = replace(use, start=use.start + len("<g1>"), end=use.end + len("<g1></g1>"))
            requests.append(Request(text, terms=(moved,)))
    drafts = translated(engine, requests, "en", "ko")
    right = 0
    for request, draft in zip(requests, drafts, strict=True):
        assert markup.problems(request.text, draft.text) == ()
        right += f"<g1>{request.terms[0].rendering}</g1>" in draft.text
    assert right / len(requests) >= 0.95


def test_placeholders_anywhere_survive(engine: ArgosEngine) -> None:
    """Emphasis on any word, a break anywhere: each placeholder is there once and nested."""
    requests = []
    for request, _ in support.corpus("en", "ko", 60, seed=12):
        words = request.text.split(" ")
        middle = len(words) // 2
        words[middle] = f"<g1>{words[middle]}</g1>"
        words.insert(1, "<x2/>")
        requests.append(Request(" ".join(words)))
    for request, draft in zip(requests, translated(engine, requests, "en", "ko"), strict=True):
        assert markup.problems(request.text, draft.text) == ()


def test_emphasis_follows_its_words(engine: ArgosEngine) -> None:
    """What is emphasised is what was emphasised."""
    requests = [
        Request("Angela Merkel visited <g1>Berlin</g1> on Monday."),
        Request("<g1>The conference in Tokyo begins on Friday.</g1>"),
        Request("He said that <g1>the report</g1> was important."),
    ]
    first, second, third = translated(engine, requests, "en", "ko")
    assert "<g1>베를린" in first.text
    assert second.text.startswith("<g1>")
    assert second.text.rstrip(".").endswith("</g1>") or second.text.endswith("</g1>")
    assert "<g1>보고서" in third.text


def test_what_has_no_letters_is_left_alone(engine: ArgosEngine) -> None:
    """A model would invent something for it."""
    requests = [Request("* * *"), Request("<x1/>"), Request("2021")]
    assert [draft.text for draft in translated(engine, requests, "en", "ko")] == [
        "* * *", "<x1/>", "2021",
    ]  # fmt: skip


def test_a_very_long_sentence_is_translated_in_parts(engine: ArgosEngine) -> None:
    """The reviewer is told; a pair around all of it is one pair again."""
    text = "; ".join(f"{a} met {b} in Paris" for a, b in [("Bill Gates", "Barack Obama")] * 40)
    (draft,) = translated(engine, [Request(f"<g1>{text}</g1>.")], "en", "ko")
    assert "빌 게이츠" in draft.text
    assert markup.problems("<g1></g1>", draft.text) == ()
    assert any("parts" in problem.message for problem in draft.problems)


@pytest.mark.parametrize("target", ["ko", "zh-Hans"])
@pytest.mark.parametrize(
    "text",
    ["The minister met reporters and " * 20, "The " + "\u0f3a" * 250 + " left", "q" * 250],
    ids=["pieces", "bytes", "one word"],
)
def test_what_is_too_long_for_the_model_is_cut_and_stops_nothing_else(
    engine: ArgosEngine, target: str, text: str
) -> None:
    """The test models take 256 pieces; a sentence that has more is a draft in parts."""
    short = Request("The minister met reporters.")
    alone = translated(engine, [short], "en", target)
    (long, *others) = translated(engine, [Request(text), short], "en", target)
    assert long.text
    assert any("parts" in problem.message for problem in long.problems)
    assert others == alone


def test_a_name_that_is_too_long_for_the_model_is_put_as_a_shorter_one(
    engine: ArgosEngine,
) -> None:
    """Its rendering is there; no cut goes through it."""
    name = "Q" * 250
    use = TermUse("x", TermType.ORG, name, 4, 4 + len(name), "기금")
    (draft,) = translated(engine, [Request(f"The {name} left.", terms=(use,))], "en", "ko")
    assert draft.text.count("기금") == 1


def test_what_a_model_takes_in_no_way_stays_empty_with_a_problem(
    engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the model takes hardly anything; nothing is raised."""
    monkeypatch.setattr(PackageModel, "positions", 8)
    requests = [Request("The minister met reporters."), Request("2021")]
    long, other = translated(engine, requests, "en", "ko")
    assert (long.text, [problem.code for problem in long.problems]) == ("", ["empty"])
    assert other.text == "2021"


def test_a_long_sentence_does_not_end_the_pair_on_the_command_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of a document is translated."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    workflow("init", tmp_path)
    text = "The minister met reporters.\n\n" + "The minister met reporters and " * 20 + "left.\n"
    (tmp_path / "seeds" / "long.txt").write_text(text, "utf-8")
    ended = workflow("translate", "long", "--to", "zh-Hans", "--engine", "argos", project=tmp_path)
    assert (ended.code, ended.err.count("error")) == (0, 0)
    entries = polib.pofile(tmp_path / "locales" / "zh_CN" / "long.po")
    assert [bool(entry.msgstr) for entry in entries] == [True, True]


def test_stopping_early_keeps_what_came(engine: ArgosEngine) -> None:
    """Results come while the rest is still to be done, and the engine can be used again."""
    requests = [request for request, _ in support.corpus("en", "ko", 300)]
    stream: Iterator[tuple[int, Draft]] = engine.translate(requests, "en", "ko")
    index, draft = next(stream)
    assert draft.text
    stream.close()  # type: ignore[attr-defined]
    assert translated(engine, [requests[index]], "en", "ko")[0].text == draft.text


def test_no_rung_of_the_ladder_loses_a_term_silently(folder: Path) -> None:
    """Without decoys the terms are forced, or their absence is said."""
    model = PackageModel(packages.describe(folder / "translate-en_zh-1_0"))  # type: ignore[arg-type]
    model.symbols = ()
    pairs = support.corpus("en", "zh-Hans", 60, seed=8)
    done = dict(
        run((i, climb(TermDecoder(request, model, {}))) for i, (request, _) in enumerate(pairs))
    )
    forced = 0
    for index, (request, _) in enumerate(pairs):
        candidate = done[index]
        forced += candidate.hypothesis.forced and candidate.clean
        for use, span in zip(request.terms, candidate.spans, strict=True):
            if span:
                assert candidate.text[slice(*span)] == use.rendering
            else:
                assert missing(use) in candidate.problems
    assert forced > 0


def test_a_sentence_gets_the_same_limit_whatever_stands_beside_it(folder: Path) -> None:
    """Room for a translation of any usual length, and for what a prefix holds already."""
    model = PackageModel(packages.describe(folder / "translate-en_ko-1_0"))  # type: ignore[arg-type]
    for pieces in range(1, 200):
        assert model.limit(pieces) >= 7 * pieces // 4
        assert model.limit(pieces, prefix=400) > 400
    assert {model.limit(pieces) for pieces in range(60, 66)} == {model.limit(60)}


def test_only_a_short_sentence_waits_for_the_whole_beam(folder: Path) -> None:
    """And sentences that are searched differently never share a batch."""
    model = PackageModel(packages.describe(folder / "translate-en_ko-1_0"))  # type: ignore[arg-type]
    short, long = Decode(model, "Exports rose."), Decode(model, "Exports rose again. " * 5)
    assert (short.complete, long.complete) == (4, 2)
    assert short.kind != long.kind
    assert Decode(model, long.text, count=4).complete == 4


def test_a_decoy_is_never_left_in_a_draft(engine: ArgosEngine) -> None:
    """Whatever happens, another person's name does not get into the text."""
    pairs = support.corpus("en", "ko", 200, seed=21)
    drafts = translated(engine, [request for request, _ in pairs], "en", "ko")
    for draft, (_, reference) in zip(drafts, pairs, strict=True):
        for _, name, _ in PERSONS:
            assert name not in draft.text or name in reference


def test_stable_names_are_found_by_asking_the_model(folder: Path) -> None:
    """The renderings found are those the model was trained with."""
    found = stable_names.probe(PackageModel(packages.describe(folder / "translate-en_ko-1_0")))  # type: ignore[arg-type]
    names = {one.source: one.target for kind in found.values() for one in kind}
    assert len(found["person"]) >= 3
    assert names.get("Google", "구글") == "구글"
    assert names.get("Tokyo", "도쿄") == "도쿄"


def test_stable_names_are_asked_for_once(folder: Path, tmp_path: Path) -> None:
    """The answer is kept by the hash of the weights; a broken answer is asked for again."""
    model = PackageModel(packages.describe(folder / "translate-ko_en-1_0"))  # type: ignore[arg-type]
    first = stable_names.reliable_decoys(model, tmp_path)
    (kept,) = tmp_path.iterdir()
    changed = {"person": [{"source": "빈", "target": "Vienna", "stability": 1.0}]}
    kept.write_text(json.dumps(changed))
    assert list(stable_names.reliable_decoys(model, tmp_path)) == ["person"]
    kept.write_text("{")
    assert stable_names.reliable_decoys(model, tmp_path) == first


def test_a_changed_file_is_refused_before_it_is_loaded(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One byte at any of several places, once the package has a record of its files."""
    place = tmp_path / "packages" / "translate-en_ko-1_0"
    shutil.copytree(folder / "translate-en_ko-1_0", place)
    (place / packages.LOCK).write_text(json.dumps({"files": packages.hashes(place)}))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place.parent))
    weights = place / "model" / "model.bin"
    whole = weights.read_bytes()
    for at in range(0, len(whole), len(whole) // 20):
        weights.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(EngineError, match="was changed"):
            list(ArgosEngine(Project(tmp_path)).translate([Request("Hello.")], "en", "ko"))


@pytest.mark.parametrize(
    "weights", [b"garbage", b"decoder/layer_1/ decoder/alignment_layer\0", b"decoder/layer_1/"]
)
def test_a_file_that_is_no_model_is_an_error_not_a_crash(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: bytes
) -> None:
    """A package without a record, with garbage for weights."""
    place = tmp_path / "packages" / "translate-en_ko-1_0"
    shutil.copytree(folder / "translate-en_ko-1_0", place)
    (place / "model" / "model.bin").write_bytes(weights)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place.parent))
    with pytest.raises(EngineError, match="cannot be loaded"):
        list(ArgosEngine(Project(tmp_path)).translate([Request("Hello.")], "en", "ko"))


def test_broken_folders_among_the_packages_are_passed_over(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are listed with what is wrong; the others go on serving."""
    place = tmp_path / "packages"
    shutil.copytree(folder, place)
    (place / "empty").mkdir()
    (place / "odd").mkdir()
    (place / "odd" / "metadata.json").write_text("[]")
    (place / "deep").mkdir()
    (place / "deep" / "metadata.json").write_text("[" * 100_000)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place))
    assert ArgosEngine(Project(tmp_path)).serves("en", "ko")
    assert sum(bool(package.problem) for package in packages.installed()) == 3


def test_heavy_libraries_are_never_imported(folder: Path, tmp_path: Path) -> None:
    """Translating loads neither argostranslate.translate nor what it drags in."""
    script = (
        "import sys; from pathlib import Path; from workflow.model import Project, Request;"
        "from workflow.engines.argos import ArgosEngine;"
        "assert 'argostranslate' not in sys.modules and 'ctranslate2' not in sys.modules;"
        "engine = ArgosEngine(Project(Path(sys.argv[1])));"
        "drafts = list(engine.translate([Request('Angela Merkel met Bill Gates.')], 'en', 'ko'));"
        "assert '메르켈' in drafts[0][1].text, drafts;"
        "heavy = {'argostranslate.translate', 'argostranslate.sbd', 'stanza', 'spacy', 'torch'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "ARGOS_PACKAGES_DIR": str(folder),
    }
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        check=True, env=environment, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def test_title_and_later_renderings_are_honoured(engine: ArgosEngine) -> None:
    """A composite term is one name; its bracketed form carries the particle right."""
    text = "Ambassador Xing met Chairman Sohn in Seoul on Friday."
    terms = (
        TermUse("a", TermType.PERSON, "Ambassador Xing", 0, 15, "싱하이밍(邢海明) 주한 중국대사"),
        TermUse("b", TermType.PERSON, "Chairman Sohn", 20, 33, "손경식 경총 회장"),
    )
    (draft,) = translated(engine, [Request(text, terms=terms)], "en", "ko")
    assert "싱하이밍(邢海明) 주한 중국대사는" in draft.text
    assert "손경식 경총 회장을" in draft.text


def test_stable_names_that_cannot_be_remembered_are_used(
    engine: ArgosEngine, tmp_path: Path
) -> None:
    """A cache is a convenience: where it cannot be written, the model is asked again."""
    (model,) = engine.route("en", "ko")
    (tmp_path / "cache").write_text("no folder")
    assert stable_names.reliable_decoys(model, tmp_path / "cache")["person"]
