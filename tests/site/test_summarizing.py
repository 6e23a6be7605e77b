"""What lists, feeds and pages say of an article: its date."""

from __future__ import annotations

import pytest

from workflow.model import Document, Metadata
from workflow.site.article import Article
from workflow.site.summarizing import dated_by_name, summarize


@pytest.mark.parametrize(
    ("name", "said", "date"),
    [
        ("2021-12-07-luncheon", Metadata(date="2021-12-08", created="2026-01-02"), "2021-12-08"),
        ("2021-12-07-luncheon", Metadata(created="2026-01-02"), "2021-12-07"),
        ("luncheon", Metadata(created="2026-01-02"), "2026-01-02"),
        ("luncheon", Metadata(), ""),
    ],
    ids=["its own", "that of its name", "that of its file", "none"],
)
def test_the_day_on_which_a_file_was_made_counts_last(name: str, said: Metadata, date: str) -> None:
    """Word and pandoc write a day into every file; what a person has written is the article's."""
    document = Document(f"seeds/{name}.docx", name, (), said, language="en")
    assert summarize(Article(document), name, ("en",)).date == date


def test_authors_and_tags_that_a_seed_repeats_stand_once() -> None:
    """E-books and data name them as the summary has them."""
    said = Metadata(authors=("Kim Minji", "Li Na and Kim Minji"), tags=("Sea", "Law", "Sea"))
    found = summarize(Article(Document("seeds/a.txt", "a", (), said, language="en")), "a", ("en",))
    assert (found.authors, found.tags) == (("Kim Minji", "Li Na"), ("Sea", "Law"))


def test_a_day_to_come_in_the_name_of_a_file_made_today_holds_it_back() -> None:
    """A Word document for next year waits as a text of that name does."""
    said = Metadata(created="2026-01-02")
    assert dated_by_name(Document("seeds/2999-01-01-a.docx", "2999-01-01-a", (), said))
