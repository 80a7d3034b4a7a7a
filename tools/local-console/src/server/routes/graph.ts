import type { ConsoleSource } from '../console-source.ts';
import { deployedGraph } from '../graph/deployed-graph.ts';
import type { Route } from '../route.ts';

/** The architecture, derived from the packaged templates. */
export const graphRoutes = ({ cloud }: ConsoleSource): readonly Route[] => [
  { method: 'GET', path: '/api/graph', handle: deployedGraph(cloud) },
];
