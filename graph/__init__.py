"""The corpus: mentions resolved to instruments, the store, RDF."""
