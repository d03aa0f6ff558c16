"""What tests of the rules share: what checking a chain of texts brings up, of one code."""

from __future__ import annotations

from tests.core.written import chain_of

from engineprofiles import Chain, Problem
from engineprofiles.checks import check_chain


def found(chain: Chain, code: str) -> list[Problem]:
    """The problems of ``code`` in ``chain``."""
    return [problem for problem in check_chain(chain) if problem.code == code]


def told(code: str, *texts: str) -> list[tuple[str, str]]:
    """Where the problems of ``code`` stand in the chain of ``texts``, as ``1.yaml:5:7``, and what they say."""
    return [(problem.location.label, problem.message) for problem in found(chain_of(*texts), code)]


def registry(*profiles: str, slug: str = "r") -> str:
    """A registry with a profile on each line, the first one on line 3: ``default: {inference_settings: ...}``."""
    return f"slug: {slug}\nprofiles:\n" + "".join(f"  {profile}\n" for profile in profiles)
