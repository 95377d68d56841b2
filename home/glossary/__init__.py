"""The public handbook: terms from A to Z, each with the public stories that use it."""
