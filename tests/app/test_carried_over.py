"""Nothing stays untranslated in silence: commands and pages say what is carried over, and why."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.support.command import Result, workflow

SEED = """# Notes for everyone

Some text, and ![a picture](none.png).

    Keep the lid closed while it runs. The motor stops when it is opened.

```python
print(1)
```

![b](x.png)

![c](y.png)

2021

© 2021 Reuters. All rights reserved.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article that holds code, prose as code, figures and a notice."""
    for folder in ("seeds", "glossary", "locales"):
        (tmp_path / folder).mkdir()
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\nengine = "pseudo"\n')
    (tmp_path / "seeds" / "a.md").write_text(SEED, "utf-8")
    return tmp_path


def run(project: Path, *options: str) -> Result:
    """What `run` says."""
    return workflow("run", *options, project=project)


def test_run_counts_by_reason(project: Path) -> None:
    """One line, unless more is asked for; then each has its place."""
    said = run(project).out
    told = "words for a picture within a line 1, code like sentences 1, code 1, figures 1, notice 1"
    assert f"Carried over untranslated: {told}" in said
    assert "seeds/a.md:8: code: print(1)" not in said
    assert "seeds/a.md:8: code: print(1)" in run(project, "-v").out


def test_status_counts_too(project: Path) -> None:
    """It knows the same without translating anything."""
    said = workflow("status", project=project).out
    assert "code like sentences 1, code 1, figures 1, notice 1" in said
    assert "seeds/a.md:5: warning: reads like sentences" in said


def test_doubts_about_whole_articles_are_told(project: Path) -> None:
    """``status`` tells them as ``run`` does, and programs get them from both."""
    (project / "seeds" / "b.md").write_text(
        "---\ndrafft: maybe\n---\n\nShips \ufffd wait.\n", "utf-8"
    )
    told = run(project, "--json").json["articles"]
    assert [each["path"] for each in told] == ["seeds/b.md", "seeds/b.md"]
    assert workflow("status", "--json", project=project).json["articles"] == told
    said = workflow("status", project=project).out
    assert "seeds/b.md:5: warning: letters are lost" in said
    assert "drafft" in said


def test_json_has_each(project: Path) -> None:
    """Programs get line, reason and how it begins."""
    (seed,) = run(project, "--json").json["seeds"]
    carried = [(each["line"], each["reason"]) for each in seed["carried"]]
    assert carried == [
        (3, "words for a picture within a line"),
        (5, "code like sentences"),
        (8, "code"),
        (15, "figures"),
        (17, "notice"),
    ]


def test_prose_as_code_is_a_finding(project: Path) -> None:
    """`check` names the line of the seed."""
    run(project)
    found = workflow("check", "--json", project=project).json["findings"]
    (code,) = [each for each in found if each["check"] == "code"]
    assert (code["path"], code["line"], code["severity"]) == ("seeds/a.md", 5, "warning")


def test_pages_say_so(project: Path) -> None:
    """A translation's page counts what stands on it as in the source."""
    run(project)
    html = (project / "site" / "ko" / "a" / "index.html").read_text("utf-8")
    assert "그대로 둔 것" in html
    assert '코드 <span class="count">×2</span>' in html


def test_many_pictures_take_one_line(project: Path) -> None:
    """What a run has done is not buried under what is missing."""
    said = run(project).out
    assert said.count("[picture]") == 1
    assert "2 pictures are not shown (-v lists them)" in said
    assert run(project, "-v").out.count("[picture]") == 2


def test_an_address_alone_is_carried_over(project: Path) -> None:
    """No engine is asked for what says the same in any language; what a person wrote stays."""
    lines = [
        "https://example.org/a",
        "<https://example.org/b>",
        "press@example.org",
        "See x@y.org.",
    ]
    seed = project / "seeds" / "a.md"
    seed.write_text("# Where to write\n\n" + "\n\n".join(lines) + "\n", "utf-8")
    assert "Carried over untranslated: address 3" in run(project).out
    path = project / "locales" / "ko" / "a.po"
    entries = {each.msgid: each for each in polib.pofile(str(path))}
    assert entries["https://example.org/a"].msgstr == "https://example.org/a"
    assert not entries["https://example.org/a"].fuzzy
    assert entries["See x@y.org."].fuzzy
    book = polib.pofile(str(path))
    (entry,) = (each for each in book if each.msgid == "https://example.org/a")
    entry.msgstr = "https://example.org/ko/a"
    book.save(str(path))
    seed.write_text(seed.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    run(project)
    texts = {each.msgid: each.msgstr for each in polib.pofile(str(path))}
    assert texts["https://example.org/a"] == "https://example.org/ko/a"
