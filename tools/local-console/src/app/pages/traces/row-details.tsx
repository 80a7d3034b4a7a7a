import { ActionIcon, Alert, Button, Group, ScrollArea, Text, Title } from '@mantine/core';
import { IconX, IconZoomIn } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LogLine, Span } from '../../../../../local-cloud/src/contract/activity.ts';
import { formatDuration, formatTime } from '../../components/format.ts';
import { JsonView } from '../../components/json-view.tsx';
import { ResourceLink } from '../../components/resource-link.tsx';
import { kinds } from './kinds.ts';
import { describeSpan } from './model/describe-span.ts';
import { parseObject, toLogText } from './model/log-text.ts';
import type { Row } from './model/rows.ts';
import { endOf } from './model/span-tree.ts';
import type { TimeRange } from './model/time-range.ts';
import { totalsOf } from './model/trace-totals.ts';
import { StatusMark } from './status-mark.tsx';
import classes from './row-details.module.css';

interface RowDetailsProps {
  readonly row: Row;
  readonly traceStart: number;
  readonly lines: readonly LogLine[];
  readonly now: number;
  onZoom(range: TimeRange): void;
  onClose(): void;
}

/** Everything that is known about the selected span or log line. */
export function RowDetails({ row, onClose, ...context }: RowDetailsProps) {
  return (
    <aside className={classes['panel']} aria-label="Details">
      <ActionIcon
        className={classes['close']!}
        variant="subtle"
        color="gray"
        aria-label="Close details"
        onClick={onClose}
      >
        <X />
      </ActionIcon>
      <ScrollArea h="100%" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Details' }}>
        <div className={classes['content']}>
          {row.type === 'group' ? (
            <GroupDetails spans={row.spans} />
          ) : row.type === 'span' ? (
            <SpanDetails span={row.span} {...context} />
          ) : (
            <LineDetails line={row.line} {...context} />
          )}
        </div>
      </ScrollArea>
    </aside>
  );
}

const X = () => <IconX size={16} aria-hidden />;

type Context = Omit<RowDetailsProps, 'row' | 'onClose'>;

/** A span: when, what, on which resource, and what it logged. */
function SpanDetails({ span, traceStart, lines, now, onZoom }: Context & { readonly span: Span }) {
  const { title, detail } = describeSpan(span);
  const end = endOf(span, now);
  const own =
    span.requestId === undefined ? [] : lines.filter(({ requestId }) => requestId === span.requestId);
  return (
    <>
      <div>
        <Text size="xs" c="dimmed">
          {kinds[span.kind].label}
          {span.service !== undefined && ` of ${span.service}`}
        </Text>
        <Title order={2} size="h4" className={classes['title']!}>
          {title}
        </Title>
        {detail !== undefined && (
          <Text size="sm" c="dimmed">
            {detail}
          </Text>
        )}
      </div>
      {span.error !== undefined && (
        <Alert color="red" title={span.error.type} p="xs">
          <Text size="sm">{span.error.message}</Text>
        </Alert>
      )}
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconZoomIn size={13} aria-hidden />}
          onClick={() => onZoom({ from: span.startedAt, to: Math.max(end, span.startedAt + 1) })}
        >
          Zoom to this
        </Button>
        <ResourceLink arn={span.resource} />
      </Group>
      <dl className={classes['facts']}>
        <Fact name="Status">
          <StatusMark status={span.status} />
        </Fact>
        <Fact name="Started">
          {formatTime(span.startedAt)} <small>+{formatDuration(span.startedAt - traceStart)}</small>
        </Fact>
        <Fact name="Duration">
          {span.durationMillis === undefined ? 'running' : formatDuration(span.durationMillis)}
        </Fact>
        {Object.entries(span.attributes).map(([name, value]) => (
          <Fact key={name} name={words(name)}>
            {name.endsWith('Millis') && typeof value === 'number' ? formatDuration(value) : String(value)}
          </Fact>
        ))}
        {span.requestId !== undefined && <Fact name="Request id">{span.requestId}</Fact>}
        <Fact name="Name">{span.name}</Fact>
        {span.resource !== undefined && <Fact name="Resource">{span.resource}</Fact>}
      </dl>
      {own.length > 0 && (
        <section>
          <Title order={3} size="h6">
            {own.length === 1 ? '1 log line' : `${own.length} log lines`}
          </Title>
          <ol className={classes['lines']}>
            {own.slice(0, 50).map((line) => (
              <li key={line.sequence} data-level={line.level}>
                <time>{formatTime(line.at)}</time> {toLogText(line.text).message}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

/** What calls of the same kind took and consumed together. */
function GroupDetails({ spans }: { readonly spans: readonly Span[] }) {
  const [first] = spans;
  if (first === undefined) return null;
  const { title, detail } = describeSpan(first);
  const totals = totalsOf(spans);
  const millis = spans.reduce((sum, { durationMillis = 0 }) => sum + durationMillis, 0);
  return (
    <>
      <div>
        <Text size="xs" c="dimmed">
          {spans.length} AWS calls in a row
        </Text>
        <Title order={2} size="h4" className={classes['title']!}>
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      </div>
      <ResourceLink arn={first.resource} />
      <dl className={classes['facts']}>
        <Fact name="Time in calls">{formatDuration(millis)}</Fact>
        <Fact name="Capacity">
          {totals.readUnits} RCU, {totals.writeUnits} WCU
        </Fact>
      </dl>
    </>
  );
}

/** A log line: its fields as JSON. */
function LineDetails({ line }: Context & { readonly line: LogLine }) {
  const entry = parseObject(line.text);
  return (
    <>
      <div>
        <Text size="xs" c="dimmed">
          Log line of {line.functionName}
        </Text>
        <Title order={2} size="h4" className={classes['title']!}>
          {line.event ?? line.level}
        </Title>
        <Text size="sm" c="dimmed">
          {formatTime(line.at)}
        </Text>
      </div>
      {line.event !== undefined && (
        <Link to="/traces/logs" search={{ event: line.event }} className={classes['link']!}>
          All lines with this event
        </Link>
      )}
      {entry === undefined ? (
        <pre className={classes['text']}>{line.text}</pre>
      ) : (
        <JsonView value={entry} label="log line" maxHeight="none" />
      )}
    </>
  );
}

/** A name and its value. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `memoryLimitMegabytes` → `Memory limit megabytes` */
const words = (name: string): string => {
  const spaced = name.replace(/Millis$/, '').replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
