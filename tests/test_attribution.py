"""Who and when: from the entry, else from the file's header, else from git."""

from __future__ import annotations

import os
import subprocess

from tests.support.catalogs import EDITOR, approve_all, merged, translated
from tests.support.command import workflow
from workflow import exchange
from workflow.catalog import Catalog
from workflow.model import Project, State
from workflow.pipeline.attribution import attributed
from workflow.pipeline.documents import select
from workflow.pipeline.exchange_export import Handout, export_locale

ONE, TWO, THREE = "One is here.", "Two are here.", "Three are here."


def git(project: Project, *arguments: str, author: str = "", date: str = "2026-11-20") -> None:
    name = author or "Desk"
    who = {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": f"{name.split()[0].lower()}@example.org",
        "GIT_COMMITTER_NAME": "Desk",
        "GIT_COMMITTER_EMAIL": "desk@example.org",
        "GIT_AUTHOR_DATE": f"{date}T12:00:00Z",
    }
    subprocess.run(
        ["git", "-C", project.root, *arguments],
        env={**os.environ, **who},
        check=True,
        capture_output=True,
    )


def unsigned(project: Project) -> Catalog:
    """Two sentences approved in a text editor and committed by two people, a third not yet."""
    catalog = approve_all(project, {ONE: "하나.", TWO: "둘.", THREE: "셋."})
    text = catalog.path.read_text().replace(EDITOR, "").replace(' reviewer=""', "")
    catalog.path.write_text(text.replace("reviewer=", ""))
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Translate", author="박 지훈")
    catalog.path.write_text(catalog.path.read_text().replace("둘.", "둘이다."))
    git(project, "commit", "-qam", "Correct", author="Lee Ji-eun", date="2026-11-21")
    catalog.path.write_text(catalog.path.read_text().replace("셋.", "셋이다."))
    return Catalog.load(project, "talks", "ko")


def test_git_says_who_and_when(project: Project) -> None:
    """The author of the entry's newest line; nobody for what is not committed."""
    entries = attributed(project, unsigned(project).entries)
    assert [(entry.reviewer, entry.date) for entry in entries.values()] == [
        ("박 지훈 <박@example.org>", "2026-11-20"),
        ("Lee Ji-eun <lee@example.org>", "2026-11-21"),
        ("", "2026-11-25"),
    ]


def test_a_repository_starts_no_program(project: Project) -> None:
    """Its settings may name one that shows a file as other text, on other lines."""
    catalog = unsigned(project)
    git(project, "config", "diff.po.textconv", "sh -c 'echo; cat $0; touch started'")
    (project.root / ".gitattributes").write_text("*.po diff=po\n")
    entries = attributed(project, catalog.entries)
    assert [entry.reviewer.partition(" ")[0] for entry in entries.values()] == ["박", "Lee", ""]
    assert not (project.root / "started").exists()


def test_what_the_entry_or_the_header_says_comes_first(project: Project) -> None:
    """A signed file is not looked up at all."""
    entries = approve_all(project, {ONE: "하나."}).entries
    git(project, "init", "-q")
    assert attributed(project, entries) is entries
    assert entries[ONE].reviewer == EDITOR


def test_without_a_repository_nothing_is_known(project: Project) -> None:
    """No repository, an untracked file, a draft: left as they are."""
    catalog = approve_all(project, {ONE: "하나."})
    catalog.path.write_text(catalog.path.read_text().replace(EDITOR, ""))
    entries = merged(project, ONE, TWO).entries
    assert entries[TWO].state is State.EMPTY
    assert attributed(project, entries) == entries
    git(project, "init", "-q")
    assert attributed(project, entries) == entries


def test_a_review_sheet_names_them(project: Project) -> None:
    """What goes out says who approved what."""
    (project.seeds / "talks.txt").write_text(f"{ONE}\n\n{TWO}\n\n{THREE}\n")
    unsigned(project)
    handout = Handout("ko", "csv", project.root / "out")
    (path,) = export_locale(project, select(project, ()), handout).files
    assert "Lee Ji-eun <lee@example.org>" in path.read_text()
    assert all(row.unchanged for row in exchange.read(path))


def test_status_names_them(project: Project) -> None:
    """Who and when for each approval, and whether the draft was left as it was."""
    (project.seeds / "talks.txt").write_text(f"{ONE}\n\n{TWO}\n\n{THREE}\n")
    unsigned(project)
    done = workflow("status", "--approvals", "--json", project=project.root)
    given = done.json["approvals"]
    assert [(each["source"], each["reviewer"], each["date"]) for each in given] == [
        (ONE, "박 지훈 <박@example.org>", "2026-11-20"),
        (TWO, "Lee Ji-eun <lee@example.org>", "2026-11-21"),
        (THREE, "", "2026-11-25"),
    ]
    table = workflow("status", "--approvals", project=project.root).out
    assert "Lee Ji-eun <lee@example.org>" in table
    assert table.endswith("3 approvals, 0 of them of an unchanged draft\n")


def test_an_approval_of_an_unchanged_draft_is_visible(project: Project) -> None:
    """In the counts and in the list."""
    (project.seeds / "talks.txt").write_text(f"{ONE}\n\n{TWO}\n")
    path = translated(project, ONE, TWO).path
    path.write_text(path.read_text().replace("#, fuzzy\n", ""))
    (seed,) = workflow("status", "--to", "ko", "--json", project=project.root).json["seeds"]
    assert (seed["locales"]["ko"]["reviewed"], seed["locales"]["ko"]["unchanged"]) == (2, 2)
    assert "(unchanged)" in workflow("status", project=project.root).out
    given = workflow("status", "--approvals", "--json", project=project.root).json["approvals"]
    assert [each["unchanged"] for each in given] == [True, True]
