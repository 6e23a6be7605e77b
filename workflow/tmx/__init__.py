"""Translation memories as TMX, written and read one unit at a time.

TMX 1.4b (LISA OSCAR recommendation of 2005-04-26), level 2: placeholders are inline codes.
"""

from workflow.tmx.reading import read
from workflow.tmx.units import Unit, Variant
from workflow.tmx.writing import write

__all__ = ["Unit", "Variant", "read", "write"]
