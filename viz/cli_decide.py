"""`viendan decide`: a person's judgements, recorded, listed, taken back, exchanged."""

import getpass
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from viz.cli_speak import SpeakingGroup, Speaks, db_option, json_option, opened

if TYPE_CHECKING:
    from graph.judgement import Judgement
    from graph.store import Store

_F = TypeVar("_F", bound=Any)
_MENTION = re.compile(r"#(\d+)")
ATTRIBUTES = ("type", "number", "symbol", "date", "issuer", "title")
_KINDS = {"same": "là một", "different": "là hai", "value": "giá trị đúng", "finding": "phát hiện", "alias": "tên gọi"}


@click.group(cls=SpeakingGroup)
def decide() -> None:
    """Ý kiến của con người về viện dẫn: hai văn bản là một hay là hai, giá trị đúng của một thuộc tính, chấp nhận hay
    bác bỏ một phát hiện, tên gọi của một văn bản. Ý kiến đứng trên máy ở mọi lần dựng sau; ai, khi nào, vì sao đều được
    ghi lại.

    QUERY như ở các lệnh khác; #123 là viện dẫn số 123 trong cơ sở dữ liệu."""


def _author() -> str:
    return os.environ.get("VIENDAN_WHO") or getpass.getuser()


def _signed(command: _F) -> _F:
    """The options of every judgement: why, who, where."""
    command = db_option(command)
    command = click.option("--who", metavar="TÊN", help="Người quyết định (mặc định VIENDAN_WHO hoặc tên đăng nhập).")(
        command
    )
    done: _F = click.option("--why", required=True, metavar="LÝ DO", help="Vì sao.")(command)
    return done


@decide.command(cls=Speaks)
@click.argument("a", metavar="QUERY")
@click.argument("b", metavar="QUERY")
@_signed
def same(*, a: str, b: str, why: str, who: str | None, db: Path) -> None:
    """Hai văn bản (hoặc viện dẫn) là một."""
    _pair("same", (a, b), why, who, db)


@decide.command(cls=Speaks)
@click.argument("a", metavar="QUERY")
@click.argument("b", metavar="QUERY")
@_signed
def different(*, a: str, b: str, why: str, who: str | None, db: Path) -> None:
    """Hai văn bản (hoặc viện dẫn) là hai."""
    _pair("different", (a, b), why, who, db)


@decide.command(cls=Speaks)
@click.argument("query")
@click.argument("attribute", type=click.Choice(ATTRIBUTES))
@click.argument("value", metavar="VALUE")
@_signed
def value(*, query: str, attribute: str, value: str, why: str, who: str | None, db: Path) -> None:
    """Giá trị đúng của một thuộc tính; ngày viết 2025-12-31 hoặc 31/12/2025."""
    if attribute == "date":
        from viz.cli_day import read_day  # noqa: PLC0415

        value = read_day(value).isoformat()
    with opened(db) as store:
        _record(store, "value", {"of": _reference(store, query), "attribute": attribute, "value": value}, why, who)


@decide.command(cls=Speaks)
@click.argument("name", metavar="TÊN")
@click.argument("query")
@_signed
def alias(*, name: str, query: str, why: str, who: str | None, db: Path) -> None:
    """Một tên gọi chỉ một văn bản."""
    with opened(db) as store:
        _record(store, "alias", {"name": name, "of": _reference(store, query)}, why, who)


@decide.command(cls=Speaks)
@click.argument("finding", metavar="MÃ")
@_signed
def accept(*, finding: str, why: str, who: str | None, db: Path) -> None:
    """Chấp nhận một phát hiện của báo cáo."""
    _judge(finding, "accepted", why, who, db)


@decide.command(cls=Speaks)
@click.argument("finding", metavar="MÃ")
@_signed
def reject(*, finding: str, why: str, who: str | None, db: Path) -> None:
    """Bác bỏ một phát hiện của báo cáo."""
    _judge(finding, "rejected", why, who, db)


@decide.command("list", cls=Speaks)
@click.option("--all", "everything", is_flag=True, help="Cả những ý kiến đã rút lại.")
@db_option
@json_option
def list_(*, everything: bool, db: Path, as_json: bool) -> None:
    """Liệt kê các ý kiến đang có hiệu lực."""
    from dataclasses import asdict  # noqa: PLC0415

    from graph.judgement import active  # noqa: PLC0415
    from queries.instant import moment  # noqa: PLC0415
    from viz.terminal import print_json, print_table  # noqa: PLC0415

    with opened(db) as store:
        found = active(store, undone=everything)
    if as_json:
        print_json({"judgements": [asdict(j) for j in found]})
        return
    click.echo(f"{len(found)} ý kiến.\n")
    if found:
        print_table(
            ("Mã", "Loại", "Về", "Ai", "Khi nào (giờ Việt Nam)", "Vì sao"),
            (
                (j.id, _KINDS[j.kind] + (" (đã rút)" if j.undone_at else ""), _about(j), j.who, moment(j.at), j.why)
                for j in found
            ),
            widths=(None, 2, 5, 2, None, 4),
        )


