"""Sockets that listen, on a port that is free."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable

from quizgen.errors import UsageError

LOOPBACK = ("127.0.0.1", "::1")


def listening_sockets(hosts: Iterable[str], port: int) -> list[socket.socket]:
    """Return a listening socket on each of ``hosts``; raises UsageError if the port or an address is not available."""
    sockets: list[socket.socket] = []
    for host in hosts:
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let two servers share a port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, port))
        except OSError as fault:
            for socket_ in (*sockets, opened):
                socket_.close()
            raise UsageError(_unbound(host, port, fault)) from fault
        port = opened.getsockname()[1]
        opened.listen(2048)
        opened.setblocking(False)
        sockets.append(opened)
    return sockets


def _unbound(host: str, port: int, fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return f"this machine does not let you listen on port {port}: choose one above 1024 with --port"
    if host not in ("0.0.0.0", *LOOPBACK):  # noqa: S104 - compared, not bound
        return f"this machine has no address {host} on which port {port} is free; leave out --address"
    return f"port {port} is in use, perhaps by another session: end that one, or choose another with --port {port + 1}"
