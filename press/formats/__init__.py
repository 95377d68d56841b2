"""Export formats, one module each; every one is made from the summary alone."""

from press.formats.registry import Format, FormatError, formats, get_format, offered, register

__all__ = ["Format", "FormatError", "formats", "get_format", "offered", "register"]
