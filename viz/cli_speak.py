"""Commands whose help speaks Vietnamese, and the options that they share."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graph.store import Store

DEFAULT_DB = "viendan.db"
_F = TypeVar("_F", bound=Callable[..., Any])


class Speaks(click.Command):
    """A command whose help has Vietnamese headings."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*args, **options)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            r for p in self.get_params(ctx) if isinstance(p, click.Option) and (r := p.get_help_record(ctx)) is not None
        ]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Xem hướng dẫn này rồi thoát."
        return option


class SpeakingGroup(Speaks, click.Group):
    """A group whose help has Vietnamese headings."""

    command_class = Speaks

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("subcommand_metavar", "LỆNH …")
        super().__init__(*args, **options)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Speaks.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.summary(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)

    def summary(self, ctx: click.Context, name: str) -> str:
        """One line on a command for the list of commands."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=100) if command else ""


def db_option(command: _F) -> _F:
    """--db, a path; the variable VIENDAN_DB names another default."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=True),
        default=DEFAULT_DB,
        envvar="VIENDAN_DB",
        metavar="FILE",
        help=f"Cơ sở dữ liệu (mặc định {DEFAULT_DB}, hoặc biến VIENDAN_DB).",
    )(command)


def json_option(command: _F) -> _F:
    return click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON (UTF-8) thay cho bảng.")(command)


def csv_option(command: _F) -> _F:
    return click.option("--csv", "as_csv", is_flag=True, help="In CSV (UTF-8) thay cho bảng.")(command)


def query_argument(*, required: bool = True) -> Callable[[_F], _F]:
    """QUERY, with the instruments of the database offered as one presses Tab."""
    return click.argument("query", required=required, shell_complete=_complete)


def opened(db: Path) -> "Store":
    """The database, which must be there."""
    from graph.store import open_store  # noqa: PLC0415

    return open_store(db)


def part(module: str) -> Any:
    """A module that an installation may lack."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise click.ClickException(f"bản cài đặt này chưa có phần cần cho lệnh này ({error.name}).") from error


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from graph.store import StoreError  # noqa: PLC0415
    from queries.lookup import suggest  # noqa: PLC0415

    try:
        with opened(Path(ctx.params.get("db") or DEFAULT_DB)) as store:
            return [candidate.id for candidate in suggest(store, incomplete, 20)]
    except StoreError:
        return []
