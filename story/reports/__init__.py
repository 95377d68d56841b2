"""Reports for whoever leads the newsroom, on Wagtail's own report views, each with its spreadsheet."""
