import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, memo, useRef, useState } from 'react';
import type { TraceSummary } from '../../../../../local-cloud/src/contract/activity.ts';
import { formatDuration, formatTime } from '../../components/format.ts';
import { rowAfterKey } from '../../components/row-after-key.ts';
import { shortResourceName } from './model/describe-span.ts';
import { NewEntries } from './new-entries.tsx';
import { useServiceColors } from './service-colors.ts';
import { StatusMark } from './status-mark.tsx';
import classes from './trace-list.module.css';

interface TraceListProps {
  /** Newest first. */
  readonly traces: readonly TraceSummary[];
  /** The number of new traces that are not shown yet. */
  readonly waiting: number;
  onAtTop(isAtTop: boolean): void;
  readonly empty: ReactNode;
}

const ROW_PIXELS = 38;
const HEAD_PIXELS = 32;

/** A list of traces that stays fast with 1,000, and does not move while it is being read. */
export function TraceList({ traces, waiting, onAtTop, empty }: TraceListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const colorOf = useServiceColors();
  const [focused, setFocused] = useState(0);
  const virtual = useVirtualizer({
    count: traces.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    scrollMargin: HEAD_PIXELS,
    scrollPaddingStart: HEAD_PIXELS,
    getItemKey: (index) => traces[index]?.id ?? index,
    overscan: 15,
  });
  const longest = Math.max(1, ...traces.map(({ durationMillis }) => durationMillis));

  const onKeyDown = (event: KeyboardEvent) => {
    const trace = traces[focused];
    if (event.key === 'Enter' && trace !== undefined)
      return void navigate({ to: '/traces/$traceId', params: { traceId: trace.id } });
    const next = rowAfterKey(event.key, { index: focused, count: traces.length, page: 15 });
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${next}"] a`)
        ?.focus({ preventScroll: true }),
    );
  };

  if (traces.length === 0) return empty;
  return (
    <div className={classes['frame']}>
      <NewEntries
        waiting={waiting}
        entry="trace"
        onShow={() => {
          scroller.current?.scrollTo({ top: 0 });
          onAtTop(true);
        }}
      />
      <div
        ref={scroller}
        className={classes['scroller']}
        role="table"
        aria-label="Traces"
        aria-rowcount={traces.length + 1}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => onAtTop(currentTarget.scrollTop < ROW_PIXELS / 2)}
      >
        <div role="rowgroup" className={classes['head']}>
          <div role="row" aria-rowindex={1} className={classes['row']}>
            {['Time', 'Status', 'Request', 'Services', 'Duration', 'Spans', 'Order or customer'].map(
              (title) => (
                <span role="columnheader" key={title}>
                  {title}
                </span>
              ),
            )}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => (
            <TraceRow
              key={key}
              index={index}
              top={start - HEAD_PIXELS}
              trace={traces[index]!}
              longest={longest}
              isFocusable={index === Math.min(focused, traces.length - 1)}
              colorOf={colorOf}
              onFocus={setFocused}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface TraceRowProps {
  readonly index: number;
  readonly top: number;
  readonly trace: TraceSummary;
  readonly longest: number;
  readonly isFocusable: boolean;
  colorOf(service: string): string;
  onFocus(index: number): void;
}

/** One trace: a row that is a link. */
const TraceRow = memo(function TraceRow({
  index,
  top,
  trace,
  longest,
  isFocusable,
  colorOf,
  onFocus,
}: TraceRowProps) {
  const { id, name, status, httpStatus, services, durationMillis, spanCount, errorCount, coldStarts } = trace;
  const [method, path] = splitRoute(shortResourceName(name));
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-status={status}
      className={`${classes['row']} ${classes['body']}`}
      style={{ transform: `translateY(${top}px)`, height: ROW_PIXELS }}
    >
      <time role="cell" className={classes['time']} dateTime={new Date(trace.startedAt).toISOString()}>
        {formatTime(trace.startedAt)}
      </time>
      <span role="cell">
        <StatusMark status={status} httpStatus={httpStatus} />
      </span>
      <span role="cell" className={classes['name']}>
        <Link
          to="/traces/$traceId"
          params={{ traceId: id }}
          className={classes['link']!}
          tabIndex={isFocusable ? 0 : -1}
          onFocus={() => onFocus(index)}
        >
          {method !== undefined && <b className={classes['method']}>{method}</b>} {path}
        </Link>
        {errorCount > 0 && (
          <span className={classes['errors']}>{errorCount === 1 ? '1 error' : `${errorCount} errors`}</span>
        )}
        {coldStarts > 0 && <span className={classes['cold']}>{coldStarts} cold</span>}
      </span>
      <span role="cell" className={classes['services']} title={services.join(', ')}>
        {services.map((service) => (
          <i key={service} style={{ background: colorOf(service) }} />
        ))}
        <span>{services.length > 1 ? services.length : services[0]}</span>
      </span>
      <span role="cell" className={classes['duration']}>
        <span>{formatDuration(durationMillis)}</span>
        <i style={{ width: `${Math.max(1, logShare(durationMillis, longest) * 100)}%` }} />
      </span>
      <span role="cell" className={classes['number']}>
        {spanCount}
      </span>
      <span role="cell" className={classes['ids']} title={trace.orderId ?? trace.customerId}>
        {trace.orderId ?? trace.customerId ?? ''}
      </span>
    </div>
  );
});

const splitRoute = (name: string): readonly [method: string | undefined, path: string] => {
  const [, method, path] = /^([A-Z]{3,7}) (\/.*)$/.exec(name) ?? [];
  return path === undefined ? [undefined, name] : [method, path];
};

/** Requests of milliseconds and sagas of seconds are in one list: a linear bar would show only the latter. */
const logShare = (value: number, longest: number): number => Math.log1p(value) / Math.log1p(longest);
