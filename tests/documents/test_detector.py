"""Languages of sentences, bare names, blocks and documents."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents import detector
from workflow.documents.detector import ngrams
from workflow.errors import SourceError
from workflow.model import Block, BlockKind, Document, Markup, MarkupKind, Metadata

DATA = Path(__file__).parents[1] / "bench" / "detector"
#: Pairs that a short sentence may fail to tell apart.
TWINS = {"da": {"da", "nb"}, "nb": {"da", "nb"}}

ENGLISH = "The federation invited the ambassador to lunch and asked him about rare earths."
KOREAN = "총수들은 내년 봄에 베이징을 다시 찾기로 했다."
SIMPLIFIED = "联合会请大使吃午饭，并向他问起稀土的供应。"
TRADITIONAL = "聯合會邀請大使共進午餐，並向他詢問稀土的供應。"
JAPANESE = "連合会は大使を昼食に招き、レアアースの供給について尋ねた。"
FRENCH = "La fédération a invité l'ambassadeur à déjeuner et l'a interrogé sur les terres rares."

#: Nothing that any lexicon knows.
DOUBTFUL = "Zhangjiagang, Sseoktem, Gdynia: quokka mbira tsukumo"


def rows(name: str) -> list[tuple[str, str]]:
    """(language, text) of a sample file."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        _, *lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(language, text) for language, text in lines]


def language(text: str, within: str = "") -> str:
    return detector.detect(text, within=within).language


def document(*blocks: Block | str, declared: str = "") -> Document:
    """A document of these blocks; a bare text is a paragraph."""
    made = [
        block if isinstance(block, Block) else Block(BlockKind.PARAGRAPH, block, line)
        for line, block in enumerate(blocks, 1)
    ]
    return Document("seeds/a.txt", "a", tuple(made), Metadata(language=declared))


def languages(assigned: Document) -> list[str]:
    return [block.language for block in assigned.blocks]


@pytest.mark.parametrize(("expected", "text"), rows("sentences"))
def test_a_sentence_is_known_by_itself(expected: str, text: str) -> None:
    """News sentences in fifty languages are told, with foreign names in them or set in capitals."""
    assert language(text) in TWINS.get(expected, {expected})


@pytest.mark.parametrize(("expected", "name"), rows("names"))
def test_a_bare_name_is_known_by_itself(expected: str, name: str) -> None:
    """Names and abbreviations go by how they are written; romanised ones are English."""
    assert language(name) == expected


@pytest.mark.parametrize(
    ("around", "expected"),
    [(ENGLISH, "en"), (FRENCH, "fr"), (KOREAN, "ko"), (SIMPLIFIED, "zh-Hans"), (JAPANESE, "ja")],
)
@pytest.mark.parametrize("name", ["KEF", "Sohn Kyung-shik", "Samsung Electronics", "Le Monde"])
def test_a_latin_name_takes_the_language_of_its_document(
    around: str, expected: str, name: str
) -> None:
    """A Latin name stands in texts of any language and says nothing about its own."""
    assert languages(detector.assign(document(name, around, name)))[0] == expected


@pytest.mark.parametrize(
    ("around", "expected"),
    [(SIMPLIFIED, "zh-Hans"), (TRADITIONAL, "zh-Hant"), (KOREAN, "ko"), (JAPANESE, "ja")],
)
@pytest.mark.parametrize("name", ["邢海明", "外交部", "王毅"])
def test_a_han_name_takes_the_language_of_its_document(
    around: str, expected: str, name: str
) -> None:
    """Characters that Chinese, Japanese and Korean share follow the text around them."""
    assert languages(detector.assign(document(around, name)))[1] == expected


