"""``workflow engines install FILE|URL``, and what is known of packages before they are read."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import argos as support
from tests.support.archives import HOSTILE, good, packed
from tests.support.command import Result, workflow
from tests.support.gguf import model
from workflow.engines import setup
from workflow.engines.setup import download, gguf, package_files, packages, unpacking, weights
from workflow.engines.setup.given_install import install_given
from workflow.errors import EngineError, EngineMissing
from workflow.model import Project

#: The one that a file may be all the same: a package for another pair is a package.
DAMAGED = sorted(set(HOSTILE) - {"other pair"})


@pytest.fixture(scope="module", autouse=True)
def library(home: Path) -> None:
    """Argostranslate, which makes folders when it is first imported: in no test's own."""
    packages.folders()


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine from which nothing outside can be reached."""
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "http://127.0.0.1:9/")
    monkeypatch.setattr(download, "_PAUSE", 0.0)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[support.IndexServer]:
    """An index, and files, on a loopback port."""
    with support.IndexServer.of("en_ko", "en_zh") as server:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url + "/")
        yield server


def install(*what: object, options: tuple[str, ...] = (), project: Project | None = None) -> Result:
    """Installs files and addresses."""
    root = project.root if project else None
    return workflow("engines", "install", *options, *what, project=root)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def there() -> dict[str, str]:
    """The packages that are installed, and the hash of their weights."""
    return {
        package.path.name: setup.sha256_of(package.path / "model" / "model.bin")
        for package in packages.installed()
    }


def test_a_file_is_installed_and_translates(project: Project) -> None:
    """Its checksum is recorded; the engine finds it; sentences come out translated."""
    file = support.archive("en_ko")
    done = install(file, options=("--json",), project=project)
    assert (done.code, done.json["errors"]) == (0, [])
    (step,) = done.json["steps"]
    assert (step["engine"], step["what"], step["new"]) == ("argos", "translate-en_ko-1_0", True)
    assert done.json["engines"]["en → ko"] == "argos/en_ko-1.0"
    record = json.loads((Path(step["path"]) / packages.LOCK).read_text())
    assert record["archive_sha256"] == setup.sha256_of(file)
    (project.root / "seeds" / "talks.txt").write_text("Angela Merkel visited Berlin on Monday.\n")
    assert workflow("translate", "--to", "ko", project=project.root).code == 0
    assert "메르켈" in (project.locales / "ko" / "talks.po").read_text()


def test_what_is_there_is_replaced_only_by_other_files(tmp_path: Path) -> None:
    """The same files, also zipped anew, are found; others replace them, and that is said."""
    first = written(tmp_path / "first.argosmodel", packed(good()))
    assert install(first).out.startswith("Installed: ")
    assert install(first).out.startswith("Found: ")
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as opened:
        for name, content in good().items():
            opened.writestr(name, content)
    assert install(written(tmp_path / "again.argosmodel", again.getvalue())).out.startswith("Found")
    other = packed({**good(), "top/model/model.bin": b"other weights"})
    done = install(written(tmp_path / "other.argosmodel", other))
    assert done.code == 0
    assert "translate-en_ko-1_0 was there with other files, and is replaced" in done.out
    assert there() == {"translate-en_ko-1_0": hashlib.sha256(b"other weights").hexdigest()}


def test_a_package_goes_where_another_program_put_it(tmp_path: Path) -> None:
    """Argostranslate unpacks into a folder of the archive's choice: no second one appears."""
    folder = packages.folders()[0]
    folder.mkdir(parents=True)
    with zipfile.ZipFile(written(tmp_path / "old.zip", packed(good()))) as opened:
        opened.extractall(folder)
    (folder / "top").rename(folder / "en_ko")
    other = packed({**good(), "top/model/model.bin": b"other weights"})
    assert install(written(tmp_path / "own.argosmodel", other)).code == 0
    assert there() == {"en_ko": hashlib.sha256(b"other weights").hexdigest()}


