"""Signing in with a second step: allauth.mfa with our keys, words and rules."""
