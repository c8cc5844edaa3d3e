"""What a rule is given: one document, recognised, and the profile's word on this rule."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gwlint.model import Cite, Document, Finding, Fix, Gongwen, Setting, Severity, Span

if TYPE_CHECKING:
    from gwlint.language.reading import Reading


class Given(NamedTuple):
    """What the person or the configuration knows better than the text: each None where nothing was said.

    `plan`, `approval`, `mandate` and `consulted` hold number or name of what there is, and "" where it was said that
    there is none. `no_meeting_weeks` counts the weeks of a month from 1. Keys in Chinese and allowed values: config.py.
    """

    issuer_class: str | None = None
    issuer_level: str | None = None
    category: str | None = None
    disclosure: str | None = None
    source_disclosure: str | None = None
    plan: str | None = None
    approval: str | None = None
    mandate: str | None = None
    consulted: str | None = None
    convener_rank: str | None = None
    members: tuple[str, ...] | None = None
    no_meeting_weeks: tuple[int, ...] | None = None
    needed_by: datetime.date | None = None


class CannotJudge(Exception):
    """Raised by a rule that lacks a datum which neither text nor `Given` holds. The message says in Chinese what is
    lacking and how to give it; the engine records it under `not_checked`."""

    @classmethod
    def without(cls, datum: str, example: str) -> "CannotJudge":
        """`datum` is what is lacking, `example` a 键=值 that would give it."""
        return cls(f"需要{datum}（可用 --given {example} 给出）")


class Context(NamedTuple):
    """One rule's view of one document. `reading` is shared: sentences and frames are worked out once."""

    document: Document
    gongwen: Gongwen
    reading: "Reading"
    rule: str
    name: str
    setting: Setting
    given: Given = Given()

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def options(self) -> Mapping[str, Any]:
        return self.setting.options

    def cites(self, aspect: str) -> tuple[Cite, ...]:
        """The clauses for one aspect of the rule, else those of the rule."""
        return self.setting.cites_for.get(aspect, self.setting.cites)

    def standing(self, *aspects: str) -> tuple[tuple[Cite, ...], Severity | None]:
        """The clauses for `aspects`, where `cites_for` has any; with none a finding is house advice: (), "info"."""
        cites = tuple(dict.fromkeys(cite for one in aspects for cite in self.cites(one)))
        return cites, None if cites or self.setting.basis == "house" else "info"

    def finding(
        self,
        span: Span,
        message: str,
        *,
        advice: str = "",
        severity: Severity | None = None,
        cites: tuple[Cite, ...] | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """A finding at `span`. `severity` can only soften what the profile says, never harden it."""
        return Finding(
            rule=self.rule,
            name=self.name,
            span=span,
            quote=span.of(self.document.text),
            message=message,
            severity=softer(self.setting.severity, severity),
            cites=self.setting.cites if cites is None else cites,
            advice=advice,
            fix=fix,
        )


def softer(base: Severity, other: Severity | None) -> Severity:
    """The milder of the two."""
    order: list[Severity] = ["error", "warning", "info"]
    return base if other is None else max(base, other, key=order.index)


def step_down(severity: Severity) -> Severity:
    """One step milder."""
    steps: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}
    return steps[severity]