@decide.command(cls=Speaks)
@click.argument("judgement", metavar="MÃ")
@click.option("--who", metavar="TÊN", help="Người rút lại.")
@db_option
def undo(*, judgement: str, who: str | None, db: Path) -> None:
    """Rút lại một ý kiến; việc rút cũng được ghi."""
    from graph.judgement import undo as take_back  # noqa: PLC0415

    with opened(db) as store:
        take_back(store, judgement, who or _author())
    _done(f"Đã rút lại {judgement}.")


@decide.command("export", cls=Speaks)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="F", help="Tệp sẽ ghi.")
@db_option
def export_(*, output: Path, db: Path) -> None:
    """Ghi mọi ý kiến ra một tệp (mỗi dòng một ý kiến, JSON) để lưu giữ hoặc gửi nơi khác."""
    from graph.judgement import export  # noqa: PLC0415

    with opened(db) as store:
        click.echo(f"Đã ghi {export(store, output)} ý kiến vào {output}.", err=True)


@decide.command("import", cls=Speaks)
@click.argument("file", type=click.Path(path_type=Path))
@db_option
def import_(*, file: Path, db: Path) -> None:
    """Nhận các ý kiến từ một tệp đã ghi bằng lệnh export."""
    from graph.judgement import load  # noqa: PLC0415

    with opened(db) as store:
        try:
            changed = load(store, file)
        except (ValueError, TypeError, KeyError) as error:
            raise click.ClickException(f"{file} không phải là tệp ý kiến của viendan ({error}).") from error
    _done(f"Đã nhận {changed} ý kiến mới.")


def _pair(kind: str, pair: tuple[str, str], why: str, who: str | None, db: Path) -> None:
    with opened(db) as store:
        a, b = (_reference(store, query) for query in pair)
        _record(store, kind, {"a": a, "b": b}, why, who)


def _reference(store: "Store", query: str) -> dict[str, Any]:
    """What a judgement is about: a mention by its number (#123), or the one instrument that a query names."""
    from graph.judgement import reference  # noqa: PLC0415
    from queries.lookup import find  # noqa: PLC0415
    from viz.cli_candidates import not_clear  # noqa: PLC0415

    if mention := _MENTION.fullmatch(query.strip()):
        with store.read() as connection:
            return reference(connection, int(mention[1]))
    found = find(store, query)
    if found.instrument is None:
        click.get_current_context().exit(not_clear(found, quiet=False))
    click.echo(f"{query}: {found.instrument.label} [{found.instrument.id}]", err=True)
    with store.read() as connection:
        return reference(connection, found.instrument.id)


def _judge(finding: str, verdict: str, why: str, who: str | None, db: Path) -> None:
    """A verdict on a finding, which must be one of the report."""
    from graph.judgement import record  # noqa: PLC0415
    from queries.findings import report  # noqa: PLC0415

    with opened(db) as store:
        if all(f.id != finding for f in report(store, include_off=True).findings):
            raise click.ClickException(f"báo cáo không có phát hiện {finding}.")
        judgement = record(store, "finding", {"finding": finding, "verdict": verdict}, who or _author(), why)
    click.echo(f"Đã ghi ý kiến {judgement.id}.")


def _record(store: "Store", kind: str, subject: dict[str, Any], why: str, who: str | None) -> None:
    from graph.judgement import record  # noqa: PLC0415

    judgement = record(store, kind, subject, who or _author(), why)
    _done(f"Đã ghi ý kiến {judgement.id}.")


def _done(said: str) -> None:
    click.echo(f"{said} Chạy `viendan build` để áp dụng.")


def _about(judgement: "Judgement") -> str:
    """A judgement's subject in a few words."""
    subject = judgement.subject
    named = [_named(subject[key]) for key in ("a", "b", "of") if key in subject]
    rest = [str(subject[key]) for key in ("name", "attribute", "value", "finding", "verdict") if key in subject]
    return "; ".join(named + rest)


def _named(about: dict[str, Any]) -> str:
    if about.get("instrument"):
        return str(about["instrument"])
    return "; ".join(str(m.get("text")) for m in about.get("mentions", ())[:1])
