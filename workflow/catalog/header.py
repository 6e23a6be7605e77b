"""The header of a PO file: who, when, which language.

Fields and their meaning: GNU gettext manual, "Filling in the Header Entry".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from workflow.errors import ConfigError
from workflow.languages import Language, language

#: What ``msginit --no-translator`` writes where no person is named.
NOBODY = "Automatically generated"
NO_TEAM = "none"
#: A field of Poedit's, which other editors know as well.
_SOURCE = "X-Source-Language"
#: Ours: the source language, where a person named it on the command line.
NAMED = "X-Workflow-Source"
#: ``msgfmt -c`` complains about these values of a template.
_PLACEHOLDER = re.compile(r"|.*(PACKAGE VERSION|YEAR-MO-DA|FULL NAME|EMAIL@ADDRESS|LL@li\.org).*")
#: A plural rule; in a template the words INTEGER and EXPRESSION stand in it.
_PLURAL = re.compile(r"nplurals\s*=\s*[1-9];\s*plural\s*=[\s\dn()?:<>=!%&|]+;?")


@dataclass(frozen=True, slots=True)
class Header:
    """The header's fields in their order, the comments above it and its own lines if unchanged."""

    values: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    fuzzy: bool = False
    raw: str = field(default="", compare=False)

    @property
    def translator(self) -> str:
        """The person who saved the file last, empty when none is named."""
        name = self.values.get("Last-Translator", "")
        return "" if name == NOBODY or _PLACEHOLDER.fullmatch(name) else name

    @property
    def signature(self) -> str:
        """Who saved the file last, and when, as an editor writes both."""
        return f"{self.translator}\n{self.values.get('PO-Revision-Date', '')}"

    @property
    def revised(self) -> str:
        """ISO 8601 date of the last revision, empty when there is none."""
        date = self.values.get("PO-Revision-Date", "")[:10]
        return date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else ""

    @property
    def source(self) -> str:
        """BCP 47 tag of the source; empty when no known language is named."""
        try:
            return language(self.values.get(_SOURCE, "")).tag
        except ConfigError:
            return ""

    def with_values(self, **values: str) -> Header:
        """Return this header with other values (``_`` in names stands for ``-``)."""
        named = {name.replace("_", "-"): value for name, value in values.items()}
        return self._changed({**self.values, **named})

    def _changed(self, values: Mapping[str, str]) -> Header:
        if dict(values) == dict(self.values) and not self.fuzzy:
            return self
        return replace(self, values=values, fuzzy=False, raw="")

    def completed(
        self, target: Language, *, project: str, team: str, source: str, now: datetime
    ) -> Header:
        """Return this header with every field that gettext's tools ask for.

        What a person or a tool wrote is kept, except the fields that say how the file has to be
        read: languages and encoding. A plural rule is kept if it is one, since tools differ there;
        but a language without plural forms has one form.

        Args:
            target: the language of the translation.
            project: Project-Id-Version of a new file.
            team: Language-Team of a new file.
            source: BCP 47 tag of the source, for editors that offer machine help, and for the
                translation memory.
            now: the time written into a new file.
        """
        stamp = f"{now:%Y-%m-%d %H:%M%z}"
        defaults = {
            "Project-Id-Version": project,
            "POT-Creation-Date": stamp,
            "PO-Revision-Date": stamp,
            "Last-Translator": NOBODY,
            "Language-Team": team or NO_TEAM,
            "Language": target.gettext,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": target.plural_forms,
        }
        if source:
            defaults[_SOURCE] = source
        values = dict(defaults) if not self.values else dict(self.values)
        for name, value in defaults.items():
            if _PLACEHOLDER.fullmatch(values.get(name, "")):
                values[name] = value
        for name in ("Language", "Plural-Forms", "Content-Type"):
            if not (_same(values[name], defaults[name]) or _kept(name, values[name], target)):
                values[name] = defaults[name]
        if source and replace(self, values=values).source != source:
            values[_SOURCE] = source
        return self._changed(values)

    def naming(self, source: str) -> Header:
        """Return this header with the source that a person named on the command line, or none."""
        values = {name: value for name, value in self.values.items() if name != NAMED}
        return self._changed({**values, NAMED: source} if source else values)


def _kept(name: str, value: str, target: Language) -> bool:
    """Tell whether a value is a plural rule that another tool has for the same language."""
    counted = "nplurals=1;" not in target.plural_forms
    return name == "Plural-Forms" and counted and bool(_PLURAL.fullmatch(value))


def _same(one: str, other: str) -> bool:
    """Tell whether two values differ in spacing, case or a final semicolon at most."""
    return _normal(one) == _normal(other)


def _normal(value: str) -> str:
    return re.sub(r"\s+", "", value).rstrip(";").lower()
