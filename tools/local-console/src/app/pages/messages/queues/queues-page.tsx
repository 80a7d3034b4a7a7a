import { Badge, Text } from '@mantine/core';
import { Outlet, useParams } from '@tanstack/react-router';
import { lastPart } from '../../../aws/deployed-name.ts';
import { Empty, Failure } from '../../../components/query-state.tsx';
import { SplitView } from '../../../components/split-view.tsx';
import { QueueOverview } from './queue-overview.tsx';
import { holdsFailures, type QueueView } from './queue-view.ts';
import { useQueues } from './use-queues.ts';

/** All queues by service, with the number of messages. */
export function QueuesPage() {
  const { views, error, isPending } = useQueues();
  const { queue } = useParams({ strict: false });
  if (error && views.length === 0) return <Failure error={error} />;
  return (
    <SplitView
      label="Queues"
      entries={views.map((view) => ({
        id: view.arn,
        service: view.service,
        name: view.name,
        path: `/messages/queues/${lastPart(view.url)}`,
        note: <MessageCount view={view} />,
      }))}
    >
      {queue !== undefined ? (
        <Outlet />
      ) : isPending ? (
        <Empty title="Reading the queues">This takes a moment after the start.</Empty>
      ) : (
        <QueueOverview views={views} />
      )}
    </SplitView>
  );
}

function MessageCount({ view }: { readonly view: QueueView }) {
  const count = view.visible + view.inFlight + view.delayed;
  if (holdsFailures(view) && count > 0)
    return (
      <Badge size="sm" color="red" variant="light">
        {count}
      </Badge>
    );
  return (
    <Text span size="xs" c="dimmed">
      {count}
    </Text>
  );
}
