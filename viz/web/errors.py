"""One table of what can go wrong, answered as a page to people and as RFC 9457 problem details to programs."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from graph.kept_draft import NoRoom, NoSuchDraft
from graph.store import StoreError
from queries.body import NoSuchBody
from queries.reading import NoSuchDocument
from queries.unit import NoSuchUnit
from viz.i18n import LANGUAGES, say
from viz.i18n.error import error_in
from viz.web.apart import Stopped
from viz.web.checks import Busy
from viz.web.deadline import STOPPING, is_timeout
from viz.web.exports import TooLarge, TooSlow
from viz.web.guard import Refused
from viz.web.identity import NotAllowed
from viz.web.rates import TooOften
from viz.web.render import render
from viz.web.upload import UploadError

API = "/api/"


class NotFound(LookupError):  # noqa: N818 - names what is the case
    """There is nothing by that id or name."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` is stable: programs may rely on it. `title` is for people."""

    status: int
    kind: str
    title: str
    detail: str = ""


PROBLEMS = {
    p.kind: p
    for p in (
        Problem(400, "length", "Yêu cầu ghi sai độ dài nội dung."),
        Problem(401, "login", "Cần đăng nhập bằng họ tên và mã truy cập."),
        Problem(403, "form", "Biểu mẫu đã hết hạn hoặc không do ứng dụng này tạo ra. Hãy tải lại trang rồi làm lại."),
        Problem(403, "origin", "Yêu cầu đến từ một trang khác nên bị từ chối."),
        Problem(404, "not-found", "Không có mục này trong kho dữ liệu."),
        Problem(405, "method", "Địa chỉ này không nhận cách gọi đó."),
        Problem(406, "not-acceptable", "Không có dạng dữ liệu được yêu cầu."),
        Problem(409, "full", "Đã đủ số văn bản được lưu. Hãy xóa bớt văn bản đã lưu."),
        Problem(413, "size", "Nội dung gửi lên quá lớn."),
        Problem(414, "address", "Địa chỉ quá dài."),
        Problem(421, "host", "Tên máy chủ trong yêu cầu không phải của ứng dụng này."),
        Problem(422, "invalid", "Tham số không hợp lệ."),
        Problem(422, "unreadable", "Không đọc được tệp."),
        Problem(422, "export-size", "Kho quá lớn để tải dạng này qua ứng dụng. Hãy dùng dòng lệnh."),
        Problem(429, "too-often", "Quá nhiều yêu cầu. Hãy đợi một lát rồi thử lại."),
        Problem(500, "internal", "Ứng dụng gặp lỗi. Không có gì bị thay đổi."),
        Problem(
            503, "too-long", "Yêu cầu mất quá nhiều thời gian nên đã dừng lại. Hãy hỏi hẹp hơn, hoặc chia nhỏ tệp."
        ),
        Problem(503, "export-slow", "Chưa tạo được tệp trong thời gian và bộ nhớ cho phép. Hãy dùng dòng lệnh."),
        Problem(503, "busy", "Đang có nhiều văn bản được soát. Hãy đợi một phút rồi thử lại."),
        Problem(503, "stopping", "Ứng dụng đang dừng. Hãy thử lại khi nó được mở lại."),
        Problem(503, "store", "Chưa dùng được cơ sở dữ liệu."),
    )
}


_NO_FILE = "Chưa có tệp nào được gửi lên: hãy chọn tệp dự thảo (trường “draft”)."
_NO_FORM = "Biểu mẫu gửi lên bị hỏng, không đọc được: hãy tải lại trang rồi làm lại."


def problem_of(error: Exception) -> tuple[Problem, dict[str, Any], dict[str, str]]:
    """What an exception means to the caller: the problem, more members for its JSON, and headers."""
    match error:
        case TooOften():
            return PROBLEMS["too-often"], {}, {"retry-after": str(int(error.seconds) + 1)}
        case Refused():
            return PROBLEMS[error.kind], {"detail": error.detail} if error.detail else {}, {}
        case NotAllowed():
            return PROBLEMS[error.kind], {}, {}
        case NotFound() | NoSuchUnit() | NoSuchBody() | NoSuchDocument() | NoSuchDraft():
            return PROBLEMS["not-found"], {}, {}
        case UploadError():
            return PROBLEMS[error.kind], {"detail": str(error)}, {}
        case NoRoom():
            return PROBLEMS["full"], {"detail": str(error)}, {}
        case TooSlow():
            return PROBLEMS["export-slow"], {"detail": error.command}, {}
        case TooLarge():
            return PROBLEMS["export-size"], {"detail": error.command}, {}
        case RequestValidationError():
            errors = [{"in": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in error.errors()]
            missing = {"detail": _NO_FILE} if any(e["in"] == "body.draft" for e in errors) else {}
            return PROBLEMS["invalid"], {"errors": errors} | missing, {}
        case StoreError():
            return PROBLEMS["store"], {"detail": str(error)}, {}
        case OperationalError() if is_timeout(error):
            return PROBLEMS["stopping" if STOPPING.is_set() else "too-long"], {}, {}
        case Busy():
            return PROBLEMS["busy"], {}, {"retry-after": "60"}
        case Stopped():
            return PROBLEMS["stopping"], {}, {}
        case HTTPException():
            kind = {404: "not-found", 405: "method", 400: "invalid"}.get(error.status_code, "internal")
            unread = {"detail": _NO_FORM} if error.status_code == 400 else {}
            return PROBLEMS[kind], unread, dict(error.headers or {})
    return PROBLEMS["internal"], {}, {}


def answer(request: Request, error: Exception) -> Response:
    """The response to a request that raised."""
    problem, more, headers = problem_of(error)
    lang = language(request)
    title = say(problem.title, lang)
    if request.url.path.startswith(API):
        if "detail" in more:
            more["detail"] = error_in(more["detail"], lang) or more["detail"]
        body = {
            "type": f"tag:viendan,2026:problem/{problem.kind}",
            "title": title,
            "status": problem.status,
            "instance": request.url.path,
            **more,
        }
        return JSONResponse(body, problem.status, headers, media_type="application/problem+json")
    if problem.kind == "login" and request.method == "GET" and request.url.path != "/login":
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return HTMLResponse(render("moved.html", lang, target=target), 303, {"location": _login(target)})
    detail = str(more.get("detail", ""))
    page = render(
        "error.html", lang, title=title, detail=detail, status=problem.status, phrase=HTTPStatus(problem.status).phrase
    )
    return HTMLResponse(page, problem.status, headers)


def refuse(scope: Scope, refused: Refused) -> Response:
    """The response to a request that did not pass the gate."""
    return answer(Request(scope), refused)


def language(request: Request) -> str:
    """As the person chose; Vietnamese otherwise."""
    chosen = request.cookies.get("lang", "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def install(app: FastAPI) -> None:
    async def handle(request: Request, error: Exception) -> Response:
        return answer(request, error)

    for kind in (
        TooOften,
        Refused,
        NotAllowed,
        NotFound,
        NoSuchUnit,
        NoSuchBody,
        NoSuchDocument,
        NoSuchDraft,
        NoRoom,
        TooLarge,
        TooSlow,
        Stopped,
        Busy,
        UploadError,
        RequestValidationError,
        StoreError,
        OperationalError,
        HTTPException,
        Exception,
    ):
        app.add_exception_handler(kind, handle)


def _login(target: str) -> str:
    return f"/login?{urlencode({'next': target})}"
