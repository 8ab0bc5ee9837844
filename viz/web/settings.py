"""How an application is run: where the database is, who may ask, how much is allowed."""

import ipaddress
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class UnsafeSettings(ValueError):  # noqa: N818 - names what is the case
    """The application would be open to people whom nobody named; the message says what is missing."""


class Access(StrEnum):
    """Who may read. Writing needs a person's name in every case."""

    OPEN = "open"
    """Everyone who reaches the port: only where that is this machine."""
    TOKEN = "token"  # noqa: S105 (a kind of access, no secret)
    PROXY = "proxy"
    """Whom a reverse proxy names in a header."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, and one caller in a minute, may cost."""

    seconds: float = 10.0
    """For one request's questions to the database."""
    upload_bytes: int = 20_000_000
    body_bytes: int = 64_000
    """Of any other request."""
    check_seconds: float = 30.0
    check_memory: int = 1_500_000_000
    kept_drafts: int = 200
    """How many drafts people may keep."""
    kept_bytes: int = 500_000_000
    """Of all kept drafts together."""
    export_seconds: float = 90.0
    """For making one file of the whole graph."""
    export_memory: int = 2_000_000_000
    export_mentions: int = 20_000
    """Of a corpus that is still exported as Turtle or JSON-LD, which need the whole graph in memory."""
    export_rows: int = 100_000
    """The same for the other forms, which are written as they are read."""
    threads: int = 8
    per_minute: tuple[tuple[str, int], ...] = (
        ("login", 10),
        ("check", 20),
        ("export", 60),
        ("corpus", 10),
        ("report", 20),
        ("graph", 120),
        ("write", 240),
        ("rebuild", 6),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. `token` is always there: given, or made at the start and printed for the person at the machine."""

    db: Path
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18), repr=False)
    token_given: bool = False
    identity_header: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    """Names besides those of this machine under which a browser may reach the application."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        if self.identity_header and not self.trusted_proxies:
            raise UnsafeSettings(
                "--identity-header cần --trusted-proxy: địa chỉ của máy chủ ủy quyền được phép đặt tiêu đề đó"
            )
        if self.trusted_proxies and not self.identity_header:
            raise UnsafeSettings("--trusted-proxy chỉ có nghĩa cùng với --identity-header")
        for proxy in self.trusted_proxies:
            try:
                ipaddress.ip_network(proxy)
            except ValueError:
                raise UnsafeSettings(f"--trusted-proxy phải là địa chỉ hoặc dải địa chỉ IP: {proxy}") from None
        if self.token_given and len(self.token) < 16:
            raise UnsafeSettings("mã truy cập quá ngắn: cần ít nhất 16 ký tự")
        if not is_loopback(self.host) and not self.token_given and not self.identity_header:
            raise UnsafeSettings(
                f"không mở cổng ở {self.host}: máy khác sẽ đọc được. Hãy đặt mã truy cập (biến môi trường "
                "VIENDAN_TOKEN hoặc --token-file), hoặc dùng máy chủ ủy quyền có xác thực "
                "(--identity-header và --trusted-proxy)"
            )

    @property
    def access(self) -> Access:
        if self.identity_header:
            return Access.PROXY
        return Access.OPEN if is_loopback(self.host) else Access.TOKEN


def is_loopback(host: str) -> bool:
    """Whether an address is reached only from this machine. A name other than localhost is not trusted to be."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
