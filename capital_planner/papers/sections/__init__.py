"""The sections of a pack: one module a section, each made of facts alone."""
