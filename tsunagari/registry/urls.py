"""Where the organisation's own pages are."""

from __future__ import annotations

from django.urls import include, path

from tsunagari.registry.views import api, deputies, directory_imports, invitations, keys, outbox, people

urlpatterns = [
    path("firms/", include("tsunagari.registry.firm_urls")),
    path("organisation/", people.organisation, name="organisation"),
    path("organisation/invite/", people.invite, name="invite"),
    path("organisation/invitations/<int:pk>/withdraw/", people.withdraw, name="invitation-withdraw"),
    path("organisation/members/<int:pk>/leave/", people.leave, name="membership-end"),
    path("organisation/deputies/new/", deputies.name, name="deputy"),
    path("organisation/deputies/<int:pk>/end/", deputies.end, name="deputy-end"),
    path("organisation/keys/new/", keys.make, name="key"),
    path("organisation/keys/<int:pk>/revoke/", keys.revoke, name="key-revoke"),
    path("directory/import/", directory_imports.imports, name="directory-import"),
    path("directory/import/<int:pk>/", directory_imports.run, name="directory-import-run"),
    path("directory/import/<int:pk>/go/", directory_imports.go, name="directory-import-go"),
    path("directory/import/<int:pk>/undo/", directory_imports.undo, name="directory-import-undo"),
    path(
        "directory/import/<int:pk>/rejected.csv", directory_imports.rejected, name="directory-import-rejected"
    ),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/settle/", outbox.settle, name="outbox-settle"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("act-as/", deputies.act_as, name="act-as"),
]
# Addresses for programs have no language.
api_urlpatterns = [path("me", api.whoami, name="api-me")]
