"""What the memory finds: exact, in-context and fuzzy matches, and facts that have changed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from workflow.memory import LEAST, Memory
from workflow.memory.facts import changes
from workflow.model import Pair, State

DIGEST = b"1"
WORDS = "ministers talks trade supply chains urea exports signed delayed seven Korea China".split()


#: Memories that a test has opened.
OPENED: list[Memory] = []
_TEXTS = st.lists(
    st.sampled_from(["the ", "talks ", "30", " ", "회담", "开始", "了。", "!", "e\u0301", "\n"])
).map("".join)


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Closes what a test has opened."""
    yield
    while OPENED:
        OPENED.pop().close()


def opened(folder: Path) -> Memory:
    """A memory that is closed after the test."""
    OPENED.append(Memory(folder, lambda _: None))
    return OPENED[-1]


def memory_of(folder: Path, *pairs: Pair, path: str = "locales/ko/a.po") -> Memory:
    memory = opened(folder)
    memory.learn([(path, DIGEST, pairs)])
    return memory


def pair(source: str, text: str, state: State = State.REVIEWED, **more: str) -> Pair:
    return Pair(source, text, "en", "ko", state, **more)  # type: ignore[arg-type]


def texts(memory: Memory, source: str, *beside: str) -> list[str]:
    return [match.pair.text for match in memory.exact(source, "en", "ko", *beside)]


def test_approved_beats_a_persons_draft_beats_a_machines(tmp_path: Path) -> None:
    """Order is by trust, whatever was written last."""
    machine = Pair("Hello.", "기계", "en", "ko", machine=True, date="2026-03-01")
    person = pair("Hello.", "사람", State.DRAFT, date="2026-02-01")
    approved = pair("Hello.", "승인", date="2026-01-01")
    assert texts(memory_of(tmp_path, machine, person, approved), "Hello.") == [
        "승인", "사람", "기계",
    ]  # fmt: skip


def test_of_approved_ones_the_one_between_the_same_neighbours_comes_first(tmp_path: Path) -> None:
    """Context decides before date; without it the latest counts."""
    memory = memory_of(
        tmp_path,
        pair("Yes.", "네.", before="Is it true?", after="He left.", date="2026-01-01"),
        pair("Yes.", "그렇다.", before="Why?", after="He left.", date="2026-02-01"),
    )
    best, other = memory.exact("Yes.", "en", "ko", "Is it true?", "He left.")
    assert (best.pair.text, best.in_context, other.in_context) == ("네.", True, False)
    assert texts(memory, "Yes.") == ["그렇다.", "네."]
    assert not any(match.in_context for match in memory.exact("Yes.", "en", "ko"))


def test_languages_are_kept_apart(tmp_path: Path) -> None:
    """The same letters in another language, or into another, are no match."""
    memory = memory_of(tmp_path, pair("Gift", "선물"), Pair("Gift", "독", "de", "ko"))
    assert texts(memory, "Gift") == ["선물"]
    assert memory.exact("Gift", "en", "zh-Hans") == ()
    assert {each.pair.language for each in memory.fuzzy("Gift")} == {"en", "de"}
    assert [each.pair.text for each in memory.fuzzy("Gift", language="de")] == ["독"]


def test_spelling_details_do_not_matter(tmp_path: Path) -> None:
    """White space, Unicode form and the numbers of placeholders may differ."""
    memory = memory_of(tmp_path, pair("See  <g3>the cafe\u0301</g3> <x5/>", "<x5/> <g3>카페</g3>"))
    (found,) = memory.exact("See <g1>the café</g1> <x2/>", "en", "ko")
    assert found.pair.text == "<x2/> <g1>카페</g1>"


def test_what_a_file_no_longer_holds_is_forgotten(tmp_path: Path) -> None:
    """A file that is read again replaces what it held."""
    memory = memory_of(tmp_path, pair("Hello.", "안녕."), pair("Bye.", "잘 가."))
    memory.learn([("locales/ko/a.po", b"2", [pair("Hello.", "안녕하세요.")])])
    assert (texts(memory, "Hello."), texts(memory, "Bye.")) == (["안녕하세요."], [])
    assert memory.digests() == {"locales/ko/a.po": b"2"}
    memory.forget(["locales/ko/a.po"])
    assert (memory.size(), memory.fuzzy("Hello.")) == ((0, 0), ())


@pytest.mark.parametrize(
    ("language", "known", "sought", "reason"),
    [
        ("en", "The court fined 40 firms on Monday.", "The court fined 42 firms on Monday.", "num"),
        ("en", "Exports rose by 1.2 billion won.", "Exports rose by 1.2 million won.", "numbers"),
        ("en", "He met three ministers in Seoul.", "He met seven ministers in Seoul.", "numbers"),
        ("en", "The firm will sell its shares.", "The firm will not sell its shares.", "negation"),
        ("en", "They did agree on the terms.", "They didn’t agree on the terms.", "negation"),
        ("en", "The talks with China were hard.", "The talks with Japan were hard.", "names"),
        (
            "ko",
            "정부는 협상을 재개했다고 밝혔다.",
            "정부는 협상을 재개하지 않았다고 밝혔다.",
            "neg",
        ),
        ("ko", "수출이 3만 명분 늘었다고 한다.", "수출이 4만 명분 늘었다고 한다.", "numbers"),
        ("zh-Hans", "政府周一表示将恢复谈判进程。", "政府周一表示将不恢复谈判进程。", "negation"),
        ("zh-Hans", "出口增长了12亿美元左右。", "出口增长了13亿美元左右。", "numbers"),
    ],
)
def test_changed_facts_forbid_reuse(
    tmp_path: Path, language: str, known: str, sought: str, reason: str
) -> None:
    """Numbers, negation and names: the score falls below reuse and says why."""
    memory = memory_of(tmp_path, Pair(known, "…", language, "fr", State.REVIEWED))
    (found,) = memory.fuzzy(sought)
    assert found.similarity >= LEAST > found.score
    assert any(change.startswith(reason) for change in found.changes)


