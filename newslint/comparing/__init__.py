"""What an article tells those who compare it with others: facts, as rows of bytes."""
