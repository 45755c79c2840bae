"""The figures of each view: module `x` has the value `XFigures`, `x_figures` that computes it, and `x_facts`, its JSON.

Views select, order and phrase these figures; they count nothing themselves.
"""
