"""``python -m profiledeck``: the same as the command ``profiledeck``."""

from profiledeck.cli import main

main(prog_name="profiledeck")
