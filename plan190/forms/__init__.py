"""Forms that an agency fills in instead of writing YAML: a workbook and a web page."""
