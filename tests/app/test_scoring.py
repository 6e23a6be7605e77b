"""Scoring: likeness to references, names, consistency, particles, and test sets as files."""

from __future__ import annotations

import math
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.command import workflow
from workflow.glossary import Glossary, table
from workflow.model import Project
from workflow.scoring import Corpus, Scorer, Scores, likeness, read

TABLE = """\
id,type,en,en_aliases,ko,ko_later,ko_aliases,ko_reading,ko_forbidden,zh
kef,org,Korea Employers Federation (KEF),KEF,한국경영자총협회(경총),경총,경총협,,\
한국고용주연맹,韩国经总
xing,person,Xing Haiming,,싱하이밍(邢海明),싱하이밍,,,형해명,邢海明
ambassador,title,Ambassador,,대사,,,,,大使
seoul,place,Seoul,,서울,,,,,首尔
nova,product,Nova,,Nova,,,,,Nova
"""
SENTENCES = (
    "Ambassador Xing Haiming visited the Korea Employers Federation (KEF).",
    "KEF thanked Xing Haiming.",
    "Seoul is far from Seoul.",
    "It rained.",
)
REFERENCE = (
    "싱하이밍(邢海明) 대사가 한국경영자총협회(경총)를 방문했다.",
    "경총은 싱하이밍에게 감사했다.",
    "서울은 서울에서 멀다.",
    "비가 왔다.",
)


@pytest.fixture(scope="module")
def terms() -> Glossary:
    """A small glossary, all of whose rows work."""
    found = table.parse(TABLE, "terms.csv")
    assert not found.errors
    return Glossary(found.terms)


def _corpus(
    sentences: tuple[str, ...] = SENTENCES,
    reference: tuple[str, ...] = REFERENCE,
    documents: tuple[str, ...] | None = None,
) -> Corpus:
    return Corpus("en", "ko", sentences, (reference,), documents or ("",) * len(sentences))


def _score(terms: Glossary, source: tuple[str, ...], output: tuple[str, ...]) -> Scores:
    return Scorer(_corpus(source, output), terms).score("test", output)


def test_a_translation_that_keeps_the_glossary_scores_full_marks(terms: Glossary) -> None:
    """The reference as a system: everything right, nothing twice, nothing forbidden."""
    scores = Scorer(_corpus(), terms).score("person", REFERENCE)
    assert scores.chrf is not None
    assert scores.bleu is not None
    assert math.isclose(scores.chrf.score, 100)
    assert math.isclose(scores.bleu.score, 100)
    assert (scores.terms.part, scores.terms.whole) == (6, 6)
    assert scores.consistency.share == 1
    assert scores.particles.share == 1
    assert scores.duplicated.part == 0
    assert scores.forbidden == 0
    assert scores.length == 1


def test_the_oracle_scores_the_reference_on_names_only(terms: Glossary) -> None:
    """Its likeness to itself would say nothing, so it is left out."""
    scores = Scorer(_corpus(), terms).oracle()
    assert (scores.system, scores.chrf, scores.bleu) == ("reference", None, None)
    assert scores.terms.share == 1


def test_each_place_counts_for_one_mention(terms: Glossary) -> None:
    """Two mentions of Seoul and one 서울 are one of two, not two of two."""
    scores = _score(terms, ("Seoul is far from Seoul.",), ("서울은 멀다.",))
    assert (scores.terms.part, scores.terms.whole) == (1, 2)


def test_the_longest_rendering_takes_its_place(terms: Glossary) -> None:
    """The short form inside the long one does not count for a second mention."""
    text = "Korea Employers Federation (KEF): what KEF says."
    alone = _score(terms, (text,), ("한국경영자총협회(경총)의 말.",))
    both = _score(terms, (text,), ("한국경영자총협회(경총): 경총의 말.",))
    assert (alone.terms.part, alone.terms.whole) == (1, 2)
    assert (both.terms.part, both.terms.whole) == (2, 2)


def test_a_composite_counts_also_where_its_parts_stand_apart(terms: Glossary) -> None:
    """Title and name split by other words are both there."""
    source = ("Ambassador Xing Haiming spoke.",)
    assert _score(terms, source, ("대사인 싱하이밍(邢海明)이 말했다.",)).terms.share == 1
    assert _score(terms, source, ("대사가 말했다.",)).terms.share == 0


