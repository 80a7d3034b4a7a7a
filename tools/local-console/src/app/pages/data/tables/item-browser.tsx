import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { callAws } from '../../../api/request.ts';
import type { AwsCall } from '../../../aws/cli-command.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { Empty, Failure } from '../../../components/query-state.tsx';
import type { Item } from './attribute-value.ts';
import { chooseColumns, toCell, toKeyText } from './item-columns.ts';
import { sortAttributes } from './sort-attributes.ts';
import { ItemDrawer } from './item-drawer.tsx';
import { SearchForm } from './search-form.tsx';
import { emptySearch, getSearchedKeys, type SearchForm as Form, toSearchCall } from './search-request.ts';
import { getKeyNames, type TableDescription } from './table-view.ts';
import classes from './tables.module.css';

interface ItemPage {
  readonly Items?: readonly Item[];
  readonly ScannedCount?: number;
  readonly LastEvaluatedKey?: object;
  readonly ConsumedCapacity?: { readonly CapacityUnits?: number };
}

/** Searches the items of a table and shows them in a grid; a row opens the item. */
export function ItemBrowser({ table }: { readonly table: TableDescription }) {
  const [form, setForm] = useState(emptySearch);
  const [submitted, setSubmitted] = useState<Form>(emptySearch);
  const [opened, setOpened] = useState<Item | 'new' | undefined>();
  const queryClient = useQueryClient();
  const queryKey = ['items', table.TableName, submitted];
  const keyNames = getKeyNames(table);
  const search = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as object | undefined,
    queryFn: async ({ pageParam }) => {
      const { service, operation, input } = toSearchCall(table, submitted, pageParam);
      const page = await callAws<ItemPage>(service, operation, input);
      return { ...page, Items: (page.Items ?? []).map((item) => sortAttributes(item, keyNames)) };
    },
    getNextPageParam: (page) => page.LastEvaluatedKey,
    retry: false,
  });
  const pages = search.data?.pages ?? noPages;
  const items = useMemo(() => pages.flatMap(({ Items }) => Items), [pages]);
  const names = useMemo(() => {
    const { partition, sort } = getSearchedKeys(table, submitted.indexName);
    const searched = [partition.name, ...(sort ? [sort.name] : [])];
    return chooseColumns(items, [...new Set([...keyNames, ...searched])]);
  }, [items, submitted.indexName, table.TableName]);
  const columns = useMemo(
    () => names.map((name) => toColumn(name, keyNames.includes(name))),
    [names.join('\n')],
  );
  const reload = () => queryClient.invalidateQueries({ queryKey: ['items', table.TableName] });
  const run = () => {
    setSubmitted(form);
    if (JSON.stringify(form) === JSON.stringify(submitted)) void reload();
  };

  return (
    <div className={classes['browser']!}>
      <SearchForm
        table={table}
        form={form}
        attributes={names}
        call={completeCall(table, form)}
        isRunning={search.isFetching && !search.isFetchingNextPage}
        onChange={setForm}
        onRun={run}
      />
      {search.error && <Failure error={search.error} />}
      <div className={classes['grid']!}>
        <DataTable<Item>
          label="Items"
          columns={columns}
          rows={items}
          rowId={(item) => toKeyText(item, keyNames)}
          onSelect={setOpened}
          selectedId={opened === undefined || opened === 'new' ? undefined : toKeyText(opened, keyNames)}
          empty={
            search.isFetching || search.error ? undefined : (
              <Empty title="No items">
                {pages.at(-1)?.LastEvaluatedKey === undefined
                  ? 'Nothing matches. Change the conditions, or create an item.'
                  : 'Nothing matches on this page. Load more.'}
              </Empty>
            )
          }
        />
      </div>
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" role="status">
          {summarize(pages)}
        </Text>
        <Group gap="xs">
          {search.hasNextPage && (
            <Button
              size="xs"
              variant="default"
              loading={search.isFetchingNextPage}
              onClick={() => void search.fetchNextPage()}
            >
              Load more
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpened('new')}
          >
            Create an item
          </Button>
        </Group>
      </Group>
      <ItemDrawer
        table={table}
        item={opened}
        onClose={() => setOpened(undefined)}
        onChanged={(item) => {
          setOpened(item);
          void reload();
        }}
      />
    </div>
  );
}

const noPages: readonly (ItemPage & { readonly Items: readonly Item[] })[] = [];
const COLUMN_PIXELS = 180;
const KEY_COLUMN_PIXELS = 310;

const toColumn = (name: string, isKey: boolean): DataColumn<Item> => ({
  id: name,
  header: name,
  accessorFn: (item) => toCell(item as Item, name),
  sortUndefined: 'last',
  width: isKey ? KEY_COLUMN_PIXELS : COLUMN_PIXELS,
  cell: ({ getValue }) => {
    const text = String(getValue() ?? '');
    return <span title={text}>{text}</span>;
  },
});

/** The call to copy; undefined while the form is incomplete. */
function completeCall(table: TableDescription, form: Form): AwsCall | undefined {
  try {
    return toSearchCall(table, form);
  } catch {
    return undefined;
  }
}

function summarize(pages: readonly ItemPage[]): string {
  if (pages.length === 0) return '';
  const sum = (count: (page: ItemPage) => number) => pages.reduce((total, page) => total + count(page), 0);
  const found = sum(({ Items = [] }) => Items.length);
  const scanned = sum(({ ScannedCount = 0 }) => ScannedCount);
  const units = sum(({ ConsumedCapacity }) => ConsumedCapacity?.CapacityUnits ?? 0);
  return `${found} items of ${scanned} read, ${units} read capacity units${pages.at(-1)?.LastEvaluatedKey ? ', more available' : ''}`;
}
