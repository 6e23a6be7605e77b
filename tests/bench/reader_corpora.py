"""Reading what others have written: examples and files of Markdown, pages, office documents.

All are files that the project does not hold. ``spec.txt`` is that of CommonMark, or of GitHub's
Markdown (``test/spec.txt`` of cmark-gfm). Pages are JSON lines: ``path`` of a page, ``gold`` (its
article's text) and, if it is known, ``title`` and the ``set`` that it is of. Folders are read with
all that is below them.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from workflow.documents.readers import parse, parse_file
from workflow.errors import WorkflowError
from workflow.markup import plain
from workflow.model import VERBATIM, Block, BlockKind, MarkupKind, Metadata

_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|<\?.*?\?>|<![A-Z].*?>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_WITHIN = re.compile(r"</?(?:a|em|strong|code|del|span|b|i|u|sub|sup)\b[^>]*>")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_PICTURE = re.compile(r"<img[^>]*?alt=\"([^\"]*)\"[^>]*>")
#: A letter of Chinese, Japanese or Korean, or a word of others.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")
#: How much more than the article there may be, and how much less.
_EXTRA, _LOST = 0.2, 0.015
#: What is of an article, though some who mark articles do not count it.
_OWN = frozenset(
    {BlockKind.CODE, BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.DECK, BlockKind.NOTICE}
)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower().replace("’", "'")))


def _shown(markup: str) -> Counter[str]:
    """The words that a browser shows of HTML."""
    text = _WITHIN.sub("", _COMMENT.sub(" ", _PICTURE.sub(r" \1 ", markup)))
    return _words(html.unescape(_TAG.sub(" ", text)))


def spec(path: Path) -> None:
    """Print how many examples of a specification keep every word that they show."""
    every = kept = refused = 0
    for match in _EXAMPLE.finditer(path.read_text("utf-8")):
        source, shown = (each.replace("→", "\t") for each in match.groups())
        if not (wanted := _shown(shown)):
            continue
        every += 1
        try:
            blocks, metadata = parse(source.encode(), "seeds/a.md")
        except WorkflowError:
            refused += 1
            continue
        kept += not wanted - _words("\n".join([*_texts(blocks), metadata.title]))
    print(f"{path}: {kept} of {every} examples with words keep every one; {refused} are refused")


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield plain(block.text, block.markup)
        yield from (item.text for item in block.markup)


def pages(path: Path) -> None:
    """Print how many pages bring a fifth more than their article at most, and lose hardly any."""
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        data = (path.parent / row["path"]).read_bytes()
        for name in (row.get("set", ""), "all"):
            tables[name].update(_scores(row, data))
    for name, table in sorted(tables.items()):
        told = ", ".join(f"{key} {table[key]}" for key in ("extra", "extra without own", "lost"))
        print(f"{name:16} {table['pages']:4} pages, of which are good: {told}")


def _scores(row: dict[str, str], data: bytes) -> Iterator[str]:
    yield "pages"
    try:
        blocks, metadata = parse(data, "seeds/a.html")
    except WorkflowError:
        return
    gold = _words(row["gold"])
    heads = [plain(each.text, each.markup) for each in blocks if each.kind is BlockKind.HEADLINE]
    title = _words(" ".join([row.get("title", ""), metadata.title, *heads]))
    passed = {BlockKind.EMBED, BlockKind.FORMULA}
    kept = _words("\n".join(_kept(blocks)))
    shown = [each for each in blocks if each.kind not in passed and not each.is_alternative]
    for name, counted in (
        ("extra", shown),
        ("extra without own", [each for each in shown if each.kind not in _OWN]),
    ):
        found = _words("\n".join(map(_without_formulas, counted)))
        if (found - gold - title).total() <= _EXTRA * gold.total():
            yield name
        if name == "extra" and (gold - kept).total() <= _LOST * gold.total():
            yield "lost"


def _without_formulas(block: Block) -> str:
    """Return a block's text; formulas within it count as little as those that stand alone."""
    markup = [replace(each, text="", title="") if each.kind is MarkupKind.FORMULA else each
              for each in block.markup]  # fmt: skip
    return plain(block.text, markup)