def test_first_and_later_forms_are_one_form(terms: Glossary) -> None:
    """Licensed variation does not lower consistency; an alias and an unknown form do."""
    source = ("KEF met.", "KEF ate.", "KEF left.", "KEF slept.")
    licensed = ("한국경영자총협회(경총)가 만났다.", *("경총은 먹었다.",) * 3)
    assert _score(terms, source, licensed).consistency.share == 1
    alias = (*licensed[:3], "경총협은 잤다.")
    assert _score(terms, source, alias).consistency.share == 0.75
    unknown = (*licensed[:2], "고총은 떠났다.", "케프는 잤다.")
    assert _score(terms, source, unknown).consistency.share == 0.5


def test_an_alias_used_throughout_is_consistent(terms: Glossary) -> None:
    """Consistency asks for one form, whichever; the term metric asks for the right ones."""
    output = ("경총협은 만났다.", "경총협은 먹었다.")
    assert _score(terms, ("KEF met.", "KEF ate."), output).consistency.share == 1


def test_consistency_is_counted_within_documents(terms: Glossary) -> None:
    """Two documents may each have their own form; a concept said once has nothing to keep to."""
    source, output = ("KEF met.", "KEF ate."), ("경총은 만났다.", "경총협은 먹었다.")
    one = Scorer(_corpus(source, output), terms).oracle()
    two = Scorer(_corpus(source, output, ("a", "b")), terms).oracle()
    assert one.consistency.share == 0.5
    assert two.consistency.whole == 0
    assert two.consistency.share is None


def test_documents_need_not_be_in_one_piece(terms: Glossary) -> None:
    """Lines of one document count as one although lines of another stand between them."""
    source = ("Xing Haiming came.", "Xing Haiming sat.", "Xing Haiming ate.")
    uses = Scorer(_corpus(source, source, ("a", "b", "a")), terms).uses
    assert [use.rule for (use,) in uses] == ["first", "first", "later"]


def test_wrong_particles_are_found_after_known_renderings_only(terms: Glossary) -> None:
    """서울는 is wrong; 비은, after a word nobody listed, is not looked at."""
    scores = _score(terms, ("Seoul and KEF: rain.",), ("서울는 경총은 비은.",))
    assert (scores.particles.part, scores.particles.whole) == (1, 2)


def test_a_word_without_known_pronunciation_is_not_judged(terms: Glossary) -> None:
    """Neither 은 nor 는 can be wrong after Nova while the glossary gives no reading."""
    assert _score(terms, ("Nova came.",), ("Nova은 왔다.",)).particles.whole == 0


def test_a_term_said_too_often_is_a_duplicate(terms: Glossary) -> None:
    """One mention and two renderings; a title by itself may mean anybody and does not count."""
    doubled = _score(terms, ("Seoul is far.",), ("서울 서울은 멀다.",))
    title = _score(terms, ("Ambassador Xing Haiming sat.",), ("싱하이밍(邢海明) 대사, 대사.",))
    assert (doubled.duplicated.part, doubled.duplicated.whole) == (1, 1)
    assert title.duplicated.part == 0


def test_forbidden_renderings_are_counted(terms: Glossary) -> None:
    """A rendering that the row forbids is found although the term is missing."""
    scores = _score(terms, ("KEF met.",), ("한국고용주연맹이 만났다.",))
    assert (scores.forbidden, scores.terms.part) == (1, 0)


def test_an_empty_line_is_a_missing_translation(terms: Glossary) -> None:
    """It costs its terms and nothing else breaks."""
    scores = _score(terms, ("KEF met.", "It rained."), ("", "비가 왔다."))
    assert (scores.terms.part, scores.terms.whole) == (0, 1)


@pytest.mark.parametrize(
    ("target", "tokenizer"), [("zh-Hans", "zh"), ("ko", "char"), ("en", "13a")]
)
def test_signatures_say_how_a_language_is_tokenized(target: str, tokenizer: str) -> None:
    """chrF++ has word order 2; BLEU names its tokenizer."""
    chrf, bleu = likeness(["a b c d"], [["a b c d"]], target)
    assert "nw:2" in chrf.signature
    assert f"tok:{tokenizer}" in bleu.signature


