"""Say what ``workflow sync`` would make of seeds that have another name than their PO files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.cli import console
from workflow.cli.options import Options

if TYPE_CHECKING:
    from workflow.app.project_state import Renames


def tell_renames(options: Options, renames: Renames) -> None:
    """Print which PO files are read under another name, and which cases are in doubt."""
    from workflow.app import renaming

    for line in renaming.forecasts(renames):
        console.inform(options, console.told(line))
    for doubt in () if options.quiet else renaming.doubts(renames):
        console.print_warning(doubt)
