"""docs/reference.md leaves nothing out and says nothing that is not so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

import msgspec
import pytest

from tests.support import reference
from tests.support.documents import ROOT, code, section
from workflow import plugins, qa
from workflow.app.state.lost_decisions import LOST_CHECKS
from workflow.catalog.stamp import Stamp
from workflow.documents import readers
from workflow.glossary import CODES
from workflow.glossary.row import FIXED
from workflow.model import (
    COLORS,
    Ctranslate2Settings,
    DeeplSettings,
    EnginesSettings,
    FetchSettings,
    GoogleSettings,
    LlmSettings,
    LocalSettings,
    QaSettings,
    ReviewSettings,
    Settings,
    SiteSettings,
    TermType,
)

#: Settings that are tables of others.
SECTIONS = {
    "ctranslate2",
    "deepl",
    "engines",
    "fetch",
    "google",
    "llm",
    "local",
    "qa",
    "review",
    "site",
}
REFERENCE = reference.FILE.read_text("utf-8")
SETTINGS = section(REFERENCE, "## Settings")
#: What an engine is told of a draft without text; in a PO file such a sentence is untranslated.
_GATE_ONLY = "empty"


def test_the_commands_are_those_of_the_command_line() -> None:
    """Each command and option is told as its help tells it: ``make reference`` writes them."""
    assert reference.made(REFERENCE) == REFERENCE, "run `make reference`"


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        (Settings, ""),
        (FetchSettings, "fetch."),
        (Ctranslate2Settings, "ctranslate2."),
        (DeeplSettings, "deepl."),
        (EnginesSettings, "engines."),
        (GoogleSettings, "google."),
        (LlmSettings, "llm."),
        (LocalSettings, "local."),
        (QaSettings, "qa."),
        (ReviewSettings, "review."),
        (SiteSettings, "site."),
    ],
)
def test_every_setting_is_explained(kind: type[Any], prefix: str) -> None:
    """The table of settings leaves none out, and gives plain defaults as they are."""
    for field in fields(kind):
        if field.name in SECTIONS:
            continue
        row = re.search(rf"^\|.*`{prefix}{field.name}`.*\|(.*)\|.*\|$", SETTINGS, re.M)
        assert row, field.name
        if field.default not in (MISSING, "", ()) and field.name != "editor":
            assert _written(field.default) in row[1], field.name


def _written(value: object) -> str:
    """Return a default as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"


def test_every_colour_is_named() -> None:
    """A theme's author need not look into the code."""
    assert set(COLORS) <= set(re.findall(r"\w+", SETTINGS))


def test_every_check_is_explained() -> None:
    """The table of checks has those that are registered, and no other."""
    known = {*plugins.names(plugins.CHECKS), *plugins.names(plugins.DOCUMENT_CHECKS)}
    table = section(REFERENCE, "## Checks")
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.M)) == known


def test_every_name_of_a_finding_is_told() -> None:
    """With its check, so that it can be looked up and silenced by either name."""
    table = section(REFERENCE, "## Checks")
    rows = {
        row[1]: set(code(row[2])) for row in re.finditer(r"^\| `([\w-]+)` \| (.*)\|$", table, re.M)
    }
    assert rows.pop("terms") == CODES
    assert _codes() <= {*rows, _GATE_ONLY}
    assert {*LOST_CHECKS, qa.UNUSED} <= set(code(table))


def test_the_table_says_how_grave_findings_are_and_who_asks() -> None:
    """As the checks make them, and as they are registered."""
    asked = {
        "drafts": plugins.GATES,
        "sentences": plugins.CHECKS,
        "documents": plugins.DOCUMENT_CHECKS,
    }
    rows = re.findall(
        r"^\| `([\w-]+)` \| ([\w ]+) \| ([\w, ]+) \|", section(REFERENCE, "## Checks"), re.M
    )
    assert len(rows) > len(plugins.names(plugins.CHECKS))
    for name, severity, of in rows:
        assert of.split(", ") == [each for each in asked if name in plugins.names(asked[each])], (
            name
        )
        if name in _severities():
            assert severity == " or ".join(sorted(_severities()[name])), name


def _severities() -> dict[str, set[str]]:
    """Return by their codes the severities of the problems that the checks' own modules make."""
    found: dict[str, set[str]] = {}
    for call in _calls("error", "warning"):
        found.setdefault(str(call.args[0].value), set()).add(call.func.id)
    return found


def _codes() -> set[str]:
    """Return the codes of the problems that the checks' own modules make."""
    return {str(call.args[0].value) for call in _calls("Problem", "error", "warning")}


def _calls(*names: str) -> Iterator[Any]:
    """Yield where the checks' own modules make a problem of a code that stands there."""
    for file in (ROOT / "workflow" / "qa").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in names
                and isinstance(call.args[0], ast.Constant)
                and call.args[0].value
            ):
                yield call


def test_every_column_and_type_of_the_glossary_is_explained() -> None:
    """The table of columns leaves none out."""
    words = set(code(section(REFERENCE, "## The glossary")))
    parts = {f"xx_{part}" for part in ("later", "aliases", "forbidden")}
    assert {*FIXED, *parts, "ko_reading", *map(str, TermType)} <= words


def test_every_word_of_the_state_line_is_explained() -> None:
    """A tool that reads PO files finds here what stands behind ``# workflow:``."""
    told = set(code(section(REFERENCE, "## PO files")))
    assert {f"{each.encode_name}=" for each in msgspec.structs.fields(Stamp)} <= told


def test_every_type_of_file_is_named() -> None:
    """What can be read, and what can be offered on the pages."""
    assert set(readers.extensions()) <= set(code(section(REFERENCE, "## Files of a project")))
    for name in plugins.names(plugins.OUTPUTS):
        assert name in SETTINGS


def test_every_variable_of_the_environment_is_named() -> None:
    """Whatever the package asks the environment for stands there."""
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "workflow").rglob("*.py"))
    named = re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', text)
    named += re.findall(r'"((?:WORKFLOW|ARGOS)_[A-Z_]+)"', text)
    assert {*named} <= set(code(REFERENCE))
