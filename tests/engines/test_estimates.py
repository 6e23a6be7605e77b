"""What the runs before tell of the tokens of the next one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from workflow.engines.llm import LlmEngine
from workflow.engines.llm.token_history import Ratio, TokenHistory, UseTally
from workflow.engines.llm.token_prices import token_counter
from workflow.engines.setup import data_folder
from workflow.engines.usage import Tokens
from workflow.model import LlmSettings, Project, Request, Settings


def tally(reckoned: Tokens, used: Tokens, answers: int = 1) -> UseTally:
    """What a run has used, in so many answers that were alike."""
    found = UseTally()
    for _ in range(answers):
        found.add(reckoned, used, expected=0.0, seen=0)
    return found


def test_one_uneven_run_does_not_decide(tmp_path: Path) -> None:
    """The tokens of all runs are summed: one needs more corrections, thoughts are of any length."""
    history = TokenHistory("m", tmp_path / "tokens.json")
    assert not history.has_any
    history.learn(tally(Tokens(1000, 1000), Tokens(1000, 4000)))
    history.learn(tally(Tokens(3000, 3000), Tokens(3000, 4000)))
    assert history.ratio == Ratio(1.0, 2.0)
    history.learn(tally(Tokens(10, 10), Tokens(10, 1000)))  # too few to tell anything
    assert history.ratio == Ratio(1.0, 2.0)
    assert not replace(history, model="other").has_any


def test_a_model_that_has_changed_is_followed(tmp_path: Path) -> None:
    """Long ago counts for less."""
    history = TokenHistory("m", tmp_path / "tokens.json")
    for _ in range(50):
        history.learn(tally(Tokens(100_000, 10_000), Tokens(100_000, 10_000)))
    for _ in range(3):
        history.learn(tally(Tokens(100_000, 10_000), Tokens(200_000, 10_000)))
    assert 1.7 < history.ratio.prompt < 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"m": {"prompt": 1.5, "completion": 1}}',
        '{"m": [[1], [2]]}',
        '{"m": [[1, 2], [2, 3]]}',
    ],
)
def test_a_file_that_cannot_be_read_is_as_none(tmp_path: Path, text: str) -> None:
    """Also one of an earlier version; it is written anew."""
    path = tmp_path / "tokens.json"
    path.write_text(text, "utf-8")
    history = TokenHistory("m", path)
    assert not history.has_any
    history.learn(tally(Tokens(1000, 1000), Tokens(2000, 1000)))
    assert history.ratio == Ratio(2.0, 1.0)


def test_the_critic_is_reckoned_with(tmp_path: Path) -> None:
    """Each conversation has a request more, in which the drafts are shown."""
    requests = [Request(f"Record number {number} was published.") for number in range(8)]
    once, twice = (
        LlmEngine(
            Project(
                tmp_path,
                Settings(llm=LlmSettings(url="http://x/v1", model="m", revise=revise)),
            )
        ).estimate(requests, "en", "ko")
        for revise in (False, True)
    )
    assert (once.requests, twice.requests) == (1, 4)  # a critique, and two of eight rewritten
    assert twice.prompt_tokens > 1.3 * once.prompt_tokens


def test_one_sentence_alone_is_shown_the_two_before_it(tmp_path: Path) -> None:
    """As it is when it is asked for: so two sentences more cost more than one does."""
    llm = LlmSettings(url="http://127.0.0.1:9", model="gpt-4o", batch=1)
    engine = LlmEngine(Project(tmp_path, Settings(llm=llm)))
    requests = [Request("The port was closed on Monday.", document="a")] * 4
    sizes = [engine.estimate(requests[:count], "en", "ko").prompt_tokens for count in range(1, 5)]
    first, second, third, fourth = (new - old for old, new in pairwise([0, *sizes]))
    assert first < second < third == fourth


def test_translations_are_reckoned_by_their_language(tmp_path: Path) -> None:
    """German and Greek words are cut into more pieces than English ones."""
    settings = Settings(llm=LlmSettings(url="http://x/v1", model="m", batch=1))
    requests = [Request("The ministry said on Monday that exports had risen.")]
    engine = LlmEngine(Project(tmp_path, settings))
    german, greek, norwegian = (
        engine.estimate(requests, "en", tag).completion_tokens for tag in ("de", "el", "nb")
    )
    english = engine.estimate(requests, "ko", "en").completion_tokens
    assert greek > 1.4 * german > 1.4 * 1.3 * english
    assert norwegian == german


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # What the families' own tokenizers count.
        ("The ministry said on Monday that exports rose 3.5 percent.", {"gpt-4o": 14, "qwen3": 14}),
        ("수출이 3.5퍼센트 늘었다고 산업부가 월요일 밝혔다.", {"gpt-4o": 20, "qwen3": 28}),
        ("产业部周一表示，出口增长了3.5%。", {"gpt-4o": 13, "gemini-2.5": 13}),
    ],
)
def test_tokens_are_counted_as_the_family_does(text: str, counts: dict[str, int]) -> None:
    """Nearly: within a quarter for a sentence, and within a twentieth for many."""
    for model, count in counts.items():
        assert token_counter(model).count(text) == pytest.approx(count, rel=0.25)


def test_what_is_asked_again_is_learned(tmp_path: Path) -> None:
    """A model that makes more mistakes than usual needs more questions; one run tells a part."""
    for seen, again in ((12, 2.0), (36, 5.0)):
        history, found = TokenHistory(f"m{seen}", tmp_path / "tokens.json"), UseTally()
        found.add(Tokens(1000, 200), Tokens(1000, 200), expected=4.0, seen=seen)
        history.learn(found)
        assert history.ratio == Ratio(1.0, 1.0, again)


def engine(tmp_path: Path, model: str) -> LlmEngine:
    """The engine of a model."""
    return LlmEngine(Project(tmp_path, Settings(llm=LlmSettings(url="http://x/v1", model=model))))


def test_the_first_estimate_of_a_thinking_model_says_how_little_it_knows(tmp_path: Path) -> None:
    """Its thoughts may be anything; of a model of a known family little is in doubt."""
    names = ("gpt-4o-mini", "someone/else", "deepseek-r1")
    doubts = [engine(tmp_path, name).doubt(500) for name in names]
    widths = [each.completion[1] / each.completion[0] for each in doubts]
    assert widths == sorted(widths)
    assert widths[2] > 3 * widths[1]


def test_of_few_sentences_chance_is_told(tmp_path: Path) -> None:
    """Also of a model that was used before: which are asked for again is not known."""
    path = tmp_path / ".workflow" / "tokens.json"
    new, used = (engine(tmp_path, name) for name in ("someone/else", "m"))
    TokenHistory("m", path).learn(tally(Tokens(9000, 3000), Tokens(9000, 3000)))
    assert used.has_been_used
    for sentences in (5, 70, 2000):
        least, most = used.doubt(sentences).prompt
        assert most - 1 == pytest.approx(1 - least) == pytest.approx(sentences**-0.5)
        assert new.doubt(sentences).prompt[0] < least


def test_what_other_projects_have_used_is_known_to_a_new_one(tmp_path: Path) -> None:
    """A model thinks as it did there; how long this project's sentences are is another matter."""
    first, second = tmp_path / "one", tmp_path / "two"
    requests = [Request(f"Record number {number} was published.") for number in range(8)]
    guess = engine(second, "deepseek-r1").estimate(requests, "en", "ko")
    shared = data_folder() / "tokens.json"
    TokenHistory("deepseek-r1", first / ".workflow" / "tokens.json", shared).learn(
        tally(Tokens(900, 300), Tokens(900, 9000), answers=20)
    )
    known = engine(second, "deepseek-r1")
    assert known.has_been_used
    assert known.estimate(requests, "en", "ko").completion_tokens > 2 * guess.completion_tokens
    elsewhere, here = known.doubt(500), engine(first, "deepseek-r1").doubt(500)
    new = engine(second, "qwq").doubt(500)
    for each, other in ((here, elsewhere), (elsewhere, new)):
        assert other.completion[0] < each.completion[0] < 1 < each.completion[1]
        assert each.completion[1] < other.completion[1]


