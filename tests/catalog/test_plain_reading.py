"""A plain file is read as polib reads it; any other is left to polib."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.catalog import damage, parser
from workflow.catalog.parser import plainly_read
from workflow.catalog.po_file import PoFile
from workflow.errors import CatalogError

PLAIN = r"""msgid ""
msgstr ""
"Project-Id-Version: Ships\n"
"Language: ko\n"
"X-Source-Language: en\n"

# What a person says.
# workflow: origin=pseudo/1 draft=6c688509 date=2026-11-27
#. block 1, sentence 1: headline
#. qa: number: 38 is missing
#: seeds/a.txt:1 seeds/a.txt:7
#, fuzzy
#| msgid "A \"ship\"."
msgid "The \"ship\"\tsailed.\n"
msgstr "“배”가\u2028떠났다.\\\n"

msgid "Nobody was hurt."
msgstr ""

# workflow: origin=person
#, fuzzy
#~ msgid "It is gone."
#~ msgstr "갔다."
""".replace(r"\u2028", "\u2028")
#: What makes a file another one, or hardly.
BITS = (
    '"', "\\", "\n", "\n\n", "#", "# ", "#\n", "##", "#. ", "#: ", "#, fuzzy\n", "#, c-format\n",
    "#~ ", "#| ", 'msgid "a"\n', 'msgstr "b"\n', 'msgctxt "c"\n', '"d"\n', "\\n", "\\101", "\\q",
    " ", "\t", "\u00a0", "\u2028", "\x85", "\x1c", "\u2068", "٣", ":", "X: y",
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> str:
    """The file with something put in, a few characters taken out, or a line more or less."""
    text = PLAIN
    for _ in range(draw(st.integers(1, 2))):
        at, lines = draw(st.integers(0, len(text))), text.split("\n")
        row, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        text = draw(
            st.sampled_from(
                [
                    text[:at] + draw(st.sampled_from(BITS)) + text[at:],
                    text[:at] + text[at + draw(st.integers(1, 6)) :],
                    "\n".join([*lines[:row], *lines[row + 1 :]]),
                    "\n".join([*lines[:row], lines[other], *lines[row:]]),
                ]
            )
        )
    return text


def _by_polib(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> PoFile:
    path.write_text(text, "utf-8", newline="")
    with monkeypatch.context() as patch:
        patch.setattr(parser, "plainly_read", lambda _: None)
        return parser.read(path, "a.po")[1]


def _all(file: PoFile) -> tuple[object, ...]:
    places = [(message, message.line, message.raw) for message in file.messages]
    return file, file.header.raw, list(file.header.values), places


def test_a_file_as_the_workflow_writes_it_is_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All kinds of messages but those with a context or with texts of several lines."""
    found = plainly_read(PLAIN)
    assert found
    assert found.render() == PLAIN.encode()
    assert _all(found) == _all(_by_polib(tmp_path / "a.po", PLAIN, monkeypatch))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=edited())
def test_what_is_read_plainly_is_what_polib_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Nothing that polib refuses is read, and nothing otherwise."""
    try:
        text = damage.decode(text.encode(), "a.po")
    except CatalogError:
        return
    if found := plainly_read(text):
        assert _all(found) == _all(_by_polib(tmp_path / "a.po", text, monkeypatch))
