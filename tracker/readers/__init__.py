"""Files in: hostile files stop here; what comes out is text in blocks."""
