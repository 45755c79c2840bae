"""Review a change between two commits: its content, its effect, who may send it, and its problems."""
