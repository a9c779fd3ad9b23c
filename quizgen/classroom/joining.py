"""What the class needs to join: the address, as words and as a QR code, and the PIN."""

from __future__ import annotations

import io
from collections.abc import Sequence


class Joining:
    """The addresses of this laptop, one of which the class is shown."""

    def __init__(self, addresses: Sequence[str], port: int, pin: str, camera: str = "") -> None:
        self.addresses, self._port, self.pin, self._camera = tuple(addresses), port, pin, camera
        self.chosen = 0

    def choose(self, index: int) -> None:
        """Show the class another address."""
        if index < len(self.addresses):
            self.chosen = index

    def view(self) -> dict[str, object]:
        """Return the data for the teacher's pages."""
        return {
            "addresses": [f"{address}:{self._port}" for address in self.addresses],
            "chosen": self.chosen,
            "pin": self.pin,
            "camera": self._camera,
        }

    def qr(self, index: int, *, camera: bool = False) -> bytes | None:
        """Return the QR code of an address as an SVG: the class's, or the one for the teacher's phone.

        It contains the PIN or the key after a #, which is not sent over the network.
        """
        import segno

        if index >= len(self.addresses):
            return None
        page = f"camera#{self._camera}" if camera else f"#{self.pin}"
        buffer = io.BytesIO()
        code = segno.make(f"http://{self.addresses[index]}:{self._port}/{page}", error="m", micro=False)
        code.save(buffer, kind="svg", border=2, omitsize=True, light="#ffffff")
        return buffer.getvalue()
