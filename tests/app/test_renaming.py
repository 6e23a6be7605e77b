"""Seeds that are renamed, moved, swapped, copied and edited keep what people have approved."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.command import Result, workflow
from workflow.app import running
from workflow.app.reviewing.deciding import ProjectReview
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.model import State
from workflow.review import SegmentAddress

KIM = "Kim Min-su <kim@example.org>"
ARTICLES = {
    "talks": [
        "The ministry met the delegation on Monday.",
        "Both sides agreed to resume the talks in Seoul.",
        "Nobody said when the next meeting will be.",
        "The minister left the room at noon.",
    ],
    "fox": [
        "A fox was seen in the city park yesterday.",
        "Children fed it with bread and apples.",
        "The mayor asked people to keep their distance.",
    ],
    "rice": [
        "Prices of rice rose again last week.",
        "Farmers blamed the long drought in the south.",
        "The government will open its stores in May.",
    ],
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with three articles, drafted, and one of them approved, with a note."""
    return furnish(tmp_path)


def furnish(root: Path) -> Path:
    """Fills an empty folder with a project."""
    (root / "workflow.toml").write_text('targets = ["ko", "zh-Hans"]\nsources = ["en"]\n')
    (root / "seeds").mkdir()
    for name, sentences in ARTICLES.items():
        write(root, f"{name}.txt", sentences)
    project = find_project(root)
    running.sync(Work(project, seed_files.select(project, ())))
    for name, sentences in ARTICLES.items():
        for target in ("ko", "zh-Hans"):
            catalog = Catalog.load(project, name, target)
            for sentence in sentences:
                catalog.approve(sentence, translated(sentence, target), KIM, "2026-11-25")
            catalog.comment(sentences[0], f"a note about the {name}")
            catalog.save()
    running.sync(Work(project, seed_files.select(project, ())))
    return root


def translated(sentence: str, target: str = "ko") -> str:
    """What the fixture approves for a sentence."""
    return {"ko": "승인", "zh-Hans": "批准"}[target] + f" {sentence}"


def write(root: Path, name: str, sentences: list[str]) -> None:
    """Writes a seed."""
    path = root / "seeds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(sentences) + "\n")


def move(root: Path, old: str, new: str) -> None:
    """Renames a seed."""
    (root / "seeds" / new).parent.mkdir(parents=True, exist_ok=True)
    (root / "seeds" / old).rename(root / "seeds" / new)


def keeps(root: Path, name: str, article: str) -> bool:
    """Whether all of an article's approvals, in both languages, and its note are a seed's."""
    for folder, target in (("ko", "ko"), ("zh_CN", "zh-Hans")):
        path = root / "locales" / folder / f"{name}.po"
        if not path.exists():
            return False
        entries = {each.msgid: each for each in polib.pofile(str(path)) if not each.obsolete}
        for sentence in ARTICLES[article]:
            found = entries.get(sentence)
            if not found or found.fuzzy or found.msgstr != translated(sentence, target):
                return False
        journal = root / "locales" / ".journal" / folder / f"{name}.jsonl"
        if translated(ARTICLES[article][-1], target) not in journal.read_text():
            return False
        if f"a note about the {article}" not in path.read_text():
            return False
    return True


def files(root: Path) -> list[str]:
    """The PO files of Korean."""
    folder = root / "locales" / "ko"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.po"))


def run(root: Path, *words: str) -> Result:
    """Runs ``sync``, or another command, which must succeed."""
    done = workflow(*(words or ("sync",)), project=root)
    assert done.code == 0, done.err
    return done


