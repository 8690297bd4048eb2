"""What the pages are made of: each module one kind of thing a reader sees."""
