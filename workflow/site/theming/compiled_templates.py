"""Keep compiled templates: compiling takes longer than building ten articles."""

from __future__ import annotations

import hashlib
import marshal
import sys
from contextlib import suppress
from functools import cache
from importlib import metadata, resources
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from workflow.store.files import write_atomic

#: Letters of the hash before what is kept in a file.
_HASH = 32


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates while the process lives, and the package's own on the disk.

    ``serve`` builds after every change. What a theme has changed since has another checksum and is
    compiled anew; its templates are in no file, for a project is no place to take programs from.

    Args:
        generator: the module that says how templates are compiled.
    """

    def __init__(self, generator: Path) -> None:
        self._own = f"{resources.files('workflow.site')}"
        self._kept: dict[str, tuple[str, CodeType]] = {}
        self._files: dict[str, Path] = {}
        self._way = f"{generator.read_text('utf-8')}{metadata.version('jinja2')}".encode()

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what is known of a template, as Jinja asks for it."""
        key = self.get_cache_key(name, filename)
        if filename and filename.startswith(self._own):
            self._files[key] = compiled_file(filename, name)
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if that is known."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif file := self._files.get(bucket.key):
            with suppress(OSError, ValueError, EOFError, TypeError):
                data = file.read_bytes()
                if data[:_HASH] == self._hash(bucket, data[_HASH:]):
                    bucket.code = marshal.loads(data[_HASH:])  # noqa: S302 - as Python does

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is None:
            return
        self._kept[bucket.key] = bucket.checksum, bucket.code
        file = self._files.get(bucket.key)
        if file and not sys.dont_write_bytecode:
            data = marshal.dumps(bucket.code)
            with suppress(OSError):  # the package may belong to somebody else
                write_atomic(file, self._hash(bucket, data) + data)

    def _hash(self, bucket: Bucket, data: bytes) -> bytes:
        """Return a hash of a template, of how it is compiled and of its code."""
        whole = b"".join((bucket.checksum.encode(), self._way, data))
        return hashlib.blake2b(whole, digest_size=_HASH).digest()


def compiled_file(template: str, name: str) -> Path:
    """Return where a template of the package is kept: where Python keeps compiled modules.

    Args:
        template: its file.
        name: its name in a theme, where it may have two.
    """
    return Path(cache_from_source(f"{Path(template).with_name(name.replace('/', '.'))}.py"))


@cache
def compiled_templates(generator: str) -> CompiledTemplates:
    """Return the one store of compiled templates: environments differ in nothing that it holds."""
    return CompiledTemplates(Path(generator))
