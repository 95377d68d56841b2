"""A journalist asks for accreditation: the public form, the link that proves the mailbox, what they are told."""
