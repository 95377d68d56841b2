"""Say how to get the browser that the journeys run in, when it is missing."""

import os
import shutil
import sys


def main() -> None:
    """Stop with the cure when there is no Chromium to run."""
    wanted = os.environ.get("CHROMIUM", "chromium")
    if not shutil.which(wanted):
        sys.exit(
            f"\nThe browser journeys need Chromium, and {wanted} is not installed.\n"
            "On Debian and Ubuntu: apt-get install chromium; elsewhere: make test-browser CHROMIUM=/path/to/it\n"
        )


if __name__ == "__main__":
    main()
