"""plan190: a plan's tasks, deadlines and bodies in plain files, and their state as of any date."""

__version__ = "0.1.0"
