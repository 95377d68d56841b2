"""Say which outside service of the PostgreSQL suite does not answer, and how to start one."""

import socket
import sys
from urllib.parse import urlsplit

PORTS = {"postgres": 5432, "postgresql": 5432, "redis": 6379}
CURES = {
    "postgres": "Start PostgreSQL there, or name another one: "
    "make test-postgres POSTGRES_URL=postgres://user:password@host:5432/newsroom",
    "redis": "Start Redis there, or name another one: make test-postgres REDIS_TEST_URL=redis://host:6379/9",
}


def answers(url: str) -> bool:
    """Whether something listens where `url` points, asked for three seconds at most."""
    parts = urlsplit(url)
    try:
        socket.create_connection(
            (parts.hostname or "127.0.0.1", parts.port or PORTS[parts.scheme]), 3
        ).close()
    except OSError:
        return False
    return True


def main(urls: list[str]) -> None:
    """Stop with the cure for every service that is silent."""
    silent = [url for url in urls if not answers(url)]
    if silent:
        lines = (
            f"Nothing answers at {urlsplit(url).hostname}:{urlsplit(url).port}.\n"
            f"{CURES[urlsplit(url).scheme.removesuffix('ql')]}"
            for url in silent
        )
        sys.exit("\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
