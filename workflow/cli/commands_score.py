"""Score translations on a test set: score."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.cli import console
from workflow.cli.options import Options, common, one_language, to_option

if TYPE_CHECKING:
    from workflow.app.evaluation import TargetFiles
    from workflow.scoring import Scores, Share

_HEAD = ("target", "system", "sentences", "chrF++", "BLEU", "terms", "consistency", "particles",
         "duplicated", "forbidden", "length")  # fmt: skip
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command("score", epilog="Example: workflow score tests/news --to ko")
@click.argument("place", metavar="[FOLDER]", required=False, type=_FOLDER)
@click.option("--source", "sentences", type=_FILE, help="Source sentences, one a line.")
@click.option(
    "--reference",
    "references",
    type=_FILE,
    multiple=True,
    help="Human translation, line by line; may be repeated.",
)
@click.option(
    "--output",
    "outputs",
    type=_FILE,
    multiple=True,
    help="Translation to score, line by line; may be repeated.",
)
@click.option("--documents", type=_FILE, help="Document id of each line (default: one document).")
@click.option(
    "--from",
    "language",
    metavar="LANGUAGE",
    callback=one_language,
    help="Language of the source (default: detected).",
)
@click.option(
    "--glossary",
    "tables",
    type=_FILE,
    multiple=True,
    help="Glossary CSV (default: the project's glossary).",
)
@click.option(
    "--metric",
    "metrics",
    metavar="COMMAND",
    multiple=True,
    help="Also score with a program: {source}, {output} and {reference} in it stand for the files,"
    " the last number that it prints is the score. May be repeated.",
)
@to_option
@common
@click.pass_obj
def score_command(
    options: Options,
    /,
    place: Path | None,
    *,
    targets: tuple[str, ...],
    tables: tuple[Path, ...],
    metrics: tuple[str, ...],
    **files: Any,
) -> int:
    """Score translations against human references and the glossary.

    FOLDER holds source.en.txt, reference.ko.txt, output.ko.txt (the language before .txt, one
    sentence a line) and, if there are several documents, documents.txt with a document id a line.
    More of a kind get a name: output-argos.ko.txt, reference-2.ko.txt. Or name single files with
    --source, --reference, --output and --to.

    Scored are chrF++ and BLEU (sacreBLEU, with signatures); terms: mentions rendered as the
    glossary asks; consistency: mentions in a document's dominant form; particles: Korean particles
    that agree; duplicated: sentences that name a term too often; forbidden renderings; length in
    characters against the reference. The reference itself is the last row.
    """
    from workflow.app import evaluation

    if place and any(files.values()):
        raise click.UsageError("Give either FOLDER or single files, not both.")
    sets = evaluation.scoring_sets(place, targets) if place else (_single(targets, **files),)
    glossary = evaluation.scoring_glossary(options.folder, tables)
    scores = [
        row
        for one in sets
        for row in evaluation.with_outside(evaluation.score(one, glossary), one, metrics)
    ]
    if options.json:
        console.print_json({"scores": scores, "terms": len(glossary), "errors": glossary.errors})
    else:
        _print(options, scores)
        if not glossary:
            console.inform(options, "No glossary: names are not scored.")
    return console.finish(glossary.errors)


def _print(options: Options, scores: Sequence[Scores]) -> None:
    named = tuple(dict.fromkeys(name for row in scores for name in row.outside))
    own = [tuple(f"{row.outside[name]:.4f}" for name in named) for row in scores]
    rows = [(*_row(row), *values) for row, values in zip(scores, own, strict=True)]
    console.print_table((*_HEAD, *named), rows)
    for signature in _signatures(scores):
        console.inform(options, signature)


def _single(
    targets: Sequence[str],
    *,
    sentences: Path | None,
    references: tuple[Path, ...],
    outputs: tuple[Path, ...],
    documents: Path | None,
    language: str,
) -> TargetFiles:
    """Build the test set that the options name."""
    from workflow.app.evaluation import TargetFiles

    needed = {"--source": sentences, "--reference": references, "--output": outputs}
    missing = [option for option, given in needed.items() if not given]
    if missing or sentences is None:
        raise click.UsageError(f"Give a FOLDER, or files; missing: {', '.join(missing)}.")
    if len(targets) != 1:
        raise click.UsageError("Name the one language of the translations with --to.")
    named = tuple((path.name, path) for path in outputs)
    return TargetFiles(targets[0], sentences, references, named, documents, language)


def _row(row: Scores) -> tuple[object, ...]:
    return (
        row.target,
        row.system,
        row.sentences,
        f"{row.chrf.score:.1f}" if row.chrf else "—",
        f"{row.bleu.score:.1f}" if row.bleu else "—",
        *map(_percent, (row.terms, row.consistency, row.particles, row.duplicated)),
        row.forbidden,
        "—" if row.length is None else f"{row.length:.2f}",
    )


def _percent(share: Share) -> str:
    """Format a share: ``97.5 % of 40``."""
    return "—" if share.share is None else f"{share.share:.1%} of {share.whole}"


def _signatures(scores: Sequence[Scores]) -> list[str]:
    """List how the figures of each language were computed, once each."""
    lines = [
        f"{row.target} {name}: {metric.signature}"
        for row in scores
        for name, metric in (("chrF++", row.chrf), ("BLEU", row.bleu))
        if metric
    ]
    return list(dict.fromkeys(lines))
