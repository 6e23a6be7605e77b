"""What is installed is what ``uv.lock`` names: complete, with hashes, the same in a year."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.tags import parse_tag
from packaging.utils import canonicalize_name

from workflow import __version__
from workflow.engines import setup
from workflow.engines.setup import packages, weights

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
OURS = PROJECT["project"]["name"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
OTHERS: list[dict[str, Any]] = [each for each in LOCK["package"] if each["name"] != OURS]
(OWN,) = (each for each in LOCK["package"] if each["name"] == OURS)
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
UV = Path(sys.executable).with_name("uv")
#: The product without what only its development needs.
PRODUCT = ("argos", "ctranslate2", "ear", "fetch", "formats", "hub", "llm", "local", "score")
needs_uv = pytest.mark.skipif(not UV.exists(), reason="the environment was made without uv")


def _named(requirement: str, extra: str = "") -> tuple[str, str, str]:
    """A requirement as name, versions and extra."""
    parsed = Requirement(requirement)
    return canonicalize_name(parsed.name), ",".join(sorted(str(parsed.specifier).split(","))), extra


def _recorded(entry: dict[str, Any]) -> tuple[str, str, str]:
    versions = ",".join(sorted(entry.get("specifier", "").split(",")))
    extra = re.search(r"extra == '([\w-]+)'", entry.get("marker", ""))
    return entry["name"], versions, extra[1] if extra else ""


def _files(package: dict[str, Any]) -> list[dict[str, Any]]:
    return [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())]


def test_the_lock_is_in_step_with_the_project() -> None:
    """Every requirement of pyproject.toml stands in the lock as it is now."""
    wanted = {_named(each) for each in PROJECT["project"]["dependencies"]}
    for extra, requirements in EXTRAS.items():
        own = [Requirement(each) for each in requirements if each.startswith(OURS)]
        borrowed = [each for one in own for name in one.extras for each in EXTRAS[name]]
        others = [each for each in requirements if not each.startswith(OURS)]
        wanted |= {_named(each, extra) for each in (*others, *borrowed)}
    assert {_recorded(each) for each in OWN["metadata"]["requires-dist"]} == wanted
    for group, requirements in PROJECT["dependency-groups"].items():
        recorded = {_recorded(each) for each in OWN["metadata"]["requires-dev"][group]}
        assert recorded == {_named(each) for each in requirements}
    assert LOCK["requires-python"] == PROJECT["project"]["requires-python"]


@needs_uv
def test_the_lock_is_what_uv_would_write() -> None:
    """Also without a network: a change of requirements without ``make update`` is noticed."""
    done = subprocess.run(
        [UV, "lock", "--check", "--offline", "--python", sys.executable],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", OTHERS, ids=lambda each: f"{each['name']}-{each['version']}")
def test_every_file_has_its_hash_and_the_public_address(package: dict[str, Any]) -> None:
    """Nothing comes from a mirror, a folder or a branch."""
    assert package["source"] == {"registry": "https://pypi.org/simple"}
    assert _files(package)
    for file in _files(package):
        assert re.fullmatch("sha256:[0-9a-f]{64}", file["hash"])
        assert file["url"].startswith("https://files.pythonhosted.org/packages/")


def test_what_argostranslate_asks_for_and_nobody_uses_is_left_out() -> None:
    """Neither PyTorch (gigabytes) nor what argostranslate splits sentences with."""
    heavy = {"torch", "stanza", "spacy", "minisbd", "sacremoses"}
    assert heavy.isdisjoint(each["name"] for each in OTHERS)
    assert "onnxruntime" not in _closure(("argos",))  # the extra ``ear`` is who asks for it
    assert "argostranslate" in {each["name"] for each in OTHERS}


def test_time_zones_come_along() -> None:
    """Front matter names them, and a bare Debian does not know them."""
    assert "tzdata" in _closure(())


def test_the_machines_and_pythons_we_name_find_their_files() -> None:
    """Linux and macOS, Python 3.11 to 3.14: compiled wheels, or ones for any machine.

    What comes as source only is built from locked tools.
    """
    runtime = _closure(PRODUCT)
    for package in (each for each in OTHERS if each["name"] in runtime):
        tags = [_tags(wheel["url"]) for wheel in package.get("wheels", ())]
        markers = " ".join(package.get("resolution-markers", ()))
        if not tags:
            assert package["name"] == "langdetect"
        elif not any("any" in platforms for _, platforms in tags) and not markers:
            for minor in range(11, 15):
                for machine in ("linux.*x86_64", "linux.*aarch64", "macosx.*(arm64|universal2)"):
                    assert any(
                        _fits(pythons, minor) and any(re.search(machine, each) for each in platform)
                        for pythons, platform in tags
                    ), (package["name"], minor, machine)


def _tags(url: str) -> tuple[set[str], set[str]]:
    """The Pythons with their interfaces, and the machines, that a wheel is for."""
    tags = parse_tag("-".join(url.rpartition("/")[2].removesuffix(".whl").split("-")[-3:]))
    return {f"{tag.interpreter}-{tag.abi}" for tag in tags}, {tag.platform for tag in tags}


def _fits(pythons: set[str], minor: int) -> bool:
    """Whether a wheel is for CPython 3.``minor``."""
    if not pythons.isdisjoint({f"cp3{minor}-cp3{minor}", "py3-none", "py2.py3-none"}):
        return True
    stable = [re.fullmatch(r"cp3(\d+)-abi3", each) for each in pythons]
    return any(found and int(found[1]) <= minor for found in stable)


def _closure(extras: tuple[str, ...]) -> set[str]:
    """The names of all that the product needs with some extras, from the lock."""
    packages: dict[str, list[dict[str, Any]]] = {}
    for each in OTHERS:
        packages.setdefault(each["name"], []).append(each)
    waiting = [*OWN["dependencies"]]
    waiting += [each for extra in extras for each in OWN["optional-dependencies"][extra]]
    seen: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        name = wanted["name"]
        for each in packages[name] if name != OURS else ():
            optional = each.get("optional-dependencies", {})
            waiting += [need for part in wanted.get("extra", ()) for need in optional.get(part, ())]
            waiting += each.get("dependencies", ()) if name not in seen else ()
        seen |= {name} - {OURS}
    return seen


def test_the_tool_that_reads_the_lock_is_locked_itself() -> None:
    """Pip installs uv before anything else, by the hashes that the lock has."""
    text = (ROOT / ".ci" / "uv.txt").read_text("utf-8")
    (uv,) = (each for each in OTHERS if each["name"] == "uv")
    assert re.findall(r"^(\S+)==(\S+)", text, re.M) == [("uv", uv["version"])]
    assert set(re.findall(r"--hash=(\S+)", text)) == {file["hash"] for file in _files(uv)}


def _recipes() -> Iterator[str]:
    """What the Makefile and the scripts beside it run, one command each."""
    for path in (ROOT / "Makefile", *sorted((ROOT / ".ci").iterdir())):
        if path.suffix not in {".txt", ".py"}:
            lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
            yield from (line.strip() for line in lines if not line.lstrip().startswith("#"))


def test_nothing_is_installed_but_what_is_locked() -> None:
    """Pip checks hashes wherever it is called, but in environments that no product is made in.

    Those are that of the newest releases, and Weblate's with what there was on a day.
    """
    installing = [each for each in _recipes() if re.search(r"\bpip\b.*\binstall\b|\$pip\b", each)]
    for line in installing:
        locked = "--require-hashes" in line or "--no-index" in line or line.startswith("pip=")
        assert locked or "--upgrade" in line or "--exclude-newer" in line, line
    tools = re.search(r"^NODE_TOOLS := (.*)$", MAKEFILE, re.M)
    assert tools
    assert all(re.fullmatch(r"[\w-]+@[\d.]+", each) for each in tools[1].split())


def test_no_test_sees_what_the_user_has_installed(home: Path) -> None:
    """A model of a gigabyte in the user's home is neither used nor hashed."""
    assert Path.home() == home
    for folder in (setup.models_folder(), setup.data_folder(), *packages.folders()):
        assert folder.is_relative_to(home)


