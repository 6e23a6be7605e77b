"""A project folder and the settings its configuration file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """How to reach an OpenAI-compatible endpoint.

    ``key_env`` names the environment variable that holds the key: keys are never written to files.
    ``timeout`` is in seconds, for one request; ``batch`` is how many sentences one asks for, as
    JSON (1, for models that cannot keep that form, asks in plain text).
    """

    url: str = ""
    model: str = ""
    key_env: str = "WORKFLOW_LLM_KEY"
    timeout: float = 120.0
    concurrency: int = 4
    retries: int = 3
    batch: int = 8


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
    """

    logo: str = ""
    icon: str = ""
    colors: Mapping[str, tuple[str, str]] = field(default_factory=lambda: COLORS)
    nav: tuple[tuple[str, str], ...] = ()
    editor: str = "vscode://file{path}:{line}"


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's settings, as written under ``[tool.workflow]``.

    Attributes:
        name: the site's name.
        targets: languages every seed is translated into (never into its own).
        sources: languages the seeds are written in, the likeliest first; empty where the project
            does not say, see :attr:`expected`.
        engine: ``auto`` or an engine's name.
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
        llm: the endpoint, where one is configured.
        site: how the site looks.
    """

    name: str = "Workflow"
    targets: tuple[str, ...] = ("ko", "zh-Hans")
    sources: tuple[str, ...] = ()
    engine: str = "auto"
    site_url: str = ""
    team: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)
    outputs: tuple[str, ...] = ("epub", "json", "md", "same", "tmx", "txt")
    memory: str = "draft"
    publish: str = "all"
    timezone: str = ""
    llm: LlmSettings = LlmSettings()
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
        """What can be rebuilt at any time."""
        return self.root / ".workflow"

    @property
    def site(self) -> Path:
        """What is published, or previewed."""
        return self.cache / "preview" if self.preview else self.root / "site"
