"""What a translation costs: reckoned before, limited while, and told after."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import workflow
from tests.support.llm_server import Answer, LlmServer, completion
from workflow.engines.spread import place

SETTINGS = """\
targets = ["ko", "zh-Hans"]
engine = "llm"

[llm]
url = "{url}"
model = "toy"
retries = 0
concurrency = {concurrency}
price = {{ input = 1.0, output = 4.0 }}
"""


def counting(server: LlmServer, letters: float) -> Any:
    """An endpoint whose tokens have so many letters, and that counts them."""

    def behave(body: dict[str, Any]) -> Answer:
        said = server.translate(body)
        answer = completion(said)(body)
        assert answer
        told = json.loads(answer[2])
        asked = sum(len(turn["content"]) for turn in body["messages"])
        told["usage"] = {
            "prompt_tokens": round(asked / letters),
            "completion_tokens": round(len(said) / letters),
        }
        return answer[0], answer[1], json.dumps(told).encode()

    return behave


@pytest.fixture
def server() -> Iterator[LlmServer]:
    """An endpoint that counts."""
    with LlmServer() as running:
        running.always(counting(running, 2.3))
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: LlmServer) -> Path:
    """A project of three articles."""
    settings = SETTINGS.format(url=server.url, concurrency=2)
    (tmp_path / "workflow.toml").write_text(settings)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "glossary").mkdir()
    for number in range(3):
        write(tmp_path, f"a{number}", 16 + 8 * number)
    return tmp_path


def write(desk: Path, name: str, sentences: int) -> None:
    """An article of so many paragraphs."""
    lines = [
        f"The ministry of {name} said that {name} record number {number} was published on Monday."
        for number in range(sentences)
    ]
    (desk / "seeds" / f"{name}.txt").write_text("\n\n".join(lines) + "\n")


def files(folder: Path) -> dict[str, bytes]:
    """All files of a project but its caches."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".workflow" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_an_estimate_asks_and_writes_nothing(desk: Path, server: LlmServer) -> None:
    """It says what each article would take, and that a model that is new here is a guess."""
    before = files(desk)
    done = workflow("run", "--estimate", "--json", project=desk)
    assert (done.code, server.received, files(desk)) == (0, [], before)
    assert {each["path"] for each in done.json["articles"]} == {
        f"seeds/a{number}.txt" for number in range(3)
    }
    assert all(each["cost"] > 0 and each["engine"] == "llm/toy" for each in done.json["articles"])
    assert done.json["rough"] == ["llm/toy"]
    told = workflow("translate", "--estimate", project=desk)
    assert "A rough estimate: llm/toy was never used here." in told.out
    assert files(desk) == before


def test_the_next_estimate_is_within_a_tenth(desk: Path) -> None:
    """What the model has used before tells what it will use, for each article."""
    assert workflow("translate", project=desk).code == 0
    for number in range(3):
        write(desk, f"b{number}", 20 + 4 * number)
    guess = workflow("translate", "--estimate", "--json", project=desk).json
    assert guess["rough"] == []
    used = workflow("translate", "--json", project=desk).json["usage"]["llm"]
    assert guess["cost"] == pytest.approx(used["cost"], rel=0.1)
    assert guess["least"]["cost"] < used["cost"] < guess["most"]["cost"] < 1.1 * guess["cost"]
    for path in (f"seeds/b{number}.txt" for number in range(3)):
        cost = sum(each["cost"] for each in guess["articles"] if each["path"] == path)
        assert cost == pytest.approx(used["articles"][path]["cost"], rel=0.1)
    assert sum(each["cost"] for each in used["articles"].values()) == pytest.approx(used["cost"])


def test_of_a_thinking_model_that_is_new_wide_limits_are_told(
    desk: Path, server: LlmServer
) -> None:
    """Beside the likeliest figure; with one article it says how to learn more."""
    settings = SETTINGS.format(url=server.url, concurrency=2).replace('"toy"', '"deepseek-r1"')
    (desk / "workflow.toml").write_text(settings)
    told = workflow("translate", "seeds/a0.txt", "--to", "ko", "--estimate", project=desk).out
    cost = re.search(r"16 sentences, about .* cost about ([\d.]+) \(([\d.]+) to ([\d.]+)\)", told)
    assert cost
    likely, least, most = map(float, cost.groups())
    assert 2 * least < likely < most / 2
    assert "nobody knows how long" in told
    limit = re.search(r"Try it with --max-cost ([\d.]+):", told)
    assert limit
    tried = workflow("translate", "a0", "--to", "ko", "--max-cost", limit[1], project=desk)
    assert tried.code in {0, 3}
    known = workflow("translate", "seeds/a1.txt", "--to", "ko", "--estimate", project=desk).out
    assert "nobody knows how long" not in known


def test_a_run_stops_before_it_costs_more(desk: Path) -> None:
    """What was drafted is kept, and the next run goes on; the exit code is that of an engine."""
    whole = workflow("translate", "--estimate", "--json", project=desk).json["cost"]
    limit = 2.3 * whole / 3
    done = workflow("translate", "--max-cost", f"{limit}", "--json", project=desk)
    assert done.code == 3
    assert "the next question could exceed" in done.err
    used = done.json["usage"]["llm"]["cost"]
    more = re.search(r"sentences are drafted and kept. Raise it by about ([\d.]+) for", done.err)
    assert more
    assert used + float(more[1]) == pytest.approx(whole, rel=0.2)
    locales = [locale for each in done.json["seeds"] for locale in each["locales"].values()]
    assert sum(locale["draft"] for locale in locales) > 0
    assert used <= 1.3 * limit
    assert workflow("translate", project=desk).code == 0


