"""The data set for statistical programs: SDMX-CSV 2.0 with the SDMX-ML 3.0 message that tells its structure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from metrics.data.cells import harmless
from metrics.data.sdmx import (
    AGENCY,
    BROKEN_DOWN,
    COLUMNS,
    DESCRIBED,
    FIGURES_FILE,
    FLOW,
    KEYS,
    NOT_APPLICABLE,
    OBS_STATUS,
    STRUCTURE_FILE,
    TIME,
    TOTAL,
    VALUE,
    VERSION,
    body_code,
    sdmx_cells,
    source_code,
)
from metrics.errors import N_
from metrics.files.workbook import EXPLAINED
from metrics.store.store import Store
from metrics.survey.figures import figures
from metrics.survey.listing import Search
from metrics.vocabulary import DIMENSIONS, UNITS, PeriodKind, ProvinceList, Qualifier, QuoteStatus, Status
from metrics.words.languages import LANGUAGES
from metrics.words.words import Words

NAMESPACES = {part: f"http://www.sdmx.org/resources/sdmxml/schemas/v3_0/{part}" for part in ("message", "structure", "common")}
URN = "urn:sdmx:org.sdmx.infomodel"
STRUCTURE, CONCEPTS = f"{FLOW}_STRUCTURE", "CONCEPTS"
NAME = N_("Party organisation metrics")
# of SDMX's own list what occurs here
STATUS_LIST = ("SDMX", "CL_OBS_STATUS", "2.2")
OBS_STATUSES = {
    "A": N_("Normal value"),
    "E": N_("Estimated value"),
    "F": N_("Forecast value"),
    "I": N_("Imputed value"),
    "P": N_("Provisional value"),
    "U": N_("Low reliability"),
}
# components that are named otherwise than their columns, or have none
NAMES = {
    "BOUNDARY": N_("Provinces as of"),
    "STATEMENT": N_("Kind of statement"),
    TIME: N_("Period, as SDMX writes time"),
    "PERIOD": N_("Period, as the data write it"),
    OBS_STATUS: N_("Observation status"),
    "CONFLICTS": N_("Contradicted by"),
}
# attributes that say more of a body or a source than of the figure; where others are attached is the figure itself
ATTACHED = {"REF_AREA": "ORGANIZATION", "BODY_KIND": "ORGANIZATION"}
# what every figure has
MANDATORY = (OBS_STATUS, "REF_AREA", "BODY_KIND", "PERIOD", "QUOTE_STATUS")
TEXTS = ("QUOTE", "NOTE", "PUBLISHER", "URL", "CONFLICTS")
TYPES = {"DENOMINATOR": "Decimal", VALUE: "Decimal", "SOURCE_LINE": "Integer", TIME: "ObservationalTimePeriod"}
# says something in a language, by the words of it
Said = Callable[[Words], str]


@dataclass(frozen=True)
class CodeList:
    """A list of codes: what it is called, and what each of its codes is called and means."""

    code: str
    name: Said
    codes: Mapping[str, Said]
    meanings: Mapping[str, Said]
    agency: str = AGENCY
    version: str = VERSION

    @property
    def urn(self) -> str:
        return f"{URN}.codelist.Codelist={self.agency}:{self.code}({self.version})"


def sdmx_files(store: Store, search: Search, now: dt.datetime | None = None) -> dict[str, bytes]:
    """The two files by their names: the structure, and the figures that a search finds, ranks and scores included."""
    told = figures(store, search)
    rows = [sdmx_cells(figure) for figure in told]
    return {STRUCTURE_FILE: structure(store, told, now or dt.datetime.now(dt.UTC)), FIGURES_FILE: _csv(rows)}


def sdmx_zip(store: Store, search: Search) -> bytes:
    """Both files in one archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sdmx_files(store, search).items():
            archive.writestr(name, content)
    return data.getvalue()


def _csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows by COLUMNS. No mark of the encoding begins the file: readers of SDMX would take it for a part of the first name."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(row[name]) if name in TEXTS else row[name] for name in COLUMNS] for row in rows)
    return text.getvalue().encode()


