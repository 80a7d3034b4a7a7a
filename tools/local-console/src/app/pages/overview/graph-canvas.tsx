import '@xyflow/react/dist/base.css';
import { Loader, useComputedColorScheme } from '@mantine/core';
import {
  Background,
  Controls,
  type Edge,
  type EdgeTypes,
  MarkerType,
  type Node,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useElementSize } from '@mantine/hooks';
import { type CSSProperties, useEffect, useMemo, useState } from 'react';
import type { DrawnEdge, DrawnNode, Drawing } from './drawing.ts';
import type { LiveRate } from './edge-rates.ts';
import { EdgeLegend, colors } from './edge-legend.tsx';
import { type FlowEdge, LiveEdge } from './live-edge.tsx';
import type { LayoutInput } from './layout.ts';
import type { Badges } from './node-badges.ts';
import { type FlowNode, ResourceNode } from './resource-node.tsx';
import { useLayout } from './use-layout.ts';
import classes from './graph-canvas.module.css';

interface GraphCanvasProps {
  readonly drawing: Drawing;
  rateOf(edge: DrawnEdge): LiveRate | undefined;
  badgesOf(id: string): Badges;
}

const nodeTypes: NodeTypes = { resource: ResourceNode };
const edgeTypes: EdgeTypes = { live: LiveEdge };

const WIDTH = 196;
const sizeOf = ({ kind, isNeighbor, lines }: DrawnNode) => ({
  width: isNeighbor ? 158 : kind === 'service' ? 246 : WIDTH,
  height: 36 + lines.length * 15 + (lines.length > 0 ? 4 : 0) + (kind === 'service' && !isNeighbor ? 8 : 0),
});

/** The graph: each box is a link, each line shows how much passes it. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ drawing, rateOf, badgesOf }: GraphCanvasProps) {
  const scheme = useComputedColorScheme('light');
  const [pointedAt, setHovered] = useState<string>();
  // A box that led to another drawing never loses the pointer.
  const hovered = drawing.nodes.some(({ id }) => id === pointedAt) ? pointedAt : undefined;
  const input = useMemo(
    (): LayoutInput => ({
      nodes: drawing.nodes.map((node) => ({
        id: node.id,
        ...sizeOf(node),
        ...(node.column === undefined ? {} : { column: node.column }),
      })),
      edges: drawing.edges.map(({ id, source, target }) => ({ id, source, target })),
    }),
    [drawing],
  );
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const layout = useLayout(input, height === 0 ? 0 : Math.round((width / height) * 4) / 4);
  const isNear = useMemo(() => neighborhood(drawing, hovered), [drawing, hovered]);

  const nodes = useMemo(
    (): Node<FlowNode>[] =>
      layout === undefined
        ? []
        : drawing.nodes.map((node) => ({
            id: node.id,
            type: 'resource',
            position: layout.positions.get(node.id) ?? { x: 0, y: 0 },
            ...sizeOf(node),
            focusable: false,
            data: {
              node,
              badges: node.badgeIds.map(badgesOf),
              isFaded: !isNear(node.id),
              onHover: setHovered,
            },
          })),
    [layout, drawing, badgesOf, isNear],
  );
  const edges = useMemo(
    (): Edge<FlowEdge>[] =>
      layout === undefined
        ? []
        : drawing.edges.map((edge) => {
            const isHighlighted =
              hovered !== undefined && (edge.source === hovered || edge.target === hovered);
            return {
              id: edge.id,
              type: 'live',
              source: edge.source,
              target: edge.target,
              focusable: false,
              zIndex: isHighlighted ? 10 : 0,
              markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: colors[edge.tone] },
              style: { '--edge': colors[edge.tone] } as CSSProperties,
              data: {
                edge,
                points: layout.routes.get(edge.id) ?? [],
                rate: rateOf(edge),
                isHighlighted,
                isFaded: hovered !== undefined && !isHighlighted,
              },
            };
          }),
    [layout, drawing, rateOf, hovered],
  );

  return (
    <div className={classes['frame']}>
      <div ref={ref} className={classes['canvas']}>
        {layout === undefined && (
          <Loader size="sm" role="status" aria-label="Laying out" className={classes['loader']!} />
        )}
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={scheme}
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={false}
          edgesFocusable={false}
          minZoom={0.2}
          maxZoom={2}
          aria-label="Architecture"
        >
          <Background gap={22} size={1} />
          <Controls showInteractive={false} />
          <FitView layout={layout} width={width} height={height} />
        </ReactFlow>
      </div>
      <EdgeLegend />
    </div>
  );
}

interface FitViewProps {
  readonly layout: unknown;
  readonly width: number;
  readonly height: number;
}

/** Shows the whole graph when it is laid out and when the window changes. */
function FitView({ layout, width, height }: FitViewProps) {
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (layout === undefined) return undefined;
    const frame = requestAnimationFrame(() => void fitView({ padding: 0.03, maxZoom: 1.15 }));
    return () => cancelAnimationFrame(frame);
  }, [layout, width, height, fitView]);
  return null;
}

/** @returns whether a node is connected to the one under the pointer; all are while there is none */
function neighborhood({ edges }: Drawing, hovered: string | undefined): (id: string) => boolean {
  if (hovered === undefined) return () => true;
  const near = new Set([hovered]);
  for (const { source, target } of edges) {
    if (source === hovered) near.add(target);
    if (target === hovered) near.add(source);
  }
  return (id) => near.has(id);
}
