"""Review a change between two commits: what it means, who may send it, and its problems."""
