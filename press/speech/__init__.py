"""How a story is read aloud: sentences with their figures spoken from the records, and how long that takes."""
