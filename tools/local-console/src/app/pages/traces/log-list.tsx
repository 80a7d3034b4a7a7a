import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, memo, useCallback, useRef, useState } from 'react';
import type { LogLine } from '../../../../../local-cloud/src/contract/activity.ts';
import { formatTime } from '../../components/format.ts';
import { JsonView } from '../../components/json-view.tsx';
import { rowAfterKey } from '../../components/row-after-key.ts';
import { shortFunctionName } from './model/describe-span.ts';
import { parseObject, toLogText } from './model/log-text.ts';
import { NewEntries } from './new-entries.tsx';
import { useServiceColors } from './service-colors.ts';
import classes from './log-list.module.css';

interface LogListProps {
  /** Newest first. */
  readonly lines: readonly LogLine[];
  readonly waiting: number;
  /** The sequence of the line that is shown in full. */
  readonly opened: number | undefined;
  onOpen(sequence: number | undefined): void;
  onAtTop(isAtTop: boolean): void;
  readonly empty: ReactNode;
}

const ROW_PIXELS = 25;

/** Log lines that stay fast with 10,000. Enter or a click shows a line in full. */
export function LogList({ lines, waiting, opened, onOpen, onAtTop, empty }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const colorOf = useServiceColors();
  const [focused, setFocused] = useState(0);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (index) => lines[index]?.sequence ?? index,
    overscan: 30,
  });
  const openedLine = opened === undefined ? undefined : lines.find(({ sequence }) => sequence === opened);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = rowAfterKey(event.key, { index: focused, count: lines.length, page: 20 });
    if (event.key === 'Enter') onOpen(lines[focused]?.sequence);
    else if (event.key === 'Escape') onOpen(undefined);
    else if (next === undefined) return;
    event.preventDefault();
    if (next === undefined) return;
    setFocused(next);
    virtual.scrollToIndex(next);
  };

  // The same function in every rendering, so that only new rows are rendered while scrolling.
  const toggle = useCallback(
    (index: number, sequence: number) => {
      setFocused(index);
      onOpen(sequence === opened ? undefined : sequence);
    },
    [onOpen, opened],
  );

  if (lines.length === 0) return empty;
  return (
    <div className={classes['frame']}>
      <div className={classes['main']}>
        <NewEntries
          waiting={waiting}
          entry="line"
          onShow={() => {
            scroller.current?.scrollTo({ top: 0 });
            onAtTop(true);
          }}
        />
        <div
          ref={scroller}
          className={classes['scroller']}
          role="listbox"
          aria-label="Log lines"
          tabIndex={0}
          aria-activedescendant={`line-${lines[focused]?.sequence}`}
          onKeyDown={onKeyDown}
          onScroll={({ currentTarget }) => onAtTop(currentTarget.scrollTop < ROW_PIXELS / 2)}
        >
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {virtual.getVirtualItems().map(({ index, start, key }) => (
              <Line
                key={key}
                line={lines[index]!}
                index={index}
                count={lines.length}
                top={start}
                isFocused={index === focused}
                isOpened={lines[index]!.sequence === opened}
                colorOf={colorOf}
                onToggle={toggle}
              />
            ))}
          </div>
        </div>
      </div>
      {openedLine !== undefined && (
        <aside className={classes['details']} aria-label="Log line">
          {openedLine.correlationId !== undefined && (
            <Link
              to="/traces/$traceId"
              params={{ traceId: openedLine.correlationId }}
              className={classes['link']!}
            >
              Open the trace
            </Link>
          )}
          <p>{openedLine.functionName}</p>
          {parseObject(openedLine.text) === undefined ? (
            <pre>{openedLine.text}</pre>
          ) : (
            <JsonView value={parseObject(openedLine.text)} label="log line" maxHeight="none" />
          )}
        </aside>
      )}
    </div>
  );
}

interface LineProps {
  readonly line: LogLine;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly isFocused: boolean;
  readonly isOpened: boolean;
  colorOf(service: string | undefined): string;
  onToggle(index: number, sequence: number): void;
}

/** One line: time, level, function, event and fields. */
const Line = memo(function Line({
  line,
  index,
  count,
  top,
  isFocused,
  isOpened,
  colorOf,
  onToggle,
}: LineProps) {
  const { message, fields } = toLogText(line.text);
  return (
    <div
      id={`line-${line.sequence}`}
      role="option"
      aria-selected={isOpened}
      aria-posinset={index + 1}
      aria-setsize={count}
      className={classes['line']}
      data-level={line.level}
      data-focused={isFocused || undefined}
      style={{ transform: `translateY(${top}px)`, height: ROW_PIXELS }}
      onClick={() => onToggle(index, line.sequence)}
    >
      <time>{formatTime(line.at)}</time>
      <b>{line.level}</b>
      <span className={classes['function']} title={line.functionName}>
        <i style={{ background: colorOf(line.service) }} />
        {shortFunctionName(line.functionName, line.service)}
      </span>
      <span className={classes['message']}>
        {message}
        {fields.map(([name, value]) => (
          <small key={name}>
            {' '}
            {name}=<span>{value}</span>
          </small>
        ))}
      </span>
    </div>
  );
});
