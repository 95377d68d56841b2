"""Bring the database of make run up to date in one process: migrations, fixed pages, demonstration."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Migrate, make or repair the newsroom, load the demonstration where there is no story yet, fill the search."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    # Which makes or repairs the newsroom first.
    call_command("demo", if_empty=True)
    call_command("rebuild_search", if_needed=True)


if __name__ == "__main__":
    main()
