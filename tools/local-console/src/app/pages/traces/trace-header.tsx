import { Button, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { Trace } from '../../../../../local-cloud/src/contract/activity.ts';
import { formatDuration, formatTime } from '../../components/format.ts';
import { totalsOf } from './model/trace-totals.ts';
import { StatusMark } from './status-mark.tsx';
import classes from './trace-header.module.css';

/** What a trace took and cost, at a glance. */
export function TraceHeader({ trace: { summary, spans, lines, isTruncated } }: { readonly trace: Trace }) {
  const totals = useMemo(() => totalsOf(spans), [spans]);
  const calls = totals.calls.map(({ name, count }) => `${count} ${name}`).join(', ');
  const callCount = totals.calls.reduce((sum, { count }) => sum + count, 0);
  return (
    <header className={classes['header']}>
      <Group gap="md" className={classes['identity']!}>
        <StatusMark status={summary.status} httpStatus={summary.httpStatus} />
        <Text size="sm" c="dimmed" component="time">
          {formatTime(summary.startedAt)}
        </Text>
        <CopyId id={summary.id} />
        {summary.orderId !== undefined && (
          <Id label="Order" to={{ orderId: summary.orderId }}>
            {summary.orderId}
          </Id>
        )}
        {summary.customerId !== undefined && (
          <Id label="Customer" to={{ customerId: summary.customerId }}>
            {summary.customerId}
          </Id>
        )}
        {isTruncated && (
          <Text size="sm" c="orange">
            Only the first spans were kept.
          </Text>
        )}
      </Group>
      <dl className={classes['facts']}>
        <Fact name="Duration" value={formatDuration(summary.durationMillis)} />
        <Fact name="Functions" value={totals.invocations} detail={coldStarts(totals.coldStarts)} />
        <Fact name="AWS calls" value={callCount} detail={calls} />
        <Fact
          name="Capacity"
          value={`${units(totals.readUnits)} RCU`}
          detail={`${units(totals.writeUnits)} WCU`}
        />
        <Fact name="Retries" value={totals.retries} isBad={totals.retries > 0} />
        <Fact name="Errors" value={totals.errors} isBad={totals.errors > 0} />
        <Fact name="Log lines" value={lines.length} />
      </dl>
    </header>
  );
}

const coldStarts = (count: number): string =>
  count === 0 ? 'all warm' : count === 1 ? '1 cold start' : `${count} cold starts`;

const units = (count: number): string => String(Number(count.toFixed(1)));

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly detail?: string;
  readonly isBad?: boolean;
}

/** A number with its name. */
function Fact({ name, value, detail, isBad = false }: FactProps) {
  return (
    <div className={classes['fact']} data-bad={isBad || undefined}>
      <dt>{name}</dt>
      <dd>
        {value}
        {detail !== undefined && detail !== '' && <small title={detail}>{detail}</small>}
      </dd>
    </div>
  );
}

/** The correlation id, with a button that copies it. */
function CopyId({ id }: { readonly id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="default"
          ff="monospace"
          fw={400}
          aria-label={`Copy correlation id ${id}`}
          rightSection={copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
          onClick={copy}
        >
          {id}
        </Button>
      )}
    </CopyButton>
  );
}

interface IdProps {
  readonly label: string;
  readonly to: { readonly orderId: string } | { readonly customerId: string };
  readonly children: string;
}

/** An id that leads to all traces with it. */
function Id({ label, to, children }: IdProps) {
  return (
    <Text size="sm" c="dimmed" truncate maw={300}>
      {label}{' '}
      <Link to="/traces" search={to} className={classes['id']!}>
        {children}
      </Link>
    </Text>
  );
}
