"""How it is read: select only, every list fully ordered."""
