"""Tests of the CI workflows, run locally."""
