"""``workflow align``: an existing translation, brought into the PO file."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.align.test_align import ENGLISH, KOREAN
from tests.support.catalogs import verdict
from tests.support.command import Result, workflow
from workflow.align import Bead
from workflow.app.aligning import doubtful
from workflow.model import Project

SEED = "seeds/trade.txt"
PO = "locales/ko/trade.po"


@pytest.fixture
def desk(project: Project) -> Path:
    """A project with one article."""
    (project.root / SEED).write_text(" ".join(ENGLISH) + "\n")
    return project.root


def bring_in(desk: Path, text: str, *words: str, name: str = "trade.ko.txt") -> Result:
    path = desk / name
    path.write_text(text)
    done = workflow("align", "trade", path, "--to", "ko", "--json", *words, project=desk)
    assert done.code == 0, done.err
    return done


def entries(desk: Path) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(desk / PO))}


def test_a_translation_comes_in_as_reviewed(desk: Path) -> None:
    """Every sentence in its place, signed, in a file that msgfmt accepts."""
    done = bring_in(desk, " ".join(KOREAN), "--reviewer", "Kim <kim@example.org>")
    assert done.json["counts"]["reviewed"] == 5
    assert done.json["written"]
    found = entries(desk)
    assert [found[source].msgstr for source in ENGLISH] == list(KOREAN)
    assert not any(entry.fuzzy for entry in found.values())
    assert "0 " not in verdict(desk / PO).split("translated")[0]
    status = workflow("status", "--json", project=desk).json["seeds"][0]["locales"]["ko"]
    assert status["reviewed"] == 5
    assert "Kim <kim@example.org>" in (desk / PO).read_text()


def test_another_sentence_in_the_place_of_a_translation_is_a_draft(desk: Path) -> None:
    """Its neighbours hold it in place; what it says does not."""
    other = "그러나 3년 전 파리에서 열린 전시회는 관객이 9명뿐이었다."
    done = bring_in(desk, " ".join([KOREAN[0], other, *KOREAN[2:]]))
    pairs = {pair["source"]: pair for pair in done.json["pairs"]}
    assert pairs[ENGLISH[1]]["result"] != "reviewed"
    assert sum(pair["result"] == "reviewed" for pair in pairs.values()) >= 3


def test_a_preview_writes_nothing(desk: Path) -> None:
    """``--dry-run`` shows the pairs in a table."""
    path = desk / "trade.ko.txt"
    path.write_text(" ".join(KOREAN))
    done = workflow("align", "trade", path, "--to", "ko", "--dry-run", project=desk)
    assert done.code == 0, done.err
    assert done.out.count("1-1") == 5
    assert "nothing was written" in done.out
    assert not (desk / PO).exists()


def test_a_file_from_elsewhere_becomes_a_seed(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two files of an archive are enough; a preview does not copy them."""
    archive = tmp_path_factory.mktemp("archive")
    (archive / "visit.txt").write_text(" ".join(ENGLISH))
    (archive / "visit.ko.txt").write_text(" ".join(KOREAN))
    words = ("align", archive / "visit.txt", archive / "visit.ko.txt", "--to", "ko")
    assert workflow(*words, "--dry-run", project=project.root).code == 0
    assert not list(project.seeds.iterdir())
    swapped = ("align", archive / "visit.ko.txt", archive / "visit.txt", "--to", "ko")
    assert "is in Korean itself" in workflow(*swapped, project=project.root).err
    assert not list(project.seeds.iterdir()), "a refused article is no seed"
    assert workflow(*words, project=project.root).code == 0
    assert (project.seeds / "visit.txt").exists()
    assert (project.locales / "ko" / "visit.po").exists()


