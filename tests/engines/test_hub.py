"""Models from a hub: by name, by address, with what their licences forbid."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import model_folders
from tests.support.command import Result, workflow
from tests.support.gguf import model
from tests.support.hub_server import REVISION, HubServer
from workflow.app import installation
from workflow.engines.setup import (
    catalogue,
    gguf,
    hub_install,
    models_folder,
    package_files,
    weights,
)
from workflow.engines.setup import model_folders as setup
from workflow.model import Project

SMALL, GGUF = "hy-mt2-1.8b", model(b"the weights of a small model")
FILE = "Hy-MT2-1.8B-Q4_K_M.gguf"
REPOSITORY = "tencent/Hy-MT2-1.8B-GGUF"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub with one language model and one NLLB, which the library is told to ask."""
    monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    with HubServer() as server:
        server.files[REPOSITORY] = {FILE: GGUF, "README.md": b"A model.", "mmproj.gguf": b"GGUF"}
        server.licences[REPOSITORY] = "apache-2.0"
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


@pytest.fixture
def nllb(hub: HubServer, tmp_path: Path) -> str:
    """The name of a model whose licence forbids commercial use, with more than is of any use."""
    made = model_folders.dress(tmp_path, "nllb").path
    files = {file.name: file.read_bytes() for file in made.iterdir()}
    repository = catalogue.catalogue()["nllb-600m"].repository
    hub.files[repository] = files | {"pytorch_model.bin": b"pickle", "tokenizer.json": b"{}"}
    return "nllb-600m"


def install(*what: object, options: tuple[str, ...] = (), project: Project | None = None) -> Result:
    root = project.root if project else None
    return workflow("engines", "install", *options, *what, project=root)


def test_a_language_model_is_fetched_by_name(hub: HubServer, project: Project) -> None:
    """Its checksum stands beside it and is remembered; licence and origin are told and listed."""
    done = install(SMALL, project=project)
    assert (done.code, "Licence: Apache License 2.0" in done.out) == (0, True)
    assert f'local.model = "{FILE}"' in done.out
    path = models_folder() / FILE
    assert path.read_bytes() == GGUF
    digest = hashlib.sha256(GGUF).hexdigest()
    assert f"{digest}  hub/{REPOSITORY}/{FILE}" in package_files.memory().read_text()
    origin = json.loads(path.with_name(f"{FILE}.json").read_text())["origin"]
    assert origin == f"{hub.url}/{REPOSITORY}@{REVISION[:12]}"
    (project.root / "workflow.toml").write_text(f'[local]\nmodel = "{FILE}"\n')
    rows = workflow("engines", "list", "--json", project=project.root).json["models"]
    assert [row["licence"] for row in rows if row["engine"] == "local"] == ["apache-2.0"]
    assert gguf.verified(gguf.find(FILE, project.root)) == path
    assert not [*(models_folder() / ".hub").iterdir()]
    assert "Found: " in install(SMALL).out


