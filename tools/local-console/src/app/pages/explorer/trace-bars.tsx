import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import type { Trace } from '../../../../../local-cloud/src/contract/activity.ts';
import { useConsole } from '../../api/use-console.ts';
import classes from './explorer.module.css';
import { traceBars } from './model/trace-bars.ts';

const REFRESH_MILLIS = 1_000;

/** What a request caused, as bars; the whole trace is one click away. */
export function TraceBars({ correlationId }: { readonly correlationId: string }) {
  const { data: trace } = useConsole<Trace>(`/api/traces/${encodeURIComponent(correlationId)}`, {
    refreshMillis: REFRESH_MILLIS,
  });
  const bars = trace ? traceBars(trace, Date.now()) : [];
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Trace
        </Title>
        <Anchor href={`/traces/${encodeURIComponent(correlationId)}`} size="sm">
          Open the trace
        </Anchor>
      </Group>
      {trace ? (
        <ul className={classes['bars']} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {bars.map(({ span, depth, offset, width, durationMillis }) => (
            <li key={span.id} className={classes['bar']}>
              <span
                className={classes['barName']}
                style={{ paddingInlineStart: depth * 10 }}
                title={span.name}
              >
                {span.name}
              </span>
              <span className={classes['barTrack']} aria-hidden>
                <span
                  className={classes['barFill']}
                  data-failed={span.status === 'ok' || span.status === 'running' ? undefined : ''}
                  style={{ insetInlineStart: `${offset * 100}%`, width: `${width * 100}%` }}
                />
              </span>
              <Text span size="xs" ta="end">
                {Math.round(durationMillis)} ms
              </Text>
            </li>
          ))}
        </ul>
      ) : (
        <Text size="sm" c="dimmed">
          The trace appears in a moment.
        </Text>
      )}
    </Stack>
  );
}
