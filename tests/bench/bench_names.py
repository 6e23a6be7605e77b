"""Names in news, four ways: ``python -m tests.bench.bench_names NTREX [--engine local] [--to ko]``.

NTREX is a folder with the English source, the references and the document ids of NTREX-128
(``newstest2019-src.eng.txt``, ``newstest2019-ref.kor.txt``, ``newstest2019-ref.zho-CN.txt``,
``DOCUMENT_IDS.tsv``). The glossary is ``ntrex-names.csv`` beside this file; ``ntrex-names.md`` says
where it comes from. Sentences with names are translated

- ``no glossary``: by the engine alone;
- ``naive prompt``: by a language model that is shown the sentence's names and their renderings and
  is then believed;
- ``find and replace``: by the engine alone; then the source name, and what the engine makes of the
  name by itself, are replaced in the result;
- ``ours``: by the engine with the terms, repaired and checked.

The last row scores the human reference. For ``ours`` it is also said how many of the missing
renderings stand in sentences that are flagged, and how many sentences are flagged at all.

With ``--out`` every translation is kept as it comes, in ``kept-WAY.LOCALE.jsonl``: an interrupted
run goes on where it stopped. Delete a file to have its way measured anew.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from workflow import engines, qa
from workflow.app import evaluation
from workflow.app.evaluation import TargetFiles, read_corpus
from workflow.config import find_project
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.engines.llm import replies
from workflow.engines.llm.capabilities import Capabilities
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.local import LocalEngine
from workflow.engines.llm.questions import Ask
from workflow.engines.usage import Usage
from workflow.languages import language
from workflow.model import BlockKind, Draft, Project, Segment, TermUse
from workflow.protocols import Engine
from workflow.scoring import Corpus, Scorer, Scores, find_uses, read

GLOSSARY = Path(__file__).with_name("ntrex-names.csv")
_REFERENCES = {"ko": "newstest2019-ref.kor.txt", "zh-Hans": "newstest2019-ref.zho-CN.txt"}
_T = TypeVar("_T")
#: Drafts, and the seconds that the engine took for them.
Timed = tuple[list[Draft], float]


@dataclass(frozen=True, eq=False)
class Task:
    """Sentences with names, their terms, who translates them, and where results are kept."""

    project: Project
    engine: Engine
    corpus: Corpus
    uses: tuple[tuple[TermUse, ...], ...]
    folder: Path | None = None


Way = Callable[[Task], Timed]


class Kept:
    """Finished translations, in a file with one a line, so that nothing is translated twice.

    Attributes:
        seconds: how long the engine took for them.
    """

    def __init__(self, folder: Path | None, way: str, target: str) -> None:
        self._path = folder / f"kept-{way.replace(' ', '-')}.{target}.jsonl" if folder else None
        self._drafts: dict[str, Draft] = {}
        self.seconds = 0.0
        if self._path and self._path.exists():
            for line in self._path.read_text("utf-8").splitlines():
                source, text, problems, seconds = json.loads(line)
                self._drafts[source] = Draft(text, "kept", tuple(map(qa.remembered, problems)))
                self.seconds += seconds

    def missing(self, sentences: Sequence[str]) -> list[int]:
        """The positions of the sentences that are still to be translated, each sentence once."""
        first = {sentence: number for number, sentence in reversed([*enumerate(sentences)])}
        return sorted(number for text, number in first.items() if text not in self._drafts)

    def keep(self, sentences: Sequence[str], found: Iterable[tuple[int, Draft]]) -> None:
        """Takes translations in as they come and writes each down at once."""
        started = time.perf_counter()
        for number, draft in found:
            now = time.perf_counter()
            self._drafts[sentences[number]] = draft
            self.seconds += now - started
            if self._path:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                row = (
                    sentences[number],
                    draft.text,
                    [*map(str, draft.problems)],
                    round(now - started, 2),
                )
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            started = now

    def drafts(self, sentences: Sequence[str]) -> list[Draft]:
        """The translations of the sentences, in their order."""
        return [self._drafts[sentence] for sentence in sentences]


def main() -> None:
    """Prints a row for each way, as it is done."""
    arguments = _arguments()
    if arguments.folder is None:
        print("Skipped: give the folder of NTREX-128, see --help.")
        return
    terms = evaluation.scoring_glossary(Path(), [GLOSSARY])
    target = language(arguments.to).tag
    whole = read_corpus(_files(arguments.folder, target))
    uses = find_uses(whole, terms)
    chosen = _choose(uses, arguments.sentences)
    corpus = replace(
        whole,
        sentences=_pick(whole.sentences, chosen),
        references=tuple(_pick(reference, chosen) for reference in whole.references),
        documents=_pick(whole.documents, chosen),
    )
    project = find_project(arguments.project)
    engine = engines.load(project, arguments.engine)
    task = Task(project, engine, corpus, _pick(uses, chosen), arguments.out)
    scorer = Scorer(corpus, terms, task.uses)
    print(f"{len(terms)} names; {len(chosen)} sentences of {len(set(corpus.documents))} documents")
    print(f"{engine.signature('en', target)}, en → {target}")
    for name, way in _ways(engine).items():
        if arguments.only and name not in arguments.only:
            continue
        drafts, seconds = way(task)
        _print(scorer.score(name, [draft.text for draft in drafts]), seconds)
        if name == "ours":
            _print_flags(drafts, task)
    _print(scorer.oracle(), 0.0)


def _ways(engine: Engine) -> dict[str, Way]:
    ways: dict[str, Way] = {
        "no glossary": unaided,
        "naive prompt": naive,
        "find and replace": replaced,
        "ours": ours,
    }
    if engine.name not in {"llm", "local"}:
        del ways["naive prompt"]
    return ways


def unaided(task: Task) -> Timed:
    """The engine without the glossary; translated once for both ways that need it."""
    return _translate(task, "no glossary", task.corpus.sentences, [()] * len(task.uses))


def ours(task: Task) -> Timed:
    """The engine with the glossary."""
    return _translate(task, "ours", task.corpus.sentences, task.uses)


def replaced(task: Task) -> Timed:
    """The engine without the glossary, names replaced afterwards."""
    names = list(dict.fromkeys(use.source for uses in task.uses for use in uses if use.rendering))
    alone, seconds = _translate(task, "names alone", names, [()] * len(names))
    guesses = {name: draft.text for name, draft in zip(names, alone, strict=True)}
    free, more = unaided(task)
    done = []
    for draft, uses in zip(free, task.uses, strict=True):
        text = draft.text
        for use in sorted(uses, key=lambda use: -len(use.source)):
            for found in filter(None, (use.source, guesses.get(use.source, ""))):
                text = text.replace(found, use.rendering) if use.rendering else text
        done.append(replace(draft, text=text))
    return done, seconds + more


def naive(task: Task) -> Timed:
    """A language model that is told the names and is then believed."""
    target = language(task.corpus.target)
    sentences = task.corpus.sentences
    kept = Kept(task.folder, "naive prompt", target.tag)

    async def ask_all() -> None:
        async with _endpoint(task) as endpoint:
            for number in kept.missing(sentences):
                draft = await _ask(endpoint, sentences[number], task.uses[number], target.name)
                kept.keep(sentences, [(number, draft)])

    started = time.perf_counter()
    asyncio.run(ask_all())
    return kept.drafts(sentences), kept.seconds + time.perf_counter() - started


async def _ask(endpoint: Endpoint, sentence: str, uses: Sequence[TermUse], target: str) -> Draft:
    listed = "\n".join(dict.fromkeys(f"{u.source} = {u.rendering}" for u in uses if u.rendering))
    order = f"Translate the English text into {target}. Use these translations:\n{listed}"
    messages = [{"role": "system", "content": order}, {"role": "user", "content": sentence}]
    reply = await endpoint.chat(Ask(messages, 48 + len(sentence)))
    return Draft(replies.clean(reply.text, sentence), "naive")


def _endpoint(task: Task) -> Endpoint:
    if isinstance(task.engine, LocalEngine):
        return task.engine._connect({}, Capabilities())
    settings = task.project.settings.llm
    return Endpoint(settings, Usage(), os.environ.get(settings.key_env, "").strip())


def _translate(
    task: Task, way: str, sentences: Sequence[str], uses: Sequence[tuple[TermUse, ...]]
) -> Timed:
    kept = Kept(task.folder, way, task.corpus.target)
    missing = kept.missing(sentences)
    jobs = [
        Job(
            Segment(str(n), sentences[n], "", "ntrex", n + 1, n, 0, BlockKind.PARAGRAPH, "en"),
            uses[n],
        )
        for n in missing
    ]
    found = drafting.translate(task.engine, jobs, "en", task.corpus.target)
    kept.keep(sentences, ((missing[index], draft) for index, draft in found))
    return kept.drafts(sentences), kept.seconds


def _print(row: Scores, seconds: float) -> None:
    chrf = f"{row.chrf.score:5.1f}" if row.chrf else "    —"
    shares = "  ".join(
        f"{name} {share.part}/{share.whole} = {share.share or 0:.1%}"
        for name, share in (
            ("terms", row.terms),
            ("consistency", row.consistency),
            ("particles", row.particles),
            ("duplicated", row.duplicated),
        )
    )
    print(f"{row.system:<17} chrF++ {chrf}  {shares}  length {row.length:.2f}  {seconds:.0f} s")


def _print_flags(drafts: Sequence[Draft], task: Task) -> None:
    missing = told = 0
    for draft, uses in zip(drafts, task.uses, strict=True):
        reading = read(draft.text, uses, task.corpus.target)
        lost = sum(use not in reading.found for use in reading.uses)
        missing += lost
        told += lost if draft.problems else 0
    flagged = sum(bool(draft.problems) for draft in drafts)
    print(f"  missing in flagged sentences: {told}/{missing}; flagged: {flagged}/{len(drafts)}")


def _choose(uses: Sequence[Sequence[TermUse]], wanted: int) -> list[int]:
    """The first sentences that mention a name, so that documents stay together."""
    named = [number for number, found in enumerate(uses) if any(use.rendering for use in found)]
    return named[:wanted] if wanted else named


def _pick(items: Sequence[_T], chosen: Iterable[int]) -> tuple[_T, ...]:
    return tuple(items[number] for number in chosen)


def _files(folder: Path, target: str) -> TargetFiles:
    reference = folder / _REFERENCES[target]
    source, documents = folder / "newstest2019-src.eng.txt", folder / "DOCUMENT_IDS.tsv"
    return TargetFiles(target, source, (reference,), (), documents, "en")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, help="the folder of NTREX-128")
    parser.add_argument("--engine", default="local", help="llm, local, argos or pseudo")
    parser.add_argument("--to", default="ko", choices=[*_REFERENCES])
    parser.add_argument("--sentences", type=int, default=100, help="0: all that have names")
    parser.add_argument("--project", type=Path, default=Path(), help="whose settings to use")
    parser.add_argument("--only", action="append", help="only this way; may be repeated")
    parser.add_argument("--out", type=Path, help="a folder for the translations")
    return parser.parse_args()


if __name__ == "__main__":
    main()
