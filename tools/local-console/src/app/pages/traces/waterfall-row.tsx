import {
  IconChevronDown,
  IconChevronRight,
  IconCloud,
  IconRotateClockwise,
  IconSnowflake,
} from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import type { Span } from '../../../../../local-cloud/src/contract/activity.ts';
import { formatDuration, formatTime } from '../../components/format.ts';
import { kinds } from './kinds.ts';
import { causeCaption } from './model/caption.ts';
import type { Segment } from './model/critical-path.ts';
import { describeSpan, shortFunctionName } from './model/describe-span.ts';
import { toLogText } from './model/log-text.ts';
import type { GroupRow, LogRow, Row, SpanRow } from './model/rows.ts';
import { endOf } from './model/span-tree.ts';
import { type Bar, type TimeRange, joinBars, toBar } from './model/time-range.ts';
import { isFailure, isRetry } from './model/trace-totals.ts';
import kindClasses from './kinds.module.css';
import classes from './waterfall.module.css';

interface WaterfallRowProps {
  readonly index: number;
  readonly top: number;
  readonly row: Row;
  readonly range: TimeRange;
  readonly now: number;
  /** The parts of the critical path in this span. */
  readonly segments: readonly Segment[] | undefined;
  readonly isSelected: boolean;
  colorOf(service: string | undefined): string;
  onSelect(id: string): void;
  onToggle(id: string, isCollapsed: boolean): void;
}

const SPAN_PIXELS = 27;
const CHAPTER_PIXELS = 48;
const LINE_PIXELS = 22;

/** @returns the height of a row: a chapter has a line above it that says what caused it */
export function rowPixels(row: Row | undefined): number {
  if (row?.type === 'log') return LINE_PIXELS;
  return row?.type === 'span' && row.cause !== undefined ? CHAPTER_PIXELS : SPAN_PIXELS;
}

/** One span or log line: its name at the left, its bar at the right. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { index, top, row, isSelected, onSelect } = props;
  const isSpan = row.type === 'span';
  const isBad = isSpan ? isFailure(row.span.status) : row.type === 'log' && row.line.level === 'ERROR';
  const isFolded = row.type === 'group' || (isSpan && row.hasChildren) ? row.isCollapsed : undefined;
  return (
    <div
      id={`row-${row.id}`}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.depth + 1}
      aria-selected={isSelected}
      aria-expanded={isFolded === undefined ? undefined : !isFolded}
      className={`${classes['row']} ${kindClasses['kind']}`}
      data-kind={isSpan ? row.span.kind : row.type === 'group' ? 'call' : 'log'}
      data-bad={isBad || undefined}
      data-chapter={(isSpan && row.startsChapter) || undefined}
      data-caused={(isSpan && row.cause !== undefined) || undefined}
      style={
        { transform: `translateY(${top}px)`, height: rowPixels(row), '--depth': row.depth } as CSSProperties
      }
      onClick={() => onSelect(row.id)}
    >
      {row.type === 'span' && <SpanCells {...props} row={row} />}
      {row.type === 'group' && <GroupCells {...props} row={row} />}
      {row.type === 'log' && <LineCells {...props} row={row} />}
    </div>
  );
});

/** The cells of a span. */
function SpanCells({
  row,
  range,
  now,
  segments,
  colorOf,
  onToggle,
}: WaterfallRowProps & { readonly row: SpanRow }) {
  const { span } = row;
  const { title, detail } = describeSpan(span);
  const { icon: KindIcon, label } = kinds[span.kind];
  return (
    <>
      <span role="gridcell" className={classes['name']}>
        {row.cause !== undefined && <span className={classes['cause']}>{causeCaption(span, row.cause)}</span>}
        <span className={classes['title']}>
          {row.hasChildren ? (
            <Toggle
              title={title}
              isCollapsed={row.isCollapsed}
              onToggle={() => onToggle(span.id, !row.isCollapsed)}
            />
          ) : (
            <span className={classes['toggle']} />
          )}
          <KindIcon size={15} stroke={1.8} aria-label={label} className={classes['icon']!} />
          <span className={classes['text']}>
            {title}
            {detail !== undefined && <small> {detail}</small>}
            {span.error !== undefined && <em> {span.error.message}</em>}
          </span>
          <Notes span={span} hiddenCount={row.hiddenCount} />
        </span>
      </span>
      <span role="gridcell" className={classes['service']} title={span.service}>
        {span.service !== undefined && <i style={{ background: colorOf(span.service) }} />}
        {span.service}
      </span>
      <span role="gridcell" className={classes['lane']}>
        <SpanBar span={span} range={range} now={now} segments={segments} />
      </span>
    </>
  );
}

/** The cells of calls of the same kind in a row. */
function GroupCells({ row, range, now, colorOf, onToggle }: WaterfallRowProps & { readonly row: GroupRow }) {
  const [first] = row.spans;
  if (first === undefined) return null;
  const { title, detail } = describeSpan(first);
  return (
    <>
      <span role="gridcell" className={classes['name']}>
        <span className={classes['title']}>
          <Toggle
            title={title}
            isCollapsed={row.isCollapsed}
            onToggle={() => onToggle(row.id, !row.isCollapsed)}
          />
          <IconCloud size={15} stroke={1.8} aria-hidden className={classes['icon']!} />
          <span className={classes['text']}>
            {title}
            {detail !== undefined && <small> {detail}</small>}
          </span>
          <span className={classes['note']}>{row.spans.length} times</span>
        </span>
      </span>
      <span role="gridcell" className={classes['service']} title={first.service}>
        {first.service !== undefined && <i style={{ background: colorOf(first.service) }} />}
        {first.service}
      </span>
      <span role="gridcell" className={classes['lane']}>
        {joinBars(row.spans.flatMap((span) => toBar(span.startedAt, endOf(span, now), range) ?? [])).map(
          (bar) => (
            <i key={bar.left} className={classes['bar']} style={place(bar)} />
          ),
        )}
      </span>
    </>
  );
}

