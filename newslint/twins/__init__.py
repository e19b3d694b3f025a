"""Facts of many articles to texts that stand in more than one place, and to findings about them."""
