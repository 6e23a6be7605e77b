"""Which PO files are a renamed seed's, and that they are moved with nothing lost."""

from __future__ import annotations

import shutil

import pytest

from tests.support.catalogs import approve_all, document, merged
from workflow.catalog import (
    Catalog,
    PairedNames,
    held,
    journal_of,
    orphans,
    pair_off,
    path_of,
    relocate,
    save_all,
    sentences_held,
)
from workflow.model import Project
from workflow.store import swap

PAIRS = {"First, the talks.": "먼저 회담.", "Then lunch.": "다음은 점심.", "Then home.": "귀가."}
LONG = [
    "The ministry met the delegation on Monday.",
    "Both sides agreed to resume the talks in Seoul.",
    "Nobody said when the next meeting will be.",
    "The minister left the room at noon.",
    "Reporters waited outside the building until evening.",
]
OTHER = ["A fox was seen in the park.", "Children fed it with bread.", "A vet examined it."]


def paired(
    seeds: dict[str, list[str]], files: dict[str, list[str]], common: list[str] | None = None
) -> PairedNames:
    """What is found for seeds and files of these sentences."""
    return pair_off(seeds, files, lambda texts: {*texts} & {*(common or [])})


def test_orphans_are_named(project: Project) -> None:
    """A PO file without a seed is an orphan, wherever it lies."""
    approve_all(project, PAIRS)
    merged(project, "Other.", name="2021/other.v2").save()
    assert orphans(project, [], "ko") == ("2021/other.v2", "talks")
    assert orphans(project, ["talks"], "ko") == ("2021/other.v2",)
    assert orphans(project, [], "zh-Hans") == ()
    (project.locales / "ko" / ".#talks.po").symlink_to("kim@desk.42")
    assert orphans(project, ["talks", "2021/other.v2"], "ko") == ()
    assert held(project) == {"2021/other.v2": ["ko"], "talks": ["ko"]}


def test_the_same_file_under_another_spelling_is_no_orphan(project: Project) -> None:
    """As on file systems that take two spellings of a name for one."""
    merged(project, "One.", name="Café").save()
    path_of(project, "cafe\u0301", "ko").symlink_to("Café.po")
    assert orphans(project, ["cafe\u0301"], "ko") == ()
    assert orphans(project, ["cafe"], "ko") == ("Café", "cafe\u0301")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (LONG, True),
        ([*LONG[::-1], "One sentence was added."], True),
        ([each.replace("The", "This") for each in LONG], True),
        ([each.replace("talks", "negotiations") for each in LONG[:4]], True),
        (LONG[:2], False),
        ([LONG[0], *OTHER], False),
        ([LONG[0].replace("Monday", "Tuesday")], False),
        (OTHER, False),
    ],
)
def test_what_is_the_same_text(texts: list[str], *, found: bool) -> None:
    """The same sentences, nearly the same, or enough of them; not a few that both have."""
    assert paired({"new": texts}, {"old": LONG}).former == ({"new": "old"} if found else {})


def test_a_text_that_many_share_proves_nothing() -> None:
    """The end of every press release is no sign of a rename."""
    about = ["The federation was founded in 1970 and has five thousand members today.", "Call us."]
    new, old = ["Exports rose.", *about], ["Imports fell.", *about]
    assert paired({"new": new}, {"old": old}).former == {"new": "old"}
    assert paired({"new": new}, {"old": old}, about).former == {}


def test_the_file_with_most_in_common_is_taken() -> None:
    """Not one that consists of a sentence that stands everywhere."""
    files = {"short": ["Read more."], "talks": [*LONG, "Read more."]}
    seeds = {"renamed": [*LONG[:3], "Quite new.", "Read more."]}
    assert paired(seeds, files).former == {"renamed": "talks"}


def test_two_that_are_as_likely_are_in_doubt() -> None:
    """Two seeds of one text, or two files: nothing is decided, and both are named."""
    both = paired({"one": LONG, "two": LONG}, {"old": LONG})
    assert both == PairedNames(doubtful={"old": ("one", "two")})
    files = paired({"new": LONG}, {"old": LONG[:-1], "older": LONG[1:]})
    assert files == PairedNames(doubtful={"old": ("new",), "older": ("new",)})
    alike = paired({"one": [*LONG, "And so."], "two": [*LONG, "Or so."]}, {"old": LONG})
    assert alike == PairedNames(doubtful={"old": ("one", "two")})


def test_a_text_that_was_split_or_joined_is_in_doubt() -> None:
    """Most of it is in one of them, but not all."""
    split = paired({"one": LONG[:3], "two": LONG[3:]}, {"old": LONG})
    assert split == PairedNames(doubtful={"old": ("one", "two")})
    joined = paired({"both": LONG}, {"one": LONG[:3], "two": LONG[3:]})
    assert joined == PairedNames(doubtful={"one": ("both",), "two": ("both",)})
    edited = {"b/one": [*LONG[:3], "So it ended there."], "b/two": [*OTHER, "That was all of it."]}
    assert paired(edited, {"one": LONG, "two": OTHER}).former == {"b/one": "one", "b/two": "two"}


