"""Commands that use the network, the only ones that do."""

from __future__ import annotations

import sys
from datetime import date

import click

from yalu.app import options
from yalu.app.designations import make_index, print_added

__all__ = ["sync"]


@click.group()
def sync() -> None:
    """Download from a publisher and keep what came as a dated vintage; the old one stays until the new one is whole."""


@sync.command()
@click.option("--reporter", required=True, help="The State that reports, by code or name, or all.")
@click.option("--partner", required=True, help="Its partner, by code or name, or all.")
@click.option("--from", "since", type=int, required=True, metavar="YEAR", help="First year.")
@click.option("--to", "last", type=int, required=True, metavar="YEAR", help="Last year, included.")
@click.option("--monthly", is_flag=True, help="By month instead of by year.")
@click.option(
    "--codes", default="TOTAL", show_default=True, help="TOTAL, AG2, AG4, AG6 or codes, with commas."
)
@click.option("--flows", default="M,X", show_default=True, help="M imports, X exports, RM, RX, with commas.")
@click.option("--edition", default="HS", show_default=True, help="HS as reported, or H0 to H6.")
@click.option(
    "--key", envvar="YALU_COMTRADE_KEY", help="Subscription key; without one the public preview is asked."
)
@click.option(
    "--base", metavar="URL", default="https://comtradeapi.un.org", show_default=True, help="Address asked."
)
@options.folder
@options.as_json
def comtrade(
    reporter: str,
    partner: str,
    since: int,
    last: int,
    monthly: bool,
    codes: str,
    flows: str,
    edition: str,
    key: str | None,
    base: str,
    folder: str | None,
    as_json: bool,
) -> None:
    """Trade statistics from UN Comtrade; a stopped run goes on where it was."""
    from yalu.app.folder import data_folder
    from yalu.app.sync import ask_for, progress_line, summary, sync_comtrade

    ask = ask_for(
        reporter=reporter,
        partner=partner,
        since=since,
        last=last,
        year=date.today().year,
        monthly=monthly,
        codes=codes,
        flows=flows,
        edition=edition,
    )
    synced = sync_comtrade(
        ask,
        data_folder(folder) / "trade",
        key=key,
        base=base,
        tell=lambda step: _tell(progress_line(step)),
    )
    if as_json:
        options.print_json(synced)
    else:
        click.echo(summary(synced), nl=False)


def _tell(says: str) -> None:
    if sys.stderr.isatty():
        click.echo(says, err=True)


def _watch_list(name: str, says: str) -> click.Command:
    """The command that brings one publisher's lists."""

    @click.command(
        name, help=f"{says}. What is no list, older or much smaller is refused; the list held stays."
    )
    @click.option(
        "--base", metavar="URL", help="Asked in place of the publisher's https://host, such as a mirror."
    )
    @click.option(
        "--force", is_flag=True, help="Take the list in although its age or its counts speak against it."
    )
    @options.folder
    @options.as_json
    def bring(base: str | None, force: bool, folder: str | None, as_json: bool) -> None:
        from yalu.app.folder import data_folder
        from yalu.app.sync import sync_lists

        lists = data_folder(folder) / "lists"
        print_added(sync_lists(name, lists, base=base, force=force, tell=_tell), as_json)
        make_index(lists)

    return bring


for _name, _says in (
    ("un", "The UN Security Council's consolidated list"),
    ("ofac", "The US Treasury's SDN list and its other lists"),
    ("eu", "The EU's consolidated list of financial sanctions"),
    ("uk", "The UK sanctions list"),
):
    sync.add_command(_watch_list(_name, _says))


def _event_file(name: str, says: str) -> click.Command:
    """The command that brings one keeper's file."""

    @click.command(name, help=f"{says}. What is no such table or is cut off is refused; the file held stays.")
    @click.option(
        "--base", metavar="URL", help="Asked in place of the keeper's https://host, such as a mirror."
    )
    @click.option("--force", is_flag=True, help="Keep the file although it holds far less than before.")
    @options.folder
    @options.as_json
    def bring(base: str | None, force: bool, folder: str | None, as_json: bool) -> None:
        from yalu.app.folder import data_folder
        from yalu.app.sync import EVENT_FILES, sync_events

        brought = sync_events(name, data_folder(folder) / "events", base=base, force=force, tell=_tell)
        if as_json:
            options.print_json(brought)
            return
        how = "new" if brought.new else "held already"
        click.echo(
            f"{brought.source}: {brought.count} {brought.counted}, the last {brought.last} ({how})\n"
            f"{brought.path}\nNext: {EVENT_FILES[name].use.format(path=brought.path)}"
        )

    return bring


for _name, _says in (
    ("cns", "Launches of missiles by the DPRK, one row a missile (CNS for NTI)"),
    ("csis", "Days with a provocation by the DPRK (CSIS Beyond Parallel)"),
    ("votes", "How each member voted on every resolution of the Security Council (UN library)"),
    ("vetoes", "Vetoes in the Security Council, 1946 to September 2022"),
    ("visits", "Visits between China and each country by year (AidData)"),
    ("ties", "Sanctions imposed, with sender, target, years and outcome (TIES)"),
):
    sync.add_command(_event_file(_name, _says))
