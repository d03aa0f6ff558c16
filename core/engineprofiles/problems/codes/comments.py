"""What can be wrong with the comments that silence problems."""

from __future__ import annotations

from engineprofiles.problems.code import Code, info

CODES: tuple[Code, ...] = (
    info(
        "ignore-unused",
        "A comment silences a problem that is not there.",
        "Remove the code from the comment, or move the comment to the line of the problem.",
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat: {engine: gpt-5} # profiledeck: ignore[unknown-key]
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat: {enigne: gpt-5} # profiledeck: ignore[unknown-key]
        """,
    ),
)
