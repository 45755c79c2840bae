"""Checks of the data: rules, findings, waivers and the deadline gate."""
