import { Anchor, Group } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { traceOf } from './kept-traces.ts';

/** Leads to the trace of a purchase in the console, which is on the same port. */
export function TraceLink({ orderId }: { readonly orderId: string }) {
  const correlationId = traceOf(orderId);
  if (correlationId === undefined) return null;
  return (
    <Anchor href={`/traces/${correlationId}`} size="sm" c="dimmed">
      <Group gap={6} component="span" style={{ display: 'inline-flex' }}>
        <IconTimeline size={16} aria-hidden /> See this purchase’s trace
      </Group>
    </Anchor>
  );
}
