"""Names by language, as migrations of this room know them: they are the library's."""

from library.names import NamesField, TextsField

__all__ = ["NamesField", "TextsField"]
