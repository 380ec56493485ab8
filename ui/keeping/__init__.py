"""Options kept on this computer while they are made, and offered at the next start."""
