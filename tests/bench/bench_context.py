"""What a model makes of sentences that know their document, beside each sentence alone.

    python -m tests.bench.bench_context NTREX DOCUMENT... [--to ko] [--engine local]

NTREX is a folder as for :mod:`tests.bench.bench_names`, whose glossary is used; each DOCUMENT is an
article of it, ``:12`` behind it takes its first twelve sentences. They are translated twice:
``alone``, and ``in context``, as in a run: with headline, the sentences before and their drafts.
Of each way is said

- how near the drafts are to the references, and how many renderings of names stand in them;
- ``pronouns``: of the sentences whose source tells of *she* alone, or of *he* alone, those that
  have a pronoun of the other gender;
- ``style``: sentences, quotations apart, that end in another style (다, 습니다) than most of their
  article;
- ``tense``: of the sentences that end in a verb both in draft and reference, those that are past
  in one alone;
- what it took: requests, tokens of questions and answers, seconds of processor.

Style and tense are told of Korean only. One article of 21 sentences takes the ``local`` model about
eight minutes of one core.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from tests.bench.bench_names import GLOSSARY, _files, _pick
from tests.bench.bench_sampling import _chosen
from workflow import engines
from workflow.app import evaluation
from workflow.app.evaluation import read_corpus
from workflow.config import find_project
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.engines.usage import Usage
from workflow.languages import language
from workflow.model import BlockKind, Draft, Segment, TermUse
from workflow.protocols import Engine
from workflow.qa.typography.register import _registers
from workflow.scoring import Corpus, Scorer, find_uses

_Uses = Sequence[tuple[TermUse, ...]]
#: Sentences before one that a run shows.
_SHOWN = 2
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
#: Pronouns of her and of him, by target.
_PRONOUNS = {
    "ko": (re.compile(r"그녀"), re.compile(r"(?<![가-힣])그(?=[는가의를도와에]|\s)(?!\s)")),
    "zh-Hans": (re.compile(r"她"), re.compile(r"(?<!其)他(?!们|人|国|的们)")),
}
_CLOSING = "\"'”’」』》)]. …!?"


def _jobs(corpus: Corpus, uses: _Uses, *, alone: bool) -> list[Job]:
    """The sentences to translate; alone, each is a document of its own."""
    jobs, before = list[Job](), tuple[str, ...]()
    headline, last = "", ""
    each = zip(corpus.sentences, corpus.documents, uses, strict=True)
    for n, (text, document, own) in enumerate(each):
        if document != last:
            headline, last, before = text, document, ()
        name = f"{document}-{n}" if alone else document
        segment = Segment(str(n), text, "", name, n + 1, n, 0, BlockKind.PARAGRAPH, "en")
        around = ((), "") if alone else (before, "" if text == headline else headline)
        jobs.append(Job(segment, own, (), *around))
        before = (*before[1 - _SHOWN :], text)
    return jobs


def _drafted(engine: Engine, jobs: Sequence[Job], target: str) -> list[Draft]:
    found = dict(drafting.translate(engine, jobs, "en", target))
    return [found[n] for n in range(len(jobs))]


def _other_gender(corpus: Corpus, texts: Sequence[str]) -> tuple[int, int]:
    """Sentences with a pronoun of the other gender, of those that tell of one."""
    hers, his = _PRONOUNS[corpus.target]
    wrong = whole = 0
    for source, text in zip(corpus.sentences, texts, strict=True):
        she, he = bool(_SHE.search(source)), bool(_HE.search(source))
        if she != he:
            whole += 1
            wrong += bool((his if she else hers).search(text))
    return wrong, whole


def _other_style(corpus: Corpus, texts: Sequence[str]) -> tuple[int, int]:
    """Sentences in another style than most of their article, of those whose style is known."""
    found: dict[str, Counter[str]] = {}
    for document, text in zip(corpus.documents, texts, strict=True):
        for name in _registers(text, corpus.target)[:1]:
            found.setdefault(document, Counter())[name] += 1
    other = sum(each.total() - max(each.values()) for each in found.values())
    return other, sum(each.total() for each in found.values())


def _is_past(text: str) -> bool | None:
    """Whether a Korean sentence ends in the past; None where it ends in no plain verb."""
    end = re.search(r"([가-힣])(?:다|습니다|어요|지만)$", text.rstrip(_CLOSING))
    return normalize("NFD", end[1]).endswith("ᆻ") if end else None


def _other_tense(corpus: Corpus, texts: Sequence[str]) -> tuple[int, int]:
    """Sentences whose end is past in the draft or in the reference alone, of those compared."""
    pairs = [(_is_past(a), _is_past(b)) for a, b in zip(texts, corpus.references[0], strict=True)]
    compared = [(a, b) for a, b in pairs if a is not None and b is not None]
    return sum(a != b for a, b in compared), len(compared)


def _corpus(folder: Path, target: str, documents: Sequence[str]) -> tuple[Corpus, _Uses, Scorer]:
    terms = evaluation.scoring_glossary(Path(), [GLOSSARY])
    whole = read_corpus(_files(folder, target))
    chosen = _chosen(whole, documents)
    corpus = replace(
        whole,
        sentences=_pick(whole.sentences, chosen),
        references=tuple(_pick(reference, chosen) for reference in whole.references),
        documents=_pick(whole.documents, chosen),
    )
    uses = _pick(find_uses(whole, terms), chosen)
    return corpus, uses, Scorer(corpus, terms, uses)


def _told(name: str, corpus: Corpus, texts: Sequence[str], scorer: Scorer) -> str:
    score = scorer.score(name, list(texts))
    counts = {"pronouns": _other_gender(corpus, texts)}
    if corpus.target == "ko":
        counts |= {"style": _other_style(corpus, texts), "tense": _other_tense(corpus, texts)}
    told = "  ".join(f"{what} {part}/{whole}" for what, (part, whole) in counts.items())
    chrf = f"{score.chrf.score:.1f}" if score.chrf else "-"
    return f"{name:11} chrF++ {chrf}  names {score.terms.part}/{score.terms.whole}  {told}"


def main() -> None:
    """Prints a line for each way, and one for the references."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--to", default="ko", choices=["ko", "zh-Hans"])
    parser.add_argument("--engine", default="local")
    parser.add_argument("--project", type=Path, default=Path(), help="whose settings are used")
    parser.add_argument("--out", type=Path, help="a folder for the translations")
    options = parser.parse_args()
    if not options.documents:
        print("Skipped: give the folder of NTREX-128 and articles of it, see --help.")
        return
    target = language(options.to).tag
    corpus, uses, scorer = _corpus(options.folder, target, options.documents)
    print(f"{len(corpus.sentences)} sentences of {len(set(corpus.documents))} documents")
    for name in ("alone", "in context"):
        engine = engines.load(find_project(options.project), options.engine)
        started = time.process_time()
        drafts = _drafted(engine, _jobs(corpus, uses, alone=name == "alone"), target)
        seconds = time.process_time() - started
        texts = [draft.text for draft in drafts]
        used = getattr(engine, "usage", Usage())
        print(
            f"{_told(name, corpus, texts, scorer)}  {used.requests} requests  "
            f"{used.prompt_tokens} + {used.completion_tokens} tokens  {seconds:.0f} s",
            flush=True,
        )
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            rows = zip(corpus.sentences, texts, corpus.references[0], strict=True)
            text = "\n".join("\t".join(row) for row in rows)
            (options.out / f"{name}.{target}.tsv").write_text(text + "\n", "utf-8")
    print(_told("reference", corpus, list(corpus.references[0]), scorer))


if __name__ == "__main__":
    main()
