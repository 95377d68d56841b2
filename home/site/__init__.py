"""Who answers for the site, and the pages that say what it is."""