def test_an_older_version_is_installed_and_said_to_be_older(tmp_path: Path) -> None:
    """The newest version translates, so that the user is told what to expect."""
    install(written(tmp_path / "new.argosmodel", packed(good("2.0"))))
    done = install(written(tmp_path / "old.argosmodel", packed(good("1.9"))))
    assert "translate-en_ko-2_0 is newer than translate-en_ko-1_9, and stays in use" in done.out
    assert set(there()) == {"translate-en_ko-2_0", "translate-en_ko-1_9"}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_bad_archive_is_bad_input(tmp_path: Path, name: str) -> None:
    """Exit code 2, the file is named, nothing is installed and nothing left lying about."""
    file = written(tmp_path / "hostile.argosmodel", HOSTILE[name]())
    folder = packages.folders()[0]
    folder.mkdir(parents=True)
    done = install(file)
    assert done.code == 2
    assert done.err.startswith(f"workflow: error: {file}: ")
    assert "internal error" not in done.err
    assert [*folder.iterdir(), *(p for p in folder.parent.iterdir() if p != folder)] == []


WHOLE = packed(good(**{"top/README.md": b"A package.\n" * 20}))
PLACES = st.integers(0, len(WHOLE) - 1)
BYTES = st.one_of(
    st.binary(max_size=4), st.sampled_from((b"\xff" * 4, bytes(4), b"\xff\xff\xff\x7f"))
)


@settings(max_examples=400)
@given(st.lists(st.tuples(PLACES, st.integers(0, 40), BYTES), min_size=1, max_size=4))
def test_whatever_a_damaged_archive_raises_is_told_as_damage(
    edits: list[tuple[int, int, bytes]],
) -> None:
    """Bytes changed, cut out or put in, anywhere: it is unpacked, or an error that says so."""
    data = bytearray(WHOLE)
    for place, length, new in edits:
        data[place : place + length] = new
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder) / "mutated.argosmodel", bytes(data))
        (Path(folder) / "fresh").mkdir()
        with contextlib.suppress(EngineError):
            unpacking.unpack(file, Path(folder) / "fresh")


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """Each is reported, the good ones are there."""
    bad = written(tmp_path / "bad.argosmodel", b"PK no archive")
    done = install(bad, support.archive("en_ko"), tmp_path / "none.argosmodel")
    assert done.code == 2
    assert "bad.argosmodel: is not an intact zip archive" in done.err
    assert "none.argosmodel: is not there" in done.err
    assert set(there()) == {"translate-en_ko-1_0"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"7z\xbc\xaf\x27\x1c", "is not a model but another archive"),
        (b"<!DOCTYPE html><html><body>404", "is not a model but a web page"),
        (b"plain text", "is not a model but something else"),
        (b"", "is not a model but something else"),
    ],
    ids=["7z", "page", "text", "empty"],
)
def test_other_kinds_are_named_and_refused(tmp_path: Path, data: bytes, what: str) -> None:
    """With what is taken, or how such a model is used instead."""
    done = install(written(tmp_path / "model.argosmodel", data))
    assert done.code == 2
    assert what in done.err
    assert re.search(r"hint: .*(\.argosmodel|llm\.url)", done.err)


def test_a_folder_without_a_model_is_named_and_refused(tmp_path: Path) -> None:
    """With what is taken; a word that is nothing else is no model either."""
    done = install(tmp_path)
    assert done.code == 2
    assert "is a folder without model.bin" in done.err
    assert ".argosmodel" in done.err
    assert "neither an engine" in install("argoss").err
    assert "https://huggingface.co/Qwen/Qwen3-8B-GGUF" in install("Qwen/Qwen3-8B-GGUF").err
    assert "Check the path." in install("own/model.gguf").err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("deepl", "Set $DEEPL_API_KEY, then run: workflow engines doctor"),
        ("google", "Set google.project"),
        ("llm", "Set llm.url, llm.model"),
        ("Ollama", 'Set llm.url = "http://127.0.0.1:11434/v1"'),
        ("llama.cpp", "127.0.0.1:8080/v1"),
        ("openai", "$WORKFLOW_LLM_KEY"),
        ("pseudo", "Run: workflow run --engine pseudo"),
        ("ctranslate2", "workflow engines list --catalogue"),
        ("nllb", "Did you mean nllb-600m"),
        ("LOCAL", "Did you mean local?"),
        ("gpt-4.1", 'llm.model = "gpt-4.1", $WORKFLOW_LLM_KEY'),
        ("babelfish", "workflow engines list --catalogue"),
    ],
)
def test_what_cannot_be_installed_says_how_it_is_used(name: str, hint: str) -> None:
    """Services need settings, and no installation; of other names those like them are told."""
    done = install(name)
    assert done.code == 2
    assert done.err.startswith(f"workflow: error: {name}: ")
    assert hint in done.err.split("hint: ")[1]


