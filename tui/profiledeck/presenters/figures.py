"""Numbers as a person reads them: tokens, money per million tokens, amounts."""

from __future__ import annotations


def count(number: int | float) -> str:
    """A number with its thousands apart: ``128,000``."""
    return f"{number:,}"


def short_count(number: int) -> str:
    """A number in three digits or so: ``128k``, ``1M``, ``950``."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= size:
            return f"{number / size:.4g}{letter}"
    return str(number)


def rate(usd: float) -> str:
    """A price per 1M tokens: ``$0.15``, ``$0.075``, ``$15``."""
    return f"${usd:.2f}" if round(usd, 2) == usd and usd % 1 else f"${usd:.10g}"


def amount(usd: float) -> str:
    """An amount in USD with as many digits as it needs: ``$0.0027``, ``$1.35``."""
    if usd == 0:
        return "$0"
    if abs(usd) >= 1 or round(usd, 2) == usd:
        return f"${usd:,.2f}"
    return f"${float(f'{usd:.3g}'):.12f}".rstrip("0")
