"""The figures of each view: usually a class `XFigures`, the function `x_figures` for it, and `x_facts` for its JSON.

Figures hold everything that a view counts, selects and orders. A view adds only the wording and the layout.
"""
