"""What is open data: for everybody, without a login, the same for who is signed in. Only reports that are out
and public, as they were frozen, of registers that were opened."""
