"""What the forge runs, run here."""
