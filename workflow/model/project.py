"""A project folder and where things are in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workflow.model.settings import Settings


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
