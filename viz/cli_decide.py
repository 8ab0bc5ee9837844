"""`viendan decide`: a person's judgements."""

import click

from viz.cli_speak import SpeakingGroup


@click.group(cls=SpeakingGroup)
def decide() -> None:
    """Ý kiến của con người: hai văn bản là một, là hai; giá trị đúng; chấp nhận, bác bỏ một phát hiện. Ý kiến đứng trên
    máy ở mọi lần
    dựng sau."""
