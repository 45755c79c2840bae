"""plan190: a plan's tasks, deadlines and bodies in plain files, and what is so as of any day."""

__version__ = "0.1.0"
