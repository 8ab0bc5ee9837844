"""The application: its gate, its pages, its API."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from secrets import token_hex

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from graph.store import open_store
from viz.web import api, assets, errors, pages
from viz.web.ahead import Ahead, ask_itself
from viz.web.answers import Answers
from viz.web.checks import Checks
from viz.web.deadline import limit_time
from viz.web.exports import Exports
from viz.web.guard import Guard
from viz.web.identity import Identity
from viz.web.page import Desk
from viz.web.rates import Rates
from viz.web.settings import Settings


def create_app(settings: Settings, read: Callable[[], None] = lambda: None) -> FastAPI:
    """The application on one database. `read` is called whenever everything was read that stays in memory until the
    database changes. Raises StoreError where that cannot be opened."""
    store = open_store(settings.db)
    limit_time(store)
    exports = Exports(settings)
    answers = Answers(threads=settings.limits.threads)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.limits.threads
        loop = asyncio.get_running_loop()
        ahead = Ahead(
            store, answers, lambda path: asyncio.run_coroutine_threadsafe(ask_itself(app, path), loop).result(), read
        )
        ahead.start()
        yield
        await anyio.to_thread.run_sync(ahead.close, limiter=anyio.CapacityLimiter(1))
        answers.lane.close()
        exports.close()
        store.close()

    app = FastAPI(
        title="viendan",
        version=api.VERSION,
        description=api.DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    rates = Rates(dict(settings.limits.per_minute))
    app.state.desk = Desk(settings, store, Identity(settings), rates, answers, token_hex(8), Checks(), exports)
    errors.install(app)
    app.router.routes.append(assets.route)
    for router in pages.ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router)
    api.describe(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, settings=settings, refuse=errors.refuse)
    return app
