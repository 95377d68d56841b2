"""Feeds of stories, and of corrections and withdrawals: RSS, Atom and JSON Feed of the same entries."""
