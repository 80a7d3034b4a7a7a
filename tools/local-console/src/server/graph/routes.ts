import type { GraphEdge, GraphNode } from './graph.ts';
import { connect } from './edges.ts';
import { type MarkedResource, keysIn } from './resolved-templates.ts';

/** The routes of the APIs: a node each, an edge from its API and an edge to the function that handles it. */
export function routes(resources: readonly MarkedResource[]): {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
} {
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const method of resources.filter(({ type }) => type === 'AWS::ApiGateway::Method')) {
    const [api] = keysIn(method.properties['RestApiId']);
    const target = keysIn((method.properties['Integration'] as { Uri?: unknown } | undefined)?.Uri)[0];
    // A method without a function answers by itself, such as OPTIONS for CORS.
    if (api === undefined || target === undefined) continue;
    const path = basePath(resources, api) + resourcePath(byKey, keysIn(method.properties['ResourceId'])[0]);
    const name = `${String(method.properties['HttpMethod'])} ${path === '' ? '/' : path}`;
    const id = `${method.service}/${name}`;
    nodes.push({ id, service: method.service, kind: 'route', name });
    edges.push(connect('contains', api, id), connect('request', id, target));
  }
  return { nodes, edges };
}

function basePath(resources: readonly MarkedResource[], api: string): string {
  const mapping = resources.find(
    ({ type, properties }) =>
      type === 'AWS::ApiGateway::BasePathMapping' && keysIn(properties['RestApiId']).includes(api),
  );
  const path = mapping?.properties['BasePath'];
  return typeof path === 'string' && path !== '' ? `/${path}` : '';
}

/** @returns the path of an AWS::ApiGateway::Resource; a method on the root refers to the API itself */
function resourcePath(byKey: ReadonlyMap<string, MarkedResource>, key: string | undefined): string {
  const resource = key === undefined ? undefined : byKey.get(key);
  if (resource?.type !== 'AWS::ApiGateway::Resource') return '';
  const parent = resourcePath(byKey, keysIn(resource.properties['ParentId'])[0]);
  return `${parent}/${String(resource.properties['PathPart'])}`;
}