@pytest.mark.parametrize(
    ("around", "name", "expected"),
    [
        (ENGLISH, "경총", "ko"),
        (ENGLISH, "邢海明", "zh-Hans"),
        (ENGLISH, "孫慶植", "zh-Hant"),
        (ENGLISH, "ソニー", "ja"),
        (ENGLISH, "Привет", "ru"),
        (SIMPLIFIED, "경총", "ko"),
        (SIMPLIFIED, "ソニー", "ja"),
        (KOREAN, "ソニー", "ja"),
    ],
)
def test_a_name_in_a_foreign_script_keeps_its_own_language(
    around: str, name: str, expected: str
) -> None:
    """Hangul in English or kana in Chinese is foreign however short, so it is marked as such."""
    assert languages(detector.assign(document(around, name)))[1] == expected


def test_a_name_with_its_gloss_stays_in_the_document() -> None:
    """A name followed by its original spelling belongs to the text that glosses it."""
    for name in ("Lee In-yong (이인용)", "Xing Haiming (邢海明)", "KEF(경총)"):
        assert languages(detector.assign(document(ENGLISH, name)))[1] == "en"
    assert languages(detector.assign(document(SIMPLIFIED, "经总（경총）")))[1] == "zh-Hans"


def test_japanese_among_english_terms_is_not_in_the_language_of_the_document() -> None:
    """Its kana are foreign to a Korean or Chinese text, however few they are."""
    text = "iPhone 15 Pro Max, iPad Air, MacBook Pro を発表"
    for host in (KOREAN, SIMPLIFIED):
        assert languages(detector.assign(document(host, text, host)))[1] == "ja"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Machine learning model의 overfitting을 방지하는 regularization technique: dropout", "ko"),
        ("Kafka producer, consumer, broker, topic, partition 개념 정리", "ko"),
        ("API gateway → Lambda → DynamoDB 구조", "ko"),
        ("The consumer of a topic reads from the broker that is called 브로커", "en"),
        ("In Korea, people meeting friends say 안녕하세요", "en"),
        ("President Yoon praises firefighters, rescue workers, volunteers (대통령)", "en"),
    ],
)
def test_terms_of_english_do_not_make_a_korean_block_english(text: str, expected: str) -> None:
    """Words of grammar do, which join a sentence."""
    assert languages(detector.assign(document(KOREAN, text, KOREAN)))[1] == expected


@pytest.mark.parametrize(
    ("host", "guest"),
    [
        (("en", ENGLISH), ("ko", KOREAN)),
        (("en", ENGLISH), ("zh-Hans", SIMPLIFIED)),
        (("en", ENGLISH), ("fr", FRENCH)),
        (("ko", KOREAN), ("en", ENGLISH)),
        (("ko", KOREAN), ("zh-Hant", TRADITIONAL)),
        (("zh-Hans", SIMPLIFIED), ("en", ENGLISH)),
        (("zh-Hans", SIMPLIFIED), ("zh-Hant", TRADITIONAL)),
        (("ja", JAPANESE), ("zh-Hans", SIMPLIFIED)),
    ],
)
def test_a_paragraph_in_another_language_keeps_it(
    host: tuple[str, str], guest: tuple[str, str]
) -> None:
    """A mixed document has one language, and its foreign paragraphs each have theirs."""
    assigned = detector.assign(document(host[1], host[1], guest[1], host[1]))
    assert assigned.language == host[0]
    assert languages(assigned) == [host[0], host[0], guest[0], host[0]]


def test_numbers_addresses_and_symbols_take_the_language_of_the_document() -> None:
    """What is in no language is given the document's."""
    pieces = ["38", "www.example.org", "https://example.org/der/die/das", "press@example.org", "※"]
    assert set(languages(detector.assign(document(KOREAN, *pieces)))) == {"ko"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "123",
        "※ → 100 %",
        "🙂",
        "www.example.org",
        "press@example.org",
        "\ud800",
        "\x00",
    ],
)
def test_text_without_words_is_undetermined(text: str) -> None:
    """Nothing to read means no language, never a guess."""
    assert detector.detect(text) == detector.Detection("und", 0.0)


