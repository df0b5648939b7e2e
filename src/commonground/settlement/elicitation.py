"""Elicitation: one side's preferences by questions, in an order that people can answer.

First what each option is worth within its issue, 0 to 100; then the issues by how much their swing from worst to best option
matters; then how much, beside the first; then the least that would do. Then the answers are held against themselves: a few
trades that should be even, with their price, and whole packages rated at a glance. What does not fit is told, and nothing is
changed for it: the side corrects what it likes.
Source: D. von Winterfeldt and W. Edwards, Decision Analysis and Behavioral Research, 1986 (swing weights).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from commonground.settlement.issue import Issue
from commonground.settlement.preference import FULL, Preference
from commonground.settlement.question import Question
from commonground.settlement.tables import Package

FEW = 4  # options that are all asked for; of more the first, the middle and the last
TRADES, PACKAGES, FAR = 3, 3, 15
EVEN, FIRST, SECOND = "even", "first", "second"
SEED = 1986


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: its name, what it says, and how it is answered."""

    id: str
    says: str
    how: str


class NotAnAnswer(ValueError):
    """What cannot be taken as an answer, and why."""


def asked_options(issue: Issue) -> tuple[int, ...]:
    """The options of an issue that are valued by an answer; the others lie evenly between."""
    last = len(issue.options) - 1
    return tuple(range(last + 1)) if last < FEW else (0, last // 2, last)


class Elicitation:
    """One side's answers so far, by the question's name, over a question whose costs are the engine's."""

    def __init__(self, question: Question, party: str, answers: Mapping[str, str]) -> None:
        self.question, self.party, self.answers = question, party, dict(answers)
        self.issues = [issue for issue in question.issues if len(issue.options) > 1]

    def next(self) -> Ask | None:
        """The first question that has no answer yet; None where all have."""
        for name in self._names():
            if name not in self.answers:
                return self._ask(name)
        return None

    def answer(self, ask: Ask, said: str) -> str:
        """Take an answer; what is to be told of it, empty where it fits. Raises `NotAnAnswer`."""
        said = " ".join(said.split())
        sort, _, which = ask.id.partition(":")
        checked = {"values": self._values, "rank": self._rank, "weight": self._weight}
        if sort in checked:
            checked[sort](said, which)
        elif sort == "least":
            _whole(said, 0, FULL)
        elif sort == "trade" and said not in (EVEN, FIRST, SECOND):
            raise NotAnAnswer(f'"{said}" is none of {EVEN}, {FIRST} and {SECOND}')
        elif sort == "package":
            _whole(said, 0, FULL)
        self.answers[ask.id] = said
        return self._contradiction(ask.id, said)

    def contradictions(self) -> list[str]:
        """Everything in the answers that does not fit together."""
        found = [self._contradiction(name, said) for name, said in self.answers.items()]
        return [one for one in found if one]

    def preference(self) -> Preference:
        """What the answers make of it; issues with one option have no weight."""
        weights, values = [], []
        for issue in self.question.issues:
            weights.append(self._weights().get(issue.id, 0))
            values.append(self._line(issue))
        least = int(self.answers.get("least", "0"))
        return Preference(self.party, tuple(weights), tuple(values), least * sum(weights))

    def _names(self) -> list[str]:
        names = [f"values:{issue.id}" for issue in self.issues]
        if not all(name in self.answers for name in names) or "rank" not in self.answers:
            return [*names, "rank"]
        names += ["rank", *(f"weight:{issue}" for issue in self._ranked()[1:]), "least"]
        if not all(name in self.answers for name in names):
            return names
        count = min(TRADES, len(self.issues) - 1)
        return [*names, *(f"trade:{n}" for n in range(count)), *(f"package:{n}" for n in range(PACKAGES))]

    def _ask(self, name: str) -> Ask:
        sort, _, which = name.partition(":")
        if sort == "values":
            issue = self._issue(which)
            listed = ", ".join(issue.options[n].id for n in asked_options(issue))
            says = f"{issue.title}: what is each of these worth to you within this issue? {listed}"
            return Ask(name, says, "a number for each, 0 the worst and 100 the best, such as 0 60 100")
        if sort == "rank":
            listed = "; ".join(f"{n} {issue.title}" for n, issue in enumerate(self.issues, 1))
            says = (
                f"Each issue may swing from its worst option to its best. Which swing matters most, and then? {listed}"
            )
            return Ask(name, says, "the numbers of the issues in that order, such as 2 1 3")
        if sort == "weight":
            first = self._issue(self._ranked()[0])
            says = f"If the swing of {first.title} is 100, what is the swing of {self._issue(which).title}?"
            return Ask(name, says, "a whole number, 0 to 100")
        if sort == "least":
            return Ask(
                name, "Of all that you could have (100), how much do you need at least?", "a whole number, 0 to 100"
            )
        if sort == "trade":
            return self._trade(name, int(which))
        package = self._package(int(which))
        named = "; ".join(
            f"{issue.title}: {option}"
            for issue, option in zip(self.question.issues, self.question.named(package), strict=True)
        )
        return Ask(name, f"At a glance: how good is this package, of 100? {named}", "a whole number, 0 to 100")

    def _trade(self, name: str, number: int) -> Ask:
        """Two swings next to each other in the ranking, with their price over the term."""
        one, other = (self._issue(issue) for issue in self._ranked()[number : number + 2])
        weights = self._weights()
        lower, higher = weights[other.id], max(1, weights[one.id])
        says = (
            f"First: {one.title} from worst to best{self._price(one)}, for {round(Fraction(FULL * lower, higher))} of 100 chances."
            f" Second: {other.title} from worst to best{self._price(other)}, for sure."
            " Your answers make these even. Which do you like?"
        )
        return Ask(name, says, f"{EVEN}, {FIRST} or {SECOND}")

    def _price(self, issue: Issue) -> str:
        """What an issue's swing costs over the term beside the first options of all others."""
        place = self.question.issues.index(issue)
        line = self._line(issue)
        costs = []
        for option in (line.index(min(line)), line.index(max(line))):
            package = [0] * len(self.question.issues)
            package[place] = option
            costs.append(sum(self.question.cost(package)))
        added = costs[1] - costs[0]
        return f" ({'-' if added < 0 else ''}${abs(added) // 100:,} over the term)" if added else ""

    def _package(self, number: int) -> Package:
        random = np.random.default_rng((SEED, number))
        return tuple(int(random.choice(np.array(allowed or (0,)))) for allowed in self.question.allowed)

    def _contradiction(self, name: str, said: str) -> str:
        sort, _, which = name.partition(":")
        if sort == "weight":
            ranked = self._ranked()
            before = ranked[ranked.index(which) - 1] if which in ranked else ""
            weights = self._weights()
            if before in weights and which in weights and weights[which] > weights[before]:
                return (
                    f"{self._issue(which).title} is ranked behind {self._issue(before).title}, and its swing is larger."
                )
        if sort == "trade" and said != EVEN:
            one, other = self._ranked()[int(which) : int(which) + 2]
            more, less = (one, other) if said == FIRST else (other, one)
            return f"The answer makes {self._issue(more).title} weigh more beside {self._issue(less).title} than the weights do."
        if sort == "package":
            preference = self.preference()
            share = round(preference.share(preference.value(self._package(int(which)))) * FULL)
            if abs(share - int(said)) > FAR:
                return f"At a glance it was {said} of 100; your weights and values make it {share}."
        return ""

    def _values(self, said: str, which: str) -> None:
        numbers = [_whole(word, 0, FULL) for word in said.split()]
        count = len(asked_options(self._issue(which)))
        if len(numbers) != count:
            raise NotAnAnswer(f"{len(numbers)} numbers for {count} options")
        if min(numbers) != 0 or max(numbers) != FULL:
            raise NotAnAnswer("the worst of them is 0 and the best is 100")

    def _rank(self, said: str, _: str) -> None:
        numbers = sorted(_whole(word, 1, len(self.issues)) for word in said.split())
        if numbers != list(range(1, len(self.issues) + 1)):
            raise NotAnAnswer(f"each of the numbers 1 to {len(self.issues)} once")

    def _weight(self, said: str, _: str) -> None:
        _whole(said, 0, FULL)

    def _issue(self, name: str) -> Issue:
        return next(issue for issue in self.issues if issue.id == name)

    def _ranked(self) -> list[str]:
        return [self.issues[int(word) - 1].id for word in self.answers["rank"].split()]

    def _weights(self) -> dict[str, int]:
        if "rank" not in self.answers:
            return {}
        ranked = self._ranked()
        later = {issue: int(self.answers[f"weight:{issue}"]) for issue in ranked if f"weight:{issue}" in self.answers}
        return {ranked[0]: FULL, **later}

    def _line(self, issue: Issue) -> tuple[int, ...]:
        """Values by option; between two that were asked for the others lie evenly, rounded half up."""
        said = self.answers.get(f"values:{issue.id}")
        if said is None:
            return (0,) * len(issue.options)
        return between(dict(zip(asked_options(issue), map(int, said.split()), strict=True)), len(issue.options))


def between(known: Mapping[int, int], count: int) -> tuple[int, ...]:
    """Values by option, the first and the last known; between two known ones they lie evenly, rounded half up.

    >>> between({0: 0, 3: 100}, 4)
    (0, 33, 67, 100)
    """
    found = []
    for number in range(count):
        before = max(place for place in known if place <= number)
        after = min(place for place in known if place >= number)
        width = after - before
        whole = known[before] * (after - number) + known[after] * (number - before)
        found.append((2 * whole + width) // (2 * width) if width else known[number])
    return tuple(found)


def _whole(word: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", word) or not least <= int(word) <= most:
        raise NotAnAnswer(f'"{word}" is no whole number from {least} to {most}')
    return int(word)


def sound_answers(question: Question, party: str, answers: Sequence[tuple[str, str]]) -> Elicitation:
    """The answers that can still be taken, in their order, up to the first that cannot (the issues may have changed since)."""
    taken = Elicitation(question, party, {})
    for name, said in answers:
        ask = taken.next()
        if ask is None or ask.id != name:
            break
        try:
            taken.answer(ask, said)
        except NotAnAnswer:
            break
    return taken
