"""Plain text: every sentence above its translations, for mail, print-outs and small screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.aligned import Publication, Scope, Unit
from workflow.site import labels, links
from workflow.site.outputs.shape import begun, parts, states, status
from workflow.site.text import clean

#: Numbers of sentences stand in a margin of this width.
_MARGIN = 5


class Text:
    """The languages of an aligned page one below the other, numbered like its sentences."""

    label = labels.label("Plain text")
    media_type = "text/plain"
    extension = ".txt"
    scope = Scope.ALIGNED

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """UTF-8 with a byte order mark: without one, servers and Windows guess the encoding."""
        if not begun(publication.summary, languages):
            return b""
        blocks = [*_head(publication, languages), *_body(publication, languages)]
        return ("\n\n".join(blocks) + "\n").encode("utf-8-sig", "replace")


def _head(publication: Publication, languages: Sequence[str]) -> Iterator[str]:
    summary, meta = publication.summary, publication.article.document.metadata
    yield "\n".join(dict.fromkeys(summary.titles[tag].text for tag in languages))
    known = (
        clean(meta.author),
        labels.date(summary.date, summary.source),
        publication.site,
        links.absolute(publication.url, links.page(languages, summary)),
        *states(publication, languages),
    )
    yield "\n".join(filter(None, known))


def _body(publication: Publication, languages: Sequence[str]) -> Iterator[str]:
    for part in parts(publication.content):
        if part.verbatim:
            yield _hang("", part.verbatim.text)
        else:
            for unit in part.units:
                yield "\n".join(_lines(publication, unit, languages))


def _lines(publication: Publication, unit: Unit, languages: Sequence[str]) -> Iterator[str]:
    for place, tag in enumerate(languages):
        cell = unit.cells[tag]
        text = "" if cell.missing else cell.text
        shown = "  ".join(filter(None, (text, status(publication, tag, cell))))
        yield _hang("" if place else str(unit.number), shown)


def _hang(number: str, text: str) -> str:
    indent = "\n" + " " * _MARGIN
    return f"{number:>{_MARGIN - 2}}  {indent.join(text.splitlines())}"
