import '@xyflow/react/dist/base.css';
import { Center, Loader, useComputedColorScheme } from '@mantine/core';
import { Background, Controls, MiniMap, ReactFlow } from '@xyflow/react';
import { useMemo, useState } from 'react';
import type { Layout } from './model/graph-layout.ts';
import type { StateOutcome } from './model/outcomes.ts';
import type { StateDefinition } from './model/definition.ts';
import type { StateGraph } from './model/state-graph.ts';
import { StateBox, type StateBoxNode } from './state-box.tsx';
import { TransitionLine, type TransitionEdge } from './transition-line.tsx';
import { useLayout } from './use-layout.ts';
import { visitColors } from './status-style.ts';
import classes from './execution-graph.module.css';

interface ExecutionGraphProps {
  readonly graph: StateGraph;
  readonly states: ReadonlyMap<string, StateDefinition>;
  readonly outcomes: ReadonlyMap<string, StateOutcome>;
  /** The ids of the transitions that were taken. */
  readonly taken: ReadonlySet<string>;
  readonly selected: string | undefined;
  onSelect(state: string | undefined): void;
}

// cspell:ignore pannable zoomable -- properties of React Flow's map

const nodeTypes = { state: StateBox };
const edgeTypes = { transition: TransitionLine };

// Below, only names in a larger font are legible.
const FAR_ZOOM = 0.7;

/** A state machine with the outcome of each state and the path that the execution took. */
export function ExecutionGraph(props: ExecutionGraphProps) {
  const layout = useLayout(props.graph);
  if (layout === undefined)
    return (
      <Center h="100%">
        <Loader size="sm" role="status" aria-label="Laying out the graph" />
      </Center>
    );
  return <DrawnGraph {...props} layout={layout} />;
}

function DrawnGraph({
  graph,
  states,
  outcomes,
  taken,
  selected,
  onSelect,
  layout,
}: ExecutionGraphProps & { readonly layout: Layout }) {
  const colorScheme = useComputedColorScheme('light');
  const nodes = useMemo(
    () => toNodes({ graph, states, outcomes, selected, layout }),
    [graph, states, outcomes, selected, layout],
  );
  const edges = useMemo(() => toEdges({ graph, taken, layout }), [graph, taken, layout]);
  const [isFar, setFar] = useState(false);
  const noteZoom = (zoom: number) => setFar(zoom < FAR_ZOOM);
  return (
    <div
      className={classes['graph']}
      data-far={isFar || undefined}
      role="group"
      aria-label="Graph of the state machine"
    >
      <ReactFlow
        // A new layout starts at its own beginning.
        key={graph.nodes.length}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={colorScheme}
        onNodeClick={(_event, { id, data }) => onSelect(data.isState ? id : undefined)}
        onPaneClick={() => onSelect(undefined)}
        onSelectionChange={({ nodes: [node] }) => {
          if (node?.data['isState'] === true) onSelect(node.id);
        }}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        onMove={(_event, { zoom }) => noteZoom(zoom)}
        onInit={({ getZoom }) => noteZoom(getZoom())}
        attributionPosition="bottom-center"
        fitView
        fitViewOptions={{ padding: 0.05, maxZoom: 1 }}
        minZoom={0.15}
        maxZoom={2}
      >
        <Background gap={22} size={1} />
        <Controls showInteractive={false} />
        <MiniMap
          pannable
          zoomable
          ariaLabel="Map of the graph"
          className={classes['map']!}
          nodeColor={({ id }) => {
            const status = outcomes.get(id)?.status;
            return status === undefined
              ? 'var(--mantine-color-default-border)'
              : `var(--mantine-color-${visitColors[status]}-filled)`;
          }}
        />
      </ReactFlow>
    </div>
  );
}

function toNodes({
  graph,
  states,
  outcomes,
  selected,
  layout,
}: Pick<ExecutionGraphProps, 'graph' | 'states' | 'outcomes' | 'selected'> & {
  readonly layout: Layout;
}): StateBoxNode[] {
  return graph.nodes.flatMap(({ id, type, parentId }) => {
    const box = layout.boxes.get(id);
    if (box === undefined) return [];
    const isState = type !== 'Start' && type !== 'End';
    return [
      {
        id,
        type: 'state' as const,
        position: { x: box.x, y: box.y },
        width: box.width,
        height: box.height,
        selected: id === selected,
        focusable: isState,
        selectable: isState,
        ariaLabel: ariaLabel(id, outcomes.get(id)),
        ...(parentId !== undefined && { parentId }),
        data: { type, state: states.get(id), outcome: outcomes.get(id), isState },
      },
    ];
  });
}

const ariaLabel = (name: string, outcome: StateOutcome | undefined): string =>
  `${name}, ${outcome === undefined ? 'not entered' : outcome.status}`;

function toEdges({
  graph,
  taken,
  layout,
}: Pick<ExecutionGraphProps, 'graph' | 'taken'> & { readonly layout: Layout }): TransitionEdge[] {
  return graph.transitions.flatMap((transition) => {
    const route = layout.routes.get(transition.id);
    if (route === undefined) return [];
    const isTaken = taken.has(transition.id);
    return [
      {
        id: transition.id,
        source: transition.source,
        target: transition.target,
        type: 'transition' as const,
        zIndex: isTaken ? 2 : 1,
        data: { ...route, kind: transition.kind, text: transition.label, isTaken },
      },
    ];
  });
}