def test_glossary_names_are_asked_for(tmp_path: Path) -> None:
    """Names that only the termbase knows count as well."""
    memory = memory_of(tmp_path, pair("싱 대사가 오찬에 참석했다.", "…"))
    known = {"싱 대사", "왕 대사"}

    def names(text: str) -> set[str]:
        return {name for name in known if name in text}

    (found,) = memory.fuzzy("왕 대사가 오찬에 참석했다.", names=lambda _: names)
    assert found.changes == ("names: 싱 대사 → 왕 대사",)


def test_a_changed_word_is_a_fuzzy_match(tmp_path: Path) -> None:
    """Similarity is that of rapidfuzz; matches come best first."""
    sources = ["The talks went on all night.", "The talks went on all week.", "Nothing alike."]
    memory = memory_of(tmp_path, *(pair(source, source[::-1]) for source in sources))
    found = memory.fuzzy("The talks went on all weeks.")
    assert [each.pair.source for each in found] == [sources[1], sources[0]]
    assert found[0].score == fuzz.ratio("The talks went on all weeks.", sources[1])


@given(st.integers(0, 10_000))
def test_the_best_fuzzy_match_of_a_search_through_everything_is_found(seed: int) -> None:
    """Beside the index, a plain scan finds nothing better."""
    rng = random.Random(seed)  # noqa: S311
    sources = {" ".join(rng.choices(WORDS, k=rng.randint(4, 12))) for _ in range(60)}
    words = rng.choice(sorted(sources)).split()
    words[rng.randrange(len(words))] = rng.choice(WORDS)
    sought = " ".join(words)
    scores = [score for s in sources if (score := fuzz.ratio(s, sought)) >= LEAST]
    memory = in_process(pair(source, "…") for source in sources)
    found = [each.similarity for each in memory.fuzzy(sought, limit=100)]
    assert max(found, default=None) == max(scores, default=None)


@given(
    st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip),
    st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip),
)
def test_any_text_is_found_again(source: str, text: str) -> None:
    """Whatever its letters; scores lie between 75 and 100, exact ones at 100."""
    memory = in_process([pair(source, text)])
    assert [match.pair.text for match in memory.exact(source, "en", "ko")] == [text]
    (found,) = memory.fuzzy(source)
    assert (found.pair.text, found.similarity) == (text, 100.0)
    assert all(LEAST <= each.similarity <= 100 for each in memory.fuzzy(f"{source} more"))


def in_process(pairs: Iterable[Pair]) -> Memory:
    """A memory without a file: its folder cannot be one."""
    memory = opened(Path("/dev/null/none"))
    memory.size()  # finds that there is no such place
    memory.learn([("a.po", DIGEST, pairs)])
    return memory


def test_equals_stand_in_one_order(tmp_path: Path) -> None:
    """Whichever file was read first: a second run finds what the first one found."""
    files = [
        (f"locales/ko/{name}.po", DIGEST, [pair("Hello there.", f"{name}!")]) for name in "cab"
    ]
    found = []
    for number, order in enumerate((files, files[::-1])):
        memory = opened(tmp_path / str(number))
        memory.learn(order)
        similar = [match.pair.text for match in memory.fuzzy("Hello there, you.")]
        found.append((texts(memory, "Hello there."), similar))
    assert found[0] == found[1] == (["a!", "b!", "c!"], ["a!", "b!", "c!"])


@given(_TEXTS)
def test_the_same_sentence_has_no_changes(text: str) -> None:
    """Whatever is in it."""
    for language in ("en", "ko", "zh-Hans", "de"):
        assert changes(text, text, language, names=str.split) == ()


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "The Government met on Monday.", "On Monday the government met."),
        ("en", "Talks went on.", "The talks went on."),
        ("en", "Exports rose by 1,200 tons.", "Exports grew by 1200 tons."),
        ("ko", "특별 대사가 안전하게 도착했다.", "특별 대사가 안전하게 도착하였다."),
        ("zh-Hans", "特别代表非常高兴地说。", "特别代表非常高兴地表示。"),
    ],
)
def test_other_changes_lower_nothing(language: str, old: str, new: str) -> None:
    """Case, order, spelling of the same number, characters that also occur in negations."""
    assert changes(old, new, language) == ()


def test_markup_is_no_fact() -> None:
    """The numbers of placeholders are not numbers."""
    assert changes("See <g1>this</g1>.", "See <g2>this</g2>.", "en") == ()
