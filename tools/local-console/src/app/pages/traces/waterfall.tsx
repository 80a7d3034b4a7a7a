import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type WheelEvent, useEffect, useMemo, useRef } from 'react';
import { formatDuration } from '../../components/format.ts';
import { afterKey } from './model/after-key.ts';
import type { Segment } from './model/critical-path.ts';
import type { Row } from './model/rows.ts';
import { type TimeRange, pan, ticks, toBar, zoom } from './model/time-range.ts';
import { useServiceColors } from './service-colors.ts';
import { Legend } from './legend.tsx';
import { WaterfallRow, rowPixels } from './waterfall-row.tsx';
import classes from './waterfall.module.css';

interface WaterfallProps {
  readonly rows: readonly Row[];
  readonly range: TimeRange;
  readonly whole: TimeRange;
  readonly now: number;
  readonly criticalPath: readonly Segment[];
  readonly selected: string | undefined;
  onSelect(id: string | undefined): void;
  onToggle(id: string, isCollapsed: boolean): void;
  onRange(range: TimeRange): void;
}

const TICKS = 8;
const RULER_PIXELS = 32;

/** Spans and log lines as a tree with bars on a time axis. Only the rows in view are rendered. */
export function Waterfall(props: WaterfallProps) {
  const { rows, range, whole, now, criticalPath, selected, onSelect, onToggle, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const colorOf = useServiceColors();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowPixels(rows[index]),
    scrollMargin: RULER_PIXELS,
    scrollPaddingStart: RULER_PIXELS,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 20,
  });
  useEffect(() => virtual.measure(), [rows, virtual]);

  const selectedIndex = rows.findIndex(({ id }) => id === selected);
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (selectedIndex !== -1) scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, scrollToIndex]);

  const segmentsOf = useMemo(() => Map.groupBy(criticalPath, ({ spanId }) => spanId), [criticalPath]);
  const offsets = ticks(range, whole.from, TICKS);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const changed = rangeAfterKey(event.key, range, whole);
    const effect = changed === undefined ? afterKey(rows, selected, event.key) : undefined;
    if (changed === undefined && effect === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    if (changed !== undefined) onRange(changed);
    if (event.key === 'Escape') onSelect(undefined);
    if (effect?.collapse !== undefined) onToggle(effect.collapse, true);
    if (effect?.expand !== undefined) onToggle(effect.expand, false);
    if (effect?.select !== undefined) onSelect(effect.select);
  };

  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    const lane = scroller.current?.querySelector('[data-lane]')?.getBoundingClientRect();
    if (lane === undefined || lane.width === 0) return;
    const at = range.from + ((event.clientX - lane.left) / lane.width) * (range.to - range.from);
    onRange(zoom(range, at, event.deltaY > 0 ? 1.25 : 0.8, whole));
  };

  return (
    <div className={classes['frame']}>
      <div
        ref={scroller}
        className={classes['scroller']}
        role="treegrid"
        aria-label="Spans and log lines"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selectedIndex === -1 ? undefined : `row-${selected}`}
        tabIndex={0}
        style={gridStyle(offsets, range, whole)}
        onKeyDown={onKeyDown}
        onWheel={onWheel}
      >
        <div role="row" aria-rowindex={1} className={classes['ruler']}>
          <span role="columnheader" className={classes['rulerName']}>
            What happened
          </span>
          <span
            role="columnheader"
            className={classes['rulerLane']}
            data-lane
            aria-label="Time since the start"
          >
            {offsets.map((offset) => (
              <span key={offset} style={{ left: `${share(whole.from + offset, range) * 100}%` }}>
                {offset === 0 ? '0' : formatDuration(offset)}
              </span>
            ))}
            {criticalPath.length > 0 && <PathStrip segments={criticalPath} range={range} />}
          </span>
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index]!;
            return (
              <WaterfallRow
                key={key}
                index={index}
                top={start - RULER_PIXELS}
                row={row}
                range={range}
                now={now}
                segments={segmentsOf.get(row.id)}
                isSelected={row.id === selected}
                colorOf={colorOf}
                onSelect={onSelect}
                onToggle={onToggle}
              />
            );
          })}
        </div>
      </div>
      <Legend />
    </div>
  );
}

/** Where the time went: the critical path, with gaps hatched. */
function PathStrip({
  segments,
  range,
}: {
  readonly segments: readonly Segment[];
  readonly range: TimeRange;
}) {
  return (
    <span className={classes['strip']} aria-hidden>
      {segments.map(({ spanId, from, to }) => {
        const bar = toBar(from, to, range);
        if (bar === undefined) return null;
        return (
          <i
            key={from}
            data-gap={spanId === undefined || undefined}
            title={spanId === undefined ? `Waiting ${formatDuration(to - from)}` : undefined}
            style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }}
          />
        );
      })}
    </span>
  );
}

const share = (at: number, { from, to }: TimeRange): number =>
  (at - from) / Math.max(to - from, Number.EPSILON);

/** Grid lines at the ticks, as one repeated background of the lanes. */
function gridStyle(offsets: readonly number[], range: TimeRange, whole: TimeRange): CSSProperties {
  const [first = 0, second] = offsets;
  const step = second === undefined ? 1 : (second - first) / Math.max(range.to - range.from, Number.EPSILON);
  const start = share(whole.from + first, range);
  // A position in percent is relative to the width minus the size of the image.
  const position = step >= 1 ? 0 : start / (1 - step);
  return { '--tick-step': `${step * 100}%`, '--tick-first': `${position * 100}%` } as CSSProperties;
}

function rangeAfterKey(key: string, range: TimeRange, whole: TimeRange): TimeRange | undefined {
  const middle = (range.from + range.to) / 2;
  switch (key) {
    case '+':
    case '=':
      return zoom(range, middle, 0.7, whole);
    case '-':
      return zoom(range, middle, 1 / 0.7, whole);
    case '0':
      return whole;
    case '[':
      return pan(range, -0.2, whole);
    case ']':
      return pan(range, 0.2, whole);
    default:
      return undefined;
  }
}
