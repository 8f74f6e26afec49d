"""Drives a ConductorOne tenant with ConductorOne's own Python SDK and prints one JSON line for each call.

Reads the tenant from the environment: C1_URL, CLIENT_ID, CLIENT_SECRET, COLLEAGUE_EMAIL, LITMOS_SOURCE, LITMOS_API_KEY,
LITMOS_COURSE.
A line is {"call", "findings"}. A finding is a value whose JSON type is not the one that the SDK's model declares, a
field that the model does not know, or an answer that the SDK could not parse. Pydantic alone would let a number in a
string pass, which ConductorOne's Go clients refuse.
"""

import json
import os
import time
import typing
from datetime import datetime
from enum import Enum

import httpx
import pydantic
from pydantic.functional_validators import BeforeValidator
from conductorone_sdk import SDK
from conductorone_sdk.models import shared

url = os.environ["C1_URL"]
colleague_email = os.environ["COLLEAGUE_EMAIL"]
scalars = {str: "string", bool: "boolean", int: "number", float: "number"}


def inner(annotation):
    """Strips Optional, Annotated and the SDK's own OptionalNullable down to the candidates that are left."""
    origin = typing.get_origin(annotation)
    if origin is not None and hasattr(origin, "__value__"):
        # A generic alias such as Nullable[T] or OptionalNullable[T]: only T matters here.
        (argument,) = typing.get_args(annotation)
        return inner(argument)
    if origin is typing.Annotated:
        return inner(typing.get_args(annotation)[0])
    if origin is typing.Union:
        found = []
        for one in typing.get_args(annotation):
            if one is type(None) or getattr(one, "__name__", "") == "Unset":
                continue
            found += inner(one)
        return found
    return [annotation]


def compare(annotation, value, path, findings):
    if value is None:
        return
    candidates = inner(annotation)
    attempts = []
    for one in candidates:
        attempt = []
        compare_one(one, value, path, attempt)
        if not attempt:
            return
        attempts.append(attempt)
    if attempts:
        findings += min(attempts, key=len)


def compare_one(one, value, path, findings):
    origin = typing.get_origin(one)
    if origin is list:
        if not isinstance(value, list):
            findings.append(f"{path}: {kind(value)} instead of a list")
            return
        for entry in value:
            compare(typing.get_args(one)[0], entry, f"{path}[]", findings)
    elif origin is dict:
        if not isinstance(value, dict):
            findings.append(f"{path}: {kind(value)} instead of a map")
            return
        for key, entry in value.items():
            compare(typing.get_args(one)[1], entry, f"{path}.{key}", findings)
    elif origin is typing.Literal:
        if value not in typing.get_args(one):
            findings.append(f"{path}: {value!r} is not in the list of known values")
    elif isinstance(one, type) and issubclass(one, pydantic.BaseModel):
        compare_model(one, value, path, findings)
    elif one is datetime:
        if not isinstance(value, str):
            findings.append(f"{path}: {kind(value)} instead of a time")
        elif value < "2000":
            findings.append(f"{path}: {value} is no plausible time")
    elif isinstance(one, type) and one in scalars:
        if kind(value) != scalars[one]:
            findings.append(f"{path}: {kind(value)} instead of {scalars[one]}")
    elif isinstance(one, type) and issubclass(one, Enum):
        if value not in [member.value for member in one]:
            findings.append(f"{path}: {value!r} is not in the list of known values")
    elif one is not typing.Any:
        findings.append(f"{path}: this program cannot tell about {one!r}")


def compare_model(model, value, path, findings):
    if not isinstance(value, dict):
        findings.append(f"{path}: {kind(value)} instead of an object")
        return
    known = {field.alias or name: field for name, field in model.model_fields.items()}
    for key, entry in value.items():
        if key in known:
            # 64-bit integers travel as text; the SDK marks them by a validator of its own.
            as_text = any(isinstance(mark, BeforeValidator) for mark in known[key].metadata)
            annotation = str if as_text and isinstance(entry, str) and entry.isdigit() else known[key].annotation
            compare(annotation, entry, f"{path}.{key}", findings)
        elif model.model_config.get("extra") != "allow":
            findings.append(f"{path}.{key}: unknown field")


