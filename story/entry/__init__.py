"""Entering a story: what the screens of the editor ask of the server while somebody types."""
