"""How the ``local`` model is best sampled.

    python -m tests.bench.bench_sampling NTREX DOCUMENT... --way NAME=JSON ...

NTREX is a folder as for :mod:`tests.bench.bench_names`, whose glossary is used; each DOCUMENT is
an article of it, and ``:12`` behind it takes its first twelve sentences. They are translated as in
a run, each with the drafts before it, with the sampling of each ``--way NAME=JSON``, whose fields
go to llama.cpp. Of each it is said how near the drafts are to the references, how many renderings
of names stand in them, how many are flagged, run into a loop or are cut off, and what that took;
and how much of the room for a reply the longest that was not cut off has used.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.bench.bench_names import GLOSSARY, _files, _pick
from workflow.app import evaluation
from workflow.app.evaluation import read_corpus
from workflow.config import find_project
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.engines.llm import local
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.questions import Ask, Reply
from workflow.languages import language
from workflow.model import BlockKind, Draft, Segment, TermUse
from workflow.scoring import Corpus, Scorer, find_uses

_Uses = Sequence[tuple[TermUse, ...]]


class Listening:
    """Notes how much of its room each reply takes, while it is open."""

    def __init__(self) -> None:
        self.shares: list[float] = []
        self.cut = 0
        self._chat = Endpoint.chat

    def __enter__(self) -> Listening:
        listener = self

        async def chat(endpoint: Endpoint, ask: Ask, article: str = "") -> Reply:
            reply = await listener._chat(endpoint, ask, article)
            if reply.complete:
                listener.shares.append(reply.answered / ask.limit)
            listener.cut += not reply.complete
            return reply

        Endpoint.chat = chat  # type: ignore[method-assign, assignment]
        return self

    def __exit__(self, *error: object) -> None:
        Endpoint.chat = self._chat  # type: ignore[method-assign]


def drafted(corpus: Corpus, uses: _Uses, sampling: Mapping[str, Any]) -> tuple[list[Draft], str]:
    """The drafts, and what they took."""
    local._SAMPLING = dict(sampling)
    engine = local.LocalEngine(find_project(Path()))
    jobs = [
        Job(Segment(str(n), text, "", document, n + 1, n, 0, BlockKind.PARAGRAPH, "en"), own)
        for n, (text, document, own) in enumerate(
            zip(corpus.sentences, corpus.documents, uses, strict=True)
        )
    ]
    started = time.process_time()
    with Listening() as heard:
        found = dict(drafting.translate(engine, jobs, "en", corpus.target))
    took = (
        f"{engine.usage.requests} requests  {engine.usage.completion_tokens} tokens "
        f"{time.process_time() - started:.0f} s of processor  cut off {heard.cut}  "
        f"room used at most {max(heard.shares):.2f}"
    )
    return [found[n] for n in range(len(jobs))], took


def _chosen(corpus: Corpus, documents: Sequence[str]) -> list[int]:
    chosen = []
    for each in documents:
        name, _, most = each.partition(":")
        own = [n for n, document in enumerate(corpus.documents) if document == name]
        chosen += own[: int(most or len(own))]
    return chosen


def main() -> None:
    """Prints a line for each way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--to", default="ko")
    parser.add_argument("--way", action="append", metavar="NAME=JSON", default=[])
    parser.add_argument("--out", type=Path, help="a folder for the translations")
    options = parser.parse_args()
    if not options.documents:
        print("Skipped: give the folder of NTREX-128 and articles of it, see --help.")
        return
    terms = evaluation.scoring_glossary(Path(), [GLOSSARY])
    target = language(options.to).tag
    whole = read_corpus(_files(options.folder, target))
    uses = find_uses(whole, terms)
    chosen = _chosen(whole, options.documents)
    corpus = replace(
        whole,
        sentences=_pick(whole.sentences, chosen),
        references=tuple(_pick(reference, chosen) for reference in whole.references),
        documents=_pick(whole.documents, chosen),
    )
    own = _pick(uses, chosen)
    scorer = Scorer(corpus, terms, own)
    for way in options.way or ["as it is=" + json.dumps(local._SAMPLING)]:
        name, _, sampling = way.partition("=")
        drafts, took = drafted(corpus, own, json.loads(sampling))
        score = scorer.score(name, [draft.text for draft in drafts])
        loops = sum(any(p.code == "repetition" for p in draft.problems) for draft in drafts)
        print(
            f"{name:16} {options.to:8} {len(drafts)} sentences  "
            f"chrF++ {score.chrf.score if score.chrf else 0:.1f}  "
            f"names {score.terms.part}/{score.terms.whole}  "
            f"flagged {sum(bool(draft.problems) for draft in drafts)}  loops {loops}  {took}",
            flush=True,
        )
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            rows = [
                json.dumps([s, d.text, [*map(str, d.problems)]], ensure_ascii=False)
                for s, d in zip(corpus.sentences, drafts, strict=True)
            ]
            (options.out / f"{name}.{target}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
