"""What ``rows.py`` finds out about one article after the other, found out for many of them at once, by numpy.

The texts of some articles become one row of numbers, and whatever has to be known of each character, word, sentence
and paragraph is done to the whole row. Few places are doubtful: those are asked about one by one, by the same
functions, so that both ways have one and the same answer. It takes a tenth of a second to get ready, so it is for
runs on many articles.
"""
