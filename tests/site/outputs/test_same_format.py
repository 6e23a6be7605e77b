"""Seeds in their own format: a translation has the formatting of its source."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from lxml import html

from tests.support.packages import docx, paragraph, run
from workflow.app import publishing, running
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.config import find_project
from workflow.protocols import silent


def test_several_sentences_in_bold_are_one_run_again(tmp_path: Path) -> None:
    """Each is a sentence of its own on the page; in the file the marks stand as in the source."""
    (tmp_path / "workflow.toml").write_text(
        'engine = "pseudo"\ntargets = ["ko"]\noutputs = ["same"]\n'
    )
    (tmp_path / "seeds").mkdir()
    bold = run("It rained. The river rose.", "<w:b/>")
    word = docx(
        paragraph(run("Ships Meet"), style="T"), paragraph("He left. ", bold, " All stayed.")
    )
    (tmp_path / "seeds" / "word.docx").write_bytes(word)
    source = "# Ships Meet\n\nHe left. **It rained. The river rose.** All stayed."
    cell = {"cell_type": "markdown", "metadata": {}, "source": source}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "seeds" / "book.ipynb").write_text(json.dumps(book))
    project = find_project(tmp_path)
    running.run(Work(project, seed_files.select(project, ())), silent)
    for catalog in (tmp_path / "locales" / "ko").rglob("*.po"):  # without the marks of a trial run
        text = catalog.read_text("utf-8")
        assert 'msgid "<g1>It rained.</g1>"' in text
        catalog.write_text(text.replace("⟦", "").replace("⟧", ""), "utf-8")
    publishing.publish(project)
    page = html.fromstring((project.site / "ko/word/index.html").read_text("utf-8"))
    assert page.xpath("//main//p//strong/text()") == ["Ît ràîñéd.", "Thé rîvér rõšé."]
    with zipfile.ZipFile(project.site / "ko/word/word.ko.docx") as archive:
        assert ">Ît ràîñéd. Thé rîvér rõšé.<" in archive.read("word/document.xml").decode()
    (written,) = (project.site / "ko/book").glob("*.ipynb")
    assert (
        "**Ît ràîñéd. Thé rîvér rõšé.** Àll"
        in json.loads(written.read_text("utf-8"))["cells"][0]["source"]
    )
