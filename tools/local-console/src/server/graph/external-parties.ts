import type { GraphEdge, GraphNode } from './graph.ts';
import { connect } from './edges.ts';
import type { MarkedResource } from './resolved-templates.ts';

/** Customers, staff and machines, which send requests to the APIs. */
export const clientsNode: GraphNode = {
  id: 'external/clients',
  service: 'external',
  kind: 'external',
  name: 'Clients',
};

/**
 * The parties outside the system: the callers of the APIs, and each third party whose URL a function reads from a
 * parameter (environment variable `NAME_URL_PARAMETER`).
 */
export function externalParties(resources: readonly MarkedResource[]): {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
} {
  const apis = resources.filter(({ type }) => type === 'AWS::ApiGateway::RestApi');
  const thirdParties = resources
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .flatMap((caller) => thirdPartyNames(caller).map((name) => ({ caller, node: thirdParty(caller, name) })));
  return {
    nodes: [
      ...(apis.length === 0 ? [] : [clientsNode]),
      ...new Map(thirdParties.map(({ node }) => [node.id, node])).values(),
    ],
    edges: [
      ...apis.map(({ key }) => connect('request', clientsNode.id, key)),
      ...thirdParties.map(({ caller, node }) => connect('invoke', caller.key, node.id)),
    ],
  };
}

function thirdPartyNames({ properties }: MarkedResource): readonly string[] {
  const environment = properties['Environment'] as { Variables?: Record<string, unknown> } | undefined;
  return Object.keys(environment?.Variables ?? {}).flatMap((variable) => {
    const name = /^([A-Z0-9_]+)_URL_PARAMETER$/.exec(variable)?.[1];
    return name === undefined ? [] : [name.toLowerCase().replaceAll('_', ' ')];
  });
}

const thirdParty = ({ service }: MarkedResource, name: string): GraphNode => ({
  id: `external/${service} ${name}`,
  service: 'external',
  kind: 'external',
  name: `${service} ${name}`,
});