interface ToggleProps {
  readonly title: string;
  readonly isCollapsed: boolean;
  onToggle(): void;
}

/** The button that folds a row; the keyboard uses the arrow keys of the treegrid. */
function Toggle({ title, isCollapsed, onToggle }: ToggleProps) {
  const Chevron = isCollapsed ? IconChevronRight : IconChevronDown;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${isCollapsed ? 'Expand' : 'Collapse'} ${title}`}
      className={classes['toggle']}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <Chevron size={14} aria-hidden />
    </button>
  );
}

/** What is remarkable about a span, in a few characters. */
function Notes({ span, hiddenCount }: { readonly span: Span; readonly hiddenCount: number }) {
  const { attributes } = span;
  const repeats = Number(attributes['attempts'] ?? 1);
  const attempt = Number(attributes['attempt'] ?? attributes['receiveCount'] ?? 1);
  const httpStatus = attributes['httpStatus'];
  return (
    <>
      {attributes['coldStart'] === true && (
        <span className={classes['note']} data-note="cold" title="Cold start">
          <IconSnowflake size={12} aria-label="Cold start" />
        </span>
      )}
      {(isRetry(span) || repeats > 1) && (
        <span
          className={classes['note']}
          data-note="retry"
          title={repeats > 1 ? `${repeats} attempts` : `Attempt ${attempt}`}
        >
          <IconRotateClockwise size={12} aria-label="Retry" /> {repeats > 1 ? repeats : attempt}
        </span>
      )}
      {(span.kind === 'request' || Number(httpStatus) >= 400) && httpStatus !== undefined && (
        <span className={classes['note']}>{httpStatus}</span>
      )}
      {attributes['readUnits'] !== undefined && (
        <span className={classes['note']}>{attributes['readUnits']} RCU</span>
      )}
      {attributes['writeUnits'] !== undefined && (
        <span className={classes['note']}>{attributes['writeUnits']} WCU</span>
      )}
      {hiddenCount > 0 && (
        <span className={classes['note']} title={`${hiddenCount} rows are hidden`}>
          +{hiddenCount}
        </span>
      )}
    </>
  );
}

interface SpanBarProps {
  readonly span: Span;
  readonly range: TimeRange;
  readonly now: number;
  readonly segments: readonly Segment[] | undefined;
}

/** The bar of a span: the cold start hatched, waiting light, and the critical path as a line below it. */
function SpanBar({ span, range, now, segments = [] }: SpanBarProps) {
  const { startedAt, durationMillis, attributes } = span;
  const end = endOf(span, now);
  const bar = toBar(startedAt, end, range);
  if (bar === undefined) return <Outside isBefore={end < range.from} />;
  const init = numberOf(attributes['initMillis']);
  const wait = numberOf(attributes['waitMillis']);
  // The wait for an environment includes its start.
  const prefix = toBar(startedAt, startedAt + Math.max(init, wait), range);
  const isLate = bar.left + bar.width > 0.86;
  return (
    <>
      <i
        className={classes['bar']}
        data-running={durationMillis === undefined || undefined}
        style={place(bar)}
      />
      {init + wait > 0 && prefix !== undefined && (
        <i className={classes['prefix']} data-prefix={init > 0 ? 'cold' : 'wait'} style={place(prefix)} />
      )}
      {segments.map(({ from, to }) => {
        const part = toBar(from, to, range);
        return part && <i key={from} className={classes['path']} style={place(part)} />;
      })}
      <span
        className={classes['length']}
        style={
          isLate
            ? { right: `calc(${(1 - bar.left) * 100}% + 6px)` }
            : { left: `calc(${(bar.left + bar.width) * 100}% + 6px)` }
        }
      >
        {durationMillis === undefined ? 'running' : formatDuration(durationMillis)}
      </span>
    </>
  );
}

/** Points to a bar that the zoom leaves out. */
const Outside = ({ isBefore }: { readonly isBefore: boolean }) => (
  <span className={classes['outside']} data-side={isBefore ? 'before' : 'after'} aria-hidden>
    {isBefore ? '‹' : '›'}
  </span>
);

/** The cells of a log line. */
function LineCells({ row: { line, spanId }, range }: WaterfallRowProps & { readonly row: LogRow }) {
  const { message, fields } = toLogText(line.text);
  const mark = toBar(line.at, line.at, range);
  return (
    <>
      <span role="gridcell" className={classes['line']} data-level={line.level}>
        <b>{line.level}</b>
        <span className={classes['message']}>
          {message}
          {fields.map(([name, value]) => (
            <small key={name}>
              {' '}
              {name}=<span>{value}</span>
            </small>
          ))}
        </span>
      </span>
      <span role="gridcell" className={classes['service']} title={line.functionName}>
        {spanId === undefined && shortFunctionName(line.functionName, line.service)}
      </span>
      <span role="gridcell" className={classes['lane']}>
        {mark && (
          <i
            className={classes['tick']}
            data-level={line.level}
            title={formatTime(line.at)}
            style={place(mark)}
          />
        )}
      </span>
    </>
  );
}

const place = ({ left, width }: Bar): CSSProperties => ({ left: `${left * 100}%`, width: `${width * 100}%` });

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
