"""What the wire formats share: an item's identity, its topics, its words for editors, its text as simple markup."""
