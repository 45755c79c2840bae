"""Tests of forms that an agency fills in."""