def test_a_renamed_seed_is_told(desk: Path) -> None:
    """To people and to programs; the second time there is nothing to tell."""
    move(desk, "talks.txt", "2021/12 KEF's talks.md")
    told = "seeds/2021/12 KEF's talks.md was talks before: its PO files have its name now"
    assert f"{told} (ko, zh-Hans)." in run(desk).out
    assert keeps(desk, "2021/12 KEF's talks", "talks")
    assert files(desk) == ["2021/12 KEF's talks.po", "fox.po", "rice.po"]
    assert "before" not in run(desk).out
    move(desk, "2021/12 KEF's talks.md", "talks.txt")
    followed = run(desk, "run", "--engine", "pseudo", "--json").json["renames"]
    assert followed == {
        "followed": [
            {
                "seed": "seeds/talks.txt",
                "former": "2021/12 KEF's talks",
                "locales": ["ko", "zh-Hans"],
            }
        ],
        "parted": [],
        "doubtful": [],
    }
    assert keeps(desk, "talks", "talks")
    assert not (desk / "locales" / "ko" / "2021").exists()
    (page,) = (path for path in (desk / "site" / "en" / "2021").rglob("*") if path.is_file())
    assert "talks/index.html" in page.read_text()  # it leads to where the article is now


@pytest.mark.parametrize(
    "names",
    [
        {"talks.txt": "Talks.txt"},
        {"talks.txt": "talks.md"},
        {"talks.txt": "fox.txt", "fox.txt": "talks.txt"},
        {"talks.txt": "fox.txt", "fox.txt": "rice.txt", "rice.txt": "talks.txt"},
        {"talks.txt": "a/talks.txt", "fox.txt": "a/fox.txt", "rice.txt": "b/c/rice.txt"},
        {"talks.txt": "fox.txt", "fox.txt": "old fox.txt"},
    ],
)
def test_names_are_changed_in_every_way(desk: Path, names: dict[str, str]) -> None:
    """Case, extension, folder, swapped, in a circle and in a row: all stays with its seed."""
    for old in names:
        move(desk, old, f"{old}.moving")
    for old, new in names.items():
        move(desk, f"{old}.moving", new)
    run(desk)
    after = {**{f"{name}.txt": f"{name}.txt" for name in ARTICLES}, **names}
    for old, new in after.items():
        assert keeps(desk, new.rpartition(".")[0], old.removesuffix(".txt"))
    assert len(files(desk)) == 3


def test_in_languages_that_a_command_is_not_about(desk: Path) -> None:
    """Also in one that the project no longer translates into."""
    (desk / "workflow.toml").write_text('targets = ["ko"]\nsources = ["en"]\n')
    move(desk, "talks.txt", "new.txt")
    run(desk, "sync", "new", "--to", "ko")
    assert keeps(desk, "new", "talks")


def test_links_follow_a_renamed_seed(desk: Path) -> None:
    """As its former address does; what only shares its name, such as a picture, is no seed."""
    (desk / "seeds/links.md").write_text(
        "# L\n\nSee [it](talks.txt), [pages](/fox/) and [data](fox.csv).\n"
    )
    run(desk, "publish")
    for old, new in (("talks", "visit"), ("fox", "animals/fox-in-park")):
        (desk / f"seeds/{new}.txt").parent.mkdir(exist_ok=True)
        (desk / f"seeds/{old}.txt").rename(desk / f"seeds/{new}.txt")
    run(desk, "sync")
    done = run(desk, "publish", "-v")
    page = (desk / "site/en/links/index.html").read_text()
    assert 'href="../../en/visit/index.html"' in page
    assert 'href="../../en/animals/fox-in-park/index.html"' in page
    assert "links to fox.csv, which is not there" in done.out
    assert "talks" not in done.out


def test_renamed_and_edited(desk: Path) -> None:
    """What is the same is kept; what was edited is a proposal, as without a new name."""
    first, *rest = ARTICLES["talks"]
    (desk / "seeds" / "talks.txt").unlink()
    write(desk, "new.txt", [first.replace("Monday", "Tuesday"), *rest, "Then it rained."])
    run(desk)
    entries = polib.pofile(str(desk / "locales" / "ko" / "new.po"))
    assert [each.fuzzy for each in entries if each.msgstr] == [True, False, False, False]
    assert entries[0].previous_msgid == first