@pytest.mark.parametrize("name", ["model.bin", "toy.gguf"])
def test_a_link_to_nothing_is_named(tmp_path: Path, name: str) -> None:
    """As a cache of downloads leaves them."""
    (tmp_path / name).symlink_to("gone")
    done = install(tmp_path if name == "model.bin" else tmp_path / name)
    assert done.code == 2
    assert f"{name}: is a link to a file that is not there" in done.err


def test_the_local_models_own_file_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a machine that no registry can be reached from: the file is known by its checksum."""
    data = model(b"the weights of it")
    wanted = weights.Weights("toy.gguf", len(data), hashlib.sha256(data).hexdigest(), "Toy", ())
    monkeypatch.setattr(weights, "local_weights", lambda: wanted)
    file = written(tmp_path / "downloaded.gguf", data)
    assert "Installed: " in install(file).out
    assert weights.verified() == setup.models_folder() / "toy.gguf"
    assert "Found: " in install(file).out


def test_another_language_model_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lies in the models folder with its checksum, and must stay what it is."""
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path / "models"))
    file = written(tmp_path / "Hy-MT2-1.8B-Q4_K_M.gguf", model(b"the weights of it"))
    done = install_given(str(file))
    assert (done.engine, done.new) == ("local", True)
    assert 'local.model = "Hy-MT2-1.8B-Q4_K_M.gguf"' in done.note
    assert not install_given(str(file)).new
    path = gguf.find(file.name, tmp_path / "project")
    assert path == done.path
    assert gguf.verified(path) == path
    (tmp_path / "again").mkdir()
    other = written(tmp_path / "again" / file.name, model(b"the weights of others"))
    with pytest.raises(EngineError, match="another content"):
        install_given(str(other))
    path.write_bytes(model(b"the weights, changed"))
    with pytest.raises(EngineError, match="is not the file that was installed"):
        gguf.verified(path)
    with pytest.raises(EngineMissing, match="is not there"):
        gguf.find("nothing.gguf", tmp_path)


def test_a_model_stays_where_its_user_keeps_it(tmp_path: Path) -> None:
    """A path in the settings is used as it is, if it is a model at all."""
    (tmp_path / "shelf").mkdir()
    kept = written(tmp_path / "shelf" / "own.gguf", model(b"the weights of it"))
    assert gguf.verified(gguf.find("shelf/own.gguf", tmp_path)) == kept
    assert [each.name for each in kept.parent.iterdir()] == ["own.gguf"]
    other = written(tmp_path / "shelf" / "page.gguf", b"<!doctype html>, with more letters")
    with pytest.raises(EngineError, match="is no GGUF model"):
        gguf.verified(other)


def test_the_checksum_given_is_the_one_required(tmp_path: Path) -> None:
    """Upper case and the prefix ``sha256:`` are the same; another one refuses the file."""
    file = support.archive("en_ko")
    digest = setup.sha256_of(file)
    refused = install(file, options=("--sha256", "0" * 64))
    assert (refused.code, there()) == (2, {})
    assert digest in refused.err
    assert install(file, options=("--sha256", f"SHA256:{digest.upper()}")).code == 0
    assert install(file, options=("--sha256", "abc")).code == 2


def test_a_package_that_calls_itself_a_published_one_must_be_it(tmp_path: Path) -> None:
    """By its own words or by its file's name, whatever it holds; the user may vouch for it."""
    data = packed(good("1.1"))
    file = written(tmp_path / "mine.argosmodel", data)
    refused = install(file)
    assert (refused.code, there()) == (2, {})
    assert "is not the translate-en_ko-1_1 that Argos published" in refused.err
    named = written(tmp_path / "translate-en_zh-1_9.argosmodel", packed(good()))
    assert "is not the translate-en_zh-1_9 that Argos published" in install(named).err
    hint = re.search(r"--sha256 ([0-9a-f]{64})", refused.err)
    assert hint
    assert install(file, options=("--sha256", hint[1])).code == 0
    assert set(there()) == {"translate-en_ko-1_1"}


