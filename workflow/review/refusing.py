"""Refuse a request that is not valid HTTP so that the browser gets to read the refusal."""

from __future__ import annotations

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds during which the rest of a refused request is still read.
_PATIENCE = 0.5


class RefusingProtocol(H11Protocol):
    """Speaks HTTP like uvicorn, but reads a refused request to its end before closing.

    Bytes that arrive at a closed connection are answered with a reset, and a reset takes the answer
    from a browser that has not read it yet: the end is told first, and the rest taken for a moment
    (RFC 9112, 9.6).
    """

    _refused = False

    def data_received(self, data: bytes) -> None:
        """Pass received bytes on; after a refusal, ignore them."""
        if not self._refused:
            super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        """Answer an invalid request with 400, and close the connection half a second later."""
        body = msg.encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            response = h11.Response(status_code=400, headers=headers, reason="Bad Request")
            for event in (response, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self._refused = True
        if self.cycle is not None:  # whoever waits for the rest of the request waits in vain
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(_PATIENCE, self.transport.close)
