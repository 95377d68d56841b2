"""What translation keeps by itself: everything else is wagtail-localize's."""

from translation.memory.models import MemoryEntry  # noqa: F401 - Django looks for models here
