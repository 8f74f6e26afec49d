// Reads a c1z file with an old release of ConductorOne's own SDK and prints every row as a line of JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/dotc1z"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

func print(kind string, message proto.Message) {
	body, err := protojson.Marshal(message)
	if err != nil {
		fail(err)
	}
	line, err := json.Marshal(map[string]any{"kind": kind, "message": json.RawMessage(body)})
	if err != nil {
		fail(err)
	}
	fmt.Println(string(line))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	ctx := context.Background()
	file, err := dotc1z.NewC1ZFile(ctx, os.Args[1])
	if err != nil {
		fail(err)
	}
	defer file.Close()
	if err := file.ViewSync(ctx, ""); err != nil {
		fail(err)
	}
	for token := ""; ; {
		page, err := file.ListResourceTypes(ctx, &v2.ResourceTypesServiceListResourceTypesRequest{PageToken: token})
		if err != nil {
			fail(err)
		}
		for _, row := range page.List {
			print("resource-type", row)
		}
		if token = page.NextPageToken; token == "" {
			break
		}
	}
	for token := ""; ; {
		page, err := file.ListResources(ctx, &v2.ResourcesServiceListResourcesRequest{PageToken: token})
		if err != nil {
			fail(err)
		}
		for _, row := range page.List {
			print("resource", row)
		}
		if token = page.NextPageToken; token == "" {
			break
		}
	}
	for token := ""; ; {
		page, err := file.ListEntitlements(ctx, &v2.EntitlementsServiceListEntitlementsRequest{PageToken: token})
		if err != nil {
			fail(err)
		}
		for _, row := range page.List {
			print("entitlement", row)
		}
		if token = page.NextPageToken; token == "" {
			break
		}
	}
	for token := ""; ; {
		page, err := file.ListGrants(ctx, &v2.GrantsServiceListGrantsRequest{PageToken: token})
		if err != nil {
			fail(err)
		}
		for _, row := range page.List {
			print("grant", row)
		}
		if token = page.NextPageToken; token == "" {
			break
		}
	}
}
