import { stat } from 'node:fs/promises';
import type { DeployedResource } from '../../../../local-cloud/src/contract/resource.ts';
import { loadStack, packagedTemplate } from '../../../../workspace/src/templates/load-stack.ts';
import type { Graph } from './graph.ts';
import { templateGraph } from './template-graph.ts';

interface Dependencies {
  readonly serviceFolders: readonly string[];
  /** All deployed resources by `service/logicalId`. */
  deployed(): ReadonlyMap<string, DeployedResource>;
}

/**
 * Reads the architecture of what runs. The templates are read again only after a service was packaged again.
 *
 * @returns a function that returns the graph, with the name, URL or ARN of each deployed resource
 */
export function deployedGraph({ serviceFolders, deployed }: Dependencies): () => Promise<Graph> {
  let known: { readonly version: string; readonly graph: Promise<Graph> } | undefined;

  return async () => {
    const packagedAt = await Promise.all(
      serviceFolders.map(async (folder) => (await stat(packagedTemplate(folder))).mtimeMs),
    );
    const version = packagedAt.join();
    if (known?.version !== version) {
      const graph = Promise.all(serviceFolders.map(loadStack)).then(templateGraph);
      known = { version, graph };
    }
    const { nodes, edges } = await known.graph;
    const resources = deployed();
    return {
      nodes: nodes.map((node) => {
        const ref = resources.get(node.id)?.ref;
        return ref === undefined ? node : { ...node, ref };
      }),
      edges,
    };
  };
}
