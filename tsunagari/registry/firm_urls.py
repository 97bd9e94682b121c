"""Where the pages of firms are, under `/firms/`."""

from __future__ import annotations

from django.urls import path

from tsunagari.registry.views import (
    firm_card,
    firm_consents,
    firm_contacts,
    firm_duplicates,
    firm_edit,
    firm_imports,
    firm_list,
)

urlpatterns = [
    path("", firm_list.firms, name="firms"),
    path("found/", firm_list.found, name="firms-found"),
    path("firms.<str:kind>", firm_list.export, name="firms-export"),
    path("new/", firm_edit.new, name="firm-new"),
    path("duplicates/", firm_duplicates.duplicates, name="firm-duplicates"),
    path("import/", firm_imports.imports, name="firm-import"),
    path("import/<int:pk>/", firm_imports.run, name="firm-import-run"),
    path("import/<int:pk>/go/", firm_imports.go, name="firm-import-go"),
    path("import/<int:pk>/undo/", firm_imports.undo, name="firm-import-undo"),
    path("import/<int:pk>/rejected.csv", firm_imports.rejected, name="firm-import-rejected"),
    path("<int:pk>/", firm_card.firm, name="firm"),
    path("<int:pk>/answer/", firm_card.answer, name="firm-answer"),
    path("<int:pk>/edit/", firm_edit.edit, name="firm-edit"),
    path("<int:pk>/contacts/", firm_contacts.add, name="firm-contact"),
    path("<int:pk>/contacts/undo/", firm_contacts.undo, name="firm-contact-undo"),
    path("<int:pk>/contacts/<int:contact_pk>/", firm_contacts.edit, name="firm-contact-edit"),
    path("<int:pk>/contacts/<int:contact_pk>/drop/", firm_contacts.drop, name="firm-contact-drop"),
    path("<int:pk>/consents/", firm_consents.give, name="firm-consent"),
    path("<int:pk>/consents/<int:consent_pk>/revoke/", firm_consents.revoke, name="firm-consent-revoke"),
    path("<int:pk>/merge/<int:other_pk>/", firm_duplicates.merge, name="firm-merge"),
    path("<int:pk>/merges/<int:merge_pk>/undo/", firm_duplicates.unmerge, name="firm-unmerge"),
    path("<int:pk>/apart/<int:other_pk>/", firm_duplicates.apart, name="firm-apart"),
]
