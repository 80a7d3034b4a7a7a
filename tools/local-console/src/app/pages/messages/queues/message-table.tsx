import { Checkbox, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { labelOf, type Message } from '../../../../../../operations/src/redrive/messages/message.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatAge } from '../../../components/format.ts';
import type { FailureReason } from './failure-reason.ts';
import classes from '../../data/tables/tables.module.css';

interface MessageTableProps {
  readonly messages: readonly Message[];
  readonly reasons: ReadonlyMap<string, FailureReason>;
  readonly showsReasons: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: ((chosen: ReadonlySet<string>) => void) | undefined;
  readonly openedId: string | undefined;
  onOpen(message: Message): void;
  readonly empty: ReactNode;
}

/** Messages with what they are about and, for failures, why they failed. */
export function MessageTable({
  messages,
  reasons,
  showsReasons,
  chosen,
  onChoose,
  openedId,
  onOpen,
  empty,
}: MessageTableProps) {
  const columns = useMemo(
    (): readonly DataColumn<Message>[] => [
      ...(onChoose ? [choiceColumn(messages, chosen, onChoose)] : []),
      ...messageColumns,
      ...(showsReasons ? [reasonColumn(reasons)] : [subjectColumn]),
    ],
    [messages, chosen, onChoose, reasons, showsReasons],
  );
  return (
    <div className={classes['grid']!}>
      <DataTable<Message>
        label="Messages"
        columns={columns}
        rows={messages}
        rowId={({ id }) => id}
        onSelect={onOpen}
        selectedId={openedId}
        empty={empty}
      />
    </div>
  );
}

const messageColumns: readonly DataColumn<Message>[] = [
  {
    id: 'sent',
    header: 'Sent',
    width: 104,
    accessorFn: ({ sentAt }) => sentAt.getTime(),
    cell: ({ row: { original } }) => (
      <time dateTime={original.sentAt.toISOString()} title={original.sentAt.toISOString()}>
        {formatAge(original.sentAt.getTime())}
      </time>
    ),
  },
  { id: 'type', header: 'Type', width: 170, accessorFn: (message) => labelOf(message).type },
];

const subjectColumn: DataColumn<Message> = {
  id: 'subject',
  header: 'Subject',
  accessorFn: (message) => labelOf(message).subject ?? '',
};

const reasonColumn = (reasons: ReadonlyMap<string, FailureReason>): DataColumn<Message> => ({
  id: 'reason',
  header: 'Reason',
  accessorFn: ({ id }) => reasons.get(id)?.text ?? '',
  cell: ({ row: { original } }) => {
    const reason = reasons.get(original.id);
    return reason === undefined ? (
      <Text span size="xs" c="dimmed">
        no log line names this message
      </Text>
    ) : (
      <span title={reason.text}>{reason.text}</span>
    );
  },
});

const choiceColumn = (
  messages: readonly Message[],
  chosen: ReadonlySet<string>,
  onChoose: (chosen: ReadonlySet<string>) => void,
): DataColumn<Message> => ({
  id: 'choice',
  width: 40,
  enableSorting: false,
  header: () => (
    <Checkbox
      size="xs"
      aria-label="Choose all messages"
      checked={messages.length > 0 && chosen.size === messages.length}
      indeterminate={chosen.size > 0 && chosen.size < messages.length}
      onChange={(event) => onChoose(new Set(event.currentTarget.checked ? messages.map(({ id }) => id) : []))}
    />
  ),
  cell: ({ row: { original } }) => (
    <Checkbox
      size="xs"
      aria-label={`Choose message ${original.id}`}
      checked={chosen.has(original.id)}
      onClick={(event) => event.stopPropagation()}
      onChange={(event) => {
        const next = new Set(chosen);
        if (event.currentTarget.checked) next.add(original.id);
        else next.delete(original.id);
        onChoose(next);
      }}
    />
  ),
});
