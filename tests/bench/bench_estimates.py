"""How far estimates are from what is then used, against a server that counts as real models do.

    python -m tests.bench.bench_estimates SOURCE REFERENCE DOCUMENTS TOKENIZER...

SOURCE and REFERENCE have a sentence a line, DOCUMENTS the name of its article. Each TOKENIZER is
``MODEL=FILE``: the ``tokenizer.json`` of the model's family, read by the library tokenizers, which
is no dependency of the project. The server answers with the references, of which it spoils some, so
that they are asked for again, and counts tokens with the tokenizer. Four articles are estimated and
translated at a time, three times in one project.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from tests.support.command import workflow
from tests.support.llm_server import Answer, LlmServer, completion

_SETTINGS = """\
targets = ["{target}"]
engine = "llm"

[llm]
url = "{url}"
model = "{model}"
revise = {revise}
concurrency = 4
price = {{ input = 1.0, output = 4.0 }}
"""
#: Ways of answering: of how many sentences the first draft is spoiled, whether a critic marks some,
#: and how many tokens of thoughts an answer has, as a median. Those are what Gemini 3 Pro was
#: measured to think about a translation, and how that varies: one in ten has 3,580 and more
#: (transept.ai/journal/gemini-3-translation-thinking-tokens-measured).
_WAYS = {
    "careful": (0.02, False, 0.0),
    "careless": (0.08, False, 0.0),
    "revised": (0.04, True, 0.0),
    "thinking": (0.04, False, 1_250.0),
}
_VARIES = 0.82
_ARTICLES, _RUNS = 4, 3


class Counting:
    """A model that knows the references, and counts.

    Args:
        known: the references by source.
        count: tokens of a text.
        way: of answering.
    """

    def __init__(self, known: Mapping[str, str], count: Callable[[str], int], way: str) -> None:
        self._known, self._count = known, count
        self._spoiled, _, self._thoughts = _WAYS[way]
        self._random = Random(way)  # noqa: S311
        self.server: LlmServer

    def __call__(self, body: dict[str, Any]) -> Answer:
        """Answer, and say how many tokens that took."""
        turns = [turn["content"] for turn in body["messages"]]
        said = self._said(turns)
        answer = completion(said)(body)
        assert answer
        told = json.loads(answer[2])
        thoughts = self._thoughts * self._random.lognormvariate(0, _VARIES)
        told["usage"] = {
            "prompt_tokens": 3 + sum(4 + self._count(turn) for turn in turns),
            "completion_tokens": 1 + self._count(said) + round(thoughts),
        }
        return answer[0], answer[1], json.dumps(told).encode()

    def _said(self, turns: Sequence[str]) -> str:
        if turns[-1].startswith("{"):
            sentences = json.loads(turns[-1])["sentences"]
            if "translation" in sentences[0]:
                return json.dumps({each["id"]: self._marks(each) for each in sentences})
            drafts = {each["id"]: self._draft(each["text"]) for each in sentences}
            return json.dumps(drafts, ensure_ascii=False)
        corrected = turns[-1].startswith("That translation has these faults")
        return self._known.get(turns[-3 if corrected else -1], "")

    def _draft(self, text: str) -> str:
        said = self._known.get(text, "")
        return f"{said} 98765" if self._random.random() < self._spoiled else said

    def _marks(self, each: Mapping[str, str]) -> list[dict[str, str]]:
        if self._random.random() > 0.15:
            return []
        words = each["translation"].split()[0][:8]  # a critic marks words, no whole sentence
        return [{"span": words, "source": "", "category": "style", "severity": "minor",
                 "note": "It can be said in a better way."}]  # fmt: skip


def runs(
    articles: Sequence[Sequence[tuple[str, str]]], model: str, target: str, way: str, answer: Any
) -> Iterator[tuple[float, bool]]:
    """Yield how far each estimate is from the cost, and whether it is between the bounds."""
    with (
        LlmServer() as server,
        tempfile.TemporaryDirectory() as name,
        mock.patch.dict(os.environ, {"XDG_DATA_HOME": name}),  # what other runs used is not known
    ):
        for _ in range(3):
            server.always(answer)
        project = Path(name)
        revise = str(_WAYS[way][1]).lower()
        settings = _SETTINGS.format(url=server.url, model=model, target=target, revise=revise)
        (project / "workflow.toml").write_text(settings)
        (project / "seeds").mkdir()
        (project / "glossary").mkdir()
        for run in range(_RUNS):
            for place in range(run * _ARTICLES, (run + 1) * _ARTICLES):
                lines = [source for source, _ in articles[place]]
                (project / "seeds" / f"a{place}.txt").write_text("\n\n".join(lines) + "\n")
            guess = workflow("translate", "--estimate", "--json", project=project).json
            before = len(server.received)
            used = workflow("translate", "--json", project=project).json["usage"]["llm"]
            assert len(server.received) > before
            within = guess["least"]["cost"] <= used["cost"] <= guess["most"]["cost"]
            yield guess["cost"] / used["cost"] - 1, within


def main() -> None:
    """Print a line for each model and way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("source", "reference", "documents"):
        parser.add_argument(name, nargs="?", type=Path)
    parser.add_argument("tokenizers", nargs="*")
    parser.add_argument("--to", default="ko")
    parser.add_argument("--from-article", type=int, default=0)
    options = parser.parse_args()
    if not options.tokenizers:
        print("Skipped: give files of sentences, and tokenizers, see --help.")
        return
    from tokenizers import Tokenizer

    columns = [
        path.read_text("utf-8").splitlines()
        for path in (options.source, options.reference, options.documents)
    ]
    articles = [
        [(source, reference) for source, reference, _ in group]
        for _, group in groupby(zip(*columns, strict=True), key=lambda row: row[2])
    ][options.from_article :]
    known = {source: reference for each in articles for source, reference in each}
    for named in options.tokenizers:
        model, _, file = named.partition("=")
        counts = Tokenizer.from_file(file)

        def count(text: str, counts: Any = counts) -> int:
            return len(counts.encode(text, add_special_tokens=False).ids)

        for way in _WAYS:
            if (way == "thinking") != ("think" in model or model.startswith("o")):
                continue
            found = runs(articles, model, options.to, way, Counting(known, count, way))
            told = (f"{far:+.0%}{'' if within else ' (outside)'}" for far, within in found)
            print(f"{model:24} {options.to:8} {way:10}", *told, sep="  ", flush=True)


if __name__ == "__main__":
    main()
