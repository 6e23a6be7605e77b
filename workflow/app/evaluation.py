"""Score translation systems on test sets (``score``)."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.config import project_if_any
from workflow.documents import detector
from workflow.errors import ConfigError, SourceError
from workflow.glossary import Glossary, load, table
from workflow.languages import normalize
from workflow.model import Message, Settings, say
from workflow.scoring import Corpus, Scorer, Scores

#: ``source.en.txt``, ``reference.ko.txt``, ``reference-2.ko.txt``, ``output-argos.ko.txt``.
_NAME = re.compile(r"(source|reference|output)(?:-(.+?))?\.([A-Za-z][A-Za-z0-9_-]*)\.txt")

#: The languages that test sets are expected in: the defaults of a project.
_EXPECTED = detector.Sources(Settings().expected)


#: The placeholders for files in the command of an external program.
_FILES = ("source", "output", "reference")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])")
#: Seconds that a large model may take.
_LONGEST = 6 * 3600


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


def with_outside(
    scores: tuple[Scores, ...], files: TargetFiles, commands: tuple[str, ...]
) -> list[Scores]:
    """Add the scores of external programs, such as COMET or MetricX.

    Args:
        scores: of the outputs in their order, and last of the reference itself.
        files: what was scored.
        commands: each with ``{source}``, ``{output}`` and ``{reference}`` for the files, one
            sentence a line; what it prints last that is a number is the score.

    Raises:
        ConfigError: a command cannot be run, fails, or prints no number.
    """
    outputs = [*(path for _, path in files.outputs), files.references[0]]
    return [
        replace(row, outside={_program(each): _outside(each, output, files) for each in commands})
        for row, output in zip(scores, outputs, strict=True)
    ]


def _program(command: str) -> str:
    return Path(_words(command)[0]).name


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        what = say("is no command ({reason})", reason=Message(str(error)))
        raise ConfigError("--metric", what, say("Mend its quotation marks.")) from None
    if not words:
        raise ConfigError("--metric", say("is empty"), say("Give a command."))
    return words


def _outside(command: str, output: Path, files: TargetFiles) -> float:
    """Run a command on the three files of a system; return its score."""
    three = files.sentences, output, files.references[0]
    places = dict(zip(_FILES, map(str, three), strict=True))
    words = _words(command)
    for name, place in places.items():
        words = [word.replace(f"{{{name}}}", place) for word in words]
    where = f"--metric {_program(command)}"
    try:
        # The command is the user's own, given on the command line; no shell reads it.
        done = subprocess.run(  # noqa: S603
            words, capture_output=True, text=True, check=False, timeout=_LONGEST
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        what = say("cannot be run ({reason})", reason=Message(str(error)))
        raise ConfigError(where, what, say("Install it, or correct the command.")) from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        what = say("fails ({reason})", reason=Message(last))
        raise ConfigError(where, what, say("Try the command by itself."))
    numbers = _NUMBER.findall(done.stdout)
    if not numbers:
        hint = say("The last number on its standard output is taken for the score.")
        raise ConfigError(where, say("prints no number"), hint)
    return float(numbers[-1])
