"""The whole graph as a file: what `viendan export` writes, made in a process of its own, once for every version of the
store; and the report of findings, made so whenever it is asked for."""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class ReportForm(Form):
    """One form of the report. `name` is the option of the command line that writes it."""

    @property
    def command(self) -> str:
        return f"viendan report --{self.name} bao-cao{self.suffix}"


MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
REPORTS = {name: ReportForm(name, f".{name}", media_type, in_memory=True) for name, media_type in MEDIA.items()}


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

    async def report(self, form: ReportForm, asked: Mapping[str, str], lang: str) -> bytes:
        """The report of the findings that are `asked` for, by options of the command line. Nothing is kept of it.
        Raises TooSlow or Stopped."""
        async with self._turn:
            return await anyio.to_thread.run_sync(self._report, form, asked, lang)

    def _report(self, form: ReportForm, asked: Mapping[str, str], lang: str) -> bytes:
        with tempfile.TemporaryDirectory(dir=self._room()) as making:
            made = Path(making) / f"report{form.suffix}"
            # one word each: what is asked for cannot be another option
            options = [f"--{name}={value}" for name, value in asked.items()]
            self._run(form, ["report", f"--{form.name}={made}", "--lang", lang, *options], making)
            return made.read_bytes()

    def _make(self, form: Form, version: int) -> None:
        path = Path(self._room()) / f"{version}{form.suffix}"
        with tempfile.TemporaryDirectory(dir=self._room()) as making:  # goes with what a killed process left
            made = Path(making) / path.name
            self._run(form, ["export", "--format", form.name, "-o", str(made)], making)
            made.replace(path)
        old = self._made.get(form.name)
        self._made[form.name] = version, path
        if old is not None:
            with contextlib.suppress(OSError):  # Windows: it is being sent
                old[1].unlink()

    def _run(self, form: Form, words: list[str], folder: str) -> None:
        limits, db = self._settings.limits, self._settings.db.resolve()
        try:
            status, _ = run_apart([*words, "--db", str(db)], folder, limits.export_seconds, limits.export_memory)
        except (Late, Broken):
            raise TooSlow(form) from None
        if status:
            raise TooSlow(form)

    def _room(self) -> str:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="viendan-")
        return self._folder.name

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file piece by piece; closes it."""
    with file:
        while piece := file.read(_CHUNK):
            yield piece
