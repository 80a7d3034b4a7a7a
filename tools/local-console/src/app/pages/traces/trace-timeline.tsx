import { useNavigate, getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Trace } from '../../../../../local-cloud/src/contract/activity.ts';
import { criticalPath } from './model/critical-path.ts';
import { toRows } from './model/rows.ts';
import { buildTree, endOf, walk } from './model/span-tree.ts';
import type { TimeRange } from './model/time-range.ts';
import { type TraceViewSearch, parseTraceView } from './model/trace-view.ts';
import { Minimap } from './minimap.tsx';
import { RowDetails } from './row-details.tsx';
import { TimelineTools } from './timeline-tools.tsx';
import { Waterfall } from './waterfall.tsx';
import classes from './trace-timeline.module.css';

const traceRoute = getRouteApi('/traces/$traceId');

interface TraceTimelineProps {
  readonly trace: Trace;
  /** The summary above the timeline. */
  readonly children: ReactNode;
}

/** The waterfall of a trace with its minimap, tools and the details of the selected row. */
export function TraceTimeline({ trace: { spans, lines, summary }, children }: TraceTimelineProps) {
  const search = traceRoute.useSearch();
  const navigate = useNavigate();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [zoomed, setZoomed] = useState<TimeRange>();

  const now = summary.startedAt + summary.durationMillis;
  const roots = useMemo(() => buildTree(spans), [spans]);
  const whole = useMemo((): TimeRange => {
    const ends = spans.map((span) => endOf(span, now));
    return { from: summary.startedAt, to: Math.max(summary.startedAt + 1, ...ends) };
  }, [spans, summary.startedAt, now]);
  const path = useMemo(() => criticalPath(roots, now), [roots, now]);
  const rows = useMemo(
    () =>
      toRows(roots, lines, {
        arrangement: search.arrangement ?? 'story',
        collapsed,
        expanded,
        showsLines: search.lines !== 'hidden',
      }),
    [roots, lines, collapsed, expanded, search.arrangement, search.lines],
  );

  const show = useCallback(
    (change: { readonly [Key in keyof TraceViewSearch]: TraceViewSearch[Key] | undefined }) =>
      void navigate({
        to: '/traces/$traceId',
        params: { traceId: summary.id },
        search: parseTraceView({ ...search, ...change }),
        replace: true,
      }),
    [navigate, summary.id, search],
  );
  const select = useCallback((row: string | undefined) => show({ row }), [show]);
  const toggle = useCallback(
    (id: string, isCollapsed: boolean) =>
      id.startsWith('group-')
        ? setExpanded((current) => withMember(current, id, !isCollapsed))
        : setCollapsed((current) => withMember(current, id, isCollapsed)),
    [],
  );
  const collapseAll = () =>
    setCollapsed(
      new Set([...walk(roots)].filter(({ span }) => span.kind !== 'execution').map(({ span }) => span.id)),
    );

  const range = zoomed ?? whole;
  const selected = rows.find(({ id }) => id === search.row);
  return (
    <div className={classes['layout']}>
      {children}
      <Minimap rows={rows} whole={whole} range={range} now={now} onRange={setZoomed} />
      <TimelineTools
        spans={spans}
        search={search}
        isZoomed={zoomed !== undefined}
        onShow={show}
        onExpandAll={() => setCollapsed(new Set())}
        onCollapseAll={collapseAll}
        onWhole={() => setZoomed(undefined)}
      />
      <div className={classes['body']}>
        <Waterfall
          rows={rows}
          range={range}
          whole={whole}
          now={now}
          criticalPath={search.path === 'hidden' ? [] : path}
          selected={search.row}
          onSelect={select}
          onToggle={toggle}
          onRange={setZoomed}
        />
        {selected !== undefined && (
          <RowDetails
            row={selected}
            traceStart={summary.startedAt}
            lines={lines}
            now={now}
            onZoom={setZoomed}
            onClose={() => select(undefined)}
          />
        )}
      </div>
    </div>
  );
}

function withMember(set: ReadonlySet<string>, id: string, isMember: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (isMember) next.add(id);
  else next.delete(id);
  return next;
}
