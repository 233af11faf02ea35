"""What do yalu's commands print, and which facts does it know? Puts it into the pages, so that no page says what is not so.

Three kinds of block are filled: `<!-- help: yalu check -->` to `<!-- /help -->` with the `--help` of a command, `<!-- facts -->`
and `<!-- activities -->` with the registries, and fenced `console` blocks with what their one command line (`$ yalu ...`) prints.
A console block with a line `…` is an excerpt, chosen by hand: it is left as it is, and the tests look for its lines in the
real output.

Usage: python docs/_fill.py
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

from yalu.measures.facts import ACTIVITIES, FACTS

DOCS = Path(__file__).parent
HELP = re.compile(r"(?<=<!-- help: )(?P<command>[^>]+?) -->\n.*?(?=<!-- /help -->)", re.DOTALL)
TABLE = re.compile(r"(?<=<!-- )(?P<name>facts|activities) -->\n.*?(?=<!-- /(?P=name) -->)", re.DOTALL)
CONSOLE = re.compile(r"(?<=```console\n)\$ (?P<command>yalu [^\n]*)\n(?P<shown>.*?)(?=```)", re.DOTALL)
ELISION = "…"
WIDTH = 100  # characters; what a page shows without scrolling


@cache
def printed(command: str) -> str:
    """What a command line prints, both streams, on a terminal of `WIDTH` characters without colour.

    Raises:
        RuntimeError: the program broke, so there is nothing to show.
    """
    program, *arguments = shlex.split(command)
    environment = {**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=DOCS.parent,
        env=environment,
        check=False,
    )
    if "Traceback (most recent call last)" in done.stdout:
        raise RuntimeError(f"{command}:\n{done.stdout}")
    return "".join(line.rstrip() + "\n" for line in done.stdout.rstrip().splitlines())


def commands(command: str = "yalu") -> list[str]:
    """A command and all its subcommands, in the order of their `--help`."""
    _, _, listed = printed(f"{command} --help").partition("\nCommands:\n")
    names = re.findall(r"^  (\w[\w-]*)", listed, re.MULTILINE)
    return [command, *(deeper for name in names for deeper in commands(f"{command} {name}"))]


def table(name: str) -> str:
    """The facts or the activities as a table."""
    if name == "facts":
        head, rows = (
            "fact | kind | says, when true or as given",
            [(f.name, f.kind, f.says) for f in FACTS.values()],
        )
    else:
        head, rows = (
            "activity | kind | act",
            [(key, *says.split(": ", 1)) for key, says in ACTIVITIES.items()],
        )
    lines = [f"| {head} |", "|---|---|---|", *(f"| `{key}` | {kind} | {says} |" for key, kind, says in rows)]
    return "\n".join(lines)


def refreshed(page: str) -> str:
    """The text of a page with every block filled that is no excerpt."""
    page = HELP.sub(
        lambda m: f"{m['command']} -->\n\n```text\n{printed(m['command'] + ' --help')}```\n\n", page
    )
    page = TABLE.sub(lambda m: f"{m['name']} -->\n\n{table(m['name'])}\n\n", page)
    return CONSOLE.sub(
        lambda m: m[0] if ELISION in m["shown"] else f"$ {m['command']}\n{printed(m['command'])}", page
    )


def pages() -> list[Path]:
    """The pages that may hold blocks."""
    return sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)


def main() -> None:
    """Writes the pages whose blocks changed, and says which."""
    for path in pages():
        old = path.read_text(encoding="utf-8")
        new = refreshed(old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"refreshed {path.relative_to(DOCS)}")


if __name__ == "__main__":
    main()
