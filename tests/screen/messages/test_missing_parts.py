"""A message is read without any one of its parts, or refused with the place: senders leave things out."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import Refused

SAMPLES = sorted(path.name for path in Path(__file__).with_name("samples").iterdir())


def xml(text):
    """Each element gone, or there without content."""
    stack = []
    for tag in re.finditer(r"<(/?)([\w:]+)[^<>]*?(/?)>", text):
        if tag[3]:
            continue
        if not tag[1]:
            stack.append((tag.start(), tag.end()))
            continue
        start, inside = stack.pop()
        if stack:
            yield text[:start] + text[tag.end() :]
            yield text[:inside] + text[tag.start() :]


def segments(text, end):
    """Each segment gone; each element of a segment gone; each component empty."""
    parts = text.split(end)
    mark = "+" if end == "'" else text[3]
    for n, part in enumerate(parts[:-1]):
        yield end.join(parts[:n] + parts[n + 1 :])
        elements = part.split(mark)
        for count in range(1, len(elements)):
            yield end.join([*parts[:n], mark.join(elements[:count]), *parts[n + 1 :]])
            if "ISA" not in part:
                yield end.join(
                    [*parts[:n], mark.join([*elements[:count], "", *elements[count + 1 :]]), *parts[n + 1 :]]
                )
                yield end.join(
                    [*parts[:n], mark.join([*elements[:count], "1", *elements[count + 1 :]]), *parts[n + 1 :]]
                )
                yield end.join(
                    [
                        *parts[:n],
                        mark.join([*elements[:count], "AB", *elements[count + 1 :]]),
                        *parts[n + 1 :],
                    ]
                )
            for place, _ in enumerate(components := elements[count].split(":")):
                changed = ":".join(components[:place])
                yield end.join(
                    [
                        *parts[:n],
                        mark.join([*elements[:count], changed, *elements[count + 1 :]]),
                        *parts[n + 1 :],
                    ]
                )


def lines(text):
    """Each line gone, or empty behind its tag."""
    all_ = text.split("\r\n")
    for n, line in enumerate(all_):
        yield "\r\n".join(all_[:n] + all_[n + 1 :])
        tag = re.match(r":\w+:", line)
        if tag:
            yield "\r\n".join([*all_[:n], tag[0], *all_[n + 1 :]])
    for found in re.finditer(r"\{\w+:[^{}]*\}", text):
        yield text[: found.start()] + text[found.end() :]


def table(text):
    """Each column gone."""
    rows = list(csv.reader(io.StringIO(text)))
    for place in range(max(map(len, rows))):
        out = io.StringIO()
        csv.writer(out).writerows([row[:place] + row[place + 1 :] for row in rows])
        yield out.getvalue()


def own(text):
    """Each part gone, or empty, or of another kind."""

    def without(value):
        if isinstance(value, dict):
            for name in value:
                yield {k: v for k, v in value.items() if k != name}
                for other in (None, [], {}, 1, "AB", ["AB", "CD"], {"AB": "CD"}):
                    yield {**value, name: other}
                yield from ({**value, name: inner} for inner in without(value[name]))
        elif isinstance(value, list):
            for place, one in enumerate(value):
                yield value[:place] + value[place + 1 :]
                yield from ([*value[:place], inner, *value[place + 1 :]] for inner in without(one))

    yield from map(json.dumps, without(json.loads(text)))


KINDS = {
    ".xml": xml, ".edi": lambda text: segments(text, "'"), ".fin": lines, ".x12": lambda text: segments(text, text[105]),
    ".csv": table, ".json": own,
}  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_message_is_read_without_a_part_of_it(read, samples, sample):
    charset = "gb18030" if sample == "truck.csv" else "utf-8"
    outcomes = set()
    for changed in KINDS[Path(sample).suffix]((samples / sample).read_bytes().decode(charset)):
        try:
            found = read(changed.encode(charset))
        except ReaderError as error:
            outcomes.add(bool(error.position))
            continue
        outcomes |= {
            message.seen == message.mapped + message.ignored + len(message.not_screened)
            for message in found
            if not isinstance(message, Refused)
        }
    assert outcomes == {True}
