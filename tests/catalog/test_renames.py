"""Seeds that are renamed keep their translations."""

from __future__ import annotations

import shutil

from tests.support.catalogs import approve_all, document, merged
from workflow.catalog import Catalog, adopt, orphans, path_of, save_all
from workflow.model import Project
from workflow.store import swap

PAIRS = {"First, the talks.": "먼저 회담.", "Then lunch.": "다음은 점심.", "Then home.": "귀가."}


def test_orphans_are_named(project: Project) -> None:
    """A PO file without a seed is an orphan, wherever it lies."""
    approve_all(project, PAIRS)
    merged(project, "Other.", name="2021/other.v2").save()
    assert orphans(project, [], "ko") == ("2021/other.v2", "talks")
    assert orphans(project, ["talks"], "ko") == ("2021/other.v2",)
    assert orphans(project, [], "zh-Hans") == ()
    (project.locales / "ko" / ".#talks.po").symlink_to("kim@desk.42")
    assert orphans(project, ["talks", "2021/other.v2"], "ko") == ()


def test_renamed_seed_takes_its_translations_along(project: Project) -> None:
    """A seed that was renamed, moved and edited a little finds its reviewed translations."""
    approve_all(project, PAIRS)
    merged(project, "Something else.", "Then lunch.", name="elsewhere").save()
    name = "2021/kef"
    moved = adopt(
        project, [document(*list(PAIRS)[:2], name=name)], orphans(project, [name], "ko"), "ko"
    )
    assert moved == {name: "talks"}
    assert not path_of(project, "talks", "ko").exists()
    catalog = Catalog.load(project, name, "ko")
    report = catalog.merge(document(*list(PAIRS)[:2], name=name))
    assert len(report.kept) == 2
    assert catalog.entries["First, the talks."].references == ("seeds/2021/kef.txt:1",)


def test_the_file_with_most_in_common_is_taken(project: Project) -> None:
    """Not one that consists of a sentence that stands everywhere."""
    approve_all(project, {**PAIRS, "Read more.": "더 보기."})
    merged(project, "Read more.", name="short").save()
    renamed = document(*list(PAIRS)[:2], "Quite new.", "Read more.", name="renamed")
    assert adopt(project, [renamed], ("short", "talks"), "ko") == {"renamed": "talks"}


def test_nothing_moves_without_reason(project: Project) -> None:
    """A PO file stays if its seed is there, if the new one has its own, or if they differ."""
    approve_all(project, PAIRS)
    same, other = document(*PAIRS, name="copy"), document("Wholly new.", name="new")
    assert adopt(project, [same], orphans(project, ["copy", "talks"], "ko"), "ko") == {}
    assert adopt(project, [other], orphans(project, ["new"], "ko"), "ko") == {}
    merged(project, *PAIRS, name="copy").save()
    assert adopt(project, [same], orphans(project, ["copy"], "ko"), "ko") == {}


def test_damaged_orphan_stays(project: Project) -> None:
    """A PO file that cannot be read is left where it is."""
    path = approve_all(project, PAIRS).path
    path.write_text("damaged")
    assert (
        adopt(project, [document(*PAIRS, name="new")], orphans(project, ["new"], "ko"), "ko") == {}
    )
    assert path.exists()


def test_many_are_saved_at_once(project: Project) -> None:
    """One catalog that cannot be saved is reported and keeps none of the others from it."""
    names = [f"seed-{number}" for number in range(20)]
    catalogs = [merged(project, *PAIRS, name=name) for name in names]
    path_of(project, names[3], "ko").mkdir(parents=True)
    (error,) = save_all(catalogs)
    assert error.where == "locales/ko/seed-3.po"
    assert orphans(project, [names[3]], "ko") == tuple(sorted(names[:3] + names[4:]))
    assert save_all([Catalog.load(project, name, "ko") for name in names if name != names[3]]) == ()


def test_a_catalog_that_cannot_be_recovered_keeps_none_of_the_others(project: Project) -> None:
    """What a killed process has left of one waits until its file can be locked again."""
    one, other = (merged(project, *PAIRS, name=name) for name in ("one", "other"))
    assert save_all([one, other]) == ()
    swap.leftover(one.path).write_text("half")
    locks = project.cache / "locks"
    shutil.rmtree(locks)
    locks.write_text("in the way")
    (error,) = save_all([one, other])
    assert error.where == "locales/ko/one.po"