def kind(value):
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return {str: "string", list: "list", dict: "object"}[type(value)]


def called(name, call):
    """Makes one call, prints what was found, and returns the parsed answer (the SDK's own model)."""
    try:
        answer = call()
    except Exception as error:  # The program's verdict, not a reason to stop.
        reason = f"{type(error).__name__}: {error}"[:1500]
        print(json.dumps({"call": name, "findings": [reason]}), flush=True)
        return None
    findings = []
    body = [
        getattr(answer, field)
        for field in type(answer).model_fields
        if field not in ("content_type", "status_code", "raw_response")
    ]
    # A paginated answer carries a function for the next page as well.
    parsed = next((one for one in body if isinstance(one, pydantic.BaseModel)), None)
    raw = answer.raw_response.json()
    if parsed is None:
        findings.append("no body")
    else:
        compare_model(type(parsed), raw, "answer", findings)
    print(json.dumps({"call": name, "findings": sorted(set(findings))}), flush=True)
    return parsed


def told(name, wrong):
    print(json.dumps({"call": name, "findings": [wrong] if wrong else []}), flush=True)


def until(look, seconds=60):
    """What `look` gives once it is true; the tenant does much in the background."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    return None


def token(form):
    return httpx.post(f"{url}/auth/v1/token", data=form).json()


access = token(
    {
        "grant_type": "client_credentials",
        "client_id": os.environ["CLIENT_ID"],
        "client_secret": os.environ["CLIENT_SECRET"],
    }
)["access_token"]


def sdk_of(bearer):
    return SDK(security=shared.Security(bearer_auth=bearer, oauth=bearer), server_url=url)


c1 = sdk_of(access)

# Who is there.
me = called("auth.introspect", lambda: c1.auth.introspect())
user = called("user.get", lambda: c1.user.get(request={"id": me.user_id}))
called("user.list", lambda: c1.user.list(request={}))
found = called("user_search.search", lambda: c1.user_search.search(request={"email": colleague_email}))
called("user_search.search by ref", lambda: c1.user_search.search(request={"refs": [{"id": me.user_id}]}))
colleague = found.list[0].user.id
called("roles.list", lambda: c1.roles.list(request={}))
called("task_search.search", lambda: c1.task_search.search(request={"page_size": 10}))

# An app of our own.
called("apps.list", lambda: c1.apps.list(request={}))
app = called(
    "apps.create",
    lambda: c1.apps.create(request={"display_name": "Made by the SDK", "description": "first", "owners": [me.user_id]}),
).app
called("apps.get", lambda: c1.apps.get(request={"id": app.id}))
called("app_search.search", lambda: c1.app_search.search(request={"query": "Made by"}))
updated = called(
    "apps.update",
    lambda: c1.apps.update(
        request={
            "id": app.id,
            "update_app_request": {
                "app": {"display_name": "Renamed by the SDK", "monthly_cost_usd": 3},
                "update_mask": "displayName,monthlyCostUsd",
            },
        }
    ),
)
told("apps.update keeps the name", None if updated and updated.app.display_name == "Renamed by the SDK" else "not renamed")
told("apps.update keeps the cost", None if updated and updated.app.monthly_cost_usd == 3 else "cost not kept")
called(
    "app_owners.set",
    lambda: c1.app_owners.set(
        request={"app_id": app.id, "set_app_owners_request": {"user_ids": [me.user_id, colleague]}}
    ),
)
called("app_owners.list", lambda: c1.app_owners.list(request={"app_id": app.id}))
ids = until(
    lambda: len(c1.app_owners.list_owner_i_ds(request={"app_id": app.id}).list_app_owner_i_ds_response.user_ids) == 2
)
told("app_owners.set shows", None if ids else "the owners never showed")
called("app_owners.list_owner_ids", lambda: c1.app_owners.list_owner_i_ds(request={"app_id": app.id}))
called("app_owners.remove", lambda: c1.app_owners.remove(request={"app_id": app.id, "user_id": colleague}))
called("app_owners.add", lambda: c1.app_owners.add(request={"app_id": app.id, "user_id": colleague}))

# A connector that ConductorOne runs.
litmos_catalog, baton_catalog = "2hnQvHSa8dS1hipSjquuvwvf5vG", "2HErg7BRmNdHgX8sTCWVq4E1fyh"
called(
    "connector_catalog.configuration_schema",
    lambda: c1.connector_catalog.configuration_schema(request={"catalog_id": litmos_catalog}),
)


def config(courses):
    values = {
        "litmos_source": os.environ["LITMOS_SOURCE"],
        "litmos_api_key": os.environ["LITMOS_API_KEY"],
        "litmos_course_ids": courses,
    }
    return {
        "@type": "type.googleapis.com/c1.api.app.v1.EnvConfig",
        "configuration": {name: {"stringValue": value} for name, value in values.items()},
    }


made = called(
    "connector.create",
    lambda: c1.connector.create(
        request={
            "app_id": app.id,
            "connector_service_create_request": {
                "catalog_id": litmos_catalog,
                "config": config(os.environ["LITMOS_COURSE"]),
                "user_ids": [me.user_id],
            },
        }
    ),
)
hosted = made.connector_view.connector


def get(connector):
    return c1.connector.get(request={"app_id": app.id, "id": connector.id})


synced = until(
    lambda: get(hosted).connector_service_get_response.connector_view.connector.connector_status.status
    == "SYNC_STATUS_DONE"
)
told("connector.create starts a sync", None if synced else "the sync did not end")
called("connector.get", lambda: get(hosted))
called(
    "connector.update",
    lambda: c1.connector.update(
        request={
            "app_id": app.id,
            "id": hosted.id,
            "connector_service_update_request": {
                "connector": {"id": hosted.id, "app_id": app.id, "config": config(os.environ["LITMOS_COURSE"])},
                "update_mask": "config",
            },
        }
    ),
)
called("connector.force_sync", lambda: c1.connector.force_sync(request={"app_id": app.id, "connector_id": hosted.id}))
called("connector.pause_sync", lambda: c1.connector.pause_sync(request={"app_id": app.id, "connector_id": hosted.id}))
called("connector.get paused", lambda: get(hosted))
called("connector.resume_sync", lambda: c1.connector.resume_sync(request={"app_id": app.id, "connector_id": hosted.id}))

# A connector that runs elsewhere.
delegated = called(
    "connector.create_delegated",
    lambda: c1.connector.create_delegated(
        request={
            "app_id": app.id,
            "connector_service_create_delegated_request": {"catalog_id": baton_catalog, "display_name": "Litmos"},
        }
    ),
)
own = delegated.connector_view.connector
called("connector.list", lambda: c1.connector.list(request={"app_id": app.id}))
called(
    "connector.update_delegated",
    lambda: c1.connector.update_delegated(
        request={
            "connector_app_id": app.id,
            "connector_id": own.id,
            "connector_service_update_delegated_request": {
                "connector": {"display_name": "Litmos elsewhere", "user_ids": [me.user_id]},
                "update_mask": "displayName,userIds",
            },
        }
    ),
)
rotated = called(
    "connector.rotate_credential",
    lambda: c1.connector.rotate_credential(request={"app_id": app.id, "connector_id": own.id}),
)
credential = {"app_id": app.id, "connector_id": own.id, "id": rotated.connector_credential.id}
called("connector.get_credentials", lambda: c1.connector.get_credentials(request=credential))
called("connector.revoke_credential", lambda: c1.connector.revoke_credential(request=credential))
called("connector.delete self-hosted", lambda: c1.connector.delete(request={"app_id": app.id, "id": own.id}))

# What arrived.
until(lambda: c1.app_user.list(request={"app_id": app.id}).app_user_service_list_response.list)
accounts = called("app_user.list", lambda: c1.app_user.list(request={"app_id": app.id, "page_size": 100}))
told("app_user.list has rows", None if accounts and accounts.list else "no accounts")
called("app_user.search", lambda: c1.app_user.search(request={"app_id": app.id}))
types = called("app_resource_type.list", lambda: c1.app_resource_type.list(request={"app_id": app.id}))
called(
    "app_resource_type.get",
    lambda: c1.app_resource_type.get(request={"app_id": app.id, "id": types.list[0].app_resource_type.id}),
)
called(
    "app_resource_search.types", lambda: c1.app_resource_search.search_app_resource_types(request={"app_ids": [app.id]})
)
called("app_user.list_for_user", lambda: c1.app_user.list_app_users_for_user(request={"app_id": app.id, "user_id": me.user_id}))
called("app_resource_search.resources", lambda: c1.app_resource_search.search_app_resources(request={"app_id": app.id}))
for row in types.list[:3]:
    kind_id = row.app_resource_type.id
    called(
        f"app_resource.list {row.app_resource_type.display_name}",
        lambda: c1.app_resource.list(request={"app_id": app.id, "app_resource_type_id": kind_id}),
    )
resource = c1.app_resource.list(request={"app_id": app.id, "app_resource_type_id": types.list[0].app_resource_type.id})
one = resource.app_resource_service_list_response.list[0].app_resource
called(
    "app_resource.get",
    lambda: c1.app_resource.get(
        request={"app_id": app.id, "app_resource_type_id": one.app_resource_type_id, "id": one.id}
    ),
)
entitlements = called("app_entitlements.list", lambda: c1.app_entitlements.list(request={"app_id": app.id}))
called(
    "app_entitlement_search.search",
    lambda: c1.app_entitlement_search.search(request={"app_ids": [app.id], "source_connector_id": hosted.id}),
)
entitlement = entitlements.list[0].app_entitlement
called("app_entitlements.get", lambda: c1.app_entitlements.get(request={"app_id": app.id, "id": entitlement.id}))
called(
    "app_entitlements.list_users",
    lambda: c1.app_entitlements.list_users(request={"app_id": app.id, "app_entitlement_id": entitlement.id}),
)
called(
    "app_entitlement_user_binding.of_identity",
    lambda: c1.app_entitlement_user_binding.list_app_users_for_identity_with_grant(
        request={"app_id": app.id, "app_entitlement_id": entitlement.id, "identity_user_id": me.user_id}
    ),
)
called(
    "app_entitlement_search.grants",
    lambda: c1.app_entitlement_search.search_grants(request={"app_ids": [app.id], "page_size": 100}),
)
called("task_search.search of the app", lambda: c1.task_search.search(request={"application_ids": [app.id]}))

# Signing in with a browser, and the personal key that comes of it.
device_client = "2RCzHlak5q7CY14SdBc8HoZEJRf"
device = httpx.post(f"{url}/auth/v1/device_authorization", data={"client_id": device_client}).json()
httpx.post(f"{url}/device", data={"user_code": device["user_code"], "verdict": "approved"})
signed_in = token(
    {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "client_id": device_client,
        "device_code": device["device_code"],
    }
)
browser = sdk_of(signed_in["access_token"])
key = called("personal_client.create", lambda: browser.personal_client.create(request={"display_name": "From the SDK"}))
called("personal_client.list", lambda: c1.personal_client.list())
called("personal_client.get", lambda: c1.personal_client.get(request={"id": key.personal_client.id}))
called("personal_client.delete", lambda: c1.personal_client.delete(request={"id": key.personal_client.id}))

# And all of it away again.
called("connector.delete hosted", lambda: c1.connector.delete(request={"app_id": app.id, "id": hosted.id}))
called("apps.delete", lambda: c1.apps.delete(request={"id": app.id}))
