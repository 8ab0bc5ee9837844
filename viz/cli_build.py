"""`viendan build`: the database from files and folders."""

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from viz.cli_speak import Speaks, db_option, json_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.build import BuildReport, Progress

_STAGES = {
    "scan": "Xem các tệp",
    "read": "Đọc văn bản",
    "resolve": "Xác định viện dẫn",
    "relate": "Nối các văn bản",
    "find": "Tìm điểm cần xem",
}
_LISTED = 20


@click.command(cls=Speaks)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--registry", type=click.Path(path_type=Path), metavar="FILE", help="Danh mục văn bản đã biết (CSV).")
@click.option("--no-registry", is_flag=True, help="Không dùng danh mục văn bản đã biết.")
@db_option
@json_option
@click.pass_context
def build(
    ctx: click.Context, *, paths: tuple[Path, ...], registry: Path | None, no_registry: bool, db: Path, as_json: bool
) -> None:
    """Dựng hoặc cập nhật cơ sở dữ liệu từ các tệp và thư mục PATH (mặc định data/documents). Văn bản đã đọc và không
    đổi thì bỏ qua; dừng lúc nào cũng không mất văn bản đã đọc xong, chạy lại là đi tiếp."""
    from graph.build import build as run  # noqa: PLC0415
    from graph.registry import default_registry  # noqa: PLC0415
    from graph.store import open_store  # noqa: PLC0415
    from ingest.formats import SUPPORTED  # noqa: PLC0415
    from queries.findings.keep import keep_fresh, refresh  # noqa: PLC0415
    from viz.terminal import print_json, say  # noqa: PLC0415

    if registry and no_registry:
        raise click.UsageError("--registry và --no-registry loại trừ nhau.")
    wanted = paths or (Path("data/documents"),)
    missing = [p for p in wanted if not p.exists()]
    if missing and len(missing) == len(wanted):
        raise click.ClickException(f"không có tệp hoặc thư mục {', '.join(map(str, missing))}.")
    known = None if no_registry else registry or default_registry()
    with open_store(db, create=True) as store, Shown() as shown:
        try:
            report = run(store, [p for p in wanted if p.exists()], registry=known, progress=shown.tell)
            if report.changed:
                refresh(store, shown.counter("find"))
            else:
                keep_fresh(store, shown.counter("find"))
        except KeyboardInterrupt:
            shown.stop()
            say(f"\nĐã dừng. Các văn bản đã đọc xong được giữ trong {db}; chạy lại cùng lệnh để đi tiếp.")
            ctx.exit(130)
    for path in missing:
        say(f"Bỏ qua {path}: không có tệp hoặc thư mục này.")
    if as_json:
        print_json(report)
    else:
        _print(report, db)
    for _, why in report.failed:
        say(f"Không đọc được {why}")
    found = len(report.added) + len(report.updated) + report.unchanged + len(report.duplicates) + len(report.moved)
    if report.skipped:
        names = ", ".join(name for name, _ in report.skipped[:_LISTED])
        more = ", …" if len(report.skipped) > _LISTED else ""
        say(f"Bỏ qua {len(report.skipped)} tệp hoặc thư mục không đọc được thành văn bản: {names}{more}")
    if not found and not report.failed:
        say(f"Không có văn bản nào trong {', '.join(map(str, wanted))}: viendan đọc {', '.join(sorted(SUPPORTED))}.")
    if missing or not (found or (report.failed and report.documents)):
        ctx.exit(1)


def _print(report: "BuildReport", db: Path) -> None:
    parts = (
        (len(report.added), "mới"),
        (len(report.updated), "đọc lại"),
        (report.unchanged, "không đổi"),
        (len(report.duplicates), "trùng"),
        (len(report.failed), "không đọc được"),
    )
    done = ", ".join(f"{n} {word}" for n, word in parts if n) or "không có tệp nào"
    click.echo(f"Tệp: {done} ({report.seconds:.1f} giây).")
    click.echo(
        f"{db}: {report.documents} văn bản, {report.mentions} viện dẫn đến {report.instruments} văn bản khác nhau, "
        f"{report.unresolved} viện dẫn chưa xác định, {report.tasks} nhiệm vụ."
    )
    for path in report.vanished[:_LISTED]:
        click.echo(f"Còn trong cơ sở dữ liệu nhưng tệp không còn: {path}")


class Shown:
    """Progress on standard error: a bar with rate and time left on a terminal, a line every ten seconds elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""
        self._said = 0.0

    def __enter__(self) -> "Shown":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def counter(self, stage: str) -> "Callable[[int, int], None]":
        """Shows a stage that only counts."""
        from graph.build import Progress  # noqa: PLC0415

        began = monotonic()
        return lambda done, total: self.tell(Progress(stage, done, total, monotonic() - began))

    def tell(self, progress: "Progress") -> None:
        name = _STAGES.get(progress.stage, progress.stage)
        rate = progress.done / progress.seconds if progress.seconds else 0.0
        if not sys.stderr.isatty():
            if progress.seconds - self._said >= 10 or progress.seconds < self._said:
                self._said = progress.seconds
                left = (progress.total - progress.done) / rate if rate else 0
                click.echo(f"{name}: {progress.done}/{progress.total}, {rate:.0f}/giây, còn {left:.0f} giây", err=True)
            return
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
        if progress.stage != self._stage:
            self._stage = progress.stage
            self._task = self._bar.add_task(name, total=progress.total, rate="")
        self._bar.update(self._task, completed=progress.done, total=progress.total, rate=f"{rate:.0f}/giây")


def _bar() -> Any:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("còn"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