def test_published_checksums_are_well_formed() -> None:
    """One line a package, as sha256sum writes them; no checksum stands twice."""
    file = Path(package_files.__file__).with_name("argos-packages.sha256")
    lines = file.read_text().splitlines()
    names = [re.fullmatch(r"[0-9a-f]{64}  (translate-\w+_\w+-\d_\d)\.argosmodel", n) for n in lines]
    assert all(names)
    assert len({line.split()[0] for line in lines}) == len({line.split()[1] for line in lines})
    assert set(package_files.pinned()) == {found[1] for found in names if found}


# From an address.


def test_an_address_is_fetched_and_remembered(index: support.IndexServer) -> None:
    """Its checksum stands in the user's data folder, in the format of sha256sum."""
    url = f"{index.url}/v1/translate-en_ko-1_0.argosmodel"
    done = install(url, options=("--json",))
    assert (done.code, set(there())) == (0, {"translate-en_ko-1_0"})
    assert "MB" in done.err
    digest = setup.sha256_of(support.archive("en_ko"))
    assert package_files.memory().read_text() == f"{digest}  translate-en_ko-1_0.argosmodel\n"
    assert install(url).out.startswith("Found: ")
    assert len(package_files.memory().read_text().splitlines()) == 1


def test_a_broken_download_goes_on_where_it_stopped(index: support.IndexServer) -> None:
    """Also in the next run; nothing is left when it is done."""
    url = f"{index.url}/v1/translate-en_ko-1_0.argosmodel"
    index.cut[:] = [1000, 2000, 3000]
    stopped = install(url)
    assert (stopped.code, there()) == (3, {})
    assert "goes on where it stopped" in stopped.err
    assert install(url).code == 0
    assert [start for _, start in index.asked] == [0, 1000, 2000, 3000]
    assert not list(packages.folders()[0].parent.rglob("*.part"))


def test_the_same_package_with_other_bytes_is_refused(index: support.IndexServer) -> None:
    """From the same address or another one, also after the package was deleted."""
    index.files["/own.argosmodel"] = packed(good())
    assert install(f"{index.url}/own.argosmodel").code == 0
    shutil.rmtree(packages.folders()[0] / "translate-en_ko-1_0")
    changed = packed({**good(), "top/model/model.bin": b"other weights"})
    index.files["/own.argosmodel"] = index.files["/moved"] = changed
    for path in ("own.argosmodel", "moved"):
        refused = install(f"{index.url}/{path}")
        assert (refused.code, there()) == (2, {})
        assert "is not the translate-en_ko-1_0 that was fetched before" in refused.err
    hint = re.search(r"--sha256 ([0-9a-f]{64})", refused.err)
    assert hint
    assert hint[1] == hashlib.sha256(changed).hexdigest()
    assert install(f"{index.url}/moved", options=("--sha256", hint[1])).code == 0
    assert install(f"{index.url}/own.argosmodel").out.startswith("Found: ")


def test_what_a_user_has_vouched_for_is_remembered(index: support.IndexServer) -> None:
    """Also against a published checksum: the next time it needs no word."""
    index.files["/own.argosmodel"] = packed(good("1.1"))
    digest = hashlib.sha256(index.files["/own.argosmodel"]).hexdigest()
    assert install(f"{index.url}/own.argosmodel").code == 2
    assert install(f"{index.url}/own.argosmodel", options=("--sha256", digest)).code == 0
    assert install(f"{index.url}/own.argosmodel").out.startswith("Found: ")


def test_a_new_version_needs_no_consent(index: support.IndexServer) -> None:
    """It is another package, and the old one stays."""
    index.files["/own.argosmodel"] = packed(good())
    install(f"{index.url}/own.argosmodel")
    index.files["/own.argosmodel"] = packed(good("1.2"))
    assert install(f"{index.url}/own.argosmodel").code == 0
    assert set(there()) == {"translate-en_ko-1_0", "translate-en_ko-1_2"}


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.argosmodel", "file:///etc/passwd", "ftp://example.org/a",
        "https://me:secret@example.org/a.argosmodel", "https://[", "://",
    ],
)  # fmt: skip
def test_addresses_that_are_not_safe_are_bad_input(url: str) -> None:
    """Nothing is asked; a password is not shown again."""
    refused = install(url)
    assert refused.code == 2
    assert "secret" not in refused.err


