import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { DataTable, type DataColumn } from '../../components/data-table.tsx';
import { formatDuration, formatTime } from '../../components/format.ts';
import { JsonView } from '../../components/json-view.tsx';
import { detailsOf, type HistoryEvent } from './model/history.ts';
import { parseJson } from './model/json-text.ts';

interface Row {
  readonly event: HistoryEvent;
  readonly millis: number;
}

const columns: readonly DataColumn<Row>[] = [
  { id: 'id', header: '#', width: 60, accessorFn: ({ event }) => event.id },
  { id: 'type', header: 'Type', accessorFn: ({ event }) => event.type },
  { id: 'state', header: 'Name', accessorFn: ({ event }) => detailsOf(event).name ?? '' },
  {
    id: 'error',
    header: 'Error',
    accessorFn: ({ event }) => detailsOf(event).error ?? '',
  },
  {
    id: 'elapsed',
    header: 'Elapsed',
    width: 100,
    accessorFn: ({ millis }) => millis,
    cell: ({ row }) => formatDuration(row.original.millis),
  },
  {
    id: 'time',
    header: 'Time',
    width: 130,
    accessorFn: ({ event }) => event.timestamp,
    cell: ({ row }) => formatTime(row.original.event.timestamp),
  },
];

/** The history of an execution as GetExecutionHistory returns it. */
export function EventTable({
  history,
  startDate,
}: {
  readonly history: readonly HistoryEvent[];
  readonly startDate: string;
}) {
  const [opened, open] = useState<HistoryEvent>();
  const rows = history.map((event) => ({
    event,
    millis: Math.max(0, Date.parse(event.timestamp) - Date.parse(startDate)),
  }));
  return (
    <>
      <DataTable
        label="Events"
        columns={columns}
        rows={rows}
        rowId={({ event }) => String(event.id)}
        selectedId={opened && String(opened.id)}
        onSelect={({ event }) => open(event)}
      />
      <Drawer
        opened={opened !== undefined}
        onClose={() => open(undefined)}
        position="right"
        size="lg"
        title={opened && `${opened.id} ${opened.type}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <JsonView label="Event" value={withParsedTexts(opened)} maxHeight="80vh" />}
      </Drawer>
    </>
  );
}

/** Inputs and outputs are JSON texts inside of JSON; they are shown as JSON. */
function withParsedTexts(event: HistoryEvent): unknown {
  return JSON.parse(
    JSON.stringify(event, (name, value: unknown) =>
      ['input', 'output', 'parameters', 'cause'].includes(name) && typeof value === 'string'
        ? parseJson(value)
        : value,
    ),
  );
}