def test_a_user_without_a_home_has_an_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container whose user is a number: what other projects have used is not known then."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert not engine(tmp_path, "deepseek-r1").has_been_used


def test_a_short_question_to_a_thinking_model_has_thoughts_too(tmp_path: Path) -> None:
    """Asked one by one, sentences take more thoughts than eight together."""
    requests = [Request("The port was closed on Monday.", document="a")] * 8
    settings = LlmSettings(url="http://x/v1", model="deepseek-r1")
    together, one_by_one = (
        LlmEngine(Project(tmp_path, Settings(llm=replace(settings, batch=batch)))).estimate(
            requests, "en", "ko"
        )
        for batch in (8, 1)
    )
    assert one_by_one.completion_tokens > 3 * together.completion_tokens > 3 * 8 * 60


@pytest.mark.parametrize(
    "extra",
    [
        {"reasoning_effort": "none"},
        {"think": False},
        {"thinking": {"type": "disabled"}},
        {"chat_template_kwargs": {"enable_thinking": False}},
        {"reasoning": {"enabled": False}},
    ],
)
def test_thoughts_that_are_switched_off_are_not_reckoned(
    tmp_path: Path, extra: dict[str, object]
) -> None:
    """As services call it."""
    requests = [Request("The port was closed on Monday.", document="a")] * 8
    thinking = LlmSettings(url="http://x/v1", model="qwen3-32b")
    on, off = (
        LlmEngine(Project(tmp_path, Settings(llm=llm))).estimate(requests, "en", "ko")
        for llm in (thinking, replace(thinking, extra=extra))
    )
    assert on.completion_tokens > 5 * off.completion_tokens


def test_the_range_of_a_thinking_model_follows_from_what_was_seen(tmp_path: Path) -> None:
    """Two answers tell a little, many more; how unlike they are is seen, and not only assumed."""
    even, uneven = ((9_000,), (1_000, 1_000, 1_000, 33_000))

    def width(answers: int, uses: tuple[int, ...]) -> float:
        history = TokenHistory("m", tmp_path / f"{answers}-{len(uses)}.json", thinks=True)
        found = UseTally()
        for place in range(answers):
            used = Tokens(900, uses[place % len(uses)])
            found.add(Tokens(900, 300), used, expected=0.0, seen=0)
        history.learn(found)
        least, most = history.doubt(400, 50).completion
        assert 0 < least < 1 < most
        return most / least

    assert width(0, even) > width(2, even) > width(8, even) > width(100, even)
    assert width(100, even) < 1.4 < width(100, uneven)
    assert width(2, even) > 4  # it may be that only these thought as long


def test_thoughts_that_were_off_tell_nothing_of_those_that_are_on(tmp_path: Path) -> None:
    """The same model takes ten times as much when it thinks."""
    llm = LlmSettings(url="http://x/v1", model="qwen3-32b", extra={"enable_thinking": False})
    off, on = (
        LlmEngine(Project(tmp_path, Settings(llm=each))) for each in (llm, replace(llm, extra={}))
    )
    off._history.learn(tally(Tokens(900, 300), Tokens(900, 300), answers=20))
    assert off.has_been_used
    assert not on.has_been_used
