"""The documentation names every command, and what it shows is what the program says."""

import pytest

from tests.transcripts import BLOCK, PAGES, ROOT, commands, fresh_folder, retold, without_timing
from viz.cli import main


@pytest.mark.parametrize("name", PAGES)
def test_every_command_is_documented_with_a_transcript(name):
    page = (ROOT / name).read_text(encoding="utf-8")
    shown = {command.split()[1] for block in BLOCK.findall(page) for command, _ in commands(block)}
    named = {word for word in main.list_commands(None) if f"viendan {word}" in page}
    assert named == set(main.list_commands(None))
    assert shown >= named - {"serve", "completion"}


@pytest.mark.parametrize("name", PAGES)
def test_transcripts_are_real(name, tmp_path):
    page = (ROOT / name).read_text(encoding="utf-8")
    assert without_timing(retold(page, fresh_folder(tmp_path))) == without_timing(page)