def test_a_document_without_words_is_undetermined() -> None:
    """A document of nothing, of numbers or of code has no language, and this is no error here."""
    code = Block(BlockKind.CODE, "for item in the_list:\n    print(item)", 1)
    for empty in (document(), document("123", "※"), document(code)):
        assigned = detector.assign(empty)
        assert assigned.language == "und"
        assert set(languages(assigned)) <= {"und"}


def test_code_and_notices_do_not_sway_the_document() -> None:
    """A short Korean text with a long English notice and listing is Korean, the notice English."""
    notice = Block(BlockKind.NOTICE, "All rights reserved. " + ENGLISH * 5, 2)
    code = Block(BlockKind.CODE, "# This is the loop that does all of the work\nloop()" * 9, 3)
    assigned = detector.assign(document(KOREAN, notice, code))
    assert assigned.language == "ko"
    assert languages(assigned) == ["ko", "en", "ko"]


def test_a_document_of_notices_alone_is_told_by_them() -> None:
    """Where there is no other text, a notice is better evidence than none."""
    assert detector.assign(document(Block(BlockKind.NOTICE, KOREAN, 1))).language == "ko"


def test_the_declared_language_is_believed() -> None:
    """Metadata decides for the document; blocks clearly in another language still keep theirs."""
    assigned = detector.assign(document("KEF", "38", KOREAN, declared="fr-CA"))
    assert assigned.language == "fr"
    assert languages(assigned) == ["fr", "fr", "ko"]


@pytest.mark.parametrize("declared", ["englisch!", "zz", "deutsch"])
def test_an_unknown_declared_language_is_an_error(declared: str) -> None:
    """A typing mistake in the front matter is reported with the file, not translated from."""
    with pytest.raises(SourceError, match=declared) as caught:
        detector.assign(document(KOREAN, declared=declared))
    assert caught.value.where == "seeds/a.txt"
    assert "ko" in caught.value.hint


def test_placeholders_are_not_read_as_words() -> None:
    """Inline markup changes no language; the text it stands for counts."""
    marked = Block(
        BlockKind.PARAGRAPH,
        "<g1>경총</g1> <x2/><x3/><x4/>",
        1,
        markup=(
            Markup("g1", MarkupKind.STRONG),
            *(Markup(f"x{n}", MarkupKind.BREAK) for n in (2, 3, 4)),
        ),
    )
    assert detector.assign(document(marked)).language == "ko"


def test_nothing_but_languages_changes() -> None:
    """Everything else about the document and its blocks stays as it was read."""
    from dataclasses import replace

    read = document(ENGLISH, Block(BlockKind.QUOTE, KOREAN, 7, level=1, group=3))
    assigned = detector.assign(read)
    blank = tuple(replace(block, language="") for block in assigned.blocks)
    assert replace(assigned, language="", blocks=blank) == read


def test_decomposed_text_is_read_like_composed_text() -> None:
    """Hangul and accents typed as combining characters mean the same."""
    import unicodedata

    for text in (KOREAN, FRENCH, JAPANESE):
        assert detector.detect(unicodedata.normalize("NFD", text)) == detector.detect(text)


def test_confidence_tells_evidence_from_assumption() -> None:
    """Clear sentences are sure, bare Latin names and shared Han characters are not."""
    for text in (ENGLISH, FRENCH, KOREAN, SIMPLIFIED, TRADITIONAL, JAPANESE):
        assert detector.detect(text).confidence > 0.85
    for text in ("KEF", "Samsung Electronics", "邢海明"):
        assert detector.detect(text).confidence <= 0.5