def test_a_copy_takes_nothing_away(desk: Path) -> None:
    """The original keeps its file, now and when the copy is renamed in turn."""
    shutil.copy(desk / "seeds" / "talks.txt", desk / "seeds" / "copy.txt")
    run(desk)
    assert keeps(desk, "talks", "talks")
    move(desk, "copy.txt", "other.txt")
    assert "other.txt was copy before" in run(desk).out
    assert keeps(desk, "talks", "talks")


def test_a_doubtful_case_is_told_and_nothing_moves(desk: Path) -> None:
    """Two seeds with the text of one that is gone."""
    shutil.copy(desk / "seeds" / "talks.txt", desk / "seeds" / "one.txt")
    move(desk, "talks.txt", "two.txt")
    done = run(desk)
    assert "talks.po: may belong to seeds/one.txt, seeds/two.txt: nothing was moved" in done.err
    assert keeps(desk, "talks", "talks")


def test_a_name_that_was_used_before(desk: Path) -> None:
    """The PO file of a deleted seed makes room, is kept, and finds its own seed again."""
    text = (desk / "seeds" / "fox.txt").read_text()
    (desk / "seeds" / "fox.txt").unlink()
    move(desk, "talks.txt", "fox.txt")
    assert "fox.po belongs to no seed any more and is called fox.former.po now" in run(desk).out
    assert keeps(desk, "fox", "talks")
    assert keeps(desk, "fox.former", "fox")
    (desk / "seeds" / "animals.txt").write_text(text)
    run(desk)
    assert keeps(desk, "animals", "fox")


def test_a_file_with_a_conflict_goes_along(desk: Path) -> None:
    """And is told where it is now; nothing is written in its place."""
    path = desk / "locales" / "ko" / "talks.po"
    path.write_text(f"<<<<<<< HEAD\n{path.read_text()}=======\n>>>>>>> kim\n")
    conflict = path.read_bytes()
    move(desk, "talks.txt", "new.txt")
    done = workflow("sync", project=desk)
    assert done.code == 2
    assert "locales/ko/new.po" in done.err
    assert (desk / "locales" / "ko" / "new.po").read_bytes() == conflict
    assert files(desk) == ["fox.po", "new.po", "rice.po"]


def test_a_new_text_under_an_old_name_is_no_rename(desk: Path) -> None:
    """Nor is one that took a few sentences over: the old translations stay where they are."""
    write(desk, "talks.txt", ["Snow fell on the mountains.", "The passes are closed."])
    write(desk, "new.txt", [ARTICLES["fox"][0], "Snow fell in town.", "Schools are closed today."])
    (desk / "seeds" / "fox.txt").unlink()
    assert "before" not in run(desk).out
    assert files(desk) == ["fox.po", "new.po", "rice.po", "talks.po"]


