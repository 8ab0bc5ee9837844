"""`viendan completion`: the script with which a shell completes commands, options and instruments."""

import click

from viz.cli_speak import Speaks


@click.command(cls=Speaks)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """In kịch bản gợi ý lệnh cho SHELL.

    \b
    bash: viendan completion bash >> ~/.bashrc
    zsh:  viendan completion zsh >> ~/.zshrc
    fish: viendan completion fish > ~/.config/fish/completions/viendan.fish
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"không hỗ trợ {shell}.")
    click.echo(kind(ctx.find_root().command, {}, "viendan", "_VIENDAN_COMPLETE").source())
