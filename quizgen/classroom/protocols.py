"""uvicorn's protocols with a gate before them, because an application sees only connections that ask for something."""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from quizgen.classroom.gate import Gate


def gated_protocols(gate: Gate) -> tuple[type[H11Protocol], type[WebSocketsSansIOProtocol]]:
    """Return the protocols for HTTP and WebSockets whose connections ``gate`` counts."""

    class Http(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
            super().connection_made(transport)
            if self.client:
                gate.enter(self.client, transport, self._is_answered)

        def connection_lost(self, exc: Exception | None) -> None:
            if self.client:
                gate.leave(self.client)
            super().connection_lost(exc)

        def _is_answered(self) -> bool:
            cycle = cast("object | None", self.cycle)
            return cycle is None or self.cycle.response_complete

    class Socket(WebSocketsSansIOProtocol):
        def connection_lost(self, exc: Exception | None) -> None:
            if self.client:
                gate.leave(self.client)
            super().connection_lost(exc)

    return Http, Socket
