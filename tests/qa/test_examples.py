"""Every check says where its rule is from and shows a right and a wrong translation, both true."""

from __future__ import annotations

import doctest
import re
from collections.abc import Callable
from typing import Any

import pytest

from workflow import plugins
from workflow.model import Entry

#: The terms of a sentence, an engine's words and whole documents do not fit into one line.
SHOWN_ELSEWHERE = {"terms", "machine"}
CHECKS = {
    name: plugins.load(plugins.CHECKS, name)
    for name in plugins.names(plugins.CHECKS)
    if name not in SHOWN_ELSEWHERE
}


def found(check: Callable[..., Any], source: str, text: str) -> list[str]:
    """The messages of a check about one translation, into the language that its letters tell."""
    korean = re.search("[가-힣]", text) or not re.search("[\u4e00-\u9fff]", text)
    return [
        finding.message for finding in check(Entry(source, text), "ko" if korean else "zh-Hans", ())
    ]


@pytest.mark.parametrize("name", CHECKS)
def test_the_examples_of_a_check_hold(name: str) -> None:
    """At least one translation is left in peace, and at least one is found out."""
    check = CHECKS[name]
    (test,) = doctest.DocTestFinder(recurse=False).find(
        check, name, globs={"found": found, name: check}
    )
    results = doctest.DocTestRunner(verbose=False).run(test)
    assert results.failed == 0
    wanted = [example.want.strip() for example in test.examples]
    assert "[]" in wanted
    assert any(want != "[]" for want in wanted)


@pytest.mark.parametrize(
    "name", [*plugins.names(plugins.CHECKS), *plugins.names(plugins.DOCUMENT_CHECKS)]
)
def test_a_check_names_its_source(name: str) -> None:
    """A standard, a reference work or the rule of a well-known tool."""
    group = plugins.CHECKS if name in plugins.names(plugins.CHECKS) else plugins.DOCUMENT_CHECKS
    assert "Source: " in plugins.load(group, name).__doc__


@pytest.mark.parametrize("group", [plugins.CHECKS, plugins.GATES, plugins.DOCUMENT_CHECKS])
def test_a_check_is_made_in_the_file_of_its_name(group: plugins.Group[Any]) -> None:
    """Whoever reads a finding knows where to look; two names are taken by other modules."""
    for name in plugins.names(group):
        module = plugins.place(group, name).partition(":")[0].rpartition(".")[2]
        assert module in (name, f"inline_{name}", f"glossary_{name}")