def test_what_cannot_be_had_is_trouble(
    index: support.IndexServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Exit code 3: not found, redirected to an unsafe address, no place. No key is shown."""
    missing = install(f"{index.url}/none.argosmodel?key=secret")
    assert missing.code == 3
    assert "404" in missing.err
    assert "secret" not in missing.err
    index.redirect = "http://example.org/evil.argosmodel"
    assert install(f"{index.url}/v1/translate-en_ko-1_0.argosmodel").code == 3
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(written(tmp_path / "file", b"") / "packages"))
    nowhere = install(support.archive("en_ko"))
    assert nowhere.code == 3
    assert "ARGOS_PACKAGES_DIR" in nowhere.err


def test_a_file_that_is_too_large_is_not_fetched(
    index: support.IndexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is that of any package."""
    monkeypatch.setattr(unpacking, "MAX_BYTES", 10_000)
    done = install(f"{index.url}/v1/translate-en_ko-1_0.argosmodel")
    assert (done.code, there()) == (3, {})
    assert "larger" in install(support.archive("en_ko")).err


# From the index.


def test_a_changed_package_of_the_index_is_refused(
    project: Project, index: support.IndexServer
) -> None:
    """First use is remembered; a changed byte later is an error with both package_files."""
    assert install("argos", project=project).code == 0
    before = there()
    shutil.rmtree(packages.folders()[0])
    good_bytes = index.files["/v1/translate-en_ko-1_0.argosmodel"]
    changed = good_bytes[:-1] + bytes([good_bytes[-1] ^ 1])
    index.files["/v1/translate-en_ko-1_0.argosmodel"] = changed
    refused = install("argos", project=project)
    assert refused.code == 3
    assert "is not the translate-en_ko-1_0 that was fetched before" in refused.err
    assert hashlib.sha256(changed).hexdigest() in refused.err
    assert hashlib.sha256(good_bytes).hexdigest() in refused.err
    assert "translate-en_ko-1_0" not in there()
    index.files["/v1/translate-en_ko-1_0.argosmodel"] = good_bytes
    assert install("argos", project=project).code == 0
    assert there() == before


def test_a_published_package_is_refused_before_it_is_read(
    project: Project, index: support.IndexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the index calls en → ko 1.1 is not what Argos published: no parser sees it."""
    index.offer(package_version="1.1", from_code="en", to_code="ko")
    monkeypatch.setattr(unpacking, "unpack", lambda *_: pytest.fail("it was read"))
    refused = install("argos", project=project)
    assert (refused.code, there()) == (3, {})
    assert "is not the translate-en_ko-1_1 that Argos published" in refused.err


def test_a_mirror_that_has_the_right_one_is_taken(
    project: Project, index: support.IndexServer
) -> None:
    """A link that leads to other bytes is passed over, as a dead one is."""
    good_one = f"{index.url}/v1/translate-en_ko-1_0.argosmodel"
    package_files.remember("translate-en_ko-1_0", setup.sha256_of(support.archive("en_ko")))
    index.files["/evil.argosmodel"] = packed(good())
    index.files.pop("/v1/translate-en_zh-1_0.argosmodel")
    index.offer(links=[f"{index.url}/evil.argosmodel", good_one])
    (project.root / "workflow.toml").write_text('targets = ["ko"]\n')
    assert install("argos", project=project).code == 0
    assert there()["translate-en_ko-1_0"] != hashlib.sha256(b"weights").hexdigest()


def test_a_memory_that_cannot_be_kept_is_told(
    index: support.IndexServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The package is installed all the same: a container's home may be read-only."""
    monkeypatch.setenv("XDG_DATA_HOME", str(written(tmp_path / "file", b"")))
    done = install(f"{index.url}/v1/translate-en_ko-1_0.argosmodel")
    assert (done.code, set(there())) == (0, {"translate-en_ko-1_0"})
    assert "cannot be remembered" in done.out


def test_argostranslates_own_installer_is_not_used(tmp_path: Path) -> None:
    """It imports stanza, which is not here; ours loads nothing that is heavy."""
    script = (
        "import sys; from workflow.engines.setup import given_install;"
        "given_install.install_given(sys.argv[1]);"
        "heavy = {'argostranslate.translate', 'ctranslate2', 'stanza', 'spacy', 'torch'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run(
        [sys.executable, "-c", script, support.archive("en_ko")], check=True,
        env={"HOME": str(tmp_path)}, cwd=Path(__file__).parents[2],
    )  # fmt: skip
