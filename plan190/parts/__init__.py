"""Pieces of views that several views share: tables, names, annexes, the official form."""
