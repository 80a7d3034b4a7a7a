import { Anchor, Badge, Drawer, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { readAllPages } from '../../../api/read-all-pages.ts';
import { callAws } from '../../../api/request.ts';
import { useAllPages } from '../../../api/use-all-pages.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatAge, formatDuration, formatTime } from '../../../components/format.ts';
import { JsonView } from '../../../components/json-view.tsx';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import type { Item } from '../../data/tables/attribute-value.ts';
import { toPlainJson } from '../../data/tables/plain-json.ts';
import classes from '../../data/tables/tables.module.css';
import {
  findTable,
  lastResult,
  sortDeliveries,
  toResult,
  type WebhookDelivery,
  type WebhookEndpoint,
} from './delivery-view.ts';
import { liveQuery } from '../../../api/refresh-on-activity.ts';

const REFRESH_MILLIS = 3000;

/** Deliveries to the webhook endpoints of customers, as the notifications service records them in its table. */
export function WebhooksPage() {
  const tables = useAllPages<string>({
    service: 'dynamodb',
    operation: 'ListTables',
    items: 'TableNames',
    cursor: { from: 'LastEvaluatedTableName', to: 'ExclusiveStartTableName' },
  });
  const deliveriesTable = findTable(tables.data ?? [], 'DeliveriesTable');
  const endpointsTable = findTable(tables.data ?? [], 'EndpointsTable');
  const records = useQuery({
    queryKey: ['webhooks', deliveriesTable, endpointsTable],
    queryFn: async () => ({
      deliveries: sortDeliveries(await scan<WebhookDelivery>(deliveriesTable!)),
      endpoints: await scan<WebhookEndpoint>(endpointsTable!),
    }),
    enabled: deliveriesTable !== undefined && endpointsTable !== undefined,
    ...liveQuery(REFRESH_MILLIS),
  });
  if (tables.data && deliveriesTable === undefined)
    return <Empty title="No webhooks">Start the notifications service, which sends them.</Empty>;
  return (
    <QueryState query={records}>
      {({ deliveries, endpoints }) => <Deliveries deliveries={deliveries} endpoints={endpoints} />}
    </QueryState>
  );
}

async function scan<Row>(TableName: string): Promise<readonly Row[]> {
  const items = await readAllPages<Item>(
    {
      service: 'dynamodb',
      operation: 'Scan',
      input: { TableName },
      items: 'Items',
      cursor: { from: 'LastEvaluatedKey', to: 'ExclusiveStartKey' },
    },
    callAws,
  );
  return items.map((item) => toPlainJson(item) as unknown as Row);
}

interface DeliveriesProps {
  readonly deliveries: readonly WebhookDelivery[];
  readonly endpoints: readonly WebhookEndpoint[];
}

function Deliveries({ deliveries, endpoints }: DeliveriesProps) {
  const [openedId, setOpenedId] = useState<string | undefined>();
  const urls = useMemo(
    () => new Map(endpoints.map(({ endpointId, url = '' }) => [endpointId, url])),
    [endpoints],
  );
  const columns = useMemo(() => toColumns(urls), [urls]);
  const opened = deliveries.find(({ deliveryId }) => deliveryId === openedId);
  return (
    <Stack h="100%" gap="sm">
      <div className={classes['grid']!}>
        <DataTable<WebhookDelivery>
          label="Webhook deliveries"
          columns={columns}
          rows={deliveries}
          rowId={({ deliveryId }) => deliveryId}
          onSelect={({ deliveryId }) => setOpenedId(deliveryId)}
          selectedId={openedId}
          empty={
            <Empty title="No webhooks sent">
              Create an endpoint with POST /notifications/endpoints as a customer, then buy something. The
              guide &quot;After the purchase&quot; shows the requests.
            </Empty>
          }
        />
      </div>
      <Drawer
        opened={opened !== undefined}
        onClose={() => setOpenedId(undefined)}
        position="right"
        size={680}
        title={opened?.type}
      >
        {opened && <Delivery delivery={opened} url={urls.get(opened.endpointId) ?? ''} />}
      </Drawer>
    </Stack>
  );
}

const colors = { pending: 'blue', waiting: 'orange', delivered: 'green', failed: 'red' };

const toColumns = (urls: ReadonlyMap<string, string>): readonly DataColumn<WebhookDelivery>[] => [
  {
    id: 'created',
    header: 'Created',
    width: 100,
    accessorFn: ({ createdAt }) => createdAt,
    cell: ({ row: { original } }) => formatAge(original.createdAt),
  },
  { id: 'type', header: 'Event', width: 170, accessorFn: ({ type }) => type },
  { id: 'url', header: 'Endpoint', accessorFn: ({ endpointId }) => urls.get(endpointId) ?? endpointId },
  {
    id: 'status',
    header: 'Status',
    width: 116,
    accessorFn: ({ status }) => status,
    cell: ({ row: { original } }) => (
      <Badge size="sm" variant="light" tt="none" color={colors[original.status]}>
        {original.status}
      </Badge>
    ),
  },
  { id: 'attempts', header: 'Attempts', width: 88, accessorFn: ({ attempts = [] }) => attempts.length },
  { id: 'result', header: 'Last result', width: 150, accessorFn: lastResult },
];

function Delivery({ delivery, url }: { readonly delivery: WebhookDelivery; readonly url: string }) {
  const { attempts = [], payload, originCorrelationId, nextAttemptAt } = delivery;
  return (
    <Stack gap="md">
      <Stack gap={2}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          POST {url}
        </Text>
        <Text size="xs" c="dimmed">
          {delivery.deliveryId}
        </Text>
        {nextAttemptAt && (
          <Text size="sm">
            Next attempt at <time dateTime={nextAttemptAt}>{formatTime(nextAttemptAt)}</time>
          </Text>
        )}
        {originCorrelationId !== undefined && (
          <Anchor size="sm" href={`/traces/${encodeURIComponent(originCorrelationId)}`}>
            Open the trace
          </Anchor>
        )}
      </Stack>
      <Title order={3} size="h6">
        Attempts
      </Title>
      <Table aria-label="Attempts" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Time</Table.Th>
            <Table.Th>Duration</Table.Th>
            <Table.Th>Result</Table.Th>
            <Table.Th>Response</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attempts.map((attempt) => (
            <Table.Tr key={attempt.at}>
              <Table.Td>{formatTime(attempt.at)}</Table.Td>
              <Table.Td>{formatDuration(attempt.durationMilliseconds ?? 0)}</Table.Td>
              <Table.Td>{toResult(attempt)}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{attempt.answer}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {payload !== undefined && (
        <>
          <Title order={3} size="h6">
            Payload
          </Title>
          <JsonView value={JSON.parse(payload) as unknown} label="payload" />
        </>
      )}
    </Stack>
  );
}
