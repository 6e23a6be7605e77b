"""A sentence encoder measures how like drafts are to their sources (``qa.encoder``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import pytest

from tests.support.command import workflow
from tests.support.encoder_model import encoder
from tests.support.hub_server import HubServer
from workflow.engines.encoder import Encoder
from workflow.errors import EngineError

MEANINGS = {"trade": 0, "교역": 0, "Talks": 1, "회담": 1, "rose": 2, "늘었다": 2}
SETTINGS = 'targets = ["ko"]\nengine = "pseudo"\n[qa]\nencoder = "{}"\n[engines]\nhub = "{}"\n'
UNLIKE = "sounds less like its source than other drafts"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project of 25 drafts; that of the eighth sentence is another sentence's."""
    for name in ("seeds", "glossary"):
        (tmp_path / name).mkdir()
    lines = [f"The trade rose in town {chr(97 + n)}." for n in range(24)]
    (tmp_path / "seeds" / "a.txt").write_text("Talks\n\n" + "\n\n".join(lines) + "\n")
    settle(tmp_path, "")
    assert workflow("sync", project=tmp_path).code == 0
    file = polib.pofile(str(tmp_path / "locales" / "ko" / "a.po"))
    for number, entry in enumerate(file):
        entry.msgstr = "회담" if number in (0, 7) else "교역 늘었다"
        entry.flags.append("fuzzy")
    file.save()
    encoder(tmp_path / "encoder", MEANINGS)
    return tmp_path


def settle(desk: Path, name: str, hub: str = "") -> None:
    """Name an encoder in the settings."""
    (desk / "workflow.toml").write_text(SETTINGS.format(name, hub))


def risks(desk: Path) -> dict[str, Any]:
    """The sentences to read, by their sources."""
    done = workflow("status", "--risk", "0", "--json", project=desk)
    assert done.code == 0, done.err
    return {each["source"]: each for each in done.json["risks"]}


def test_what_means_the_same_is_alike(tmp_path: Path) -> None:
    """Whatever the languages; of other words nothing is known."""
    model = Encoder(encoder(tmp_path, MEANINGS))
    same, half, other = model.likeness(
        [("trade rose", "교역 늘었다"), ("trade rose", "교역"), ("trade rose", "회담")]
    )
    assert (same, other) == (pytest.approx(1.0), pytest.approx(0.0))
    assert 0.5 < half < 0.9


def test_padding_and_order_change_nothing(tmp_path: Path) -> None:
    """A pair is as like among others, longer and shorter, as it is alone."""
    model = Encoder(encoder(tmp_path, MEANINGS))
    pairs = [("trade " * n + "rose", "교역 늘었다") for n in range(1, 40)]
    alone = [model.likeness([pair])[0] for pair in pairs]
    assert model.likeness(pairs) == pytest.approx(alone)


def test_the_draft_that_sounds_unlike_is_read_first(desk: Path) -> None:
    """It gains points; it is no finding, and without the setting nothing changes."""
    before = risks(desk)
    settle(desk, "encoder")
    after = risks(desk)
    gained = {s: after[s]["score"] - before[s]["score"] for s in after}
    assert {s: points for s, points in gained.items() if points} == {"The trade rose in town g.": 4}
    assert UNLIKE in after["The trade rose in town g."]["reasons"]
    found = workflow("check", "--json", project=desk).json["findings"]
    assert not any(UNLIKE in each["message"] for each in found)


def test_a_draft_is_measured_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was measured is remembered while the text is the same."""
    settle(desk, "encoder")
    first = risks(desk)
    measured: list[tuple[str, str]] = []

    def listen(_: Encoder, pairs: list[tuple[str, str]]) -> list[float]:
        measured.extend(pairs)
        return [1.0] * len(pairs)

    monkeypatch.setattr(Encoder, "likeness", listen)
    assert risks(desk) == first
    assert measured == []
    po = desk / "locales" / "ko" / "a.po"
    po.write_text(po.read_text().replace('"회담"', '"회담 늘었다"'))
    risks(desk)
    assert [text for _, text in measured] == ["회담 늘었다"] * 2


def test_an_encoder_comes_from_the_hub(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once; each file is compared with the hub's checksum, others are not asked for."""
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path / "models"))
    files = {
        name: (desk / "encoder" / name).read_bytes() for name in ("model.onnx", "tokenizer.json")
    }
    with HubServer(files={"toy/ear": files | {"README.md": b"hello"}}) as hub:
        settle(desk, "toy/ear", hub.url)
        assert any(UNLIKE in each["reasons"] for each in risks(desk).values())
        asked = len(hub.asked)
        risks(desk)
        assert len(hub.asked) == asked
        assert not any("README" in path for path in hub.asked)


@pytest.mark.parametrize("name", ["nowhere", "glossary", "broken"])
def test_without_a_usable_encoder_the_order_is_told_all_the_same(desk: Path, name: str) -> None:
    """An error says what is wrong, with exit code 3."""
    encoder(desk / "broken", MEANINGS)
    (desk / "broken" / "model.onnx").write_bytes(b"no model")
    settle(desk, name)
    done = workflow("status", "--risk", "0", "--json", project=desk)
    assert (done.code, len(done.json["risks"])) == (3, 25)


def test_a_tokenizer_of_another_kind_is_refused(tmp_path: Path) -> None:
    """It is an error of its file, not a traceback."""
    folder = encoder(tmp_path, MEANINGS)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(EngineError, match="encoder"):
        Encoder(folder).likeness([("a", "b")])
