"""Servers between a browser and the dashboard, on one computer: nginx where it is installed, and one that is always there."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NGINX = shutil.which("nginx")
# as docs/roles.md has it; without the lines that tell of it, nginx asks under the dashboard's own name
TOLD = """proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"""
CONFIGURED = """
daemon off; worker_processes 1; error_log stderr; pid {folder}/pid;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://localhost:{behind}; proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";
      {told}
    }}
  }}
}}
"""


def free_port() -> int:
    """A port of this computer that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens there; a server that ends before fails the test."""
    until = time.monotonic() + 30
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert server.poll() is None, "the server ended before it listened"
        assert time.monotonic() < until, "the server did not listen within 30 seconds"
        time.sleep(0.05)


@contextmanager
def nginx(behind: int, told: bool, folder: Path) -> Iterator[str]:
    """The address of nginx before the dashboard; `told`: it says that it stands there."""
    assert NGINX
    port = free_port()
    file = folder / "nginx.conf"
    file.write_text(CONFIGURED.format(folder=folder, port=port, behind=behind, told=TOLD if told else ""), "utf-8")
    with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(file)]) as server:
        try:
            wait_for(port, server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


@contextmanager
def plain(behind: int, told: bool) -> Iterator[str]:
    """The same in a few lines: each request is passed on with its headers changed, then bytes both ways."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def passed_on(head: bytes) -> bytes:
            if told:
                added = b"X-Forwarded-For: 127.0.0.1\r\n"
            else:
                added, head = b"", re.sub(rb"(?i)\r\nhost: [^\r]*", b"\r\nHost: localhost:%d" % behind, head)
            if b"\r\nupgrade:" not in head.lower():
                added, head = added + b"Connection: close\r\n", re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head)
            return head[:-2] + added + b"\r\n"

        def pipe(one: socket.socket, other: socket.socket) -> None:
            with suppress(OSError):
                while data := one.recv(65536):
                    other.sendall(data)
            with suppress(OSError):
                other.shutdown(socket.SHUT_WR)

        def serve(client: socket.socket) -> None:
            with client, suppress(OSError), socket.create_connection(("localhost", behind)) as server:
                data = b""
                while b"\r\n\r\n" not in data:
                    if not (more := client.recv(65536)):
                        return
                    data += more
                head, _, rest = data.partition(b"\r\n\r\n")
                server.sendall(passed_on(head + b"\r\n\r\n") + rest)
                up = threading.Thread(target=pipe, args=(client, server), daemon=True)
                up.start()
                pipe(server, client)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://localhost:{port}"
