"""The glossary as a file: TBX and CSV, out and in."""