@given(st.lists(st.sampled_from(["서울", "경총", "싱하이밍", "대사", " ", "은 ", "(邢海明)"])))
def test_no_place_is_used_twice(pieces: list[str]) -> None:
    """Whatever the output: found and surplus places never overlap, and met never exceeds asked."""
    terms = Glossary(table.parse(TABLE, "terms.csv").terms)
    uses = Scorer(_corpus(), terms).uses[0]
    reading = read("".join(pieces), uses, "ko")
    places = sorted((*reading.found.values(), *reading.surplus))
    assert all(one.end <= two.start for one, two in pairwise(places))
    assert set(reading.found) <= {*uses, *(part for use in uses for part in use.parts)}


@pytest.fixture
def folder(project: Project) -> Path:
    """A test set inside a project with a glossary."""
    (project.glossary / "terms.csv").write_text(TABLE)
    folder = project.root / "set"
    folder.mkdir()
    _write(folder / "source.en.txt", SENTENCES)
    _write(folder / "reference.ko.txt", REFERENCE)
    _write(folder / "output.ko.txt", REFERENCE)
    return folder


def _write(path: Path, lines: tuple[str, ...]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines))


def test_the_command_scores_a_folder(folder: Path, project: Project) -> None:
    """A table with the output, the reference and the signatures."""
    done = workflow("score", folder, project=project.root)
    assert done.code == 0, done.err
    assert [line.split()[:2] for line in done.out.splitlines()[1:3]] == [
        ["ko", "output"],
        ["ko", "reference"],
    ]
    assert "tok:char" in done.out


def test_json_has_every_figure(folder: Path, project: Project) -> None:
    """Shares come with what was counted."""
    scores = workflow("score", folder, "--json", project=project.root).json["scores"]
    assert [row["system"] for row in scores] == ["output", "reference"]
    assert scores[0]["terms"] == {"part": 6, "whole": 6, "share": 1.0}
    assert scores[0]["chrf"]["signature"].startswith("nrefs:1|")
    assert scores[1]["chrf"] is None


def test_a_folder_may_hold_more_systems_languages_and_references(
    folder: Path, project: Project
) -> None:
    """Each output is a row under its own name; references of a language are used together."""
    chinese = ("邢海明大使到访韩国经总。", "韩国经总感谢邢海明。", "首尔离首尔很远。", "下雨了。")
    _write(folder / "output-b.ko.txt", REFERENCE[::-1])
    _write(folder / "reference-2.ko.txt", REFERENCE[::-1])
    _write(folder / "reference.zh_CN.txt", chinese)
    _write(folder / "output.zh.txt", chinese)
    scores = workflow("score", folder, "--json", project=project.root).json["scores"]
    assert [(row["target"], row["system"]) for row in scores] == [
        ("ko", "output"), ("ko", "b"), ("ko", "reference"),
        ("zh-Hans", "output"), ("zh-Hans", "reference"),
    ]  # fmt: skip
    assert "nrefs:2" in scores[1]["bleu"]["signature"]
    only = workflow("score", folder, "--to", "zh", "--json", project=project.root).json["scores"]
    assert {row["target"] for row in only} == {"zh-Hans"}


