"""Errors of the system in Vietnamese."""

import errno
import os

import pytest

from ingest.reason import reason


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS])
def test_errors_that_people_meet_are_said_in_vietnamese(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert said
    assert said != os.strerror(number)
    assert not said.endswith(".")


def test_an_error_without_a_number_keeps_its_words() -> None:
    assert reason(OSError("đứt mạng")) == "đứt mạng"
