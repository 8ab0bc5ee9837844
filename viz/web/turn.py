"""Dependencies of what checks a draft: it waits for its turn, and its time begins when that has come."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends

from viz.web.page import Page, read


async def turn(page: Annotated[Page, Depends(read)]) -> AsyncIterator[None]:
    """Raises Busy."""
    async with page.desk.checks.turn():
        yield


async def paid_turn(page: Annotated[Page, Depends(read)]) -> AsyncIterator[None]:
    """Counted as a check, even before it waits. Raises TooOften, Busy."""
    page.spend("check")
    async with page.desk.checks.turn():
        yield


# to be named after the parameter that refuses who may not ask; given back before the answer is sent
Turn = Annotated[None, Depends(turn, scope="function")]
PaidTurn = Annotated[None, Depends(paid_turn, scope="function")]
