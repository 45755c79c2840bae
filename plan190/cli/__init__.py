"""The command line, one command a file: the only package with a clock, a screen, an environment and exit codes."""
