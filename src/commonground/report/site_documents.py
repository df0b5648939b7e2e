"""What a site plan is handed out as, as values: notices to families, the map's features, the locator. Looks are elsewhere.

Law: a notice says where a school's pupils may go, and nothing about the dispute; both languages say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commonground.contingency.schools import School
from commonground.contingency.site_plan import Assigned, SitePlan

LOCATOR = "commonground/locator/1"
DEGREE = 1_000_000
TENTHS_OF_A_MILE = 160.9344


@dataclass(frozen=True, slots=True)
class Sender:
    """What every notice says beside the site."""

    district: str = ""
    hours: str = ""
    contact: str = ""
    valid: Mapping[str, str] = field(default_factory=dict)
    bring: Mapping[str, Sequence[str]] = field(default_factory=dict)


WORDS: dict[str, dict[str, str]] = {
    "en": {
        "heading": "Where pupils of {home} may go",
        "opening": "While regular classes are not held, pupils of {home} may spend the school day at:",
        "own": "Your own school is open as a site.",
        "distance": "Distance",
        "far": "about {miles} mi ({metres} m) from {home}, in a straight line",
        "near": "{metres} m from {home}, in a straight line",
        "here": "the same building",
        "when": "When",
        "hours": "Hours",
        "meals": "Meals",
        "contact": "Questions",
        "features": "The building",
        "accessible": "step-free entrance",
        "cooling": "air conditioning",
        "cafeteria": "cafeteria",
        "what": "What",
        "details": "Details",
        "bring": "Please bring: {things}.",
        "choice": "Whether to come is each family's choice. No reason has to be given.",
        "breakfast": "breakfast",
        "lunch": "lunch",
        "dinner": "dinner",
        "snack": "snack",
    },
    "es": {
        "heading": "Adónde pueden ir los estudiantes de {home}",
        "opening": "Mientras no haya clases regulares, los estudiantes de {home} pueden pasar la jornada escolar en:",
        "own": "Su propia escuela es una de las que permanecen abiertas.",
        "distance": "Distancia",
        "far": "aproximadamente {miles} mi ({metres} m) desde {home}, en línea recta",
        "near": "{metres} m desde {home}, en línea recta",
        "here": "el mismo edificio",
        "when": "Cuándo",
        "hours": "Horario",
        "meals": "Comidas",
        "contact": "Preguntas",
        "features": "El edificio",
        "accessible": "entrada sin escalones",
        "cooling": "aire acondicionado",
        "cafeteria": "comedor",
        "what": "Información",
        "details": "Detalles",
        "bring": "Por favor, traiga: {things}.",
        "choice": "Cada familia decide si sus hijos asisten. No es necesario dar ningún motivo.",
        "breakfast": "desayuno",
        "lunch": "almuerzo",
        "dinner": "cena",
        "snack": "refrigerio",
    },
}


def notice_document(each: Assigned, sender: Sender, meals: Sequence[str]) -> dict[str, Any]:
    """A home school's notice: a page in English and a page in Spanish."""
    return {
        "title": f"{each.home.id}: {WORDS['en']['heading'].format(home=each.home.id)}",
        "footer": each.home.id,
        "pages": [_page(each, sender, meals, language) for language in WORDS],
    }


def _page(each: Assigned, sender: Sender, meals: Sequence[str], language: str) -> dict[str, Any]:
    words, home = WORDS[language], each.home.id
    facts = [
        [words["what"], words["details"]],
        [words["distance"], _far(each, language)],
        *(
            [words[name], said]
            for name, said in (("when", sender.valid.get(language, "")), ("hours", sender.hours))
            if said
        ),
    ]
    if meals:
        facts.append([words["meals"], ", ".join(words.get(meal, meal) for meal in meals)])
    has = [words[name] for name in ("accessible", "cooling", "cafeteria") if name in each.site.has]
    if has:
        facts.append([words["features"], ", ".join(has)])
    if sender.contact:
        facts.append([words["contact"], sender.contact])
    things = sender.bring.get(language, ())
    lines = [words["own"]] if each.home.id == each.site.id else []
    between = "; " if any("," in thing for thing in things) else ", "
    lines += [words["bring"].format(things=between.join(things))] if things else []
    return {
        "lang": language,
        "sender": sender.district,
        "heading": words["heading"].format(home=home),
        "opening": words["opening"].format(home=home),
        "site": each.site.id,
        "address": each.site.address,
        "facts": facts,
        "lines": [*lines, words["choice"]],
    }


def _far(each: Assigned, language: str) -> str:
    words, tenths = WORDS[language], round(each.metres / TENTHS_OF_A_MILE)
    metres = METRES[language](each.metres)
    if not each.metres:
        return words["here"]
    return words["far" if tenths else "near"].format(miles=f"{tenths / 10:g}", metres=metres, home=each.home.id)


def _spaced(number: int) -> str:
    """A whole number as Spanish orthography has it: four digits together, more in threes apart."""
    return str(number) if number < 10_000 else f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


METRES: dict[str, Callable[[int], str]] = {"en": "{:,}".format, "es": _spaced}


def geojson(plan: SitePlan) -> dict[str, Any]:
    """The plan as GeoJSON: a point for each site and each home school, a line from each home school to its site."""
    points = [_feature("Point", _at(site), _of_site(plan, site)) for site in plan.sites]
    for each in plan.assigned:
        said = {
            "school": each.home.id,
            "site": each.site.id,
            "level": each.home.level,
            "metres": each.metres,
            "pupils": each.pupils,
        }
        points.append(_feature("Point", _at(each.home), {"kind": "home school", **said}))
        if each.metres:
            points.append(_feature("LineString", [_at(each.home), _at(each.site)], {"kind": "way", **said}))
    return {"type": "FeatureCollection", "features": points}


def _of_site(plan: SitePlan, site: School) -> dict[str, Any]:
    said = {"kind": "site", "school": site.id, "level": site.level}
    return {**said, "pupils": plan.loads[site.id], "places": site.capacity}


def _at(school: School) -> list[float]:
    return [school.longitude / DEGREE, school.latitude / DEGREE]


def _feature(kind: str, at: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": at}, "properties": dict(said)}


def locator(plan: SitePlan) -> dict[str, Any]:
    """By home school: its site, where that is, and how far; for a page that looks one up."""
    return {
        "format": LOCATOR,
        "schools": {
            each.home.id: {
                "site": each.site.id,
                "address": each.site.address,
                "latitude": each.site.latitude / DEGREE,
                "longitude": each.site.longitude / DEGREE,
                "metres": each.metres,
            }
            for each in plan.assigned
        },
    }
