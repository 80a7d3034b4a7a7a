import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import type { DrawnEdge } from './drawing.ts';
import { type LiveRate, formatRate } from './edge-rates.ts';
import { type Point, labelPoint, roundedPath } from './layout.ts';
import classes from './live-edge.module.css';

export interface FlowEdge extends Record<string, unknown> {
  readonly edge: DrawnEdge;
  readonly points: readonly Point[];
  readonly rate: LiveRate | undefined;
  /** Whether one of its ends is under the pointer. */
  readonly isHighlighted: boolean;
  readonly isFaded: boolean;
}

const MAXIMUM_LABELS = 4;

/** A line of the graph with its rate; what it carries is shown while one of its ends is under the pointer. */
export function LiveEdge({ data, markerEnd, style }: EdgeProps<Edge<FlowEdge>>) {
  if (data === undefined) return null;
  const { edge, points, rate, isHighlighted, isFaded } = data;
  const middle = labelPoint(points);
  const isActive = rate !== undefined && rate.perMinute > 0;
  const hasErrors = rate !== undefined && rate.errorsPerMinute > 0;
  return (
    <>
      <BaseEdge
        path={roundedPath(points)}
        {...(markerEnd === undefined ? {} : { markerEnd })}
        {...(style === undefined ? {} : { style })}
        data-tone={edge.tone}
        className={[
          classes['edge'],
          isActive && classes['active'],
          hasErrors && classes['failing'],
          isHighlighted && classes['highlighted'],
          isFaded && classes['faded'],
        ]
          .filter(Boolean)
          .join(' ')}
      />
      {(isActive || isHighlighted) && !isFaded && (
        <EdgeLabelRenderer>
          <div
            className={classes['label']}
            style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
          >
            {isHighlighted && edge.labels.length > 0 && <span>{shortened(edge.labels)}</span>}
            {isActive && <b>{formatRate(rate.perMinute)}</b>}
            {hasErrors && <em>{formatRate(rate.errorsPerMinute)} failed</em>}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

const shortened = (labels: readonly string[]): string => {
  const names = labels.map((label) => label.replace(/^[a-z-]+:/, ''));
  const rest = names.length - MAXIMUM_LABELS;
  return names.slice(0, MAXIMUM_LABELS).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
};