# code lists ----------------------------------------------------------------------------------------------------------------------
def code_lists(store: Store, told: Sequence[Mapping[str, Any]]) -> dict[str, CodeList]:
    """The list of each coded component: closed lists whole, of bodies, sources and open dimensions what the figures name."""
    names = store.names
    bodies = sorted({figure["organization"] for figure in told})
    sources = sorted({figure["source"] for figure in told})
    metrics = {one.indicator: names.metrics[one.indicator] for one in store.seeds.indicators}
    lists = {
        "INDICATOR": _list(
            "INDICATOR", metrics, lambda code: lambda words: words.metric(metrics[code]), lambda code: _definition(metrics[code])
        ),
        "ORGANIZATION": _list("ORGANIZATION", bodies, lambda slug: lambda words: words.organization(slug), written=body_code),
        "UNIT_MEASURE": _list("UNIT_MEASURE", UNITS, lambda code: lambda words: words.unit(code)),
        "PERIOD_KIND": _list("PERIOD_KIND", get_args(PeriodKind), lambda code: lambda words: words.period_kind(code)),
        "STATEMENT": _list("STATEMENT", get_args(Status), lambda code: lambda words: words.status(code)),
        "QUALIFIER": _list("QUALIFIER", get_args(Qualifier), lambda code: lambda words: words.qualifier(code)),
        "BOUNDARY": _list("BOUNDARY", (*get_args(ProvinceList), NOT_APPLICABLE), _boundary),
        "SOURCE": _list("SOURCE", sources, lambda slug: lambda words: words.source(slug), written=source_code),
        "REF_AREA": _list("REF_AREA", names.provinces, lambda slug: lambda words: words.province(slug)),
        "BODY_KIND": _list("BODY_KIND", _kinds(told), lambda code: lambda words: words.kind(code)),
        "QUOTE_STATUS": _list("QUOTE_STATUS", get_args(QuoteStatus), lambda code: lambda words: words.quote_status(code)),
    }
    for component, dimension in BROKEN_DOWN.items():
        lists[component] = _list(component, (TOTAL, *_values(dimension, told)), _value_of(dimension))
    agency, code, version = STATUS_LIST
    said = {one: _saying(text) for one, text in OBS_STATUSES.items()}
    lists[OBS_STATUS] = CodeList(code, _name_of(OBS_STATUS), said, {}, agency, version)
    return lists


def _list(
    component: str,
    codes: Iterable[str],
    name: Callable[[str], Said],
    meaning: Callable[[str], Said] | None = None,
    written: Callable[[str], str] = str,
) -> CodeList:
    codes = tuple(codes)
    meanings = {written(code): meaning(code) for code in codes} if meaning else {}
    return CodeList(f"CL_{component}", _name_of(component), {written(code): name(code) for code in codes}, meanings)


def _definition(metric: Any) -> Said:
    return lambda words: words.definition(metric)


def _boundary(code: str) -> Said:
    return _saying(N_("no rank")) if code == NOT_APPLICABLE else lambda words: words.boundary(code)


