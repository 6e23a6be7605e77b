"""Keep the findings that were there when checking began, so that only new ones show.

``workflow-baseline.json`` stands beside the project's settings and belongs under version control.
A finding is known by its PO file, its check, its sentence and its message, not by a line: it
stays known when the file is merged, sorted or wrapped, and is new again when its message changes.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from workflow.errors import ConfigError
from workflow.model import Finding, Project, say
from workflow.parsers import plainly
from workflow.store.files import write_atomic

FILE = "workflow-baseline.json"
_VERSION = 1
#: A baseline of 100,000 findings takes about 20 MB.
_LIMIT = 50_000_000
_NAMES = ("check", "sentence", "message")
#: Where a message names another sentence of the file, which moves with every line before it.
_LINE = re.compile(r"\bline \d+")
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by PO file: check, hash of the sentence, message; and how often each."""

    known: Mapping[str, Counter[_Key]] = field(default_factory=dict)

    def unknown(self, findings: Sequence[Finding]) -> list[Finding]:
        """Find those of one file's findings that are not in the baseline, counting equal ones."""
        if not findings or findings[0].path not in self.known:
            return list(findings)
        left = Counter(self.known[findings[0].path])
        fresh = []
        for finding in findings:
            key = _key(finding)
            if left[key] > 0:
                left[key] -= 1
            else:
                fresh.append(finding)
        return fresh


def _key(finding: Finding) -> _Key:
    digest = blake2b(finding.source.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return finding.check, digest, _LINE.sub("line", finding.message)


def read(project: Project) -> Baseline:
    """Read the project's baseline; it is empty without one.

    Raises:
        ConfigError: the file cannot be used.
    """
    path = project.root / FILE
    try:
        if path.stat().st_size > _LIMIT:
            raise _unusable(path, say("is larger than {size} MB", size=_LIMIT // 10**6))
        return Baseline(_known(json.loads(path.read_text("utf-8"))))
    except FileNotFoundError:
        return Baseline()
    except OSError as error:
        raise _unusable(path, say("cannot be read ({why})", why=error.strerror)) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _unusable(path, say("is not a baseline ({why})", why=_reason(error))) from None


def _reason(error: Exception) -> str:
    if isinstance(error, LookupError):
        return say("a finding has no {name}", name=str(error))
    return say("a finding is no table") if isinstance(error, TypeError) else plainly(error)


def _known(data: Any) -> Mapping[str, Counter[_Key]]:
    if not isinstance(data, dict) or data.get("version") != _VERSION:
        raise ValueError(f'it has no "version": {_VERSION}')
    known: defaultdict[str, Counter[_Key]] = defaultdict(Counter)
    for item in data.get("findings", ()):
        path, *key = (item[name] for name in ("path", *_NAMES))
        if not all(isinstance(value, str) for value in (path, *key)):
            raise ValueError("a finding holds something other than text")
        known[path][key[0], key[1], _LINE.sub("line", key[2])] += 1
    return known


def _unusable(path: Path, what: str) -> ConfigError:
    return ConfigError(path.name, what, say("Restore it, or delete it to begin anew."))


def write(project: Project, findings: Iterable[Finding], looked_at: Collection[str]) -> None:
    """Make the findings part of the project's baseline.

    Args:
        project: whose baseline.
        findings: all findings of the files that were looked at.
        looked_at: these PO files, relative to the project. What is known about others is kept, as
            long as they exist.

    Raises:
        ConfigError: the old one cannot be read.
        OSError: the file cannot be written.
    """
    found = [(finding.path, *_key(finding)) for finding in findings]
    for path, kept in read(project).known.items():
        if path not in looked_at and (project.root / path).is_file():
            found += [(path, *key) for key in kept.elements()]
    listed = [dict(zip(("path", *_NAMES), values, strict=True)) for values in sorted(found)]
    document = {"version": _VERSION, "findings": listed}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    write_atomic(project.root / FILE, text.encode("utf-8", "replace"))
