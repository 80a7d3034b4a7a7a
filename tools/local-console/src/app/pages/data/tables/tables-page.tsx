import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { callAws } from '../../../api/request.ts';
import { parseDeployedName } from '../../../aws/deployed-name.ts';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import { SplitView } from '../../../components/split-view.tsx';
import { useAllPages } from '../../../api/use-all-pages.ts';
import type { TableDescription } from './table-view.ts';
import { liveQuery } from '../../../api/refresh-on-activity.ts';

/** All tables by service, with the number of items. */
export function TablesPage() {
  const tables = useAllPages<string>({
    service: 'dynamodb',
    operation: 'ListTables',
    items: 'TableNames',
    cursor: { from: 'LastEvaluatedTableName', to: 'ExclusiveStartTableName' },
  });
  const { table } = useParams({ strict: false });
  const counts = useItemCounts(tables.data ?? []);
  return (
    <QueryState query={tables}>
      {(names) => (
        <SplitView
          label="Tables"
          entries={names.map((name) => ({
            ...parseDeployedName(name),
            id: name,
            path: `/data/tables/${name}`,
            note: (
              <Text span size="xs" c="dimmed">
                {counts.get(name)?.toLocaleString('en')}
              </Text>
            ),
          }))}
        >
          {table === undefined ? (
            <Empty title="Choose a table">Its items, indexes and changes appear here.</Empty>
          ) : (
            <Outlet />
          )}
        </SplitView>
      )}
    </QueryState>
  );
}

function useItemCounts(tables: readonly string[]): ReadonlyMap<string, number> {
  return useQueries({
    queries: tables.map((TableName) => ({
      queryKey: ['aws', 'dynamodb', 'DescribeTable', { TableName }],
      queryFn: () => callAws<{ Table: TableDescription }>('dynamodb', 'DescribeTable', { TableName }),
      ...liveQuery(5_000),
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }) =>
          data === undefined ? [] : [[data.Table.TableName, data.Table.ItemCount ?? 0] as const],
        ),
      ),
  });
}
