"""Keeps glossaries at DeepL, made of the terms of the sentences to be translated."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.engines.services import renderings
from workflow.languages import deepl_code
from workflow.model import Request

if TYPE_CHECKING:
    import deepl

#: What the names of our glossaries begin with; others are left alone.
_PREFIX = "translation-workflow"


class Glossaries:
    """The glossaries at DeepL that belong to a project.

    Args:
        client: the library's.
        project: the project's name.
    """

    def __init__(self, client: deepl.DeepLClient, project: str) -> None:
        self._client = client
        self._project = project

    def of(
        self, requests: Sequence[Request], source: str, target: str, used: str | None = None
    ) -> str | None:
        """Find or make the glossary for these terms, and delete earlier ones of the pair.

        Args:
            requests: the sentences.
            source: BCP 47 tag.
            target: BCP 47 tag.
            used: the id of one that is still in use.

        Returns:
            Its id; None where the sentences have no terms, or DeepL no glossaries for the pair.
        """
        import deepl

        terms = renderings(requests)
        if not terms:
            return None
        pair = f"{_PREFIX} {self._project} {source}-{target}"
        digest = hashlib.sha256(repr(sorted(terms.items())).encode()).hexdigest()[:12]
        name = f"{pair} {digest}"
        try:
            own = [each for each in self._client.list_glossaries() if each.name.startswith(pair)]
            same = next((each for each in own if each.name == name and each.ready), None)
            if same is None:
                same = self._client.create_glossary(
                    name, deepl_code(source), _base(deepl_code(target, into=True)), dict(terms)
                )
            for each in own:
                if each.glossary_id not in {same.glossary_id, used}:
                    self._client.delete_glossary(each)
        except deepl.AuthorizationException:
            raise
        except deepl.DeepLException:  # also where there are too many; renderings are written in
            return None
        return same.glossary_id


def _base(code: str) -> str:
    """Return a code without its region or script: glossaries are for languages alone."""
    return code.partition("-")[0]
