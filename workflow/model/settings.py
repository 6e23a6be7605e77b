"""Define a project: its folder, and its settings as written under ``[tool.workflow]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from workflow.model.engine_settings import (
    Ctranslate2Settings,
    DeeplSettings,
    EnginesSettings,
    GoogleSettings,
    LlmSettings,
    LocalSettings,
)


class Role(StrEnum):
    """What an editor may do; to translate, comment and propose terms is everybody's."""

    TRANSLATE = "translate"
    APPROVE = "approve"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who takes part in a review.

    Attributes:
        name: ``Name <address>``; ``*`` for everybody else whom a proxy names.
        roles: what they may do.

    >>> TeamMember("Kim Minji <kim@example.org>").address
    'kim@example.org'
    """

    name: str
    roles: frozenset[Role] = frozenset({Role.TRANSLATE, Role.APPROVE})

    def may(self, role: Role) -> bool:
        """Tell whether the editor has a role."""
        return role in self.roles

    @property
    def address(self) -> str:
        """The address without the name; empty where there is none."""
        return self.name.partition("<")[2].rstrip("> ").casefold()

    @property
    def key(self) -> str:
        """Return what identifies the editor: the address, else the name."""
        return self.address or self.name.casefold()


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How articles are brought from the web, as written under ``[tool.workflow.fetch]``.

    Attributes:
        feeds: addresses of feeds, or of pages that link theirs, for ``workflow fetch`` by itself.
        folder: where below ``seeds/`` the articles go; empty for ``seeds/`` itself.
        contact: an address that the sites asked can turn to; empty to give none.
        delay: seconds between two requests to one host.
        timeout: seconds that a request may take.
        size: megabytes that a page or a picture may have.
        most: articles that are taken from a feed at a time.
    """

    feeds: tuple[str, ...] = ()
    folder: str = ""
    contact: str = ""
    delay: float = 1.0
    timeout: float = 30.0
    size: float = 5.0
    most: int = 50


@dataclass(frozen=True, slots=True)
class QaSettings:
    """Who reads translations besides the checks, as written under ``[tool.workflow.qa]``.

    Attributes:
        judge: the engine that ``check --judge`` and ``glossary suggest --model`` ask; ``auto`` for
            the one that translates if it can answer, else ``llm``, else ``local``.
        encoder: the folder of a multilingual sentence encoder (ONNX), or its name on the hub; empty
            for none.
    """

    judge: str = "auto"
    encoder: str = ""


