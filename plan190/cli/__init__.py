"""The command line: one module for each command. Only this package uses the clock, the terminal and the environment."""
