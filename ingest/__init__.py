"""One document: bytes to text to mentions and tasks, as written."""
