"""Forms: what a person may type into each page, and the words that say what is wrong with it."""
