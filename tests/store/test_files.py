"""Files are replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.store.files import write_atomic, write_new


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """Parent folders are made; an existing file keeps its permissions."""
    path = tmp_path / "a" / "b.txt"
    write_atomic(path, b"one")
    path.chmod(0o600)
    write_atomic(path, b"two", durable=True)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("call", ["fchmod", "fsync", "fdopen"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """When the system refuses a step, the old content stays and no temporary file is left."""
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"workflow.store.files.os.{call}", refuse)
    with pytest.raises(OSError, match="No space") as failure:
        write_atomic(path, b"new", durable=True)
    monkeypatch.undo()
    assert failure.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows the name of a temporary file."""
    path = tmp_path / "file"

    def refuse(**wanted: str) -> None:
        raise PermissionError(13, "Permission denied", f"{tmp_path}/{wanted['prefix']}x7f3")

    monkeypatch.setattr("workflow.store.files.tempfile.mkstemp", refuse)
    with pytest.raises(PermissionError) as failure:
        write_atomic(path, b"new")
    assert failure.value.filename == str(path)


def test_a_new_file_takes_no_others_place(tmp_path: Path) -> None:
    """Whole or not at all, and nothing is left beside it."""
    path = tmp_path / "news" / "a.html"
    write_new(path, b"one")
    with pytest.raises(FileExistsError):
        write_new(path, b"two")
    assert path.read_bytes() == b"one"
    assert [each.name for each in path.parent.iterdir()] == ["a.html"]
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "gone.html", b"one")