def test_with_git(desk: Path) -> None:
    """An approval in an editor that is committed after a rename is still its author's."""
    git = ["git", "-C", str(desk), "-c", "user.name=Kim", "-c", "user.email=kim@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    subprocess.run([*git, "mv", "seeds/talks.txt", "seeds/new.txt"], check=True)
    run(desk)
    assert keeps(desk, "new", "talks")
    subprocess.run([*git, "add", "-A"], check=True)
    shown = subprocess.run([*git, "status", "--short"], check=True, capture_output=True, text=True)
    assert "R  locales/ko/talks.po -> locales/ko/new.po" in shown.stdout


NAMES = ["talks", "fox", "rice", "Fox", "a/talks", "b c/new", "d"]
OPS = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("swap"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("copy"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("edit"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("restore"), st.sampled_from(list(ARTICLES)), st.sampled_from(NAMES)),
)


@settings(max_examples=12)
@given(st.lists(st.lists(OPS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_whatever_is_done_to_seeds_nothing_approved_is_lost(
    rounds: list[list[tuple[str, str, str]]],
) -> None:
    """And an article that was only renamed, or deleted and restored, has all of it at its name."""
    with TemporaryDirectory() as place:
        root = furnish(Path(place))
        project = find_project(root)
        held = {name: list(sentences) for name, sentences in ARTICLES.items()}
        plain = set(ARTICLES)
        for number, ops in enumerate(rounds):
            for op in ops:
                plain -= set(_do(held, op, number))
            shutil.rmtree(root / "seeds")
            (root / "seeds").mkdir()
            for name, sentences in held.items():
                write(root, f"{name}.txt", sentences)
            outcome = running.sync(Work(project, seed_files.select(project, ())))
            assert not outcome.errors
            texts = "\n".join(path.read_text() for path in (root / "locales").rglob("*.po"))
            for sentences in ARTICLES.values():
                assert all(translated(sentence) in texts for sentence in sentences)
            for name, sentences in held.items():
                for article in plain:
                    if sentences == ARTICLES[article]:
                        assert keeps(root, name, article)


def _do(held: dict[str, list[str]], op: tuple[str, str, str], number: int) -> Iterator[str]:
    """Does one thing to the seeds; the articles that are no longer the only ones of their text."""
    what, name, other = op
    if what == "restore":
        if ARTICLES[name] not in held.values() and other not in held:
            held[other] = list(ARTICLES[name])
    elif name in held and what == "delete":
        del held[name]
    elif name in held and what == "edit":
        yield from (each for each in ARTICLES if ARTICLES[each] == held[name])
        held[name] = [*held[name][1:], f"Sentence number {number} was added by the desk."]
    elif name in held and other not in held and what == "move":
        held[other] = held.pop(name)
    elif name in held and other in held and what == "swap":
        held[name], held[other] = held[other], held[name]
    elif name in held and other not in held and what == "copy":
        yield from (each for each in ARTICLES if ARTICLES[each] == held[name])
        held[other] = list(held[name])


@pytest.mark.parametrize("passed", range(6))
def test_a_command_that_was_stopped_is_finished_by_the_next(
    desk: Path, monkeypatch: pytest.MonkeyPatch, passed: int
) -> None:
    """Between any two of the moves that a swap of names takes."""
    move(desk, "talks.txt", "moving.txt")
    move(desk, "fox.txt", "talks.txt")
    move(desk, "moving.txt", "fox.txt")
    done: list[Path] = []

    def stopped(path: Path, to: Path) -> None:
        if len(done) == passed:
            raise KeyboardInterrupt
        done.append(to)
        path.rename(to)

    with monkeypatch.context() as patch:
        patch.setattr("workflow.store.swap.move", stopped)
        assert workflow("sync", project=desk).code == 130
    run(desk)
    assert keeps(desk, "fox", "talks")
    assert keeps(desk, "talks", "fox")
    assert files(desk) == ["fox.po", "rice.po", "talks.po"]


def snapshot(root: Path) -> dict[str, bytes]:
    """All PO files and journals."""
    found = sorted(path for path in (root / "locales").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_status_and_estimate_foresee_a_rename(desk: Path) -> None:
    """They count what ``sync`` would make of it, say so, and move nothing."""
    move(desk, "talks.txt", "2021/meeting.txt")
    move(desk, "fox.txt", "park.txt")
    with (desk / "seeds/park.txt").open("a") as seed:
        seed.write("\nThe fox was gone by the evening.\n")
    before = snapshot(desk)
    status = run(desk, "status")
    assert "seeds/2021/meeting.txt was talks before; `workflow sync` moves" in status.out
    assert "its seed is gone" not in status.out
    counted = {
        seed["name"]: {tag: (x["reviewed"], x["empty"]) for tag, x in seed["locales"].items()}
        for seed in json.loads(run(desk, "status", "--json").out)["seeds"]
    }
    assert counted["2021/meeting"] == {"ko": (4, 0), "zh-Hans": (4, 0)}
    assert counted["park"] == {"ko": (3, 1), "zh-Hans": (3, 1)}
    asked = run(desk, "translate", "--estimate", "--engine", "pseudo", "--json")
    estimated = {
        (each["path"], each["target"]): each["sentences"]
        for each in json.loads(asked.out)["articles"]
    }
    assert estimated == {("seeds/park.txt", "ko"): 1, ("seeds/park.txt", "zh-Hans"): 1}
    assert snapshot(desk) == before
    run(desk)
    after = json.loads(run(desk, "status", "--json").out)
    assert not after["renames"]["followed"]
    (meeting,) = (each for each in after["seeds"] if each["name"] == "2021/meeting")
    assert meeting["locales"]["ko"]["po"] == "locales/ko/2021/meeting.po"
    assert keeps(desk, "2021/meeting", "talks")


def test_the_review_of_a_renamed_seed_goes_on_in_its_files(desk: Path) -> None:
    """What is approved before the next sync is beside what was approved, and moves with it."""
    move(desk, "talks.txt", "meeting.txt")
    project = find_project(desk)
    backend = ProjectReview(project, seed_files.select(project, ()), KIM)
    rows = backend.article("meeting", "ko").rows
    assert [row.entry.state for row in rows] == [State.REVIEWED] * 4
    counts = {each.name: each.locales["ko"].states for each in backend.queue()[0]}
    assert counts["meeting"][State.REVIEWED] == 4
    other = "그 회담은 월요일에 열렸다."
    backend.save(
        SegmentAddress("meeting", "ko", rows[0].segment.key), rows[0].etag, other, approve=True
    )
    assert files(desk) == ["fox.po", "rice.po", "talks.po"]
    run(desk)
    assert files(desk) == ["fox.po", "meeting.po", "rice.po"]
    rows = backend.article("meeting", "ko").rows
    assert rows[0].entry.text == other
    assert [row.entry.state for row in rows] == [State.REVIEWED] * 4


def test_what_went_out_under_the_old_name_comes_back(desk: Path) -> None:
    """A sheet names the seed as it was called when it was exported."""
    run(
        desk,
        "exchange",
        "export",
        "talks",
        "--to",
        "ko",
        "--format",
        "csv",
        "--output",
        str(desk / "out"),
    )
    sheet = desk / "out" / "talks.ko.csv"
    text = sheet.read_text("utf-8-sig")
    old = translated(ARTICLES["talks"][0])
    assert old in text
    sheet.write_text(text.replace(old, "그 회담은 다시 열렸다."))
    for before, after in ("talks.txt", "meeting.txt"), ("meeting.txt", "2021/visit.txt"):
        move(desk, before, after)
        run(desk)
    run(desk, "exchange", "import", str(sheet), "--reviewer", KIM)
    assert "그 회담은 다시 열렸다." in (desk / "locales/ko/2021/visit.po").read_text()


def test_who_knows_that_a_seed_was_renamed_says_so(desk: Path) -> None:
    """Most of what it says other seeds say, too, so the files are not moved unasked."""
    common = ["Prices are in won, without tax.", "All rights are reserved by the harbour office."]
    for name in ("talks", "one", "two"):
        write(desk, f"{name}.txt", [*common, f"The quay of {name} opened on Monday."])
    run(desk)
    kept = (desk / "locales" / "ko" / "talks.po").read_text()
    (desk / "seeds" / "talks.txt").unlink()
    write(desk, "new.txt", [*common, "A bridge is to be built in spring."])
    done = run(desk)
    assert "talks.po: may belong to seeds/new.txt: nothing was moved" in done.err
    assert "workflow sync seeds/new.txt --was talks" in done.err
    done = workflow("sync", "seeds/new.txt", "--was", "talks", project=desk)
    assert done.code == 0
    assert "seeds/new.txt was talks before" in done.out
    assert not (desk / "locales" / "ko" / "talks.po").exists()
    assert KIM in kept
    assert KIM in (desk / "locales" / "ko" / "new.po").read_text()
    assert workflow("sync", "new", "--was", "one", project=desk).code == 2
    assert workflow("sync", "new", "--was", "nobody", project=desk).code == 2
