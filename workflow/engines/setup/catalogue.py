"""Read the catalogue of recommended models, and what licences forbid.

In ``catalogue.toml`` each fact names its source. Sizes and checksums that nobody has published
stand nowhere: the hub tells them when a model is fetched, and the checksum of the first download is
remembered. ``licences.toml`` has what licences are called, and what they forbid.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from workflow.errors import ConfigError
from workflow.model import Message, say
from workflow.setting_values.known_services import needed

#: What a licence may forbid, by the names of ``licences.toml``.
_FORBIDDEN = {
    "commercial": say("commercial use"),
    "eu": say("use in the European Union"),
    "uk": say("use in the United Kingdom"),
    "kr": say("use in South Korea"),
    "training": say("use of its output to improve other models"),
    "policy": say("the uses that its policy lists"),
}


#: The engines that are fetched by their names.
INSTALLABLE = ("auto", "argos", "local")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence.

    Attributes:
        name: what it is called.
        url: where it can be read; empty where unknown.
        forbids: what it forbids, in the words of :data:`_FORBIDDEN`.
    """

    name: str
    url: str = ""
    forbids: tuple[str, ...] = ()

    @property
    def forbidden(self) -> tuple[Message, ...]:
        """What it forbids, in words."""
        return tuple(_FORBIDDEN[each] for each in self.forbids)


@cache
def _known() -> dict[str, Licence]:
    text = files(__package__).joinpath("licences.toml").read_text("utf-8")
    return {
        identifier: Licence(row["name"], row.get("url", ""), tuple(row.get("forbids", ())))
        for identifier, row in tomllib.loads(text).items()
    }


def licence(identifier: str) -> Licence:
    """Return what is known of a licence by its identifier; of another one, its name alone.

    >>> licence("CC-BY-NC-4.0").forbidden
    ('commercial use',)
    """
    return _known().get(identifier.lower(), Licence(identifier))


def licence_note(identifier: str) -> Message:
    """Say which licence a model has, and what that forbids."""
    if not identifier:
        return say("Licence: unknown; ask where the model is from")
    found = licence(identifier)
    if found.forbids:
        forbidden = list(found.forbidden)
        return say("Licence: {name}; it forbids {names}", name=found.name, names=forbidden)
    return say("Licence: {name}", name=found.name)


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


def no_model(name: str) -> ConfigError:
    """Return the error for what cannot be installed, with what is to be done instead.

    A service is used with some settings, ``ctranslate2`` with a model, ``pseudo`` as it is; of
    another name those like it are told.
    """
    known = name.lower()
    if settings := needed(known):
        check = "workflow engines doctor"
        hint = say("Set {settings}, then run: {command}",
                   settings=", ".join(settings), command=check)  # fmt: skip
        return ConfigError(name, say("is a service: nothing is installed for it"), hint)
    if known == "pseudo":
        hint = say("Run: {command}", command="workflow run --engine pseudo")
        return ConfigError(name, say("needs no installation"), hint)
    listed = say("Choose a model: {command}", command="workflow engines list --catalogue")
    if known == "ctranslate2":
        return ConfigError(name, say("translates with a model that you choose"), listed)
    what = say(
        "is neither an engine ({engines}), a model of the catalogue, a file nor an address",
        engines=", ".join(INSTALLABLE),
    )
    names = (*INSTALLABLE, *catalogue())
    alike = [each for each in names if each.startswith(known)] or get_close_matches(known, names)
    meant = say("Did you mean {name}?", name=", ".join(alike[:3]))
    return ConfigError(name, what, meant if alike else listed)
