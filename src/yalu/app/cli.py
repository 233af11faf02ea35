"""The command line: reads what is asked, calls the part that answers, prints.

Each command imports its part when it runs, so that `yalu --help` stays quick. Exit 0: it answered; 1: a test that was asked
for failed; 2: bad input, one message on standard error and nothing half-written.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu import __version__
from yalu.app import options
from yalu.app.recipe import recipe
from yalu.terms.errors import BadInput, YaluError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from yalu.app.party_asked import PartyAsked
    from yalu.measures.model import Verdict
    from yalu.measures.question import Case, CaseResult
    from yalu.measures.regime import Regime

__all__ = ["cli", "main"]

_BAD_INPUT = 2


_ELSEWHERE = {  # a command that lives in a module of its own: the module, and the first words of its help
    "bargain": (
        "strategies",
        "How much of a draft gets past those who can block it, always beside two dumb guesses.",
    ),
    "council": (
        "voting",
        "If it is put to the vote, is an item vetoed, is all agreed, who votes how? FILE (TOML), or the DPRK.",
    ),
    "debate": (
        "debating",
        "Rival readings of one question, weighed by dated evidence: `yalu debate FILE`, or a debate that ships by its name.",
    ),
    "forecast": (
        "forecasting",
        "At least one launch, or nuclear test, in the next 30, 90 and 365 days, with ranges; each forecast is stored.",
    ),
    "game": (
        "strategies",
        "Who presses, who enforces, who provokes: the enforcement game over stated ranges, and which lever moves it.",
    ),
    "lists": ("designations", "Watch lists as dated snapshots: who is designated, by whom, since when."),
    "rerun": (
        "rerunning",
        "A stored answer (JSON) again from its recipe, or decisions (JSON lines) from their records; exit 1 where one differs.",
    ),
    "scenario": (
        "strategies",
        "What a draft, a ban on what was left open, or a phased relief would change.",
    ),
    "screen": ("screening", "Is this name a listed party? Match, review or no, with the reasons."),
    "sync": (
        "downloads",
        "Download from a publisher and keep what came as a dated vintage; the old one stays until the new one is whole.",
    ),
    "trade": ("statistics", "Trade statistics: read every file right, and say every trap."),
}


class _Yalu(click.Group):
    """The commands here and those elsewhere, whose modules are read only when one of them runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(import_module(f"yalu.app.{_ELSEWHERE[cmd_name][0]}"), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        listed = {
            **self.commands,
            **{name: click.Command(name, help=says) for name, (_, says) in _ELSEWHERE.items()},
        }
        width = formatter.width - 6 - max(map(len, listed))
        rows = [(name, listed[name].get_short_help_str(width)) for name in sorted(listed)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class _Registry(click.Command):
    """A command whose help ends with the facts and activities a question may state."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from yalu.measures.facts import ACTIVITIES, FACTS

        with formatter.section("Facts (--fact NAME=VALUE; what is not stated is unknown)"):
            formatter.write_dl([(fact.name, f"{fact.kind}: {fact.says}") for fact in FACTS.values()])
        with formatter.section("Activities"):
            formatter.write_dl(list(ACTIVITIES.items()))


_regime = click.option(
    "--regime",
    default="un-dprk",
    show_default=True,
    help="A shipped regime by name, or a folder of TOML files.",
)
_scenario = click.option(
    "--scenario", help="A draft or relief laid over the regime: a TOML file, or one that ships by name."
)


@click.group(cls=_Yalu, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="yalu")
def cli() -> None:
    """Tells whether a sanctions regime is followed through: the law by day, and what each State does."""


@cli.command(cls=_Registry)
@click.option("--direction", help="Seen from the sanctioned State: export leaves it, import goes to it.")
@click.option("--hs", help="Harmonized System code of 2, 4 or 6 digits; longer ones are cut.")
@click.option("--activity", help="An act that is not goods, such as port_entry; the list is below.")
@click.option("--goods", default="", help="The goods in words, any language.")
@click.option("--reporter", help="The State that decides, by code or name.")
@click.option(
    "--party",
    help="A list reference such as KPe.047, an entry of a list held such as ofac_sdn:12211, or a name.",
)
@click.option("--imo", help="IMO number of a ship.")
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="NAME=VALUE",
    help="A fact, such as contract_date=2017-07-01; may be repeated.",
)
@_regime
@_scenario
@options.folder
@options.on
@options.as_json
@options.color
def check(
    regime: str,
    scenario: str | None,
    folder: str | None,
    on: date,
    as_json: bool,
    color: str,
    **asked: Any,
) -> None:
    """One question: may this act pass on this day, and by which paragraph?"""
    from yalu.measures.question import question_from
    from yalu.terms.read import gazetteer, hs_codes

    raw = {name: value for name, value in asked.items() if value not in (None, "", ())}
    raw["facts"] = _pairs(asked["facts"])
    party = _party(raw["party"], folder, on) if "party" in raw else None
    if party:
        raw["party"] = party.reference
    question, faults = question_from({**raw, "on": on}, hs_codes(), gazetteer())
    if question is None:
        raise BadInput("\n".join(faults))
    answer = _answers(_law(regime, scenario))(question)
    if as_json:
        options.print_json(
            {
                "question": question,
                "regime": regime,
                "scenario": scenario,
                "version": __version__,
                **({"party": party} if party else {}),
                **_fields(answer),
                "recipe": recipe(),
            }
        )
    else:
        from yalu.report.law import verdict_text

        if party and party.text:
            click.echo(party.text)
        options.print_text(verdict_text(question, answer, scenario, *options.look_here(color)), color)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.toml...")
@_scenario
@options.as_json
@options.color
def cases(files: tuple[str, ...], scenario: str | None, as_json: bool, color: str) -> None:
    """Many questions from TOML files; exit 1 if one that states its answer got another."""
    from yalu.measures.question import case_result
    from yalu.measures.read import read_cases

    asked = [case for file in files for case in read_cases(Path(file))]
    results = [case_result(case, _answer(case, scenario)) for case in asked]
    failed = [result for result in results if not result.passed]
    if as_json:
        options.print_json(_cases_document(results, failed))
    else:
        from yalu.report.law import cases_text

        options.print_text(cases_text(asked, results, *options.look_here(color)), color)
    if failed:
        sys.exit(1)


@cli.group(invoke_without_command=True)
@click.option("--hs", help="Only measures that reach this code.")
@click.option(
    "--direction", help="Only measures on goods that leave (export) or go to (import) the sanctioned State."
)
@click.option("--activity", help="Only measures on this activity.")
@click.option("--resolution", type=int, help="Only measures of this resolution.")
@_regime
@_scenario
@options.on
@options.as_json
@options.color
@click.pass_context
def measures(
    ctx: click.Context,
    hs: str | None,
    direction: str | None,
    activity: str | None,
    resolution: int | None,
    regime: str,
    scenario: str | None,
    on: date,
    as_json: bool,
    color: str,
) -> None:
    """The law in force on a day; `measures show ID` prints one measure whole."""
    if ctx.invoked_subcommand is not None:
        return
    from yalu.measures.listing import in_force
    from yalu.terms.read import hs_codes

    law = _law(regime, scenario)
    found = in_force(
        law, on, hs=hs, direction=direction, activity=activity, resolution=resolution, codes=hs_codes()
    )
    if as_json:
        options.print_json(
            {"on": on, "regime": regime, "scenario": scenario, "measures": found, "recipe": recipe()}
        )
    else:
        from yalu.report.law import measures_text

        options.print_text(measures_text(found, on, law.tables.name, *options.look_here(color)), color)


@measures.command()
@click.argument("name", metavar="ID")
@_regime
@_scenario
@options.as_json
@options.color
def show(name: str, regime: str, scenario: str | None, as_json: bool, color: str) -> None:
    """A record of the law, whole, by its id or its paragraph ("2371 9"): words, dates, goods, exemptions, sources."""
    from yalu.measures.listing import records

    found = records(_law(regime, scenario), name)
    if as_json:
        options.print_json(found[0] if len(found) == 1 else found)
    else:
        from yalu.report.law import records_text

        options.print_text(records_text(found, *options.look_here(color)), color)


@cli.command()
@click.argument("state")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the page and its rows into this folder.",
)
@click.option(
    "--trade",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A statistics file of your own, or the folder of a stored one; may be given again: the later file counts.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    help="Store the files first and query them in this engine; files over 1 GiB always are, in duckdb.",
)
@options.on
@options.as_json
@options.color
def assess(
    state: str,
    out: Path | None,
    trade: tuple[Path, ...],
    engine: str | None,
    on: date,
    as_json: bool,
    color: str,
) -> None:
    """Does a State do what it voted for? The State page, from the casebook and from trade files of your own."""
    from yalu.app.assessment import judgement_of, write_pages

    judged = judgement_of(state, on, trade=trade, engine=engine)
    kept = recipe()
    written = write_pages(judged, out, kept) if out else ()
    if as_json:
        from yalu.report.tables import judgement_json

        click.echo(judgement_json(judged, kept))
    else:
        from yalu.report.terminal import state_text

        options.print_text(state_text(judged, **options.look_here(color)._asdict()), color)
        if written:
            click.echo(f"\nWritten: {written[0]} and {len(written) - 1} files of rows beside it")


def _party(text: str, folder: str | None, on: date) -> PartyAsked:
    from yalu.app.folder import data_folder
    from yalu.app.party_asked import party_asked

    return party_asked(text, data_folder(folder) / "lists", on)


def _law(regime: str, scenario: str | None) -> Regime:
    from yalu.measures.read import read_regime, read_scenario

    law = read_regime(regime)
    return law if scenario is None else law.under(read_scenario(scenario, regime))


def _answers(law: Regime) -> Callable[..., Verdict]:
    from yalu.measures.read import listed
    from yalu.measures.verdict import verdict
    from yalu.terms.read import petroleum_factors

    return lambda question: verdict(question, law, listed(), petroleum_factors())


def _answer(case: Case, scenario: str | None) -> Verdict:
    """The verdict on one case; a question that the law refuses is named."""
    try:
        return _answers(_law(case.regime or "un-dprk", scenario))(case.question)
    except BadInput as error:
        raise BadInput(f"{case.id}: {error}") from error


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    """The facts of the command line by name; one given twice is refused, since nobody can tell which was meant."""
    facts: dict[str, str] = {}
    for name, value in map(_pair, texts):
        if name in facts:
            raise BadInput(f"fact {name} is given twice")
        facts[name] = value
    return facts


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadInput(f'fact "{text}" has no value; write {text}=true')
    return name.strip(), value.strip()


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _cases_document(results: list[CaseResult], failed: list[CaseResult]) -> dict[str, Any]:
    return {
        "total": len(results),
        "passed": len(results) - len(failed),
        "failed": [
            {
                "id": one.id,
                "expected": list(one.expected),
                "got": one.verdict,
                "cites_expected": one.cites_expected,
                "cites_got": one.cites,
                "missing_expected": one.missing_expected,
                "missing_got": one.missing,
            }
            for one in failed
        ],
        "answers": [
            {"id": one.id, "verdict": one.verdict, "cites": one.cites, "missing": one.missing}
            for one in results
        ],
    }


def main() -> None:
    """Run a command; every refusal becomes one message and exit status 2."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(_BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except YaluError as error:
        click.echo(f"yalu: {error}", err=True)
        sys.exit(_BAD_INPUT)