def test_the_last_part_of_the_name_decides_between_the_likely() -> None:
    """Files that are moved to another folder keep their names."""
    seeds = {"2022/one": LONG, "2022/two": LONG}
    files = {"one": LONG, "two": LONG}
    assert paired(seeds, files).former == {"2022/one": "one", "2022/two": "two"}
    moved = paired({"b/one": [*LONG, "So."], "b/two": [*LONG, "Or."]}, {"a/one": LONG})
    assert moved.former == {"b/one": "a/one"}


def move(project: Project, former: dict[str, str], names: tuple[str, ...] = ()) -> list[str]:
    """Moves PO files to new names; what could not be moved."""
    done = relocate(project, {"ko": former, "zh-Hans": former}, held(project), [*former, *names])
    return [error.where for error in done.errors]


def test_files_are_moved_with_all_they_hold(project: Project) -> None:
    """Byte for byte, with their journal; folders that are empty go."""
    path = approve_all(project, PAIRS).path
    merged(project, *OTHER, name="2020/other").save()
    data = path.read_bytes()
    journal = journal_of(project, "talks", "ko")
    lines = journal.read_bytes()
    assert move(project, {"2021/kef": "talks", "other": "2020/other"}) == []
    assert path_of(project, "2021/kef", "ko").read_bytes() == data
    assert journal_of(project, "2021/kef", "ko").read_bytes() == lines
    assert not path.exists()
    assert not journal.exists()
    assert not path_of(project, "2020/other", "ko").parent.exists()
    catalog = Catalog.load(project, "2021/kef", "ko")
    texts = catalog.texts
    catalog.merge(document(*PAIRS, name="2021/kef"))
    assert catalog.texts == texts
    assert catalog.entries["First, the talks."].references == ("seeds/2021/kef.txt:1",)


@pytest.mark.parametrize(
    "former",
    [{"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}, {"b": "a", "c": "b", "d": "c"}],
)
def test_names_are_swapped_and_passed_on(project: Project, former: dict[str, str]) -> None:
    """In a circle or in a row, with the journals; nothing is left in between."""
    for name in "abc":
        catalog = merged(project, f"Text {name} is here.", name=name)
        catalog.approve(f"Text {name} is here.", f"{name} 본문.", "Kim <kim@example.org>")
        catalog.save()
    assert move(project, former) == []
    assert sorted(held(project)) == sorted({*former} | ({*"abc"} - {*former.values()}))
    for name, old in former.items():
        assert sentences_held(project, name, "ko") == {f"Text {old} is here."}
        assert f"{old} 본문." in journal_of(project, name, "ko").read_text()


def test_what_is_in_the_way_is_kept(project: Project) -> None:
    """Under a name that nothing has, the same in every language."""
    merged(project, "Old.", name="b").save()
    merged(project, "Old.", name="b", target="zh-Hans").save()
    merged(project, "In the way.", name="b.former").save()
    for target in ("ko", "zh-Hans"):
        merged(project, "New.", name="a", target=target).save()
    done = relocate(project, {tag: {"b": "a"} for tag in ("ko", "zh-Hans")}, held(project), ["b"])
    assert [(*each,) for each in done.renamed] == [("b", "a", ("ko", "zh-Hans"))]
    assert [(*each,) for each in done.parted] == [("b.former-2", "b", ("ko", "zh-Hans"))]
    for target in ("ko", "zh-Hans"):
        assert sentences_held(project, "b", target) == {"New."}
        assert sentences_held(project, "b.former-2", target) == {"Old."}


def test_a_second_journal_is_joined(project: Project) -> None:
    """Lines that were there stay, and none is written twice."""
    approve_all(project, PAIRS)
    journal, other = journal_of(project, "talks", "ko"), journal_of(project, "new", "ko")
    lines = journal.read_text().splitlines()
    other.write_text("one of before\n" + lines[0] + "\n")
    assert move(project, {"new": "talks"}) == []
    assert other.read_text().splitlines() == ["one of before", *lines]


def test_what_was_left_beside_a_file_is_not_left_behind(project: Project) -> None:
    """A killed process may have left what an editor had saved."""
    path = approve_all(project, PAIRS).path
    swap.leftover(path).write_bytes(path.read_bytes().replace("귀가.".encode(), "집으로.".encode()))
    assert move(project, {"new": "talks"}) == []
    assert "집으로." in path_of(project, "new", "ko").read_text()
    assert not swap.leftover(path).exists()


def test_a_file_that_cannot_be_moved_stays(project: Project) -> None:
    """The others go on, and it is told."""
    approve_all(project, PAIRS)
    approve_all(project, PAIRS, target="zh-Hans")
    (project.locales / "ko" / "2021").write_text("in the way")
    assert move(project, {"2021/new": "talks"}) == ["locales/ko/2021/new.po"]
    assert held(project) == {"talks": ["ko"], "2021/new": ["zh-Hans"]}


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
