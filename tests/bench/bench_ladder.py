"""The ``argos`` engine's terms beside simpler ways to them: how many, how well, how long.

    python -m tests.bench.bench_ladder --packages DIR [--pairs en-ko en-zh] [--half tuning]

On 64 sentences of our own with 100 names no model can know (``ladder/``), each with a Korean and a
Chinese reference. Methods, each the best it can be with the same model:

- ``free``: the sentence as it is, beam 4;
- ``one decoy``: every name under that of a decoy, one hypothesis, swapped back;
- ``plain ladder``: one hypothesis with decoys, then two more choices of decoys with four hypotheses
  each, then decoys forced by a target prefix, then the terms themselves;
- ``argos``: the engine.

Columns: ``term``, the share of mentions with their rendering; ``clean``, the share of sentences
with all renderings and nothing that :class:`~workflow.engines.nmt.decoder.TermDecoder` finds
wrong, no decoy left over included; ``chrF`` against the references, names masked as ①②③ on both
sides, so that a name in another's place costs; ``flagged``, the share of sentences that carry a
note for the reviewer; ``hidden``, missing renderings without such a note; ``ms``, processor time a
sentence, and its ratio to that of ``free``.

Budgets of ``argos``: term ≥ 99 %, hidden 0, clean ≥ 98 %, chrF no lower than the plain ladder's,
at most 2.5 times the time of ``free``. They were set on another 122 sentences, which are not
public, so its chrF figures (28.0 Korean, 20.7 Chinese) cannot be compared with those printed here.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sacrebleu

from workflow.engines.argos import ArgosEngine, PackageModel
from workflow.engines.constrained import Candidate, Rung, climb
from workflow.engines.constrained.decoys import Disguise, disguise, with_alike
from workflow.engines.constrained.edits import Edit, Span, apply
from workflow.engines.nmt import stable_names
from workflow.engines.nmt.batching import Decoding, run
from workflow.engines.nmt.ctranslate import Decode, Decoded
from workflow.engines.nmt.decoder import TermDecoder
from workflow.languages import normalize
from workflow.model import Draft, Project, Request, TermType, TermUse

DATA = Path(__file__).parent / "ladder"
MARKS = "①②③"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its terms, and what a person made of it, names masked."""

    request: Request
    reference: str


