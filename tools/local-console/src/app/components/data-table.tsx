import { Box, Table, UnstyledButton } from '@mantine/core';
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { rowAfterKey } from './row-after-key.ts';
import classes from './data-table.module.css';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });

/** A column of a {@link DataTable}; keep the array outside of the component. */
export type DataColumn<Row> = ColumnDef<typeof features, Row & object> & {
  /** The width in pixels; without it the column takes the rest. */
  readonly width?: number;
};

interface DataTableProps<Row> {
  /** What the rows are, for screen readers: `Queues`. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  rowId(row: Row): string;
  /** Called for a click, Enter or Space on a row. */
  onSelect?(row: Row): void;
  readonly selectedId?: string | undefined;
  /** Shown without rows. */
  readonly empty?: ReactNode;
  /** Marks rows, such as those with an error. */
  rowClassName?(row: Row): string | undefined;
  readonly height?: number | string;
}

const ROW_PIXELS = 34;

/** A sortable table that renders only the rows in view: it stays fast with 10,000. Arrow keys move between rows. */
export function DataTable<Row extends object>({
  label,
  columns,
  rows,
  rowId,
  onSelect,
  selectedId,
  empty,
  rowClassName,
  height = '100%',
}: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({
    features,
    columns: columns as DataColumn<Row>[],
    data: rows as Row[],
    getRowId: (row) => rowId(row),
  });
  const sorted = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 12,
  });
  const visible = virtual.getVirtualItems();
  const above = visible[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (visible.at(-1)?.end ?? 0);

  const focusRow = (index: number) => {
    virtual.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)?.focus(),
    );
  };
  const onKeyDown = (index: number, row: Row) => (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const next = rowAfterKey(event.key, {
      index,
      count: sorted.length,
      page: Math.max(1, visible.length - 2),
    });
    if (next === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (next === undefined) onSelect?.(row);
    else focusRow(next);
  };

  return (
    <Box ref={scroller} h={height} className={classes['scroller']!}>
      <Table
        stickyHeader
        highlightOnHover={onSelect !== undefined}
        aria-label={label}
        layout="fixed"
        verticalSpacing={5}
      >
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map((header) => {
                const direction = header.column.getIsSorted();
                return (
                  <Table.Th
                    key={header.id}
                    w={(header.column.columnDef as DataColumn<Row>).width}
                    aria-sort={
                      direction === false ? undefined : direction === 'asc' ? 'ascending' : 'descending'
                    }
                  >
                    {header.column.getCanSort() ? (
                      <UnstyledButton
                        className={classes['sort']!}
                        onClick={header.column.getToggleSortingHandler()}
                      >
                        <table.FlexRender header={header} />
                        <span aria-hidden>
                          {direction === false ? '' : direction === 'asc' ? ' ↑' : ' ↓'}
                        </span>
                      </UnstyledButton>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </Table.Th>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {visible.map(({ index }) => {
            const row = sorted[index]!;
            return (
              <Table.Tr
                key={row.id}
                data-index={index}
                tabIndex={index === (visible[0]?.index ?? 0) || row.id === selectedId ? 0 : -1}
                aria-selected={onSelect ? row.id === selectedId : undefined}
                className={[classes['row'], rowClassName?.(row.original)].filter(Boolean).join(' ')}
                data-selected={row.id === selectedId || undefined}
                data-clickable={onSelect !== undefined || undefined}
                onClick={() => onSelect?.(row.original)}
                onKeyDown={onKeyDown(index, row.original)}
                style={{ height: ROW_PIXELS }}
              >
                {row.getAllCells().map((cell) => (
                  <Table.Td key={cell.id} className={classes['cell']!}>
                    <table.FlexRender cell={cell} />
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </Table.Tbody>
      </Table>
      {rows.length === 0 && empty}
    </Box>
  );
}
