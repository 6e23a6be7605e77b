"""Weblate's own checks over sentence pairs, in a Python that has Weblate and Django installed.

Weblate is a server, so its checks are run without one: with a stand-in for a unit, and with the
checks that are on by default and need neither a database nor a flag (without those that compare
units). Reads ``{"language": "ko", "pairs": [[source, text], …]}`` on standard input and prints, for
each pair, the names of the checks that fail.

    python3.13 -m venv W
    W/bin/pip install --no-deps weblate==2026.10.1
    W/bin/pip install …      (what it requires, but borgbackup, PyGObject, pycairo, weblate-fonts)
    W/bin/python tests/bench/checks/weblate_flags.py < pairs.json
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from types import SimpleNamespace
from typing import Any

MODULES = ("chars", "duplicate", "markup", "mdx", "same")


class Language:
    """What the checks ask of a language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.base_code = code.partition("_")[0]

    def is_base(self, codes: tuple[str, ...]) -> bool:
        """Whether it is one of the languages."""
        return self.base_code in codes

    def is_cjk(self) -> bool:
        """Whether it is Chinese, Japanese or Korean."""
        return self.is_base(("zh", "ja", "ko"))

    def uses_whitespace(self) -> bool:
        """As Weblate has it: Korean and Chinese do not."""
        return not self.is_cjk()


class NoFlags:
    """No flag is set."""

    def __contains__(self, flag: object) -> bool:
        return False

    def has_any(self, flags: object) -> bool:
        """Whether one of them is set."""
        return False

    has_value = has_any

    def format(self) -> str:
        """As text."""
        return ""


def checks() -> list[Any]:
    """Weblate's checks of single translations that are on by default."""
    from weblate.checks.base import TargetCheck

    modules = (import_module(f"weblate.checks.{name}") for name in MODULES)
    classes = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, TargetCheck) and value.check_id
    }
    return [one for one in (each() for each in classes) if not one.default_disabled]


def main() -> None:
    """Reads pairs, prints the names of failing checks for each."""
    import django
    from django.conf import settings

    apps = ["django.contrib.contenttypes", "django.contrib.auth", "weblate.checks"]
    settings.configure(DATABASES={}, INSTALLED_APPS=apps, CHECK_LIST=[], DATA_DIR="", CACHE_DIR="")
    django.setup()
    no_glossary = SimpleNamespace(get_glossary_terms=None, iter_glossary_alternatives=None)
    sys.modules["weblate.glossary.models"] = no_glossary  # type: ignore[assignment]
    job = json.load(sys.stdin)
    known = checks()
    project = SimpleNamespace(name="news")
    component = SimpleNamespace(
        source_language=Language("en"), is_multivalue=False, is_glossary=False,
        name="news", project=project,
    )  # fmt: skip
    translation = SimpleNamespace(language=Language(job["language"]), component=component)
    failing = []
    for source, text in job["pairs"]:
        unit = SimpleNamespace(
            translation=translation, all_flags=NoFlags(), note="", context="", check_cache={},
            state=20, readonly=False, is_source=False, has_multiple_values=False, target=text,
            effective_source_string=source, effective_source_language=component.source_language,
            get_effective_source_plurals=lambda source=source: [source],
            get_target_plurals=lambda text=text: [text],
        )  # fmt: skip
        failing.append([
            check.check_id
            for check in known
            if not check.should_skip(unit) and check.check_single(source, text, unit)
        ])  # fmt: skip
    json.dump(failing, sys.stdout)


if __name__ == "__main__":
    main()
