"""Score translation systems on test sets (``score``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.config import project_if_any
from workflow.documents import detector
from workflow.errors import ConfigError, SourceError
from workflow.glossary import Glossary, load, table
from workflow.languages import normalize
from workflow.model import Settings, say
from workflow.scoring import Corpus, Scorer, Scores

#: ``source.en.txt``, ``reference.ko.txt``, ``reference-2.ko.txt``, ``output-argos.ko.txt``.
_NAME = re.compile(r"(source|reference|output)(?:-(.+?))?\.([A-Za-z][A-Za-z0-9_-]*)\.txt")

#: The languages test sets are expected in: those of a project that says nothing else.
_EXPECTED = detector.Sources(Settings().expected)


@dataclass(frozen=True, slots=True)
class TargetFiles:
    """The files that score one target language. Texts are UTF-8, one sentence a line.

    Attributes:
        target: BCP 47 tag.
        sentences: the source.
        references: human translations, at least one.
        outputs: ``(name of the system, file)``.
        documents: one document id a line; without it all lines are one document.
        source: BCP 47 tag; detected when empty.
    """

    target: str
    sentences: Path
    references: tuple[Path, ...]
    outputs: tuple[tuple[str, Path], ...]
    documents: Path | None = None
    source: str = ""


def score(files: TargetFiles, glossary: Glossary) -> tuple[Scores, ...]:
    """Score every output and, as the last row, the reference itself.

    Raises:
        SourceError: a file cannot be read, is empty, or has another number of lines.
        ConfigError: sacreBLEU is not installed, or the languages cannot be told apart.
    """
    corpus = read_corpus(files)
    scorer = Scorer(corpus, glossary)
    count = len(corpus.sentences)
    rows = [scorer.score(name, _read(path, count)) for name, path in files.outputs]
    return (*rows, scorer.oracle())


def read_corpus(files: TargetFiles) -> Corpus:
    """Read the source and its references.

    Raises:
        SourceError: a file cannot be read, is empty, or has another number of lines.
        ConfigError: source and target are one language.
    """
    sentences = _read(files.sentences)
    count = len(sentences)
    source = files.source or detector.detect(" ".join(sentences[:50]), sources=_EXPECTED).language
    if source == detector.UNDETERMINED:
        raise SourceError(
            files.sentences, say("its language cannot be told"), say("Name it with --from.")
        )
    if source == files.target:
        raise ConfigError(
            "score",
            say("source and target are both {source}", source=source),
            say("Name them with --from and --to."),
        )
    references = tuple(_read(path, count) for path in files.references)
    documents = _read(files.documents, count) if files.documents else ("",) * count
    return Corpus(source, files.target, sentences, references, documents)


def scoring_sets(folder: Path, targets: Sequence[str] = ()) -> tuple[TargetFiles, ...]:
    """Find the test sets of a folder, one for each target language with an output.

    It holds ``source.LANGUAGE.txt``, ``reference.LANGUAGE.txt`` and ``output.LANGUAGE.txt``; more
    of a kind have a name after a hyphen (``output-argos.ko.txt``). ``documents.txt`` is optional.

    Raises:
        SourceError: the folder lacks one of them.
    """
    found = sorted(_named(folder))
    sources = [(language, path) for kind, language, _, path in found if kind == "source"]
    if len(sources) != 1:
        raise SourceError(
            folder,
            say("has {count} files source.LANGUAGE.txt, not one", count=len(sources)),
            say("Put the source sentences into source.en.txt (or its language), one a line."),
        )
    source, sentences = sources[0]
    documents = folder / "documents.txt"
    sets = []
    for target in targets or sorted({language for kind, language, *_ in found if kind == "output"}):
        own = [(kind, name, path) for kind, language, name, path in found if language == target]
        references = tuple(path for kind, _, path in own if kind == "reference")
        outputs = tuple((name or "output", path) for kind, name, path in own if kind == "output")
        _require(folder, target, references, outputs)
        known = documents if documents.is_file() else None
        sets.append(TargetFiles(target, sentences, references, outputs, known, source))
    if not sets:
        raise SourceError(
            folder,
            say("has no file output.LANGUAGE.txt"),
            say("Put the translations to score there."),
        )
    return tuple(sets)


def _named(folder: Path) -> Iterator[tuple[str, str, str, Path]]:
    """Yield kind, language, name and path of each file of a test set in ``folder``."""
    for path in folder.iterdir():
        if match := _NAME.fullmatch(path.name):
            yield match[1], normalize(match[3]), match[2] or "", path


def _require(
    folder: Path, target: str, references: Sequence[object], outputs: Sequence[object]
) -> None:
    for kind, files in (("reference", references), ("output", outputs)):
        if not files:
            raise SourceError(
                folder,
                say("has no file {kind}.{target}.txt", kind=kind, target=target),
                say("Add it, or name only the languages that are there with --to."),
            )


def scoring_glossary(folder: Path, tables: Sequence[Path]) -> Glossary:
    """Load the glossary to score with: these CSV files, else that of the project around.

    Empty where there is neither: then only likeness and length are scored.

    Raises:
        GlossaryError: a file cannot be read.
        ConfigError: the project's settings cannot be used.
    """
    if tables:
        found = table.read(tables, Path.cwd())
        return Glossary(found.terms, found.errors)
    project = project_if_any(folder)
    return load(project) if project else Glossary()


def _read(path: Path, count: int = 0) -> tuple[str, ...]:
    """Read the lines of a file; as many as ``count`` when given."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            path, say("is not UTF-8 (byte {start})", start=error.start), say("Save it as UTF-8.")
        ) from None
    except OSError as error:
        raise SourceError(
            path,
            say("cannot be read ({why})", why=error.strerror),
            say("Check the file's name."),
        ) from None
    lines = tuple(text.replace("\r\n", "\n").removesuffix("\n").split("\n"))
    if not text.strip():
        raise SourceError(path, say("is empty"), say("It needs one sentence a line."))
    if count and len(lines) != count:
        raise SourceError(
            path,
            say("has {lines} lines where the source has {count}", lines=len(lines), count=count),
            say(
                "Each line must translate the same line of the source; leave a line empty for none."
            ),
        )
    return lines