def test_the_weights_of_the_local_engine_are_known_wherever_they_come_from(
    hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They lie where the engine looks for them, once, and need no setting."""
    wanted = weights.Weights("toy.gguf", len(GGUF), hashlib.sha256(GGUF).hexdigest(), "Toy", ())
    monkeypatch.setattr(weights, "local_weights", lambda: wanted)
    done = install(SMALL)
    assert (done.code, "local.model" in done.out) == (0, False)
    assert weights.verified() == models_folder() / "toy.gguf"
    assert not (models_folder() / FILE).exists()
    assert "Found: " in install(SMALL).out


def test_a_licence_that_forbids_is_accepted_first(hub: HubServer, nllb: str) -> None:
    """Without a word nothing is fetched; what is accepted translates."""
    refused = install(nllb)
    assert (refused.code, hub.asked) == (2, [])
    assert "forbids commercial use: CC BY-NC 4.0" in refused.err
    assert "--accept-licence" in refused.err
    done = install(nllb, options=("--accept-licence",))
    assert done.code == 0, done.err
    assert "CC BY-NC 4.0; it forbids commercial use" in done.out
    (found,) = setup.installed()
    assert (found.name, found.family, found.serves("en", "ko")) == (nllb, "nllb", True)
    assert not any("pytorch" in path or "tokenizer.json" in path for path in hub.asked)


def test_a_licence_is_asked_for_on_a_terminal(
    hub: HubServer, nllb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Yes installs, anything else does not."""
    from workflow.cli import commands_engines

    monkeypatch.setattr(commands_engines, "_on_a_terminal", lambda: True)
    asked: list[str] = []

    def answer(text: str, **_: object) -> bool:
        asked.append(text)
        return len(asked) > 1

    monkeypatch.setattr("click.confirm", answer)
    assert install(nllb).code == 2
    assert install(nllb).code == 0
    assert len(asked) == 2


def test_regions_are_named(hub: HubServer) -> None:
    """A repository's own card tells its licence, whatever the model."""
    hub.files["tencent/Hunyuan-MT-7B-GGUF"] = {"a.gguf": GGUF}
    hub.licences["tencent/Hunyuan-MT-7B-GGUF"] = "tencent-hunyuan-community"
    refused = install(f"{hub.url}/tencent/Hunyuan-MT-7B-GGUF")
    assert refused.code == 2
    for place in ("the European Union", "the United Kingdom", "South Korea"):
        assert place in refused.err


def test_what_the_hub_sends_must_be_what_it_lists(hub: HubServer) -> None:
    """A changed byte is refused before anything reads it; the right one is fetched anew."""
    hub.lies[FILE] = "0" * 64
    refused = install(SMALL)
    assert refused.code == 3
    assert "is not the file that the hub lists" in refused.err
    assert not (models_folder() / FILE).exists()
    hub.lies.clear()
    assert install(SMALL).code == 0


def test_a_model_that_changed_at_the_hub_is_told(hub: HubServer) -> None:
    """The first download is remembered; the user may vouch for another."""
    assert install(SMALL).code == 0
    hub.files[REPOSITORY][FILE] = changed = GGUF + b"!"
    (models_folder() / FILE).unlink()
    refused = install(SMALL)
    assert refused.code == 3
    assert "fetched before" in refused.err
    digest = hashlib.sha256(changed).hexdigest()
    assert install(SMALL, options=("--sha256", digest)).code == 0


def test_only_what_was_installed_is_remembered(hub: HubServer) -> None:
    """A file that is no model may be put right at the hub, and is no other one then."""
    hub.files[REPOSITORY][FILE] = GGUF[:8] + bytes(16)
    refused = install(SMALL)
    assert (refused.code, "no model" in refused.err) == (2, True)
    assert not package_files.memory().exists()


def test_a_download_goes_on_where_it_stopped(hub: HubServer) -> None:
    """The library asks for the rest."""
    hub.cut = [20]
    done = install(SMALL)
    if done.code:  # or on the next run
        done = install(SMALL)
    assert (done.code, (models_folder() / FILE).read_bytes()) == (0, GGUF)


def test_a_token_is_sent_and_never_shown(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in messages, records or with -v, whether it is right or wrong."""
    hub.token = "hf_secretsecretsecretsecretsecretse"  # noqa: S105 — of the server below
    for token in ("hf_wrongwrongwrongwrongwrongwrongwr", hub.token):
        monkeypatch.setenv("HF_TOKEN", token)
        done = install(SMALL, options=("-v",))
        assert f"Bearer {token}" in hub.sent
        assert "secret" not in done.out + done.err
        assert "wrong" not in done.out + done.err
    assert done.code == 0
    written = [path for path in models_folder().parent.rglob("*") if path.is_file()]
    assert not any(b"secret" in path.read_bytes() for path in written)


def test_what_cannot_be_had_says_why(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3: not there, to be asked for, out of reach."""
    hub.gated.add(REPOSITORY)
    assert "Accept its terms there" in install(SMALL).err
    hub.files.clear()
    missing = install(SMALL)
    assert (missing.code, "is not there" in missing.err) == (3, True)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    away = install(SMALL)
    assert (away.code, "cannot be had" in away.err) == (3, True)


def test_the_hub_is_where_the_settings_say(
    hub: HubServer, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the environment; never an address that is not encrypted, or holds a password."""
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    settings = project.root / "workflow.toml"
    settings.write_text(f'[engines]\nhub = "{hub.url}/"\n')
    assert install(SMALL, project=project).code == 0
    settings.write_text('[engines]\nhub = "http://hub.example.org"\n')
    assert "is not an https address" in install(SMALL, project=project).err
    settings.write_text('[engines]\nhub = "https://me:secret@hub.example.org"\n')
    refused = install(SMALL, project=project)
    assert (refused.code, "secret" in refused.err) == (2, False)


def test_an_address_of_a_repository_is_its_model(hub: HubServer, tmp_path: Path) -> None:
    """A folder as a whole; of several language models none is chosen for the user."""
    made = model_folders.dress(tmp_path, "opus-mt").path
    hub.files["me/opus-mt-en-ko"] = {file.name: file.read_bytes() for file in made.iterdir()}
    hub.licences["me/opus-mt-en-ko"] = "cc-by-4.0"
    done = install(f"{hub.url}/me/opus-mt-en-ko")
    assert (done.code, setup.installed()[0].pair) == (0, ("en", "ko"))
    assert "Licence: CC BY 4.0" in done.out
    nllb = model_folders.dress(tmp_path, "nllb").path
    hub.files["me/nllb"] = {file.name: file.read_bytes() for file in nllb.iterdir()}
    hub.licences["me/nllb"] = "mit"  # which is not for a converter to say
    assert "CC BY-NC 4.0; it forbids commercial use" in install(f"{hub.url}/me/nllb").out
    hub.files["me/two"] = {"a.gguf": GGUF, "b.gguf": GGUF}
    several = install(f"{hub.url}/me/two")
    assert (several.code, "/me/two/resolve/main/a.gguf" in several.err) == (2, True)
    assert install(f"{hub.url}/me/two/resolve/main/a.gguf").code == 0
    hub.files["me/none"] = {"README.md": b"Nothing."}
    assert "no model that is known" in install(f"{hub.url}/me/none").err


def test_without_the_library_it_is_named(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that brings it."""
    monkeypatch.setattr("workflow.engines.setup.hub.find_spec", lambda _: None)
    done = install(SMALL)
    assert (done.code, "translation-workflow[hub]" in done.err) == (3, True)


def test_the_catalogue_says_nothing_without_a_source() -> None:
    """Names fit the command line; licences and uses are known; checksums are whole."""
    models = installation.recommended()
    assert len(models) >= 10
    for each in models:
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]+", each.name)
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", each.repository)
        assert each.sources
        assert all(source.startswith("https://") for source in each.sources)
        assert each.terms.url
        assert each.terms.forbidden is not None
        assert each.good_for
        assert bool(each.file) == (each.engine == "local")
        assert re.fullmatch("(?:[0-9a-f]{64})?", each.sha256)
    sizes = [each.size for each in models if each.size]
    assert sizes == sorted(sizes)


def test_the_catalogue_is_shown() -> None:
    """With what a licence forbids, also as JSON."""
    shown = workflow("engines", "list", "--catalogue")
    assert re.search(r"nllb-600m +ctranslate2 +0.6 GB .* commercial use", shown.out)
    assert re.search(r"qwen3-8b +local +unknown ", shown.out)
    rows = workflow("engines", "list", "--catalogue", "--json").json["catalogue"]
    (row,) = (row for row in rows if row["name"] == "nllb-600m")
    assert row["forbids"] == ["commercial"]
    assert catalogue.licence("unheard-of").forbidden == ()
    assert hub_install.repository_of("https://huggingface.co/a/b/tree/main", "https://x") == ""
