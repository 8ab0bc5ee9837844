"""One document: bytes to text to mentions and tasks, as written.

Where `make setup` could compile the modules, the compiled ones are used, as long as they are of just the sources beside
them and of this Python. VIENDAN_COMPILED=0 in the environment turns that off.
"""

import os
import sys
import zlib
from pathlib import Path

PACKAGE = Path(__file__).parent
COMPILED = PACKAGE / "compiled"


def compiled_from() -> str:
    """What compiled modules depend on: this Python and a sum over the sources."""
    total = 0
    for path in sorted(PACKAGE.glob("*.py")):
        total = zlib.crc32(path.read_bytes(), zlib.crc32(path.name.encode(), total))
    return f"{sys.implementation.cache_tag} {total:08x}"


def fresh() -> bool:
    """Whether the compiled modules are there and of just these sources."""
    try:
        return (COMPILED / "from").read_text(encoding="utf-8") == compiled_from()
    except OSError:
        return False


if os.environ.get("VIENDAN_COMPILED") != "0" and fresh():
    __path__.insert(0, str(COMPILED))
