"""Write the files beside the pages, one per format: for reading, reuse and translators.

Every format is a :class:`workflow.site.Output`, or a :class:`workflow.site.VaryingOutput`,
registered under the entry-point group ``workflow.outputs``; a project chooses by name (``outputs``
in its settings).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import cast

from workflow import plugins
from workflow.errors import WorkflowError, contained
from workflow.languages import any_language
from workflow.site import links
from workflow.site.publication import (
    Download,
    Output,
    OutputScope,
    Publication,
    VaryingOutput,
)
from workflow.site.summary import Summary

__all__ = ["files", "load", "place"]


def load(names: Iterable[str]) -> tuple[Output | VaryingOutput, ...]:
    """Build the outputs of these names.

    Raises:
        ConfigError: one is not registered.
        PublishError: one lacks a tool it needs.
    """
    return tuple(plugins.load(plugins.OUTPUTS, name)() for name in dict.fromkeys(names))


def files(
    publication: Publication,
    outputs: Sequence[Output | VaryingOutput],
    tell: Callable[[WorkflowError], object],
) -> Iterator[Download]:
    """Write an article in every format, each file for the page it stands beside.

    A file that cannot be made is left out, and ``tell`` is given the reason.
    """
    summary = publication.summary
    for output in _suited(publication, outputs, tell):
        label, kind, scope = output.label, output.media_type, output.scope
        for languages in _languages(summary, scope):
            path = place(summary, languages, output.extension, scope)
            data = b""
            with contained(f"{label} {path}", tell):
                data = output(publication, languages)
            if data:
                yield Download(path, data, label, kind, languages, scope)


def _suited(
    publication: Publication,
    outputs: Sequence[Output | VaryingOutput],
    tell: Callable[[WorkflowError], object],
) -> Iterator[Output]:
    """Yield the formats in which an article is written."""
    for output in outputs:
        if _varies(type(output)):
            varying = cast("VaryingOutput", output)
            with contained(publication.article.document.path, tell):
                if suited := varying.suited(publication, tell):
                    yield suited
        else:
            yield cast("Output", output)


@cache  # to look for a protocol's methods takes as long as a small file
def _varies(kind: type) -> bool:
    return issubclass(kind, VaryingOutput)


def _languages(summary: Summary, scope: OutputScope) -> Sequence[tuple[str, ...]]:
    """Return the languages of each of an output's files."""
    match scope:
        case OutputScope.DOCUMENT:
            return [summary.languages]
        case OutputScope.EDITION:
            return [tags for tags in summary.pages if len(tags) == 1]
        case OutputScope.ALIGNED:
            return [tags for tags in summary.pages if len(tags) > 1]
        case OutputScope.PAGE:
            return summary.pages


def place(
    summary: Summary,
    languages: Sequence[str],
    extension: str,
    scope: OutputScope = OutputScope.PAGE,
) -> str:
    """Return where a file of an article is, below the site's root.

    Its name tells article and languages, because that is all that is left of its place in a
    download folder. A file for the whole article is beside the original, whose place no further
    language changes.
    """
    name = summary.slug.rsplit("/", 1)[-1]
    if scope is OutputScope.DOCUMENT:
        return f"{links.edition(summary.source, summary.slug)}{name}{extension}"
    tags = "-".join(any_language(tag).slug for tag in languages)
    return f"{links.page(languages, summary)}{name}.{tags}{extension}"
