"""The files that pages load: read once, named by their content, never looked up by a path from outside."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    packed: bytes
    type: str
    mark: str


@cache
def assets() -> dict[str, Asset]:
    """By name, as in "app.css" or "vendor/htmx/htmx.min.js"."""
    found: dict[str, Asset] = {}
    _collect(files("viz") / "assets", "", found)
    return found


def _collect(folder: Traversable, prefix: str, found: dict[str, Asset]) -> None:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            _collect(entry, f"{prefix}{entry.name}/", found)
        elif (kind := _TYPES.get(entry.name[entry.name.rfind(".") :])) is not None:
            body = entry.read_bytes()
            mark = hashlib.sha256(body).hexdigest()[:12]
            found[prefix + entry.name] = Asset(body, gzip.compress(body, 9, mtime=0), kind, mark)


def address(name: str) -> str:
    """Where a page loads the file; another content has another address, so that it may be kept for ever."""
    return f"/assets/{assets()[name].mark}/{name}"


async def _serve(request: Request) -> Response:
    asset = assets().get(request.path_params["name"])
    if asset is None or asset.mark != request.path_params["mark"]:
        return Response(status_code=404)
    headers = {
        "content-type": asset.type,
        "cache-control": "public, max-age=31536000, immutable",
        "vary": "accept-encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", "") and asset.type.startswith(("text/", "image/svg")):
        return Response(asset.packed, headers=headers | {"content-encoding": "gzip"})
    return Response(asset.body, headers=headers)


route = Route("/assets/{mark}/{name:path}", _serve, include_in_schema=False)
