"""Parts that several views share: names, cells, tables, annexes, explanations, timelines, the official form."""
