"""What does one address answer, asked once and in safety?

Only the host that was named is asked, and those that its publisher is known to send to: a redirect to another one, or from
https to http, is refused. An answer has a largest size and a longest time, and one that ends before its announced length is
no answer.
Units: bytes and seconds.
"""

from __future__ import annotations

import re
import ssl
import zlib
from functools import cache
from http.client import HTTPException, HTTPMessage
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from yalu import __version__
from yalu.app.sync.errors import Refused, Unsteady
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

    from yalu.app.sync.clock import Clock

__all__ = ["Answer", "Limits", "checked_base", "fetch", "page_title", "plain_words"]

_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_CHUNK = 1 << 16
_ERROR_BYTES = 1 << 16  # of an error page, more than its message never counts


class Limits(NamedTuple):
    """The largest answer, the longest time for the whole of it, and the longest silence of the line."""

    size: int = 512 << 20  # 100,000 records of 1.3 kB, four times over
    seconds: float = 300.0
    silence: float = 60.0


class Answer(NamedTuple):
    """What came back: the status, the headers by name in small letters, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Redirects(HTTPRedirectHandler):
    """Follows a redirect only where it stays on the same host, or goes to one of some hosts."""

    def __init__(self, hosts: frozenset[str]) -> None:
        self._hosts = hosts

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if _origin(newurl) != _origin(req.full_url) and not self._known(newurl):
            fp.close()
            raise Refused(
                f"{_host(req.full_url)} redirects to another host, {plain_words(_host(newurl))}; not followed, as only "
                f"{_host(req.full_url)} may answer. If the publisher has moved, name its new address with --base."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def _known(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.hostname in self._hosts and (parts.scheme == "https" or parts.hostname in _LOOPBACK)


def checked_base(base: str) -> str:
    """The base address without its last slash.

    Raises:
        BadInput: it is not https (http is for this machine alone), names no host, or carries more than a path.
    """
    try:
        parts = urlsplit(base)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise BadInput(f'base address "{base}" cannot be read: {error}') from error
    if not host or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadInput(f'base address "{base}" is not of the form https://host or https://host/path')
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise BadInput(f'base address "{base}" must begin with https://; http:// is for this machine alone')
    return base.rstrip("/")


def fetch(
    url: str,
    limits: Limits,
    clock: Clock,
    *,
    accept: str = "application/json",
    hosts: frozenset[str] = frozenset(),
) -> Answer:
    """The answer to one GET, whatever its status.

    Args:
        hosts: where the host may send to, beside itself.

    Raises:
        Refused: a redirect to another host, or an answer larger than the limit.
        Unsteady: no connection, a broken line, too slow, or less than was announced.
    """
    request = Request(  # noqa: S310 - the scheme is checked by `checked_base`
        url,
        headers={
            "User-Agent": f"yalu/{__version__}",
            "Accept": accept,
            "Accept-Encoding": "gzip",
        },
    )
    began = clock.tick()
    host = _host(url)
    try:
        with _opener(near=urlsplit(url).hostname in _LOOPBACK, hosts=hosts).open(
            request, timeout=limits.silence
        ) as response:
            body = _body(response, limits, clock, began, host)
            headers = _headers(response.headers)
            if headers.get("content-encoding", "").lower() == "gzip":
                body = _unpacked(body, limits, host)
            return Answer(response.status, headers, body)
    except HTTPError as error:
        with error:
            return Answer(error.code, _headers(error.headers), _error_body(error))
    except URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise Refused(
                f"{host} cannot prove that it is {host}: {_reason(error.reason)}; nothing is taken from it"
            ) from error
        raise Unsteady(f"{host} cannot be reached: {_reason(error.reason)}") from error
    except (HTTPException, OSError) as error:
        raise Unsteady(f"the line to {host} broke: {_reason(error)}") from error


def plain_words(text: str, most: int = 200) -> str:
    """Text from outside as one line fit for a terminal: no tags, no control signs, not too long."""
    bare = re.sub(r"<[^<>]*>", " ", text)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in bare).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def page_title(page: bytes) -> str:
    """What a web page calls itself, or its first words."""
    words = page.decode("utf-8", "replace")
    title = re.search(r"<title[^>]*>(.*?)</title", words, re.IGNORECASE | re.DOTALL)
    return plain_words(title[1] if title else words, 80)


@cache
def _opener(*, near: bool, hosts: frozenset[str]) -> OpenerDirector:
    """The proxies of the environment hold for the world outside, not for this machine."""
    proxies = ProxyHandler({}) if near else ProxyHandler()
    return build_opener(proxies, HTTPSHandler(context=ssl.create_default_context()), _Redirects(hosts))


def _body(response: IO[bytes], limits: Limits, clock: Clock, began: float, host: str) -> bytes:
    announced = getattr(response, "headers", {}).get("Content-Length")
    if announced is not None and announced.isdigit() and int(announced) > limits.size:
        raise Refused(
            f"{host} announces {int(announced):,} bytes; more than {limits.size:,} are not taken in one answer"
        )
    read = getattr(response, "read1")  # noqa: B009 - urllib's types know only `read`, which would wait for a full chunk
    chunks: list[bytes] = []
    size = 0
    while chunk := read(_CHUNK):
        size += len(chunk)
        chunks.append(chunk)
        if size > limits.size:
            raise Refused(
                f"{host} sends more than {limits.size:,} bytes in one answer; the rest is not taken"
            )
        if clock.tick() - began > limits.seconds:
            raise Unsteady(f"{host} is too slow: {size:,} bytes in {limits.seconds:g} s, and no end")
    if announced is not None and announced.isdigit() and size < int(announced):
        raise Unsteady(f"the answer of {host} is cut off: {size:,} of {int(announced):,} bytes")
    return b"".join(chunks)


def _unpacked(body: bytes, limits: Limits, host: str) -> bytes:
    """The body of a packed answer, which may not grow beyond the limit either."""
    unpacker = zlib.decompressobj(wbits=31)  # 31: gzip alone
    try:
        whole = unpacker.decompress(body, limits.size + 1)
    except zlib.error as error:
        raise Unsteady(f"the packed answer of {host} is damaged: {error}") from error
    if len(whole) > limits.size:
        raise Refused(f"{host} sends more than {limits.size:,} bytes in one answer; the rest is not taken")
    if not unpacker.eof:
        raise Unsteady(f"the packed answer of {host} is cut off")
    return whole


def _error_body(error: HTTPError) -> bytes:
    try:
        return error.read(_ERROR_BYTES)
    except (HTTPException, OSError):
        return b""  # the status says enough


def _headers(message: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in message.items()}


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _host(url: str) -> str:
    return urlsplit(url).hostname or "nowhere"


def _reason(reason: object) -> str:
    return plain_words(str(reason)) or type(reason).__name__
