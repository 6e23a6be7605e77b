"""``workflow engines install`` of CTranslate2 models: folders and archives, also hostile ones."""

from __future__ import annotations

import contextlib
import io
import json
import tarfile
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import model_folders
from tests.support.archives import packed
from tests.support.argos import IndexServer
from tests.support.command import Result, workflow
from workflow.engines.setup import folder_install, packages, sha256_of, unpacking
from workflow.engines.setup import model_folders as setup
from workflow.engines.setup.model_folders import USEFUL
from workflow.errors import EngineError


def install(*what: object) -> Result:
    return workflow("engines", "install", *what)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def tarred(members: dict[str, bytes], kind: str = "gz", **more: tarfile.TarInfo) -> bytes:
    """A tar archive."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=f"w:{kind}") as opened:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            opened.addfile(info, io.BytesIO(content))
        for info in more.values():
            opened.addfile(info, io.BytesIO(bytes(info.size)) if info.isreg() else None)
    return data.getvalue()


@cache
def members() -> dict[str, bytes]:
    """The files of a model that is whole."""
    with tempfile.TemporaryDirectory() as folder:
        made = model_folders.dress(Path(folder), "opus-mt", card="---\nlicense: mit\n---\n").path
        return {file.name: file.read_bytes() for file in made.iterdir()}


def below(top: str) -> dict[str, bytes]:
    return {f"{top}/{name}": data for name, data in members().items()}


def left_over() -> list[Path]:
    """What lies where models are, besides models."""
    found = [*setup.home().iterdir()] if setup.home().exists() else []
    return [path for path in found if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("opus-mt-en-ko.zip", lambda: packed(members())),
        ("any.zip", lambda: packed(below("opus-mt-en-ko"))),
        ("opus-mt-en-ko.zip", lambda: packed(below("model"))),
        ("opus-mt-en-ko.tar.gz", lambda: tarred(members())),
        ("any.tgz", lambda: tarred(below("a/b/opus-mt-en-ko"))),
        ("opus-mt-en-ko.tar.xz", lambda: tarred(members(), "xz")),
        ("opus-mt-en-ko.tar", lambda: tarred(members(), "")),
    ],
    ids=["zip", "zip with a folder", "zip with model/", "gz", "deep", "xz", "plain"],
)
def test_an_archive_is_installed(tmp_path: Path, name: str, data: Callable[[], bytes]) -> None:
    """Under the name of its folder, or its own; the same one again is found."""
    file = written(tmp_path / name, data())
    done = install(file)
    assert (done.code, "English → Korean. Licence: MIT License" in done.out) == (0, True), done.err
    (found,) = setup.installed()
    assert (found.name, found.serves("en", "ko")) == ("opus-mt-en-ko", True)
    assert sha256_of(found.path / "model.bin") == found.digest
    assert "Found: " in install(file).out
    assert not left_over()


def test_a_folder_is_copied_and_only_what_is_of_use(tmp_path: Path) -> None:
    """It stays as it is; a link to a file is that file, as in the cache of a hub."""
    made = model_folders.dress(tmp_path, "opus-mt").path
    (made / "model.bin").rename(tmp_path / "blob")
    (made / "model.bin").symlink_to(tmp_path / "blob")
    (made / "pytorch_model.bin").write_bytes(b"a pickle")
    (made / "more").mkdir()
    assert install(made).code == 0
    place = setup.home() / "opus-mt-en-ko"
    assert not (place / "model.bin").is_symlink()
    assert {path.name for path in place.iterdir()} == {
        "model.bin", "config.json", "shared_vocabulary.json", "source.spm", "target.spm",
        packages.LOCK,
    }  # fmt: skip
    assert (made / "pytorch_model.bin").exists()


def test_the_checksum_of_a_folder_is_that_of_its_weights(tmp_path: Path) -> None:
    """Another one refuses it."""
    made = model_folders.dress(tmp_path, "opus-mt").path
    assert install("--sha256", "0" * 64, made).code == 2
    assert install("--sha256", sha256_of(made / "model.bin"), made).code == 0


def test_other_files_under_its_name_replace_it_and_that_is_said(tmp_path: Path) -> None:
    """Whole or not at all."""
    made = model_folders.dress(tmp_path, "opus-mt").path
    install(made)
    (made / "README.md").write_text("---\nlicense: mit\n---\n")
    assert "was there with other files, and is replaced" in install(made).out
    (found,) = setup.installed()
    assert found.licence == "mit"
    (made / "shared_vocabulary.json").write_text("{")
    assert install(made).code == 2
    assert setup.installed() == (found,)
    assert not left_over()


def test_the_user_tells_the_languages(tmp_path: Path) -> None:
    """Where nothing else does; two words that are none are no pair."""
    made = model_folders.dress(tmp_path, "opennmt").path
    plain = made.rename(made.with_name("plain"))
    refused = install(plain)
    assert (refused.code, "--pair en-ko" in refused.err) == (2, True)
    assert install("--pair", "en", plain).code == 2
    assert install("--pair", "en-ko", plain).code == 0
    assert setup.installed()[0].pair == ("en", "ko")


def test_an_address_is_fetched(tmp_path: Path) -> None:
    """An archive from any server; where it is from is recorded and told."""
    with IndexServer({"/opus-mt-en-ko.tar.gz?key=secret": tarred(members())}) as server:
        done = install(f"{server.url}/opus-mt-en-ko.tar.gz?key=secret")
    assert (done.code, "secret" in done.out) == (0, False)
    assert f"From: {server.url}/opus-mt-en-ko.tar.gz" in done.out
    assert setup.installed()[0].name == "opus-mt-en-ko"


def test_pieces_of_another_model_are_refused(tmp_path: Path) -> None:
    """They would translate, and all of it wrongly."""
    made = model_folders.dress(tmp_path, "opus-mt").path
    vocabulary = made / "shared_vocabulary.json"
    others = [f"other {piece}" for piece in json.loads(vocabulary.read_text())]
    vocabulary.write_text(json.dumps(others))
    refused = install(made)
    assert (refused.code, "another model's" in refused.err) == (2, True)
    (made / "target.spm").write_bytes(b"none")
    assert install(made).code == 2
    assert not setup.installed()
    assert not left_over()


def _link(kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo("source.spm")
    info.type, info.linkname = kind, "/etc/passwd"
    return info


def _large(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    return info


#: What is wrong, and an archive of which that is true.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "parent": lambda: tarred({**members(), "../model.bin": b"x"}),
    "absolute": lambda: tarred({**members(), "/tmp/model.bin": b"x"}),  # noqa: S108 — a trap
    "symlink": lambda: tarred(members(), one=_link(tarfile.SYMTYPE)),
    "hard link": lambda: tarred(members(), one=_link(tarfile.LNKTYPE)),
    "device": lambda: tarred(members(), one=_link(tarfile.CHRTYPE)),
    "bomb": lambda: tarred(members(), one=_large("zeros", 300_000_000)),
    "many": lambda: tarred({str(n): b"" for n in range(unpacking.MAX_MEMBERS + 1)}),
    "two models": lambda: tarred({**below("a"), **below("b")}),
    "twins": lambda: tarred({**members(), "MODEL.BIN": b"x"}),
    "no model": lambda: tarred({"README.md": b"x"}),
    "cut": lambda: tarred(members())[:-300_000],
    "not a tar": lambda: b"\x1f\x8b\x08 not really",
    "zip, parent": lambda: packed({**members(), "../model.bin": b"x"}),
    "zip, two models": lambda: packed({**below("a"), **below("b")}),
    "zip, cut": lambda: packed(members())[:-30],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_archive_is_bad_input(tmp_path: Path, name: str) -> None:
    """Exit code 2, the file is named, nothing is installed and nothing left lying about."""
    file = written(tmp_path / "hostile.archive", HOSTILE[name]())
    done = install(file)
    assert done.code == 2
    assert done.err.startswith(f"workflow: error: {file}: ")
    assert "internal error" not in done.err
    assert not setup.installed()
    assert not left_over()


def test_a_model_larger_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is unpacked."""
    monkeypatch.setattr(folder_install, "MAX_BYTES", 100_000)
    assert install(model_folders.dress(tmp_path, "opus-mt").path).code == 3
    assert install(written(tmp_path / "a.tar", tarred(members(), ""))).code == 3
    assert not setup.installed()


WHOLE = tarred({"a/model.bin": b"weights" * 9, "a/config.json": b"{}", "a/b": b"more"}, "")
PLACES = st.integers(0, len(WHOLE) - 1)


@settings(max_examples=200)
@given(st.lists(st.tuples(PLACES, st.integers(0, 40), st.binary(max_size=4)), min_size=1))
def test_whatever_a_damaged_archive_raises_is_told_as_damage(
    edits: list[tuple[int, int, bytes]],
) -> None:
    """Bytes changed, cut out or put in: it is unpacked into its folder, or an error says so."""
    data = bytearray(WHOLE)
    for place, length, new in edits:
        data[place : place + length] = new
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder) / "mutated.tar", bytes(data))
        (Path(folder) / "fresh").mkdir()
        with contextlib.suppress(EngineError):
            unpacking.unpack_tar(file, Path(folder) / "fresh", 1 << 20, USEFUL.fullmatch)
        assert {path.name for path in Path(folder).iterdir()} == {"mutated.tar", "fresh"}
