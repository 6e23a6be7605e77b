"""What is published beside the pages: one file a format, for reading, reuse and translators.

Every format is a :class:`workflow.protocols.Output`, registered under the entry-point group
``workflow.outputs``; a project chooses by name (``outputs`` in its settings).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workflow import plugins
from workflow.aligned import Download, Publication, Scope, Summary
from workflow.protocols import Output
from workflow.site import links

__all__ = ["files", "load"]


def load(names: Iterable[str]) -> tuple[Output, ...]:
    """The outputs of these names.

    Raises:
        ConfigError: one is not registered.
        PublishError: one lacks a tool it needs.
    """
    return tuple(plugins.load(plugins.OUTPUTS, name)() for name in dict.fromkeys(names))


def files(publication: Publication, outputs: Sequence[Output]) -> Iterator[Download]:
    """An article in every format, each file beside the page it belongs to."""
    for output in outputs:
        for languages, folder, name in _places(publication.summary, output.scope):
            if data := output(publication, languages):
                path = f"{folder}{name}{output.extension}"
                label, scope = output.label, output.scope
                yield Download(path, data, label, output.media_type, languages, scope)


def _places(summary: Summary, scope: Scope) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The languages of each file, its folder and its name without extension.

    The name tells article and languages, because it is what is left of both in a download folder.
    A file with all languages is beside the original, whose place no further language changes.
    """
    name = summary.slug.rsplit("/", 1)[-1]
    if scope is Scope.DOCUMENT:
        yield summary.languages, links.edition(summary.source, summary.slug), name
        return
    for languages in summary.pages:
        if scope is Scope.PAGE or len(languages) > 1:
            suffix = "-".join(links.known(tag).slug for tag in languages)
            yield languages, links.page(languages, summary), f"{name}.{suffix}"
