"""The figures of each view: one module a view, with the function that computes one frozen value, and its JSON.

Views select, order and phrase these figures; they count nothing themselves.
"""