def test_a_file_of_the_project_outside_seeds_is_previewed(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``align`` takes it; one that could not become a seed is refused by both."""
    monkeypatch.chdir(desk)
    (desk / "archive").mkdir()
    for name, text in (
        ("visit.txt", ENGLISH),
        ("visit.ko.txt", KOREAN),
        ("trade.txt", ENGLISH[:1]),
    ):
        (desk / "archive" / name).write_text(" ".join(text))
    words = ("align", "archive/visit.txt", "archive/visit.ko.txt", "--to", "ko", "--json")
    preview = workflow(*words, "--dry-run", project=desk).json
    assert not list(desk.glob("seeds/visit*"))
    assert not list(desk.glob("locales/*/*.po"))
    done = workflow(*words, project=desk).json
    assert [preview[key] for key in ("seed", "po", "counts")] == [
        "seeds/visit.txt", "locales/ko/visit.po", done["counts"],
    ]  # fmt: skip
    for options in ((), ("--dry-run",)):
        other = ("align", "archive/trade.txt", "archive/visit.ko.txt", "--to", "ko", *options)
        assert "differs from seeds/trade.txt" in workflow(*other, project=desk).err


def test_approvals_say_which_terms_they_have(desk: Path) -> None:
    """A later change of the glossary finds the sentences it concerns."""
    table = desk / "glossary" / "terms.csv"
    table.write_text("id,type,en,ko,match,status\nseoul,place,Seoul,서울,case,approved\n")
    (desk / "seeds" / "trade.txt").write_text(f"{ENGLISH[1]} Seoul was sunny.\n")
    bring_in(desk, f"{KOREAN[1]} 서울은 맑았다.")
    found = entries(desk)
    assert "terms=none" in found[ENGLISH[1]].tcomment
    assert "terms=" in found["Seoul was sunny."].tcomment
    table.write_text("id,type,en,ko,match,status\nseoul,place,Seoul,한성,case,approved\n")
    affected = workflow("glossary", "impact", "--json", project=desk).json["affected"]
    assert [(each["source"], each["effect"]) for each in affected] == [
        ("Seoul was sunny.", "revise")
    ]


def test_what_an_editor_approved_stays(desk: Path) -> None:
    """Another translation of it is kept in a comment, and the sentence stays reviewed."""
    bring_in(desk, " ".join(KOREAN))
    other = " ".join((*KOREAN[:4], "다음 모임은 4월이다."))
    done = bring_in(desk, other)
    assert done.json["counts"]["same"] == 4
    assert done.json["counts"]["alternative"] == 1
    assert not any(entry.fuzzy for entry in entries(desk).values())
    entry = entries(desk)[ENGLISH[4]]
    assert (entry.msgstr, entry.fuzzy) == (KOREAN[4], False)
    assert "다음 모임은 4월이다." in entry.tcomment


def test_a_second_time_changes_nothing(desk: Path) -> None:
    """Not a byte of the PO file, and no notes pile up."""
    text = " ".join((f"{KOREAN[0].removesuffix('했다.')}했으며, {KOREAN[1]}", *KOREAN[2:]))
    bring_in(desk, text)
    before = (desk / PO).read_bytes()
    assert not bring_in(desk, text).json["written"]
    assert (desk / PO).read_bytes() == before


def test_a_machine_draft_gives_way(desk: Path) -> None:
    """A person's translation takes the place of an engine's."""
    workflow("translate", "--engine", "pseudo", "--to", "ko", project=desk)
    bring_in(desk, " ".join(KOREAN))
    assert [entries(desk)[source].msgstr for source in ENGLISH] == list(KOREAN)


def test_several_sentences_for_one_are_joined(desk: Path) -> None:
    """1-2: one entry holds both."""
    halves = "양국 교역은 30년 동안 38배로 늘었다. 산업부가 이렇게 밝혔다."
    bring_in(desk, " ".join((KOREAN[0], halves, *KOREAN[2:])))
    assert entries(desk)[ENGLISH[1]].msgstr == halves


def test_one_sentence_for_several_is_offered_to_each(desk: Path) -> None:
    """2-1: both entries are fuzzy, with the text and a note; no engine writes over it."""
    joined = f"{KOREAN[0].removesuffix('했다.')}했으며, {KOREAN[1]}"
    done = bring_in(desk, " ".join((joined, *KOREAN[2:])))
    assert done.json["counts"] == {
        "reviewed": 3, "draft": 1, "same": 0, "alternative": 0, "untranslated": 0, "added": 0,
    }  # fmt: skip
    workflow("translate", "--engine", "pseudo", "--to", "ko", "--redo-drafts", project=desk)
    found = entries(desk)
    for source, other in (ENGLISH[:2], ENGLISH[1::-1]):
        assert (found[source].msgstr, found[source].fuzzy) == (joined, True)
        assert other in found[source].tcomment
    risks = workflow("status", "--to", "ko", "--risk", "--json", project=desk).json["risks"]
    assert {risk["source"] for risk in risks} >= set(ENGLISH[:2])
    assert "align: 2 sentences are translated as one" in risks[0]["reasons"]


@pytest.mark.parametrize(
    ("source", "text", "doubts"),
    [
        ("It is 180 miles away.", "289km 떨어져 있다.", []),
        ("They met for 90 minutes.", "1시간 30분 만났다.", []),
        ("It rose 1.5 percent.", "Es stieg um 1,5 Prozent.", []),
        ("They raised $1.2 billion.", "그들은 13억 달러를 모았다.",
         ["numbers are missing: 1,200,000,000"]),
    ],
)  # fmt: skip
def test_converted_measures_are_no_doubt(source: str, text: str, doubts: list[str]) -> None:
    """What the check ``number`` lets pass, ``align`` takes as well."""
    target = "de" if text.isascii() else "ko"
    bead = Bead(range(1), range(1), confidence=1.0, support=1.0)
    found = doubtful([source], text, target, bead, related=True)
    assert [str(each.message) for each in found] == doubts


def test_another_number_is_looked_at(desk: Path) -> None:
    """A pair that is sure, but says something else, is a draft."""
    done = bring_in(desk, " ".join((KOREAN[0], KOREAN[1].replace("38", "37"), *KOREAN[2:])))
    (doubtful,) = [pair for pair in done.json["pairs"] if pair["doubts"]]
    assert doubtful["doubts"] == ["numbers are missing: 38"]
    assert entries(desk)[ENGLISH[1]].fuzzy


def test_another_article_brings_nothing_in_as_reviewed(desk: Path) -> None:
    """The wrong file, even of the same length, can do no harm."""
    other = (
        "이 영화는 감독의 세 번째 작품이다. 촬영에는 다섯 달이 걸렸고 배우들은 모두 신인이었다. "
        "평론가들은 음악이 아름답다고 칭찬했다. 관객은 눈물을 흘리며 나섰다. 가을에 개봉한다."
    )
    done = bring_in(desk, other)
    assert done.json["counts"]["reviewed"] == 0
    assert "little in common" in done.json["pairs"][0]["doubts"][0]


def test_markdown_keeps_its_emphasis(project: Project) -> None:
    """Placeholders get the names that the source has for them."""
    (project.seeds / "note.md").write_text(
        "# Rules\n\nRead **the rules** [here](https://example.org/en). Then sign in 2 minutes.\n"
    )
    other = project.root / "note.ko.md"
    other.write_text(
        "# 규칙\n\n[여기](https://example.org/ko)에서 **규칙**을 읽으세요. 2분 안에 서명하세요.\n"
    )
    done = workflow("align", "note", other, "--to", "ko", "--json", project=project.root)
    assert done.code == 0, done.err
    texts = [entry.msgstr for entry in polib.pofile(str(project.root / "locales/ko/note.po"))]
    assert texts == ["규칙", "<g2>여기</g2>에서 <g1>규칙</g1>을 읽으세요.", "2분 안에 서명하세요."]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["trade", "trade.de.txt", "--to", "ko"], "is in German, not in Korean"),
        (["trade", "trade.de.txt"], "--to ko"),
        (["trade", "trade.de.txt", "--to", "ko,zh-Hans"], "one language"),
        (["trade", "trade.de.txt", "--to", "en"], "is in English itself"),
        (["trade", "nowhere.txt", "--to", "ko"], "does not exist"),
        (["trade", "picture.png", "--to", "ko"], "unknown type"),
        (["nothing", "trade.de.txt", "--to", "de"], "names no seed"),
    ],
)
def test_bad_input_is_explained(
    desk: Path, words: list[str], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, and nothing is written."""
    monkeypatch.chdir(desk)
    (desk / "trade.de.txt").write_text("Der Handel der beiden Länder ist stark gewachsen.")
    (desk / "picture.png").write_bytes(b"\x89PNG")
    done = workflow("align", *words, project=desk)
    assert done.code == 2
    assert part in done.err
    assert not list(desk.glob("locales/*/*.po"))
