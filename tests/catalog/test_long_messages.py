"""Messages of thousands of lines: what we write is always read again, as it stands there."""

from __future__ import annotations

from itertools import dropwhile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.catalogs import rewrite, verdict
from tests.support.command import workflow
from workflow.catalog import entries_of
from workflow.model import Entry, Project

HEAD = "# Title here\n\nThe chairman met the press.\n\n"
HEADER = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
MANY = 5_500
BODIES = {
    "a list of one word": "- Yes\n" * MANY,
    "a table of one word": "| x | y |\n|---|---|\n" + "| Yes | No |\n" * MANY,
    "a sentence of many names": "We saw " + " ".join(f"**b{n}**" for n in range(MANY)) + ".\n",
    "a long piece of code": "```\n" + "".join(f"a = {n}\n" for n in range(MANY)) + "```\n",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_written_is_read_again(project: Project, body: str) -> None:
    """Also after msgcat has wrapped it, and with an approval in it that stays."""
    (project.seeds / "r.md").write_text(HEAD + body)
    po = project.locales / "ko" / "r.po"
    assert workflow("sync", project=project.root).code == 0
    approved = 'msgid "Title here"\nmsgstr "제목"'
    po.write_text(po.read_text().replace('msgid "Title here"\nmsgstr ""', approved))
    rewrite(po, "msgcat")
    (project.seeds / "r.md").write_text(HEAD + "One more.\n\n" + body)
    done = workflow("sync", project=project.root)
    assert (done.code, "error" in done.err) == (0, False), done.err
    assert approved in po.read_text()
    assert "warning" not in verdict(po)


def test_a_repeated_sentence_names_a_bounded_number_of_places(project: Project) -> None:
    """Tools compare each with all others; how many more there are is said."""
    (project.seeds / "r.md").write_text(HEAD + BODIES["a list of one word"])
    assert workflow("sync", project=project.root).code == 0
    text = (project.locales / "ko" / "r.po").read_text()
    assert "#: seeds/r.md:5 seeds/r.md:6 " in text
    assert "#. and 4500 more places" in text
    assert text.count("\n#") < MANY


#: What may stand in a comment or a text of a PO file, line by line.
_LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=12
).map(lambda text: " ".join(text.split()))


def _read(path: Path, comments: list[str], text: list[str]) -> Entry:
    """One message with these comments and this text, read from a file, and the one behind it."""
    pieces = "".join(
        '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '\\n"\n' for line in text
    )
    remarks = "".join(f"# {line}".rstrip() + "\n" for line in comments)
    message = f'{remarks}#: seeds/r.md:3\nmsgid "Yes"\nmsgstr ""\n{pieces}'
    path.write_text(f'{HEADER}{message}\nmsgid "No"\nmsgstr "아니요"\n', newline="\n")
    _, (first, second) = entries_of(path)
    assert (second.source, second.text) == ("No", "아니요")
    assert second.line == path.read_text().count("\n") - 1
    return first


@settings(max_examples=10, deadline=None)
@given(st.lists(_LINE, min_size=1, max_size=4), st.lists(_LINE, min_size=1, max_size=4))
def test_many_lines_say_what_few_say(
    tmp_path_factory: pytest.TempPathFactory, comments: list[str], text: list[str]
) -> None:
    """A thousand times the same lines are a thousand times the same."""
    path = tmp_path_factory.mktemp("long") / "ko.po"
    few, many = _read(path, comments, text), _read(path, comments * 1000, text * 1000)
    assert many.text == few.text * 1000
    assert few.comments == tuple(dropwhile("".__eq__, comments))
    assert many.comments == tuple(dropwhile("".__eq__, comments * 1000))


def test_what_nobody_writes_is_refused(project: Project) -> None:
    """Comments of thousands of lines of changing kinds, at their place."""
    (project.seeds / "r.md").write_text(HEAD)
    assert workflow("sync", project=project.root).code == 0
    po = project.locales / "ko" / "r.po"
    before = po.read_text()
    po.write_text(before + "\n" + "# a\n#. b\n" * 3_000 + 'msgid "x"\nmsgstr ""\n')
    done = workflow("sync", project=project.root)
    assert done.code == 2
    assert f"r.po:{before.count(chr(10)) + 2}: holds more than 5000 lines of comments" in done.err
