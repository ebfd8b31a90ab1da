"""Reads the inspectorate's prose and the office's past letters: text in, dataclasses out."""
