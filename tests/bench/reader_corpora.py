"""Reading what others have written down: examples of Markdown, pages with a known article.

Both are files that the project does not hold. ``spec.txt`` is that of CommonMark, or of GitHub's
Markdown (``test/spec.txt`` of cmark-gfm). Pages are JSON lines: ``path`` of a page, ``gold`` (its
article's text) and, if it is known, ``title`` and the ``set`` that it is of.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from workflow.documents.readers import parse
from workflow.errors import WorkflowError
from workflow.markup import plain
from workflow.model import Block, BlockKind, MarkupKind

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