def test_short_forms_beside_old_ones_may_be_japanese() -> None:
    """A headline without kana is then not surely Chinese, unless a person says that it is."""
    for text in ("大阪万博、4月13日開幕", "与党過半数確保", "国会開会"):
        assert not detector.detect(text).sure
        assert (
            detector.detect(text, sources=detector.Sources(("ja", "ko"), stated=True)).language
            == "ja"
        )
    for text in ("臺灣萬博會開幕", "台灣總統選舉開票"):
        assert detector.detect(text).language == "zh-Hant"
        assert detector.detect(text).sure
    named = detector.Sources(("zh-Hant",), stated=True)
    assert detector.detect("大阪万博開幕", sources=named).sure


def test_langdetect_is_only_asked_in_doubt() -> None:
    """Where script or words decide, for every CJK text, the slow library is not even imported."""
    east_asian = {"ko", "zh-Hans", "zh-Hant", "ja"}
    clear = [text for tag, text in [*rows("sentences"), *rows("names")] if tag in east_asian]
    script = (
        "import sys\n"
        "from workflow.documents.detector import detect\n"
        f"for text in {[*clear, ENGLISH, FRENCH, 'KEF']!r}:\n"
        "    detect(text)\n"
        "assert 'langdetect' not in sys.modules\n"
        f"detect({DOUBTFUL!r})\n"
        "assert 'langdetect' in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_langdetect_repeats_itself() -> None:
    """Its random draws are seeded on our side, and Python's own generator is left alone."""
    import random

    random.seed(1)
    before = random.getstate()
    prior = dict.fromkeys(("en", "fr", "de"), 1.0)
    assert len({ngrams.guess(DOUBTFUL, prior) for _ in range(5)}) == 1
    assert random.getstate() == before


def test_langdetect_without_a_candidate_or_a_word_says_nothing() -> None:
    """It is not forced to choose among languages it does not know, or from nothing."""
    assert ngrams.guess(ENGLISH, {"yi": 1.0, "be": 1.0}) == ("", 0.0)
    assert ngrams.guess("123", {"en": 1.0, "fr": 1.0}) == ("", 0.0)


def test_every_process_finds_the_same() -> None:
    """The order of Python's sets, which differs from process to process, decides nothing."""
    texts = [
        "de la",
        "Prix en de la",
        "Forbundet inviterede ham til frokost",
        "Zoë à la carte",
        "na",
    ]
    script = (
        "from workflow.documents.detector import detect\n"
        f"print([detect(text) for text in {texts!r}])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_a_huge_line_is_told_by_its_beginning() -> None:
    """Fifty million characters without a space, mail sign or not, cost no more than a page."""
    for text in ("가" * 50_000_000, "a@" * 10_000_000, "a." * 10_000_000):
        assert 0 <= detector.detect(text).confidence <= 1
    assert language(ENGLISH * 10_000) == "en"


@given(st.text(), st.sampled_from(["", "en", "ko", "ja", "zh-Hans", "zh-Hant", "ru", "ar", "eo"]))
def test_any_text_gets_one_answer(text: str, within: str) -> None:
    """No text raises; the answer is a tag with a probability, the same each time."""
    found = detector.detect(text, within=within)
    assert found.language
    assert 0.0 <= found.confidence <= 1.0
    assert detector.detect(text, within=within) == found


@given(st.lists(st.sampled_from([ENGLISH, KOREAN, SIMPLIFIED, JAPANESE, "KEF", "邢海明", "7", ""])))
def test_every_block_of_any_document_gets_a_language(texts: list[str]) -> None:
    """Blocks are never left without a language, and the document's is that of one of them."""
    assigned = detector.assign(document(*texts))
    assert all(languages(assigned))
    assert assigned.language in {*languages(assigned), "und"}
    assert detector.assign(assigned) == assigned


def test_a_headline_that_japanese_writes_alike_is_not_surely_chinese() -> None:
    """Without kana and without a form that Japan has given up nothing tells which of them it is."""
    for text in ("東京五輪開幕", "首相訪米延期"):
        assert not detector.detect(text).sure
    for text in ("臺北捷運通車", "國會開會"):
        assert detector.detect(text).sure
        assert detector.detect(text).language == "zh-Hant"