def _kept(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield all that is kept of an article: formulas, alternative texts, numbers of lists, too."""
    for block in blocks:
        yield plain(block.text, block.markup)
        if block.ordered:
            yield str(block.ordered)


#: What may be the label of a list, which readers keep as a number: ``3``, ``b``, ``xii``.
_LABEL = re.compile(r"\d+|[ivxlc]+|[a-z]")
#: What pandoc calls the kinds of file that it reads, too.
_PANDOC = {".docx": "docx", ".odt": "odt", ".epub": "epub", ".rst": "rst", ".ipynb": "ipynb"}


def words(folder: Path) -> None:
    """Print the share of the words shown by pandoc that stand nowhere in what is read."""
    shown: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for path in sorted(each for each in folder.rglob("*") if each.suffix in _PANDOC):
        kind = _PANDOC[path.suffix]
        try:
            wanted = _words(normalize("NFKC", _plain_by_pandoc(path)))
            blocks, metadata = parse_file(path)
        except (WorkflowError, subprocess.SubprocessError) as error:
            files[type(error).__name__] += 1
            continue
        files[kind] += 1
        read = _words(normalize("NFKC", "\n".join(_everything(blocks, metadata))))
        for word, count in wanted.items():
            if not _LABEL.fullmatch(word):
                shown[kind] += count
                lost[kind] += 0 if word in read else count
    print(f"{folder}: files {dict(files)}; pandoc may take a minute for each")
    for kind, count in shown.items():
        print(f"{kind:6} {files[kind]:4} files, {lost[kind] / count:.2%} of {count} words not read")


def _plain_by_pandoc(path: Path) -> str:
    """Return a file's text by pandoc.

    Raises:
        SubprocessError: pandoc refuses the file, or takes longer than a minute.
    """
    command = ["pandoc", "-f", _PANDOC[path.suffix], "-t", "plain", "--wrap=none", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def _everything(blocks: tuple[Block, ...], metadata: Metadata) -> Iterator[str]:
    """Yield all the text of a document, that of its placeholders and of its head, too."""
    yield from (metadata.title or "", metadata.author or "", metadata.date or "")
    for block in blocks:
        yield from (plain(block.text, block.markup), block.footnote, str(block.ordered))
        for item in block.markup:
            yield from (item.title, item.text)


#: What looks like a mark of some dialect of Markdown, left in a sentence.
_MARK = re.compile(
    r"\{\{|\}\}|\{%|%\}|:::|\{[#:.][\w-]|\[![A-Za-z]+\]|^!!!|^\?\?\?|%%|\[\[|\]\]|!\[|\]\(|\^\["
    r"|\\begin\{|\\\w+\{|</?[A-Za-z][^<>]*>|\{[A-Za-z_][\w.()\[\]'\"]*\}|^\||^\+\+\+|^---$|==\w"
    r"|:[a-z]+:`|\[@|\*\*|__\w|~~|`|^#{1,6}\s|<!--|-->|^>|^[-*+] |\[[ xX]\]|:[a-z_]+:(?=\s|$)"
)
_PLACEHOLDER = re.compile(r"</?g\d+>|<x\d+/>")


def marks(folder: Path) -> None:
    """Print each sentence of Markdown files that holds what looks like a mark of a dialect."""
    files = units = found = 0
    for path in sorted(
        each for each in folder.rglob("*") if each.suffix in {".md", ".mdx", ".qmd"}
    ):
        files += 1
        try:
            blocks, _ = parse(path.read_bytes(), f"seeds/a{path.suffix}")
        except WorkflowError as error:
            print(f"{path}: {error}")
            continue
        for block in (each for each in blocks if each.kind not in VERBATIM):
            units += 1
            text = _PLACEHOLDER.sub("X", block.text)
            if match := _MARK.search(text):
                found += 1
                print(f"{path}: {match[0]!r} in {text[max(0, match.start() - 40) :][:90]!r}")
    print(f"{folder}: {found} of {units} units of {files} files hold what looks like a mark")
