"""Signing in with the account somebody has at work already, through OpenID Connect."""
