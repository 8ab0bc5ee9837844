"""The command line: `viendan`. Each command lives in a module of its own that is imported when it is called."""

import io
import sys
from importlib import import_module
from typing import Any

import click

from viz.cli_speak import SpeakingGroup

COMMANDS = {
    "text": ("viz.cli_read", "text"),
    "extract": ("viz.cli_read", "extract"),
    "build": ("viz.cli_build", "build"),
    "documents": ("viz.cli_list", "documents"),
    "instruments": ("viz.cli_list", "instruments"),
    "show": ("viz.cli_show", "show"),
    "who": ("viz.cli_who", "who"),
    "gaps": ("viz.cli_gaps", "gaps"),
    "report": ("viz.cli_report", "report"),
    "check": ("viz.cli_report", "check"),
    "decide": ("viz.cli_decide", "decide"),
    "graph": ("viz.cli_graph", "graph"),
    "export": ("viz.cli_export", "export"),
    "serve": ("viz.cli_serve", "serve"),
    "completion": ("viz.cli_completion", "completion"),
}
SUMMARIES = {
    "text": "In phần chữ của một tệp, đúng như các vị trí (offset) được tính.",
    "extract": "Đọc một văn bản: phần đầu, viện dẫn, nhiệm vụ. Không cần cơ sở dữ liệu.",
    "build": "Dựng hoặc cập nhật cơ sở dữ liệu từ tệp và thư mục.",
    "documents": "Liệt kê các văn bản trong kho.",
    "instruments": "Liệt kê các văn bản được viện dẫn và mỗi chỗ viện dẫn.",
    "show": "Mọi điều đã biết về một văn bản: thuộc tính, dẫn chứng, quan hệ.",
    "who": "Ai triển khai thực hiện một văn bản.",
    "gaps": "Đơn vị nào chưa triển khai thực hiện một văn bản.",
    "report": "Báo cáo các chỗ viện dẫn không thống nhất.",
    "check": "Soát một dự thảo theo kho dữ liệu.",
    "decide": "Ghi, liệt kê, rút lại ý kiến của con người về viện dẫn.",
    "graph": "Vẽ đồ thị tương tác, một tệp HTML xem được khi không có mạng.",
    "export": "Xuất đồ thị cho công cụ khác: ttl, nt, jsonld, graphml, csv.",
    "serve": "Mở ứng dụng web và JSON API.",
    "completion": "In kịch bản gợi ý lệnh cho bash, zsh hoặc fish.",
}
"""Kept here, so that the help of the whole does not import every command."""


class Viendan(SpeakingGroup):
    """Loads a command when it is asked for, and turns every error into one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def summary(self, ctx: click.Context, name: str) -> str:
        return SUMMARIES[name]

    def main(self, args: Any = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        _speak_utf8()
        words = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        try:
            code = super().main(words, "viendan", **extra)
        except click.exceptions.Exit as stop:
            code = stop.exit_code
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nĐã dừng.", err=True)
            code = 130
        except BrokenPipeError:
            # The reader of a pipe has gone (`| head`): nothing is left to say, and nothing must be written at exit.
            sys.stdout = None
            code = 0
        except Exception as error:
            from viz.cli_error import explain  # noqa: PLC0415

            code = explain(error, as_json="--json" in words)
        sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """What is printed is Vietnamese, whatever the locale says (a C locale, a Windows code page)."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors=errors)


@click.group(
    cls=Viendan,
    name="viendan",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="Đồ thị tri thức về viện dẫn trong văn bản hành chính Việt Nam: ai triển khai văn bản nào, ai chưa, "
    "viện dẫn nào sai.\n\n"
    'QUERY là điều người dùng gõ: "Nghị định 30/2020/NĐ-CP", "nghi dinh 30", "QD 99 TW", "NQ 45 HDND 2024", '
    "tên luật hoặc mã văn bản; không cần dấu, thứ tự nào cũng được.",
    epilog="Xem thêm về một lệnh: viendan LỆNH --help",
)
@click.version_option(package_name="viendan", message="viendan %(version)s", help="In phiên bản rồi thoát.")
def main() -> None:
    pass


if __name__ == "__main__":
    main()
