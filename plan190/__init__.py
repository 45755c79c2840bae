"""plan190: the tasks, deadlines and agencies of a plan in plain files, and their state as of any date."""

__version__ = "0.1.0"
