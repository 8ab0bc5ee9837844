"""The whole graph as a file: what `viendan export` writes, made in a process of its own, once for every version of the
store."""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import anyio.to_thread

from viz.web.apart import Broken, Late, run_apart
from viz.web.settings import Limits, Settings

_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the graph. `name` is what the command line calls it."""

    name: str
    suffix: str
    media_type: str
    in_memory: bool
    """Whether the whole graph stands in memory while it is written."""

    @property
    def command(self) -> str:
        return f"viendan export --format {self.name} -o viendan{self.suffix}"

    def limit(self, limits: Limits) -> int:
        """Mentions of the largest corpus that is exported in this form."""
        return limits.export_mentions if self.in_memory else limits.export_rows


FORMS = {
    f.name: f
    for f in (
        Form("ttl", ".ttl", "text/turtle; charset=utf-8", in_memory=True),
        Form("nt", ".nt", "application/n-triples; charset=utf-8", in_memory=False),
        Form("jsonld", ".jsonld", "application/ld+json", in_memory=True),
        Form("graphml", ".graphml", "application/graphml+xml", in_memory=False),
        Form("csv", ".csv.zip", "application/zip", in_memory=False),
    )
}


class TooLarge(Exception):  # noqa: N818 - names what is the case
    """The corpus is larger than what the application exports; `command` does it."""

    def __init__(self, form: Form) -> None:
        super().__init__(form.name)
        self.command = form.command


class TooSlow(TooLarge):
    """Making the file took more time or memory than there is for it."""


class Exports:
    """The last file of each form, in a folder that goes with the application."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made: dict[str, tuple[int, Path]] = {}
        self._turn = asyncio.Lock()

    async def open(self, form: Form, version: int) -> BinaryIO:
        """The file, open: it may be replaced while it is sent. One is made at a time; who waits holds no thread.
        Raises TooSlow or Stopped."""
        async with self._turn:
            if self._made.get(form.name, (-1,))[0] != version:
                await anyio.to_thread.run_sync(self._make, form, version)
            return self._made[form.name][1].open("rb")

    def _make(self, form: Form, version: int) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="viendan-")
        path = Path(self._folder.name) / f"{version}{form.suffix}"
        limits, db = self._settings.limits, self._settings.db.resolve()
        with tempfile.TemporaryDirectory(dir=self._folder.name) as making:  # goes with what a killed process left
            made = Path(making) / path.name
            words = ["export", "--format", form.name, "-o", str(made), "--db", str(db)]
            try:
                status, _ = run_apart(words, making, limits.export_seconds, limits.export_memory)
            except (Late, Broken):
                raise TooSlow(form) from None
            if status:
                raise TooSlow(form)
            made.replace(path)
        old = self._made.get(form.name)
        self._made[form.name] = version, path
        if old is not None:
            with contextlib.suppress(OSError):  # Windows: it is being sent
                old[1].unlink()

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file piece by piece; closes it."""
    with file:
        while piece := file.read(_CHUNK):
            yield piece
