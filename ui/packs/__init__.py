"""The pack of papers: what it holds, for whom, and how far its making is."""