def sentences(target: str, data: Path = DATA) -> list[Sentence]:
    """The sentences of ``ladder/`` for a target, ``ko`` or ``zh``."""
    with (data / "names.csv").open(encoding="utf-8", newline="") as file:
        names = {row["id"]: row for row in csv.DictReader(file)}
    with (data / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [Sentence(_request(row["en"], names, target), row[target]) for row in rows]


def _request(text: str, names: dict[str, dict[str, str]], target: str) -> Request:
    plain = ""
    uses = []
    for part in re.split(r"(\[\w+\])", text):
        if name := names.get(part.strip("[]")):
            start, plain = len(plain), plain + name["en"]
            kind = TermType(name["type"])
            uses.append(TermUse(name["id"], kind, name["en"], start, len(plain), name[target]))
        else:
            plain += part
    return Request(plain, terms=tuple(uses))


class Free(TermDecoder):
    """The sentence as it is, one hypothesis."""

    def rungs(self, pool: Sequence[Candidate[Decoded]]) -> Iterator[Rung[Decoded]]:
        """Yield the one rung."""
        yield Rung([Disguise(self.request)])

    def translate(self, disguise: Disguise, *, again: bool) -> Decoding[Sequence[Decoded]]:
        """Decode it."""
        return (yield Decode(self.model, disguise.text))


class OneDecoy(Free):
    """The first choice of decoys, whatever comes of it."""

    def rungs(self, pool: Sequence[Candidate[Decoded]]) -> Iterator[Rung[Decoded]]:
        """Yield the one rung."""
        yield Rung([disguise(self.request, range(len(self.request.terms)), self.decoys)])


class PlainLadder(TermDecoder):
    """The recipe that the engine's ladder has to beat."""

    def rungs(self, pool: Sequence[Candidate[Decoded]]) -> Iterator[Rung[Decoded]]:
        """Yield decoys, more decoys, decoys forced; then the terms forced."""
        number = len(self.request.terms)
        choices = (disguise(self.request, range(number), self.decoys, n) for n in range(3))
        yield Rung(choices, ((self.force, 2),))
        yield Rung([Disguise(self.request)], ((self.force, min(number, 2)),))

    def translate(self, disguise: Disguise, *, again: bool) -> Decoding[Sequence[Decoded]]:
        """Decode one hypothesis the first time, then four."""
        if not disguise.decoys:
            return (yield from super().translate(disguise, again=True))
        return (yield Decode(self.model, disguise.text, (), 4 if again else 1, attention=True))


def main() -> None:
    """Prints a table for each pair."""
    arguments = _arguments()
    if arguments.packages is None:
        print("Skipped: give a folder of installed Argos packages, see --help.")
        return
    os.environ["ARGOS_PACKAGES_DIR"] = str(arguments.packages)
    for pair in arguments.pairs:
        source, target = pair.split("-")
        chosen = sentences(target)
        start = {"tuning": 0, "held-out": 1}.get(arguments.half)
        if start is not None:
            chosen = chosen[start::2]
        mentions = sum(len(one.request.terms) for one in chosen)
        print(f"\n{pair}: {len(chosen)} sentences, {mentions} mentions")
        print(f"{'':14}    term  clean %   chrF  flagged %  hidden      ms  of free")
        _table(chosen, normalize(source), normalize(target), arguments.rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--packages", type=Path, help="installed Argos packages")
    parser.add_argument("--pairs", nargs="+", default=["en-ko", "en-zh"])
    parser.add_argument("--half", choices=["all", "tuning", "held-out"], default="all")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _table(chosen: Sequence[Sentence], source: str, target: str, rounds: int) -> None:
    requests = [one.request for one in chosen]
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        engine = ArgosEngine(project)
        list(engine.translate(requests, source, target))  # loads the model, finds its stable names
        (model,) = engine.route(source, target)
        found = stable_names.reliable_decoys(model, project.cache / "argos")
        decoys = with_alike(found)

        def each(decoder: type[TermDecoder]) -> list[Draft]:
            return _each(lambda request: climb(decoder(request, model, decoys)), requests)

        methods: dict[str, Callable[[], list[Draft]]] = {
            "free": lambda: each(Free),
            "one decoy": lambda: each(OneDecoy),
            "plain ladder": lambda: each(PlainLadder),
            "argos": lambda: _ordered(engine.translate(requests, source, target)),
        }
        # The rounds alternate, so that a busy machine is equally busy for all.
        runs = [{name: _timed(method) for name, method in methods.items()} for _ in range(rounds)]
    # Any name that stands in for others; a sentence of this set has none of them.
    stood = [one.target for kind in ("person", "org", "place") for one in found[kind]]
    milliseconds = {
        name: min(run[name][1] for run in runs) / len(chosen) * 1000 for name in methods
    }
    for name, taken in milliseconds.items():
        scores = _scores(chosen, runs[0][name][0], model, stood)
        print(f"{name:14}{scores}{taken:8.1f}{taken / milliseconds['free']:9.2f}")


def _timed(method: Callable[[], list[Draft]]) -> tuple[list[Draft], float]:
    """Drafts, and the processor time they took: the same on a busy machine."""
    start = time.process_time()
    return method(), time.process_time() - start


def _each(
    climb: Callable[[Request], Decoding[Candidate[Decoded]]], requests: Sequence[Request]
) -> list[Draft]:
    def one(request: Request) -> Decoding[Draft]:
        candidate = yield from climb(request)
        return Draft(candidate.text, "plain", candidate.problems)

    order = sorted(range(len(requests)), key=lambda index: -len(requests[index].text))
    return _ordered(run((index, one(requests[index])) for index in order))


def _ordered(drafts: Iterable[tuple[int, Draft]]) -> list[Draft]:
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def _scores(
    chosen: Sequence[Sentence], drafts: Sequence[Draft], model: PackageModel, stood: Sequence[str]
) -> str:
    """The columns for one method."""
    met = clean = flagged = hidden = 0
    masked = []
    for one, draft in zip(chosen, drafts, strict=True):
        request = one.request
        seen = TermDecoder(request, model, {}).judge(Disguise(request), Decoded(draft.text))
        spans = [span for span in seen.spans if span]
        met += len(spans)
        clean += seen.clean and not _has_decoy(draft.text, spans, stood)
        flagged += bool(draft.problems)
        hidden += 0 if draft.problems else len(request.terms) - len(spans)
        names = zip(seen.spans, MARKS, strict=False)
        masked.append(apply(draft.text, [Edit(*span, mark) for span, mark in names if span]))
    mentions = sum(len(one.request.terms) for one in chosen)
    chrf = sacrebleu.corpus_chrf(masked, [[one.reference for one in chosen]]).score
    share = len(chosen) / 100
    return f"{met / mentions:8.1%}{clean / share:9.1f}{chrf:7.2f}{flagged / share:11.1f}{hidden:8}"


def _has_decoy(text: str, spans: Sequence[Span], stood: Sequence[str]) -> bool:
    """Tell whether a part of a decoy stands outside the renderings."""
    rest = apply(text, [Edit(*span, "\0") for span in spans])
    return any(
        len(part) > 1 and part in rest for name in stood for part in re.split(r"[\s·]+", name)
    )


if __name__ == "__main__":
    main()
