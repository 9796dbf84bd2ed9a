"""Working on a case: what can be done, whose turn it is, and the page of one action."""
