"""The catalogue of recommended models: ``catalogue.toml``, in which each fact names its source.

Sizes and checksums that nobody has published stand nowhere: the hub tells them when a model is
fetched, and the checksum of the first download is remembered.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workflow.engines.setup.licences import Licence, licence
from workflow.model import Message, say

#: What a model is good for, by the names of ``catalogue.toml``.
_GOOD_FOR = {
    "small": say("drafts on a laptop; made for translation"),
    "translation": say("made for translation"),
    "general": say("general; follows style and context"),
    "korean": say("general; strong in Korean and English"),
    "many": say("many languages; fast drafts, names kept"),
}


@dataclass(frozen=True, slots=True)
class CataloguedModel:
    """A model of the catalogue.

    Attributes:
        name: what ``engines install`` calls it.
        engine: ``local`` or ``ctranslate2``.
        repository: where it is at the hub, ``OWNER/NAME``.
        file: a pattern of the GGUF file in it; empty for a folder.
        size: gigabytes to be fetched; 0 where unknown.
        licence: the identifier of its licence.
        use: what it is good for, in the words of :data:`_GOOD_FOR`.
        sources: where these facts are from, with the day.
        pair: the tags of its languages, joined with a hyphen; empty for many.
        sha256: of its file; empty where nobody has published it.
    """

    name: str
    engine: str
    repository: str
    licence: str
    use: str
    sources: tuple[str, ...]
    file: str = ""
    size: float = 0.0
    pair: str = ""
    sha256: str = ""

    @property
    def terms(self) -> Licence:
        """Its licence."""
        return licence(self.licence)

    @property
    def good_for(self) -> Message:
        """What it is good for, in words."""
        return _GOOD_FOR[self.use]


@cache
def catalogue() -> dict[str, CataloguedModel]:
    """Return the recommended models by name, smallest first."""
    text = files(__package__).joinpath("catalogue.toml").read_text("utf-8")
    rows = tomllib.loads(text)
    return {
        name: CataloguedModel(name, **{**row, "sources": tuple(row["sources"])})
        for name, row in rows.items()
    }
