"""Where a rule may have something to say, found for all rules and for many texts in one pass."""
