"""Files for the programs of an office: a workbook, a dossier, slides; literal text, and the same bytes each time."""
