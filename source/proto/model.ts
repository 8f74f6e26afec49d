/** The messages of the model and of the connector service, gathered from the generated files. */
export * from './gen/c1/connector/v2/annotation_grant_pb.js';
export * from './gen/c1/connector/v2/annotation_resource_pb.js';
export * from './gen/c1/connector/v2/annotation_resource_tree_pb.js';
export * from './gen/c1/connector/v2/annotation_trait_pb.js';
export * from './gen/c1/connector/v2/connector_pb.js';
export * from './gen/c1/connector/v2/entitlement_pb.js';
export * from './gen/c1/connector/v2/grant_pb.js';
export * from './gen/c1/connector/v2/resource_pb.js';