def test_an_estimate_is_held_against_the_limit(desk: Path) -> None:
    """Whether the run would come to its end is said before it is begun."""
    told = workflow("translate", "--estimate", "--max-cost", "0.000001", project=desk)
    assert "With --max-cost 1e-06 the run stops before its end." in told.out + told.err
    told = workflow("translate", "--estimate", "--max-cost", "1000", project=desk)
    assert "--max-cost" not in told.out + told.err


@pytest.mark.parametrize(("name", "meant"), [("lmm", "llm"), ("LLM", "llm"), ("deepL", "deepl")])
def test_a_misspelled_engine_is_told(desk: Path, name: str, meant: str) -> None:
    """With the one that was meant."""
    done = workflow("translate", "--engine", name, project=desk)
    assert (done.code, f"Did you mean {meant}?" in done.err) == (2, True)


def test_a_limit_needs_a_price(desk: Path, server: LlmServer) -> None:
    """Otherwise nobody would know when it is reached."""
    text = SETTINGS.format(url=server.url, concurrency=2)
    (desk / "workflow.toml").write_text(text.replace("price", "# price"))
    done = workflow("run", "--max-cost", "1", project=desk)
    assert done.code == 2
    assert "llm.price is not set" in done.err


@pytest.mark.parametrize(("engine", "code"), [("engine = 'pseudo'", 0), ("auto = ['argos']", 3)])
def test_a_limit_where_nothing_is_paid(desk: Path, engine: str, code: int) -> None:
    """It is kept by itself: an engine of this machine needs no price."""
    (desk / "workflow.toml").write_text(f'targets = ["ko"]\n{engine}\n')
    done = workflow("run", "--max-cost", "1", project=desk)
    assert "llm.price" not in done.err
    assert done.code == code


def test_a_limit_that_a_service_does_not_keep(desk: Path) -> None:
    """Is refused, rather than not kept, whatever an endpoint would cost."""
    done = workflow("run", "--engine", "deepl", "--max-cost", "1", project=desk)
    assert done.code == 2
    assert "the engine deepl keeps no limit of cost" in done.err


def test_an_engine_that_costs_nothing(desk: Path) -> None:
    """Its sentences are counted."""
    done = workflow("run", "--engine", "pseudo", "--estimate", "--json", project=desk)
    assert (done.code, done.json["cost"]) == (0, 0)
    assert sum(each["sentences"] for each in done.json["articles"]) == 2 * (16 + 24 + 32)


def asked(server: LlmServer) -> list[str]:
    """The sentences that the endpoint was asked for, one a request; forget them."""
    found = [each.body["messages"][-1]["content"] for each in server.received]
    server.received.clear()
    return [text for text in found if not text.startswith("That translation has these faults")]


def counted(desk: Path, *words: str) -> int:
    """How many sentences are to be asked for, as the estimate says."""
    done = workflow(*words, "--estimate", "--json", project=desk)
    assert done.code == 0
    return sum(each["sentences"] for each in done.json["articles"])


@pytest.mark.parametrize("command", ["translate", "run"])
def test_what_is_counted_is_what_is_asked(desk: Path, server: LlmServer, command: str) -> None:
    """Not what has a translation or is in the memory; of a new article all, of an old what is new.

    With --redo-drafts also what no person has touched.
    """
    settings = SETTINGS.format(url=server.url, concurrency=2).replace("[llm]", "[llm]\nbatch = 1")
    (desk / "workflow.toml").write_text(settings)
    assert counted(desk, command) == 2 * (16 + 24 + 32)
    assert workflow(command, "seeds/a0.txt", project=desk).code == 0
    assert len(asked(server)) == 2 * 16
    approved = desk / "locales" / "ko" / "a0.po"
    approved.write_text(approved.read_text().replace("#, fuzzy\n", ""))
    text = (desk / "seeds" / "a0.txt").read_text()
    (desk / "seeds" / "a0.txt").write_text(f"{text}\nOne more was published on Monday.\n")
    (desk / "seeds" / "again.txt").write_text(text)
    for words in ([command], [command, "--redo-drafts"], [command]):
        expected = counted(desk, *words)
        assert server.received == []
        assert workflow(*words, project=desk).code == 0
        assert len(asked(server)) == expected
    assert expected == 0


@pytest.mark.parametrize("command", ["translate", "run"])
def test_an_estimate_needs_no_cluster(
    desk: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks nothing, so it may come before Ray is installed; the work itself needs Ray."""
    monkeypatch.setattr(place, "find_spec", lambda _: None)
    assert counted(desk, command, "--on", "ray", "--engine", "pseudo") == 2 * (16 + 24 + 32)
    done = workflow(command, "--on", "ray", "--engine", "pseudo", project=desk)
    assert done.code != 0
    assert "needs the library ray" in done.err
