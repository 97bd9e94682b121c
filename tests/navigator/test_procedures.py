"""The pages of procedures: list, drawing with its table, and the drawing as a file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import unescape

import pytest
from django.test import Client

from tsunagari.navigator.queries.editions import edition_of


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_procedure_is_listed_and_has_its_page(client: Client, prefix: str) -> None:
    language = prefix.strip("/") or "ja"
    listed = text_of(client, f"{prefix}/procedures/")
    for procedure in edition_of().catalogue.procedures.values():
        assert f'href="{prefix}/procedures/{procedure.name}/"' in listed
        page = text_of(client, f"{prefix}/procedures/{procedure.name}/")
        assert f'lang="{language}" role="img"' in page
        for step in procedure.steps.values():
            assert step.tell.in_(language) in page
            assert all(move.label.in_(language) in page for move in step.moves)


def test_the_page_leads_to_its_programmes_and_back(client: Client) -> None:
    programme = next(
        p for p in edition_of().catalogue.programmes if p.deliver and p.deliver.procedure == "consultation"
    )
    page = text_of(client, "/procedures/consultation/")
    assert f'href="/programmes/{programme.key}/"' in page
    assert 'href="/procedures/consultation/"' in text_of(client, f"/programmes/{programme.key}/")


def test_the_drawing_is_a_file_in_the_readers_language(client: Client) -> None:
    response = client.get("/en/procedures/loan/drawing.svg")
    assert response["Content-Type"].startswith("image/svg+xml")
    assert response["Content-Disposition"] == 'attachment; filename="procedure-loan-en.svg"'
    root = ET.fromstring(response.content)  # noqa: S314 (our own drawing)
    assert root.attrib["lang"] == "en"


@pytest.mark.parametrize("place", ["nowhere/", "nowhere/drawing.svg"])
def test_a_procedure_that_is_not_there(client: Client, place: str) -> None:
    assert client.get(f"/procedures/{place}").status_code == 404
