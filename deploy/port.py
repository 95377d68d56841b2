"""Say in good time that a port is taken or is no port, before anything is installed."""

import socket
import sys


def main(text: str) -> None:
    """Stop with a cure when 127.0.0.1:`text` cannot be served on."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        sys.exit(f"\nPORT={text} is not a port; choose a number from 1024 to 65535: make run PORT=8001\n")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            sys.exit(f"\nPort {text} is for the system alone; choose another: make run PORT=8001\n")
        except OSError:
            free = int(text) + 1 if int(text) < 65535 else 8001
            sys.exit(f"\nPort {text} is already in use; choose another: make run PORT={free}\n")


if __name__ == "__main__":
    main(sys.argv[1])
