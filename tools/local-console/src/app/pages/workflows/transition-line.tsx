import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { type Box, type Point, roundedPath, shortLabel } from './model/graph-layout.ts';
import type { TransitionKind } from './model/state-graph.ts';
import classes from './execution-graph.module.css';

interface TransitionData extends Record<string, unknown> {
  readonly points: readonly Point[];
  readonly label?: Box;
  readonly text: string | undefined;
  readonly kind: TransitionKind;
  readonly isTaken: boolean;
}

export type TransitionEdge = Edge<TransitionData, 'transition'>;

/** A transition along the route of the layout; a Catch is dashed, and what was taken is strong. */
export function TransitionLine({ id, data }: EdgeProps<TransitionEdge>) {
  if (data === undefined) return null;
  const { points, label, text, kind, isTaken } = data;
  const end = points.at(-1)!;
  return (
    <>
      <g className={classes['line']} data-kind={kind} data-taken={isTaken || undefined}>
        <path id={id} d={roundedPath(points)} />
        <path d={`M ${end.x - 4} ${end.y - 6} L ${end.x} ${end.y} L ${end.x + 4} ${end.y - 6}`} />
      </g>
      {text !== undefined && label !== undefined && (
        <EdgeLabelRenderer>
          <div
            className={classes['label']}
            data-kind={kind}
            data-taken={isTaken || undefined}
            title={text}
            style={{
              transform: `translate(${label.x}px, ${label.y}px)`,
              width: label.width,
              height: label.height,
            }}
          >
            {shortLabel(text)}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
