"""Drafts whose sentences have changed since: told, shown as such, and made anew by the next run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import workflow

SEED = "News\n\nThey met 12 guests at sea; call 02-555-0100. Nobody was hurt.\n"
PAGE = Path("site", "pair", "en-ko", "talks", "index.html")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with an article that was drafted, and has changed since."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "workflow.toml").write_text('engine = "pseudo"\ntargets = ["ko"]\n')
    (tmp_path / "seeds" / "talks.txt").write_text(SEED)
    assert workflow("run", "-q", project=tmp_path).code == 0
    changed = SEED.replace("12 guests at sea; call 02-555-0100", "13 guests at sea; call us")
    (tmp_path / "seeds" / "talks.txt").write_text(changed)
    return tmp_path


def _counts(desk: Path) -> dict[str, int]:
    said = workflow("status", "--json", project=desk).json
    locale = said["seeds"][0]["locales"]["ko"]
    return {state: locale[state] for state in ("draft", "stale", "empty")}


@pytest.mark.parametrize("command", ["run", "translate"])
def test_sync_marks_and_the_next_command_that_translates_drafts_anew(
    desk: Path, command: str
) -> None:
    assert workflow("sync", "-q", project=desk).code == 0
    assert _counts(desk) == {"draft": 2, "stale": 1, "empty": 0}
    assert workflow("sync", "-q", project=desk).code == 0
    estimate = workflow("translate", "--estimate", "--json", project=desk).json
    assert [each["sentences"] for each in estimate["articles"]] == [1]
    assert workflow(command, "-q", project=desk).code == 0
    assert _counts(desk) == {"draft": 3, "stale": 0, "empty": 0}


def test_an_engine_that_fails_leaves_them_stale(desk: Path) -> None:
    assert workflow("translate", "-q", "--engine", "llm", project=desk).code == 3
    assert _counts(desk) == {"draft": 2, "stale": 1, "empty": 0}
    assert workflow("translate", "-q", project=desk).code == 0
    assert _counts(desk)["stale"] == 0


@pytest.mark.parametrize("publish", ["all", "checked", "reviewed"])
def test_pages_show_them_as_changed_where_drafts_are_shown(desk: Path, publish: str) -> None:
    """With what an earlier source said and this one does not, they are shown nowhere."""
    (desk / "workflow.toml").write_text(
        f'engine = "pseudo"\ntargets = ["ko"]\npublish = "{publish}"\n'
    )
    (desk / "seeds" / "talks.txt").write_text(SEED.replace("12 guests", "13 guests"))
    assert workflow("sync", "-q", project=desk).code == 0
    workflow("publish", "-q", project=desk)
    page = (desk / PAGE).read_text()
    assert ("12 güéštš" in page) is ('class="st stale"' in page) is (publish == "all")
    (desk / "seeds" / "talks.txt").write_text(SEED.replace("02-555-0100", "us"))
    assert workflow("sync", "-q", project=desk).code == 0
    workflow("publish", "-q", project=desk)
    assert "0100" not in (desk / PAGE).read_text()
