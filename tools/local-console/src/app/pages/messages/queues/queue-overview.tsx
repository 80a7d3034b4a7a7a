import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lastPart } from '../../../aws/deployed-name.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatDuration } from '../../../components/format.ts';
import { holdsFailures, type QueueView, shortFunctionName } from './queue-view.ts';
import { useOldestAges } from './use-queues.ts';
import classes from '../../data/tables/tables.module.css';

interface Row {
  readonly view: QueueView;
  readonly oldestSeconds: number | undefined;
}

/** All queues in one table: what waits, for how long, and who consumes it. */
export function QueueOverview({ views }: { readonly views: readonly QueueView[] }) {
  const navigate = useNavigate();
  const isWide = useMediaQuery('(min-width: 1500px)');
  const ages = useOldestAges(views);
  const failures = views.filter((view) => holdsFailures(view) && view.visible + view.inFlight > 0);
  const rows = views
    .map((view): Row => ({ view, oldestSeconds: ages.get(lastPart(view.url)) }))
    .toSorted((one, other) => total(other.view) - total(one.view));
  return (
    <Stack h="100%" gap="sm">
      {failures.length === 0 ? (
        <Alert color="green" variant="light" icon={<IconCheck aria-hidden />} py="xs">
          No dead letters. Every message was processed.
        </Alert>
      ) : (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} py="xs">
          <Text size="sm">
            Dead letters wait in{' '}
            {failures.map((view, index) => (
              <span key={view.arn}>
                {index > 0 && ', '}
                <Anchor
                  size="sm"
                  c="inherit"
                  underline="always"
                  href={`/messages/queues/${lastPart(view.url)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    void navigate({ to: `/messages/queues/${lastPart(view.url)}` });
                  }}
                >
                  {view.service} {view.name}
                </Anchor>
              </span>
            ))}
            . Fix the cause, then redrive them.
          </Text>
        </Alert>
      )}
      <div className={classes['grid']!}>
        <DataTable<Row>
          label="Queues"
          columns={isWide ? [...columns, functionColumn] : columns}
          rows={rows}
          rowId={({ view }) => view.arn}
          onSelect={({ view }) => void navigate({ to: `/messages/queues/${lastPart(view.url)}` })}
        />
      </div>
    </Stack>
  );
}

const total = ({ visible, inFlight, delayed }: QueueView): number => visible + inFlight + delayed;

const columns: readonly DataColumn<Row>[] = [
  { id: 'service', header: 'Service', width: 118, accessorFn: ({ view }) => view.service },
  { id: 'name', header: 'Queue', accessorFn: ({ view }) => view.name },
  { id: 'visible', header: 'Visible', width: 76, accessorFn: ({ view }) => view.visible },
  { id: 'inFlight', header: 'In flight', width: 82, accessorFn: ({ view }) => view.inFlight },
  { id: 'delayed', header: 'Delayed', width: 82, accessorFn: ({ view }) => view.delayed },
  {
    id: 'oldest',
    header: 'Oldest',
    width: 90,
    accessorFn: ({ oldestSeconds }) => oldestSeconds,
    cell: ({ row: { original } }) =>
      original.oldestSeconds === undefined || total(original.view) === 0
        ? ''
        : formatDuration(original.oldestSeconds * 1000),
  },
];

const functionColumn: DataColumn<Row> = {
  id: 'functions',
  header: 'Function',
  width: 260,
  accessorFn: ({ view }) => view.functions.map(shortFunctionName).join(', '),
};
