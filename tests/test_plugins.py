"""What another package registers, and what can be wrong with it."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from workflow import plugins
from workflow.errors import ConfigError
from workflow.qa.numbers.number import number


def test_a_registered_check_is_found() -> None:
    """Names are listed in order; the object is the one that was registered."""
    assert list(plugins.names(plugins.CHECKS)) == sorted(plugins.names(plugins.CHECKS))
    assert plugins.load(plugins.CHECKS, "number") is number


def test_an_unknown_name_lists_the_known_ones() -> None:
    """A slip in the settings is mended from the message."""
    with pytest.raises(ConfigError, match="not registered") as raised:
        plugins.load(plugins.ENGINES, "argus")
    assert "argos" in raised.value.hint


@pytest.mark.parametrize(
    "place", ["no.such.module:Thing", "workflow.plugins:Thing", "broken_plugin:Thing"]
)
def test_what_cannot_be_imported_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    """A module or a name that is missing, or anything else it raises, is the package's fault."""
    (tmp_path / "broken_plugin.py").write_text("1 / 0")
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("thing", place, plugins.ENGINES.name)
    monkeypatch.setattr(plugins, "_points", lambda group: {"thing": point})
    with pytest.raises(ConfigError, match="cannot be imported"):
        plugins.load(plugins.ENGINES, "thing")
