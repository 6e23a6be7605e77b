"""Subtitles on the pages: a transcript in paragraphs, and the subtitles beside it."""

from __future__ import annotations

from pathlib import Path

from lxml import html

import workflow

SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:02,000\nShips came\n\n"
    "2\n00:00:02,000 --> 00:00:03,000\nto the port.\n\n"
    "3\n00:00:03,000 --> 00:00:04,000\nThey stayed\n\n4\n00:00:04,000 --> 00:00:05,000\na week.\n"
)


def test_a_lecture_is_a_transcript_in_paragraphs(tmp_path: Path) -> None:
    """The sentences of a paragraph stand in one; each language has its file."""
    for folder in ("seeds", "glossary", "locales"):
        (tmp_path / folder).mkdir()
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\nsources = ["en"]\n')
    (tmp_path / "seeds" / "port.srt").write_text(SUBTITLES)
    workflow.open_project(tmp_path).run(engine="pseudo")
    tree = html.fromstring((tmp_path / "site" / "en" / "port" / "index.html").read_bytes())
    (paragraph,) = tree.xpath("//main//div[contains(@class, 'body')]/p")
    assert paragraph.text_content().strip() == "Ships came to the port. They stayed a week."
    (file,) = (tmp_path / "site").rglob("*.srt")
    assert file.name == "port.ko.srt"
    assert file.read_text("utf-8").count("-->") == 4
