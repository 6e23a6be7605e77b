"""Compile templates to Python as Jinja does, to code that takes fewer steps on every page.

What they are compiled to is kept: that takes longer than building ten articles.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from functools import cache, lru_cache
from importlib import metadata, resources
from importlib.util import cache_from_source
from io import StringIO
from pathlib import Path
from types import CodeType
from typing import Any, cast

from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, Expr, Getattr
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup as Html
from markupsafe import escape

from workflow.site.body.typesetting import safe_html
from workflow.store.files import write_atomic

#: Where the package's own templates are.
_OWN = f"{resources.files('workflow.site')}"
#: Letters of the hash at the beginning of a cached file.
_HASH = 32


class _Generator(CodeGenerator):
    """Compiles templates to calls and lookups as in plain Python."""

    def visit_Call(  # noqa: N802 - Jinja's name
        self,
        node: Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Compile a call to a plain one, without Jinja's look each time for a context argument."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        stream, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), stream
        self.write(f"{arguments.removeprefix(', ')})")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Compile ``a.b`` to a plain attribute; only themes need Jinja's look for an item, too."""
        if not f"{self.filename}".startswith(_OWN):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def write_commons(self) -> None:
        """Compile the beginning of a block to look for names in one place."""
        super().write_commons()
        self.writeline("resolve = context.names.__getitem__")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Compile the making of a macro so that the page knows it, to let go of it in the end."""
        self.write("context.known(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Open the code of an output; safe HTML is not escaped again."""
        if _is_plain(frame, finalize):
            self.write("shown if (kind := type(shown := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Close the code of an output: all else is escaped."""
        if _is_plain(frame, finalize):
            self.write(
                ")) is Html else text(shown) if kind is str or kind is int else escape(shown)"
            )
        else:
            super()._output_child_post(node, frame, finalize)


def _is_plain(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    """Tell whether an output is escaped and nothing else."""
    context = frame.eval_ctx
    return context.autoescape and not context.volatile and finalize.src is None


class _Macro(Macro):
    """A macro that is called directly if it gets only positional values."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if kwargs or len(args) != self._argument_count or self.caller or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return safe_html(self._func(*args))

    def forget(self) -> None:
        """Make this macro render nothing."""
        self._func = str


class _Names(dict[str, Any]):
    """What a template knows by name."""

    def __missing__(self, name: str) -> object:
        return missing


class _Context(Context):
    """What a template is given on a page, and the macros that are made there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._macros: list[_Macro] = []
        self.names = self.vars = self.parent = _Names(self.parent)

    def known(self, macro: _Macro) -> _Macro:
        """Return a macro that has just been made."""
        self._macros.append(macro)
        return macro

    def let_go(self) -> None:
        """Forget everything, when the page is there.

        Macros refer to the values and to each other, and the values to the macros: otherwise each
        page would leave its article to Python's garbage collector.
        """
        for macro in self._macros:
            macro.forget()
        self.vars.clear()
        self.parent.clear()


class _Template(Template):
    """A template whose code has faster means than Jinja's for what it does many times."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        names = template.root_render_func.__globals__
        names.update(escape=escape, text=_escaped_text, Html=Html, Macro=_Macro, Markup=safe_html)
        return template

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Fill in the template, and let go of all that it was given."""
        context = cast("_Context", self.new_context(dict(*args, **kwargs)))
        try:
            return self.environment.concat(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()
        finally:
            context.let_go()


_escaped_text: Callable[[Any], str] = lru_cache(maxsize=2_048)(escape)


class TemplateEnvironment(Environment):
    """An environment for one build: loaded templates stay as they are.

    Its templates have a plain dictionary of what they may use. Jinja's own are chains of two, for
    names that change later: copied for every page, by Python.
    """

    code_generator_class = _Generator
    context_class = _Context
    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template."""
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Return a template, loaded once."""
        if globals or isinstance(name, Template):
            return super().get_template(name, parent, globals)
        found = self._loaded.get(name)
        if not found:
            found = self._loaded[name] = super().get_template(name, parent)
        return found


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates while the process lives, and the package's own on the disk.

    ``serve`` builds after every change. What a theme has changed since has another checksum and is
    compiled anew; its templates are in no file, for a project is no place to take programs from.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}
        self._files: dict[str, Path] = {}
        #: How templates are compiled: by this module.
        self._way = f"{Path(__file__).read_text('utf-8')}{metadata.version('jinja2')}".encode()

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return the cached code of a template, as Jinja asks for it."""
        key = self.get_cache_key(name, filename)
        if filename and filename.startswith(_OWN):
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
def compiled_templates() -> CompiledTemplates:
    """Return the store of compiled templates, shared by all environments."""
    return CompiledTemplates()
