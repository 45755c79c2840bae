"""Tests of the files of a new tracker."""
