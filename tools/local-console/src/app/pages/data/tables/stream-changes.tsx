import { Badge, Box, Group, Loader, Stack, Switch, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { callAws } from '../../../api/request.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatAge, formatTime } from '../../../components/format.ts';
import { Empty, Failure } from '../../../components/query-state.tsx';
import { diffImages } from './image-diff.ts';
import { ImageDiff } from './image-diff.tsx';
import { toPlainJson } from './plain-json.ts';
import { createStreamReader, type StreamChange } from './stream-reader.ts';
import classes from './tables.module.css';

// The newest ones; the seed of a large table alone writes thousands.
const MAX_SHOWN = 500;
const POLL_MILLIS = 1000;

/** The changes of a table as its stream records them, newest first, with what changed. */
export function StreamChanges({ streamArn }: { readonly streamArn: string }) {
  const [isLive, setIsLive] = useState(true);
  const { changes, error, isLoading } = useStream(streamArn, isLive);
  const [selected, setSelected] = useState<StreamChange | undefined>();
  const shown = selected ?? changes[0];
  const differences = useMemo(
    () => (shown ? diffImages(shown.dynamodb.OldImage, shown.dynamodb.NewImage) : []),
    [shown],
  );
  return (
    <div className={classes['browser']!}>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          The latest {Math.min(changes.length, MAX_SHOWN)} changes. A stream keeps changes for 24 hours.
        </Text>
        <Group gap="sm">
          {isLoading && <Loader size="xs" aria-label="Loading" />}
          <Switch
            size="xs"
            label="Live"
            checked={isLive}
            onChange={(event) => setIsLive(event.currentTarget.checked)}
          />
        </Group>
      </Group>
      {error && <Failure error={error} />}
      <Box className={classes['grid']!} mih={160}>
        <DataTable<StreamChange>
          label="Changes"
          columns={columns}
          rows={changes}
          rowId={({ eventID }) => eventID}
          onSelect={setSelected}
          selectedId={shown?.eventID}
          empty={
            isLoading ? undefined : (
              <Empty title="No changes yet">Write an item of this table, and its change appears here.</Empty>
            )
          }
        />
      </Box>
      {shown && (
        <Stack
          gap={4}
          mah="45%"
          style={{ overflow: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label="Difference"
        >
          <ImageDiff changes={differences} />
        </Stack>
      )}
    </div>
  );
}

const colors = { INSERT: 'green', MODIFY: 'blue', REMOVE: 'red' };

const columns: readonly DataColumn<StreamChange>[] = [
  {
    id: 'at',
    header: 'Time',
    width: 130,
    accessorFn: ({ dynamodb }) => dynamodb.ApproximateCreationDateTime,
    cell: ({ row }) => {
      const at = row.original.dynamodb.ApproximateCreationDateTime;
      return (
        <time dateTime={at} title={formatAge(at)}>
          {formatTime(at)}
        </time>
      );
    },
  },
  {
    id: 'event',
    header: 'Change',
    width: 130,
    accessorFn: ({ eventName }) => eventName,
    cell: ({ row }) => (
      <Badge size="sm" variant="light" tt="none" color={colors[row.original.eventName]}>
        {row.original.userIdentity?.principalId === 'dynamodb.amazonaws.com'
          ? 'expired'
          : row.original.eventName.toLowerCase()}
      </Badge>
    ),
  },
  {
    id: 'key',
    header: 'Key',
    accessorFn: ({ dynamodb }) => Object.values(toPlainJson(dynamodb.Keys)).join('  '),
  },
];

function useStream(streamArn: string, isLive: boolean) {
  const [changes, setChanges] = useState<readonly StreamChange[]>([]);
  const [error, setError] = useState<Error | undefined>();
  const [isLoading, setIsLoading] = useState(true);
  useEffect(() => {
    if (!isLive) return undefined;
    const read = createStreamReader(streamArn, callAws);
    let isFirst = true;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      try {
        const news = await read();
        if (isOver) return;
        const newest = news.toReversed();
        if (isFirst) setChanges(newest.slice(0, MAX_SHOWN));
        else if (news.length > 0) setChanges((before) => [...newest, ...before].slice(0, MAX_SHOWN));
        isFirst = false;
        setError(undefined);
      } catch (reason) {
        if (!isOver) setError(reason as Error);
      }
      setIsLoading(false);
      if (!isOver) timer = setTimeout(() => void poll(), POLL_MILLIS);
    };
    void poll();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [streamArn, isLive]);
  return { changes, error, isLoading };
}
