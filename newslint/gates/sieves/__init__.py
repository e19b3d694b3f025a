"""For rules that ask every article: which of several articles are worth asking about, found for all of them at once."""
