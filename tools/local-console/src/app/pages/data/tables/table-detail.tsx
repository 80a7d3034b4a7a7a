import { Badge, Box, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAws } from '../../../api/use-console.ts';
import { parseDeployedName } from '../../../aws/deployed-name.ts';
import { JsonView } from '../../../components/json-view.tsx';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import { ItemBrowser } from './item-browser.tsx';
import { StreamChanges } from './stream-changes.tsx';
import { getIndexes, getTableKeys, type Keys, type TableDescription } from './table-view.ts';
import classes from './tables.module.css';

interface TimeToLive {
  readonly TimeToLiveDescription?: { readonly AttributeName?: string; readonly TimeToLiveStatus?: string };
}

/** A table: its items, its changes and its definition. */
export function TableDetail() {
  const { table: TableName = '' } = useParams({ strict: false });
  const table = useAws<{ Table: TableDescription }>(
    'dynamodb',
    'DescribeTable',
    { TableName },
    { refreshMillis: 10_000 },
  );
  return <QueryState query={table}>{({ Table }) => <TableTabs key={TableName} table={Table} />}</QueryState>;
}

function TableTabs({ table }: { readonly table: TableDescription }) {
  const [tab, setTab] = useState<string | null>('items');
  return (
    <Stack h="100%" gap="sm">
      <TableHeader table={table} />
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes['tabs']!}>
        <Tabs.List>
          <Tabs.Tab value="items">Items</Tabs.Tab>
          <Tabs.Tab value="changes">Changes</Tabs.Tab>
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="items" className={classes['panel']!}>
          <ItemBrowser table={table} />
        </Tabs.Panel>
        <Tabs.Panel value="changes" className={classes['panel']!}>
          {table.LatestStreamArn === undefined ? (
            <Empty title="No stream">
              This table records no changes. A table with StreamSpecification in its template does.
            </Empty>
          ) : (
            <StreamChanges streamArn={table.LatestStreamArn} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="definition" className={classes['panel']!}>
          <JsonView value={table} label="table definition" maxHeight="100%" />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function TableHeader({ table }: { readonly table: TableDescription }) {
  const timeToLive = useAws<TimeToLive>('dynamodb', 'DescribeTimeToLive', { TableName: table.TableName });
  const expiry = timeToLive.data?.TimeToLiveDescription;
  const { service, name } = parseDeployedName(table.TableName);
  return (
    <Box>
      <Group gap="xs">
        <Title order={2} size="h4">
          {name}
        </Title>
        <Badge variant="light" tt="none">
          {service}
        </Badge>
        <Text size="sm" c="dimmed">
          {(table.ItemCount ?? 0).toLocaleString('en')} items
        </Text>
        {table.LatestStreamArn !== undefined && (
          <Badge variant="outline" color="gray" tt="none">
            stream
          </Badge>
        )}
        {expiry?.TimeToLiveStatus === 'ENABLED' && (
          <Badge variant="outline" color="gray" tt="none">
            expires by {expiry.AttributeName}
          </Badge>
        )}
      </Group>
      <Group gap="lg" mt={4}>
        <KeyText label="Key" keys={getTableKeys(table)} />
        {getIndexes(table).map((index) => (
          <KeyText key={index.name} label={`Index ${index.name}`} keys={index} title={index.projection} />
        ))}
      </Group>
    </Box>
  );
}

interface KeyTextProps {
  readonly label: string;
  readonly keys: Keys;
  readonly title?: string;
}

function KeyText({ label, keys: { partition, sort }, title }: KeyTextProps) {
  return (
    <Text size="xs" c="dimmed" title={title!}>
      {label}: <code>{partition.name}</code>
      {sort && (
        <>
          {' '}
          → <code>{sort.name}</code>
        </>
      )}
    </Text>
  );
}
