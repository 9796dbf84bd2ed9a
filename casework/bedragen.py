"""Amounts of money as people read them."""

from decimal import Decimal


def money(amount: Decimal) -> str:
    """1.234,50"""
    whole, cents = f"{amount:,.2f}".split(".")
    return f"{whole.replace(',', '.')},{cents}"


def in_euros(amount: Decimal) -> str:
    """€ 1.234,50"""
    return f"€ {money(amount)}"
