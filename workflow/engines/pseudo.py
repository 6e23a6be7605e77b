"""Show what a project will look like without translating anything: pseudo-translation.

The text is wrapped in ``⟦…⟧`` and its Latin letters get accents, so that nobody takes it for a
translation; placeholders and required renderings stand where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.engines.constrained.edits import parts
from workflow.languages.scripts import LINK
from workflow.model import Draft, Project, Request
from workflow.qa import engine_problems

_ACCENTED = str.maketrans("AEIOUYCNSZaeiouycnsz", "ÀÉÎÕÜÝÇÑŠŽàéîõüýçñšž")
#: What stays as it is (placeholders, web addresses, e-mail addresses), and a letter elsewhere.
_PARTS = re.compile(rf"(?P<kept>{markup.PLACEHOLDER.pattern}|{LINK.pattern})|[A-Za-z]")


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
        engine, problems = self.signature(source, target), (engine_problems.PSEUDO(),)
        for index, request in enumerate(requests):
            shown = parts(request.text, request.terms)
            text = "".join(part if kept else _accented(part) for part, kept in shown)
            yield index, Draft(f"⟦{text}⟧", engine, problems)


def _accented(text: str) -> str:
    """Put accents on the Latin letters of ``text``; placeholders and addresses stay as they are."""
    return _PARTS.sub(lambda part: part["kept"] or part[0].translate(_ACCENTED), text)