@needs_uv
def test_the_bill_of_materials_names_every_part(tmp_path: Path) -> None:
    """``make sbom``: CycloneDX, each locked package of the product with its version and hashes."""
    file = tmp_path / "sbom.json"
    subprocess.run(
        ["sh", ".ci/sbom", sys.prefix, file], cwd=ROOT, check=True, capture_output=True,
        env={**os.environ, "UV_OFFLINE": "1"},
    )  # fmt: skip
    bill = json.loads(file.read_bytes())
    product = bill["metadata"]["component"]
    assert (bill["bomFormat"], product["name"]) == ("CycloneDX", OURS)
    assert product["version"] == __version__
    (model,) = (each for each in bill["components"] if each["type"] == "machine-learning-model")
    assert model["hashes"] == [{"alg": "SHA-256", "content": weights.local_weights().sha256}]
    named = {
        (each["name"], each["version"]): {
            made["content"]
            for reference in each.get("externalReferences", ())
            for made in reference.get("hashes", ())
        }
        for each in bill["components"]
        if each["type"] == "library"
    }
    runtime = _closure(PRODUCT)
    wanted = {
        (each["name"], each["version"]): {
            file["hash"].removeprefix("sha256:") for file in _files(each)
        }
        for each in OTHERS
        if each["name"] in runtime
    }
    assert set(wanted) == {key for key in named if key[0] != OURS}
    assert all(named[key] == wanted[key] for key in wanted)
