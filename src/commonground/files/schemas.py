"""JSON Schemas of the files that people write, made from the models that validate them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from commonground.agreement.kinds import KINDS
from commonground.files.assumption_shapes import AssumptionsShape
from commonground.files.bridge_shapes import BridgesShape
from commonground.files.claim_shapes import ClaimsShape
from commonground.files.comparable_shapes import ComparablesShape
from commonground.files.contingency_shapes import DaysShape, PicketsShape
from commonground.files.exchanges import ExchangeShape
from commonground.files.pass_shapes import PassesShape
from commonground.files.procedure_shapes import CalendarShape, PackShape, ProcedureShape
from commonground.files.publication_shapes import PublishShape
from commonground.files.settlement_shapes import PreferenceShape, SettlementShape
from commonground.files.shapes import FILES
from commonground.files.siting_shapes import ContingencyShape
from commonground.files.turnover_shapes import TurnoverShape
from commonground.files.vote_shapes import VoteShape

BESIDE: dict[str, type[BaseModel]] = {
    "passes": PassesShape,
    "assumptions": AssumptionsShape,
    "turnover": TurnoverShape,
    "procedure": ProcedureShape,
    "calendar": CalendarShape,
    "rule-pack": PackShape,
    "days": DaysShape,
    "pickets": PicketsShape,
    "contingency": ContingencyShape,
    "claims": ClaimsShape,
    "settlement": SettlementShape,
    "preference": PreferenceShape,
    "bridges": BridgesShape,
    "comparables": ComparablesShape,
    "exchange": ExchangeShape,
    "publish": PublishShape,
}


def schemas() -> dict[str, Any]:
    """The schema of each file by its name; an agreement's provisions carry the terms of their kind."""
    models: list[tuple[str, type[BaseModel]]] = [*FILES.items(), *BESIDE.items(), ("vote", VoteShape)]
    found: dict[str, Any] = {name: model.model_json_schema(by_alias=True) for name, model in models}
    for kind in KINDS.values():
        found[f"terms-{kind.name}"] = kind.terms.model_json_schema()
    for name in ("agreement", "offer"):
        found[name] = _with_terms(found[name])
    return {name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **said} for name, said in found.items()}


def _with_terms(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a file with provisions, where the kind decides what the terms may say."""
    provision = schema["$defs"]["ProvisionShape"]
    provision["properties"]["kind"] = {"enum": list(KINDS)}
    provision["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind.name}}},
            "then": {"properties": {"terms": _terms(kind.terms.model_json_schema())}},
        }
        for kind in KINDS.values()
    ]
    return schema


def _terms(said: dict[str, Any]) -> dict[str, Any]:
    """A kind's terms on their own: definitions written in place, and nothing required, because versions may hold the terms."""
    definitions = said.pop("$defs", {})

    def inlined(value: Any) -> Any:
        if isinstance(value, dict):
            if "$ref" in value:
                return inlined(definitions[value["$ref"].rsplit("/", 1)[-1]])
            return {key: inlined(held) for key, held in value.items()}
        return [inlined(item) for item in value] if isinstance(value, list) else value

    result: dict[str, Any] = inlined(said)
    result.pop("required", None)
    if "table" in result.get("properties", {}):
        result["properties"]["table"] = {"anyOf": [{"type": "string"}, result["properties"]["table"]]}
        result["properties"]["table_year"] = {"type": "string"}
    return result
