public import Rules
