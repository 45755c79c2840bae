"""The command line, one command a file: the only room with a clock, a screen, an exit code and an environment."""
