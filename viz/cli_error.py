"""Errors as one sentence each on standard error, and the exit status that they mean."""

import json
import os

import click

from ingest.reason import reason


def explain(error: Exception, *, as_json: bool = False) -> int:
    """Prints what went wrong and what helps, also as the JSON object asked for. 2 for wrong usage, 1 for all else; the
    trace only where VIENDAN_DEBUG is set."""
    if os.environ.get("VIENDAN_DEBUG"):
        raise error
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return 2
    if isinstance(error, click.UsageError):
        where = f"\nXem: {error.ctx.command_path} --help" if error.ctx else ""
        click.echo(f"Lỗi cách dùng: {usage(error)}{where}", err=True)
        return 2
    said = sentence(error)
    click.echo(f"Lỗi: {said}", err=True)
    if as_json:
        click.echo(json.dumps({"error": said}, ensure_ascii=False))
    return 1


def usage(error: click.UsageError) -> str:
    """A wrong call in Vietnamese; click's own words where it says something else."""
    if isinstance(error, click.NoSuchOption):
        near = f" Có phải: {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"không có tùy chọn {error.option_name}.{near}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "tham số"
        if isinstance(error.param, click.Option):
            name = "/".join(error.param.opts)
        return f"thiếu {name}."
    if isinstance(error, click.BadParameter):
        name = "/".join(error.param.opts) if error.param else "tham số"
        if error.param and isinstance(error.param.type, click.Choice):
            return f"{name}: hãy chọn một trong {', '.join(map(str, error.param.type.choices))}."
        if error.param and isinstance(error.param.type, click.types.IntParamType):
            return f"{name}: cần một số nguyên phù hợp."
        return f"{name}: {error.message}"
    if "No such command" in error.message:
        near = _nearest(error)
        return error.message.replace("No such command", "không có lệnh") + (f" Có phải: {near}?" if near else "")
    if "Got unexpected extra argument" in error.message:
        return "thừa tham số " + error.message.split("(")[-1].rstrip(").") + ' (nhiều từ thì đặt trong dấu "…").'
    return error.message


def _nearest(error: click.UsageError) -> str:
    import difflib  # noqa: PLC0415

    from viz.cli import COMMANDS  # noqa: PLC0415

    name = error.message.split("'")[1] if "'" in error.message else ""
    return ", ".join(difflib.get_close_matches(name, COMMANDS, n=2))


def sentence(error: BaseException) -> str:
    """What an error says to a person: our own errors carry their sentence, those of the system name the file."""
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        return f"{error.filename or 'hệ thống tệp'}: {reason(error)}."
    if isinstance(error, MemoryError):
        return "hết bộ nhớ: hãy đọc ít tệp hơn trong một lần, hoặc tách thành các tệp nhỏ hơn."
    if type(error).__module__.split(".")[0] in {"ingest", "graph", "queries", "viz"}:
        return str(error)
    return (
        f"lỗi không lường trước ({type(error).__name__}: {str(error).partition(chr(10))[0][:200]}). "
        "Đặt VIENDAN_DEBUG=1 rồi chạy lại để xem chi tiết cần gửi cho người phát triển."
    )
