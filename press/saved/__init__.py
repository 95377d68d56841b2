"""Saved searches of the desk: what each finds is kept, told by mail, and stands in a feed of its own."""
