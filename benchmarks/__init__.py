"""Measurements: what grading costs, beside what it is compared with."""
