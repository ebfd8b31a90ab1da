"""What is true: the vocabulary and the rules, in plain Python with the standard library only."""