def _kinds(told: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({figure["kind"] for figure in told})


def _values(dimension: str, told: Iterable[Mapping[str, Any]]) -> Sequence[str]:
    """The values of a dimension: the closed list, or those that occur."""
    listed = DIMENSIONS[dimension]
    if listed is not None:
        return listed
    parts = (part.partition("=") for figure in told for part in figure["breakdown"].split(";"))
    return sorted({value for name, _, value in parts if name == dimension})


def _value_of(dimension: str) -> Callable[[str], Said]:
    whole = _saying(N_("all, or not told apart"))
    return lambda value: whole if value == TOTAL else lambda words: words.value_of(dimension, value)


def _saying(text: str) -> Said:
    return lambda words: words.say(text)


def _name_of(component: str) -> Said:
    """What a component is called: as its column."""
    if component in NAMES:
        return _saying(NAMES[component])
    column = {**KEYS, **DESCRIBED, **BROKEN_DOWN, VALUE: "value"}[component]
    return lambda words: words.column(column)


# the message -------------------------------------------------------------------------------------------------------------------
def structure(store: Store, told: Sequence[Mapping[str, Any]], now: dt.datetime) -> bytes:
    """The structure message: code lists and concepts with their names in every language, the structure, the flow."""
    spoken = [Words(language, store.names) for language in LANGUAGES]
    lists = code_lists(store, told)
    message = Element("message:Structure", {f"xmlns:{part}": address for part, address in NAMESPACES.items()})
    header = SubElement(message, "message:Header")
    for name, text in (("ID", FLOW), ("Test", "false"), ("Prepared", now.isoformat(timespec="seconds"))):
        SubElement(header, f"message:{name}").text = text
    SubElement(header, "message:Sender", id=AGENCY)
    structures = SubElement(message, "message:Structures")
    codelists = SubElement(structures, "structure:Codelists")
    for listed in lists.values():
        _add_code_list(codelists, listed, spoken)
    _add_concepts(SubElement(structures, "structure:ConceptSchemes"), spoken)
    _add_structure(SubElement(structures, "structure:DataStructures"), lists, spoken)
    flow = _artefact(SubElement(structures, "structure:Dataflows"), "Dataflow", "datastructure", FLOW, _saying(NAME), spoken)
    SubElement(flow, "structure:Structure").text = f"{URN}.datastructure.DataStructure={AGENCY}:{STRUCTURE}({VERSION})"
    indent(message)
    return bytes(tostring(message, "utf-8", xml_declaration=True))


def _artefact(
    parent: Element,
    kind: str,
    package: str,
    code: str,
    name: Said,
    spoken: Sequence[Words],
    whose: tuple[str, str] = (AGENCY, VERSION),
) -> Element:
    """Something of its own in the message: a list, a scheme, a structure, a flow. Its name stands in it in every language."""
    agency, version = whose
    urn = f"{URN}.{package}.{kind}={agency}:{code}({version})"
    made = SubElement(parent, f"structure:{kind}", id=code, agencyID=agency, version=version, urn=urn)
    _say(made, "Name", name, spoken)
    return made


def _say(parent: Element, kind: str, said: Said, spoken: Sequence[Words]) -> None:
    for words in spoken:
        SubElement(parent, f"common:{kind}", {"xml:lang": words.language}).text = said(words)


def _add_code_list(parent: Element, listed: CodeList, spoken: Sequence[Words]) -> None:
    made = _artefact(parent, "Codelist", "codelist", listed.code, listed.name, spoken, (listed.agency, listed.version))
    if listed.agency != AGENCY:
        made.set("isPartial", "true")
    for code, name in listed.codes.items():
        item = SubElement(made, "structure:Code", id=code, urn=f"{listed.urn.replace('Codelist=', 'Code=')}.{code}")
        _say(item, "Name", name, spoken)
        if code in listed.meanings:
            _say(item, "Description", listed.meanings[code], spoken)


def _add_concepts(parent: Element, spoken: Sequence[Words]) -> None:
    made = _artefact(parent, "ConceptScheme", "conceptscheme", CONCEPTS, _saying(NAME), spoken)
    for component in (*KEYS, *BROKEN_DOWN, TIME, VALUE, OBS_STATUS, *DESCRIBED):
        item = SubElement(made, "structure:Concept", id=component, urn=_concept(component))
        _say(item, "Name", _name_of(component), spoken)
        if explained := EXPLAINED.get({**KEYS, **DESCRIBED, VALUE: "value"}.get(component, "")):
            _say(item, "Description", _saying(explained), spoken)


def _concept(component: str) -> str:
    return f"{URN}.conceptscheme.Concept={AGENCY}:{CONCEPTS}({VERSION}).{component}"


def _add_structure(parent: Element, lists: Mapping[str, CodeList], spoken: Sequence[Words]) -> None:
    made = _artefact(parent, "DataStructure", "datastructure", STRUCTURE, _saying(NAME), spoken)
    components = SubElement(made, "structure:DataStructureComponents")
    dimensions = SubElement(components, "structure:DimensionList", id="DimensionDescriptor")
    for place, component in enumerate((*KEYS, *BROKEN_DOWN), 1):
        _component(SubElement(dimensions, "structure:Dimension", id=component, position=str(place)), component, lists)
    _component(SubElement(dimensions, "structure:TimeDimension", id=TIME), TIME, lists)
    attributes = SubElement(components, "structure:AttributeList", id="AttributeDescriptor")
    for component in (OBS_STATUS, *DESCRIBED):
        usage = "mandatory" if component in MANDATORY else "optional"
        attribute = SubElement(attributes, "structure:Attribute", id=component, usage=usage)
        _component(attribute, component, lists)
        related = SubElement(attribute, "structure:AttributeRelationship")
        if component in ATTACHED:
            SubElement(related, "structure:Dimension").text = ATTACHED[component]
        else:
            SubElement(related, "structure:Observation")
    measures = SubElement(components, "structure:MeasureList", id="MeasureDescriptor")
    _component(SubElement(measures, "structure:Measure", id=VALUE, usage="mandatory"), VALUE, lists)


def _component(made: Element, component: str, lists: Mapping[str, CodeList]) -> None:
    """What a component means, and how its values are written: by a list of codes, or as a text of a type."""
    SubElement(made, "structure:ConceptIdentity").text = _concept(component)
    representation = SubElement(made, "structure:LocalRepresentation")
    if component in lists:
        SubElement(representation, "structure:Enumeration").text = lists[component].urn
    else:
        SubElement(representation, "structure:TextFormat", textType=TYPES.get(component, "String"))
