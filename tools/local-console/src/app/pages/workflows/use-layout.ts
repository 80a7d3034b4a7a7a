import { useQuery } from '@tanstack/react-query';
import { fromElkGraph, toElkGraph, type Layout } from './model/graph-layout.ts';
import type { StateGraph } from './model/state-graph.ts';

/** Lays out a graph. The layout engine is large, so it is loaded with the first graph. */
export const useLayout = (graph: StateGraph): Layout | undefined =>
  useQuery({
    queryKey: ['layout', graph.nodes.map(({ id }) => id), graph.transitions.map(({ id }) => id)],
    queryFn: async () => {
      const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
      return fromElkGraph(await new Elk().layout(toElkGraph(graph)));
    },
    staleTime: Infinity,
  }).data;
