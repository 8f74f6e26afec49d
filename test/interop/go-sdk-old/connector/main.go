// A minimal connector on an old release of ConductorOne's own SDK. It serves to check the sandbox’s ConductorOne: the
// real client must be able to sign in, take a task, upload and finish against it.
package main

import (
	"context"
	"fmt"
	"os"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/annotations"
	"github.com/conductorone/baton-sdk/pkg/config"
	"github.com/conductorone/baton-sdk/pkg/connectorbuilder"
	"github.com/conductorone/baton-sdk/pkg/field"
	"github.com/conductorone/baton-sdk/pkg/pagination"
	"github.com/conductorone/baton-sdk/pkg/types"
	"github.com/conductorone/baton-sdk/pkg/types/entitlement"
	"github.com/conductorone/baton-sdk/pkg/types/grant"
	"github.com/conductorone/baton-sdk/pkg/types/resource"
	"github.com/spf13/viper"
)

var userType = &v2.ResourceType{Id: "user", DisplayName: "User", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_USER}}
var teamType = &v2.ResourceType{Id: "team", DisplayName: "Team", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_GROUP}}

type users struct{}

func (users) ResourceType(context.Context) *v2.ResourceType { return userType }
func (users) List(context.Context, *v2.ResourceId, *pagination.Token) ([]*v2.Resource, string, annotations.Annotations, error) {
	user, err := resource.NewUserResource("ana", userType, "u1", []resource.UserTraitOption{resource.WithEmail("ana@example.com", true)})
	return []*v2.Resource{user}, "", nil, err
}
func (users) Entitlements(context.Context, *v2.Resource, *pagination.Token) ([]*v2.Entitlement, string, annotations.Annotations, error) {
	return nil, "", nil, nil
}
func (users) Grants(context.Context, *v2.Resource, *pagination.Token) ([]*v2.Grant, string, annotations.Annotations, error) {
	return nil, "", nil, nil
}

type teams struct{}

func (teams) ResourceType(context.Context) *v2.ResourceType { return teamType }
func (teams) List(context.Context, *v2.ResourceId, *pagination.Token) ([]*v2.Resource, string, annotations.Annotations, error) {
	team, err := resource.NewGroupResource("Finance", teamType, "t1", nil)
	return []*v2.Resource{team}, "", nil, err
}
func (teams) Entitlements(_ context.Context, team *v2.Resource, _ *pagination.Token) ([]*v2.Entitlement, string, annotations.Annotations, error) {
	return []*v2.Entitlement{entitlement.NewAssignmentEntitlement(team, "member", entitlement.WithGrantableTo(userType))}, "", nil, nil
}
func (teams) Grants(_ context.Context, team *v2.Resource, _ *pagination.Token) ([]*v2.Grant, string, annotations.Annotations, error) {
	return []*v2.Grant{grant.NewGrant(team, "member", &v2.ResourceId{ResourceType: "user", Resource: "u1"})}, "", nil, nil
}

type probe struct{}

func (probe) Metadata(context.Context) (*v2.ConnectorMetadata, error) {
	return &v2.ConnectorMetadata{DisplayName: "Probe"}, nil
}
func (probe) Validate(context.Context) (annotations.Annotations, error) { return nil, nil }
func (probe) ResourceSyncers(context.Context) []connectorbuilder.ResourceSyncer {
	return []connectorbuilder.ResourceSyncer{users{}, teams{}}
}

func newConnector(ctx context.Context, _ *viper.Viper) (types.ConnectorServer, error) {
	return connectorbuilder.NewConnector(ctx, probe{})
}

func main() {
	ctx := context.Background()
	_, command, err := config.DefineConfiguration(ctx, "probe", newConnector, field.Configuration{})
	if err == nil {
		err = command.Execute()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
