"""A translation as a file for other programs: PO and XLIFF 2.1, out, and in by way of a preview."""
