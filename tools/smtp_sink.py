"""A mail server on loopback that takes every mail and counts: Message-ID → how often it came."""

from __future__ import annotations

import email
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Sink(socketserver.ThreadingTCPServer):
    """`before_answer` is called with a mail's Message-ID when the mail is there and not yet confirmed."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.mails: Counter[str] = Counter()
        self.answer = "250 taken"
        self.before_answer: Callable[[str], object] = str

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Dialogue(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        with suppress(ConnectionError):  # whoever was speaking was killed
            self.speak()

    def speak(self) -> None:
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            match line.partition(" ")[0].upper():
                case "DATA":
                    self.say("354 go on")
                    self.take(b"".join(iter(self.rfile.readline, b".\r\n")))
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def take(self, content: bytes) -> None:
        name = email.message_from_bytes(content)["Message-ID"]
        if self.server.answer.startswith("2"):
            self.server.mails[name] += 1
        self.server.before_answer(name)
        self.say(self.server.answer)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
            thread.join()
