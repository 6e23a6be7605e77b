"""What was written is read back in parts where that is sure, and says what the whole file says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.catalogs import translated
from workflow.catalog import Catalog, parser, writer
from workflow.catalog.writer import is_plain, read_back
from workflow.errors import CatalogError
from workflow.model import Project

SOURCES = [f"Sentence {number}." for number in range(12)]
texts = st.text(st.sampled_from('가나 "\\#~\n\t.|msgid'), min_size=1, max_size=12).filter(
    lambda text: text.strip()
)
deeds = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.sampled_from(["approve", "hold", "comment"]), texts),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=deeds)
def test_the_parts_say_what_the_whole_says(project: Project, deeds: list[tuple]) -> None:
    """Whatever is decided: lines and contents are those of a file that is read as a whole."""
    (project.locales / "ko" / "talks.po").unlink(missing_ok=True)
    catalog = translated(project, *SOURCES)
    for source, deed, text in deeds:
        if deed == "approve":
            catalog.approve(source, text, "Kim <k@example.org>", "2026-11-25")
        elif deed == "hold":
            catalog.hold(source, text, "Kim <k@example.org>", "2026-11-25")
        else:
            catalog.comment(source, text)
        catalog.save(sign=False)
    data, whole = parser.read(catalog.path, catalog.where)
    assert catalog.data == data
    held = catalog._loaded
    assert held == whole
    assert [(m.line, m.raw) for m in held.messages] == [(m.line, m.raw) for m in whole.messages]
    fresh = Catalog.load(project, "talks", "ko").entries
    assert dict(catalog.entries) == dict(fresh)
    assert {source: catalog.entry(source) for source in SOURCES} == dict(fresh)


def test_an_approval_parses_its_neighbours_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the file is."""
    catalog, parsed = translated(project, *SOURCES), []
    read = parser.read

    def counted(path: Path, where: str) -> tuple:
        data, file = read(path, where)
        parsed.append(len(file.messages))
        return data, file

    monkeypatch.setattr(parser, "read", counted)
    catalog.approve(SOURCES[5], "문장", "Kim <k@example.org>", "2026-11-25")
    catalog.save(sign=False)
    assert parsed == [3]


def test_what_is_not_plain_is_read_as_a_whole(project: Project) -> None:
    """Another tool's spacing, comments at the end: such a file says nothing in parts."""
    path = translated(project, *SOURCES).path
    data, file = parser.read(path, "a.po")
    assert is_plain(file, data)
    assert not is_plain(file, data + b"# the end\n")
    path.write_bytes(data.replace(b"\n\n", b"\n\n\n", 1))
    assert not is_plain(*reversed(parser.read(path, "a.po")))
    assert read_back(file, file, "a.po") is None


def test_what_the_disk_changed_is_not_taken(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that are not those that were written are parsed, and refused where they differ."""
    catalog = translated(project, *SOURCES)
    before = catalog.path.read_bytes()
    fill = writer.swap._fill

    def bad(handle: int, data: bytes, mode: int) -> None:
        fill(handle, data.replace("초안".encode(), "초인".encode()), mode)

    monkeypatch.setattr(writer.swap, "_fill", bad)
    catalog.approve(SOURCES[5], "문장", "Kim <k@example.org>", "2026-11-25")
    with pytest.raises(CatalogError, match="would not read back"):
        catalog.save(sign=False)
    assert catalog.path.read_bytes() == before
