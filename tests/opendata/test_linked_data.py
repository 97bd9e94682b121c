"""Programmes as linked data: an outside reader and validator take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCTERMS, RDF, Graph, Namespace, URIRef

from tsunagari.kit.published import published
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.cpsv import services
from tsunagari.opendata.policy.graph import Node
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")  # its own reader of JSON-LD
SHAPES = Path(__file__).with_name("cpsv_ap_shapes.ttl")
CPSV, CV = Namespace("http://purl.org/vocab/cpsv#"), Namespace("http://data.europa.eu/m8g/")
TO = Addresses("https://tsunagari.example", 2009)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return published(2009).catalogue


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def graph_of(data: Node) -> Graph:
    return Graph().parse(data=json.dumps(data), format="json-ld")


def faults(data: Node) -> str:
    conforms, _graph, text = pyshacl.validate(graph_of(data), shacl_graph=shapes())
    return "" if conforms else text


def written(catalogue: Catalogue, programmes: Iterable[Programme]) -> Node:
    return services(catalogue, programmes, TO)


def test_the_whole_plan_conforms(catalogue: Catalogue) -> None:
    data = written(catalogue, catalogue.programmes)
    assert not faults(data)
    found = set(graph_of(data).subjects(RDF.type, CPSV.PublicService))
    assert found == {URIRef(TO.service(programme.key)) for programme in catalogue.programmes}


def test_each_programme_conforms_by_itself(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        assert not faults(written(catalogue, [programme])), programme.key


def test_the_shapes_see_what_is_missing(catalogue: Catalogue) -> None:
    for missing in ("dct:identifier", "dct:title", "dct:description", "cv:hasCompetentAuthority"):
        data = written(catalogue, catalogue.programmes[:1])
        service = next(node for node in data["@graph"] if node["@type"] == "cpsv:PublicService")
        del service[missing]
        assert faults(data), missing


def test_the_shapes_see_a_code_that_is_not_said_to_be_one(catalogue: Catalogue) -> None:
    data = written(catalogue, catalogue.programmes[:1])
    data["@graph"] = [node for node in data["@graph"] if node["@type"] != "skos:Concept"]
    assert "Concept" in faults(data)


def test_conditions_are_a_tree_with_the_rules_own_addresses(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        graph = graph_of(written(catalogue, [programme]))
        asked = {
            str(graph.value(leaf, DCTERMS.identifier)).rpartition("/")[2]: fact
            for leaf, fact in graph.subject_objects(CV.hasConcept)
        }
        conditions = {one.clause: URIRef(TO.fact(one.fact)) for one in programme.rule.conditions()}
        assert asked == (conditions if programme.eligibility else {}), programme.key
        roots = set(graph.subjects(RDF.type, CV.Requirement)) - set(graph.objects(None, CV.hasRequirement))
        assert len(roots) == (1 if programme.eligibility else 0), programme.key


def test_nothing_hangs_in_the_air(catalogue: Catalogue) -> None:
    """Whatever a programme links to within this site is described in its own file."""
    for programme in catalogue.programmes:
        graph = graph_of(written(catalogue, [programme]))
        named = {node for node in graph.objects() if isinstance(node, URIRef) and node.startswith(TO.site)}
        assert named <= set(graph.subjects()), programme.key
