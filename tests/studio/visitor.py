"""A page of the studio without its scripts: what it asks the server for."""

from __future__ import annotations

import json
import urllib.request
from http.cookiejar import CookieJar

from studio.studio_server import KEY


class Visitor:
    """Somebody who has the key of the studio at ``address``."""

    def __init__(self, address: str) -> None:
        self.base = address.partition("/#")[0]
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post("/key", {"key": KEY})

    def post(self, path: str, body: object) -> str:
        headers = {"Content-Type": "application/json", "Origin": self.base}
        asked = urllib.request.Request(self.base + path, json.dumps(body).encode(), headers)
        with self.opener.open(asked) as reply:
            return reply.read().decode()

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path) as reply:
            return reply.read().decode()
