"""Why a document cannot be read."""


class DocumentError(ValueError):
    """A document that is refused; its text says why and what to do, for the person who sent it."""