#: Colours of the pages by name, each for light and for dark screens.
COLORS: Mapping[str, tuple[str, str]] = {
    "paper": ("#fbfaf6", "#151412"),
    "raised": ("#f4f1e9", "#1e1c19"),
    "ink": ("#1d1b18", "#e9e5dc"),
    "secondary": ("#5f5a51", "#a9a294"),
    "line": ("#e3ded3", "#34312b"),
    "rule": ("#1d1b18", "#8d877a"),
    "accent": ("#9c2f1f", "#f0907d"),
    "tint": ("#fdf0c9", "#2b2619"),
    "light": ("#f6c9bd", "#6b3027"),
    "reviewed": ("#1f6547", "#7fd1a8"),
    "machine": ("#875300", "#e9b760"),
    "stale": ("#a3262c", "#ff9c99"),
}


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """How the site looks, as written under ``[tool.workflow.site]``.

    Attributes:
        logo: picture that stands for the site's name; a file in ``theme/assets``.
        icon: picture for the browser's tab; a file in ``theme/assets``.
        colors: name → (light, dark); see :data:`COLORS`.
        nav: further links of the masthead: label, and a web address or a folder of the site.
        editor: address that a status mark opens in an editor's build, with ``{path}`` (of the PO
            file), ``{file}`` (the same, within the project), ``{line}``, ``{locale}``, ``{name}``
            (of the seed) and ``{source}`` (the sentence) in it.
        cards: whether pages without a picture get one that is shown where they are shared.
        index_pairs: whether search engines may keep pages in several languages, reviewed in full.
        publisher: who publishes the site; empty for its name.
        readings: whether readers can have pinyin or romanisation above the text.
        language: of the pages about all articles (front page, glossary, status, search); empty for
            the first one that articles are in.
    """

    logo: str = ""
    icon: str = ""
    colors: Mapping[str, tuple[str, str]] = field(default_factory=lambda: COLORS)
    nav: tuple[tuple[str, str], ...] = ()
    editor: str = "vscode://file{path}:{line}"
    cards: bool = False
    index_pairs: bool = False
    publisher: str = ""
    readings: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Who takes part in the review, as written under ``[tool.workflow.review]``.

    Attributes:
        people: who is invited, each with what they may do.
        address: under which browsers find the review, where that is not the one it listens on.
        name_header: the header in which a proxy says who asks; empty where invitations do.
        proxy: the addresses of proxies on other machines.
    """

    people: tuple[TeamMember, ...] = ()
    address: str = ""
    name_header: str = ""
    proxy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's settings, as written under ``[tool.workflow]``.

    Attributes:
        name: the site's name.
        targets: languages every seed is translated into (never into its own).
        sources: languages the seeds are written in, the likeliest first; empty where the project
            does not say, see :attr:`expected`.
        engine: ``auto`` or an engine's name.
        auto: the engines that ``auto`` tries, in order; empty for the usual order.
        site_url: where the site will live, ``https://example.org/``; empty when unknown.
        team: Language-Team written into PO headers.
        styles: per language, the house style for later mentions of persons: ``title`` or ``name``.
        outputs: the formats published beside the pages, by name.
        memory: how a sentence is filled that was approved elsewhere: ``draft`` (reviewed where its
            neighbours are the same as well), ``reviewed`` or ``off``.
        publish: which translations are shown: ``all``, ``checked`` (no draft that a check calls an
            error) or ``reviewed``.
        timezone: of times in front matter that name none (IANA: ``Asia/Seoul``); empty for that of
            this machine.
        on: where the work is done: ``local``, by all processors of this machine that the process
            may use; ``local:4``, by four; ``ray`` and ``ray://HOST:PORT``, engines on a cluster.
        journal: a folder in an object store, ``s3://bucket/path``, that drafts are kept in until
            they are in PO files, for a coordinator on another machine; empty for none.
        fetch: how articles are brought from the web.
        llm: the endpoint, where one is configured.
        deepl: how DeepL is reached.
        ctranslate2: the translation models of this machine.
        engines: where models are fetched from.
        google: how Google Cloud Translation is reached.
        local: the language model of this machine.
        qa: who reads translations besides the checks.
        review: who takes part in the review, and how it is reached.
        site: how the site looks.
    """

    name: str = "Workflow"
    targets: tuple[str, ...] = ("ko", "zh-Hans")
    sources: tuple[str, ...] = ()
    engine: str = "auto"
    auto: tuple[str, ...] = ()
    site_url: str = ""
    team: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)
    outputs: tuple[str, ...] = ("epub", "json", "md", "same", "tmx", "txt")
    memory: str = "draft"
    publish: str = "all"
    timezone: str = ""
    on: str = "local"
    journal: str = ""
    fetch: FetchSettings = FetchSettings()
    llm: LlmSettings = LlmSettings()
    deepl: DeeplSettings = DeeplSettings()
    ctranslate2: Ctranslate2Settings = Ctranslate2Settings()
    engines: EnginesSettings = EnginesSettings()
    google: GoogleSettings = GoogleSettings()
    local: LocalSettings = LocalSettings()
    qa: QaSettings = QaSettings()
    review: ReviewSettings = ReviewSettings()
    site: SiteSettings = SiteSettings()

    @property
    def expected(self) -> tuple[str, ...]:
        """The languages seeds are expected in: ``sources``, else English and the targets."""
        return self.sources or tuple(dict.fromkeys(("en", *self.targets)))

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that the project has to do with: targets and sources."""
        return tuple(dict.fromkeys((*self.targets, *self.expected)))


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and its settings. The paths are computed, not checked.

    With ``preview``, the site is one for editors, with what is not public; it has another place.
    """

    root: Path
    settings: Settings = Settings()
    preview: bool = False

    @property
    def seeds(self) -> Path:
        """Source documents as they arrived."""
        return self.root / "seeds"

    @property
    def glossary(self) -> Path:
        """The termbase: CSV files."""
        return self.root / "glossary"

    @property
    def locales(self) -> Path:
        """The catalogs: one folder a locale."""
        return self.root / "locales"

    @property
    def imports(self) -> Path:
        """Translation memories that came from elsewhere: TMX files; need not exist."""
        return self.locales / "memory"

    @property
    def theme(self) -> Path:
        """What the project changes about the looks of its site; need not exist."""
        return self.root / "theme"

    @property
    def cache(self) -> Path:
        """The folder of everything that can be rebuilt at any time."""
        return self.root / ".workflow"

    @property
    def site(self) -> Path:
        """The folder of the published site."""
        return self.cache / "preview" if self.preview else self.root / "site"

    def where(self, path: Path) -> str:
        """Return a path as messages show it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()
