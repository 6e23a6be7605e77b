"""Show what a project will look like without translating anything: pseudo-translation.

The text is wrapped in ``⟦…⟧`` and its Latin letters get accents, so that nobody takes it for a
translation; placeholders and required renderings stand where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.languages.scripts import LINK
from workflow.model import Draft, Project, Request, TermUse
from workflow.qa import engine_problems

_ACCENTED = str.maketrans("AEIOUYCNSZaeiouycnsz", "ÀÉÎÕÜÝÇÑŠŽàéîõüýçñšž")
#: What stays as it is: placeholders, web addresses, e-mail addresses.
_KEPT = re.compile(f"{markup.PLACEHOLDER.pattern}|{LINK.pattern}")


class PseudoEngine:
    """The engine that serves every pair, instantly and always with the same result."""

    name = "pseudo"

    def __init__(self, project: Project) -> None:
        del project  # nothing to configure

    def signature(self, source: str, target: str) -> str:
        """Return ``pseudo/1`` for every pair."""
        return "pseudo/1"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether the languages differ."""
        return source != target

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield one draft a request, in order; see :class:`workflow.protocols.Engine`."""
        for index, request in enumerate(requests):
            text = f"⟦{_with_terms(request.text, request.terms)}⟧"
            yield index, Draft(text, self.signature(source, target), (engine_problems.PSEUDO(),))


def _with_terms(text: str, uses: Sequence[TermUse]) -> str:
    """Return ``text`` accented, with each mention replaced by its rendering."""
    parts: list[str] = []
    end = 0
    for use in sorted(uses, key=lambda use: use.start):
        if use.start < end or not use.rendering:
            continue
        rendering = markup.around(text[use.start : use.end], use.rendering)
        parts += [_accented(text[end : use.start]), rendering]
        end = use.end
    return "".join([*parts, _accented(text[end:])])


def _accented(text: str) -> str:
    """Put accents on the Latin letters of ``text``; placeholders and addresses stay as they are."""
    parts: list[str] = []
    end = 0
    for match in _KEPT.finditer(text):
        parts += [text[end : match.start()].translate(_ACCENTED), match[0]]
        end = match.end()
    return "".join([*parts, text[end:].translate(_ACCENTED)])
