"""Documents, PO files and gettext's own tools for the tests of the catalog."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from workflow.catalog import Catalog
from workflow.model import Block, BlockKind, Document, Draft, Markup, Project, Segment

ENGINE = "argos/en_ko-1.1"
EDITOR = "Kim Min-su <kim@example.org>"


def document(
    *sentences: str,
    name: str = "talks",
    kind: BlockKind = BlockKind.PARAGRAPH,
    markup: Sequence[Markup] = (),
    language: str = "en",
) -> Document:
    """A document of one block a sentence, each on a line of its own."""
    path = f"seeds/{name}.txt"
    return Document(
        path=path,
        name=name,
        blocks=tuple(
            Block(kind, text, line, markup=tuple(markup)) for line, text in enumerate(sentences, 1)
        ),
        language=language,
        segments=tuple(
            Segment(f"k{at}", text, " ", path, at + 1, at, 0, kind, language)
            for at, text in enumerate(sentences)
        ),
    )


def merged(project: Project, *sentences: str, target: str = "ko", name: str = "talks") -> Catalog:
    """The catalog as it is on disk, merged with a document of these sentences; not saved."""
    catalog = Catalog.load(project, name, target)
    catalog.merge(document(*sentences, name=name))
    return catalog


def translated(project: Project, *sentences: str, target: str = "ko") -> Catalog:
    """A saved catalog in which a machine has drafted every sentence."""
    catalog = merged(project, *sentences, target=target)
    draft_all(catalog)
    catalog.save()
    return catalog


def draft_all(catalog: Catalog) -> None:
    """Fills what is empty, as a machine would."""
    for source in catalog.pending():
        catalog.fill(source, Draft(f"초안: {source}", ENGINE), "3fa2", "2026-11-24")


def approve_all(project: Project, pairs: dict[str, str], target: str = "ko") -> Catalog:
    """A saved catalog whose sentences an editor has translated and approved."""
    catalog = merged(project, *pairs, target=target)
    draft_all(catalog)
    for source, text in pairs.items():
        catalog.approve(source, text, EDITOR, "2026-11-25")
    catalog.save()
    return catalog


def tool(*command: str | Path) -> str:
    """Runs one of gettext's programs, which must succeed; what it prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def verdict(path: Path) -> str:
    """What ``msgfmt``'s checks say about a PO file: one line of figures if it finds no fault."""
    command = ["msgfmt", "-c", "-v", "-o", "/dev/null", path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def rewrite(path: Path, *command: str) -> None:
    """Has a program rewrite a PO file as an editor's save does: ``msgcat``, with options."""
    done = subprocess.run([*command, path], capture_output=True, check=True)
    path.write_bytes(done.stdout)