def test_single_files_can_be_named(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Outside a project, with a glossary of one's own; the source language is detected."""
    outside = tmp_path_factory.mktemp("outside")
    done = workflow(
        "score",
        *("--source", folder / "source.en.txt", "--reference", folder / "reference.ko.txt"),
        *("--output", folder / "output.ko.txt", "--to", "ko", "--json"),
        *("--glossary", folder.parent / "glossary" / "terms.csv"),
        project=outside,
    )
    assert done.code == 0, done.err
    assert done.json["scores"][0]["terms"]["whole"] == 6


def test_without_a_glossary_names_are_not_scored(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It is said, not shown as 0 or 100 %."""
    done = workflow("score", folder, project=tmp_path_factory.mktemp("outside"))
    assert done.code == 0
    assert "No glossary" in done.out


def _break(folder: Path, name: str, data: bytes | None) -> None:
    path = folder / name
    path.unlink() if data is None else path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("output.ko.txt", b"one\n", "has 1 lines where the source has 4"),
        ("reference.ko.txt", b"1\n2\n3\n4\n5\n", "has 5 lines where the source has 4"),
        ("documents.txt", b"a\n", "documents.txt: has 1 lines"),
        ("output.ko.txt", b"\xff\xfe\n", "is not UTF-8"),
        ("source.en.txt", b"", "is empty"),
        ("source.en.txt", None, "has 0 files source.LANGUAGE.txt"),
        ("source.ko.txt", b"x\n", "has 2 files source.LANGUAGE.txt"),
        ("reference.ko.txt", None, "has no file reference.ko.txt"),
        ("output.ko.txt", None, "has no file output.LANGUAGE.txt"),
    ],
)
def test_what_cannot_be_scored_is_said(
    folder: Path, project: Project, name: str, data: bytes | None, says: str
) -> None:
    """Exit code 2, the file, what is wrong with it and a hint."""
    _break(folder, name, data)
    done = workflow("score", folder, project=project.root)
    assert done.code == 2
    assert says in done.err
    assert "hint:" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--source", "source.en.txt"),
        ("no-such-folder",),
        ("set", "--source", "source.en.txt"),
        ("--source", "a", "--reference", "b", "--output", "c"),
        ("--source", "a", "--reference", "b", "--output", "c", "--to", "ko,zh"),
        ("--source", "a", "--reference", "b", "--output", "c", "--to", "ko", "--from", "!"),
    ],
)
def test_bad_usage_is_refused(
    folder: Path, project: Project, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and no traceback."""
    monkeypatch.chdir(folder.parent)
    done = workflow("score", *arguments, project=project.root)
    assert done.code == 2
    assert done.err.startswith("workflow: error:")


def test_line_separators_inside_a_sentence_do_not_split_it(folder: Path, project: Project) -> None:
    """Only LF and CRLF end a line; a byte order mark is no text."""
    text = "\ufeff" + "\r\n".join((REFERENCE[0] + "\u2028", *REFERENCE[1:])) + "\r\n"
    (folder / "output.ko.txt").write_bytes(text.encode())
    assert workflow("score", folder, project=project.root).code == 0


METRIC = """\
import sys
source, output, reference = (open(path, encoding="utf-8").read() for path in sys.argv[1:])
assert len(source.splitlines()) == len(output.splitlines()) == len(reference.splitlines())
print("3 lines read, model v1.2")
print("score:", 1.0 if output == reference else 0.25)
"""


def test_a_program_of_ones_own_scores_too(folder: Path, project: Project, tmp_path: Path) -> None:
    """It is given the files, and the last number that it prints is the score of the system."""
    script = tmp_path / "comet.py"
    script.write_text(METRIC)
    output = folder / "output.ko.txt"
    output.write_text(output.read_text("utf-8").replace("다.", "다!"), "utf-8")
    command = f"{sys.executable} {script} {{source}} {{output}} {{reference}}"
    done = workflow("score", str(folder), "--metric", command, "--json", project=project.root)
    assert done.code == 0
    *systems, oracle = done.json["scores"]
    name = Path(sys.executable).name
    assert [row["outside"] for row in systems] == [{name: 0.25}] * len(systems)
    assert oracle["outside"] == {name: 1.0}
    told = workflow("score", str(folder), "--metric", command, project=project.root)
    assert name in told.out
    assert "0.2500" in told.out


@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("no-such-program {source}", "cannot be run"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "fails (exit code 3)"),
        (f"{sys.executable} -c 'print(\"done\")'", "prints no number"),
        ("'unclosed", "is no command"),
        ("", "is empty"),
    ],
)
def test_a_program_that_gives_no_score_is_told(
    folder: Path, project: Project, command: str, what: str
) -> None:
    """As bad usage, with what to do."""
    done = workflow("score", str(folder), "--metric", command, project=project.root)
    assert done.code == 2
    assert what in done.err
    assert "hint:" in done.err
