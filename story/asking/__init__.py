"""A contact of the province is asked about figures by a link, and answers without an account."""
