import { Anchor, Breadcrumbs, Button, Group, Stack, Title } from '@mantine/core';
import { IconFile, IconFolder } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { callAws } from '../../../api/request.ts';
import { parseDeployedName } from '../../../aws/deployed-name.ts';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatAge, formatBytes } from '../../../components/format.ts';
import { Empty, Failure } from '../../../components/query-state.tsx';
import {
  type ListingRow,
  type ObjectEntry,
  type ObjectPage,
  prefixSteps,
  rowName,
  toRows,
} from './object-listing.ts';
import { ObjectDrawer } from './object-drawer.tsx';
import classes from '../tables/tables.module.css';

/** The folders and objects of a bucket. */
export function BucketDetail() {
  const { bucket = '' } = useParams({ strict: false });
  return <Objects key={bucket} bucket={bucket} />;
}

function Objects({ bucket }: { readonly bucket: string }) {
  const [prefix, setPrefix] = useState('');
  const [opened, setOpened] = useState<ObjectEntry | undefined>();
  const queryClient = useQueryClient();
  const input = { Bucket: bucket, Delimiter: '/', ...(prefix === '' ? {} : { Prefix: prefix }) };
  const queryKey = ['objects', bucket, prefix];
  const listing = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      callAws<ObjectPage>('s3', 'ListObjectsV2', {
        ...input,
        ...(pageParam === undefined ? {} : { ContinuationToken: pageParam }),
      }),
    getNextPageParam: (page) => page.NextContinuationToken,
  });
  const rows = useMemo(() => toRows(listing.data?.pages ?? []), [listing.data]);
  const columns = useMemo(() => toColumns(prefix), [prefix]);
  return (
    <Stack h="100%" gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h4">
          {parseDeployedName(bucket).name}
        </Title>
        <CopyCli call={{ service: 's3', operation: 'ListObjectsV2', input }} />
      </Group>
      <Breadcrumbs>
        {[{ name: 'all objects', prefix: '' }, ...prefixSteps(prefix)].map((step) => (
          <Anchor key={step.prefix} component="button" size="sm" onClick={() => setPrefix(step.prefix)}>
            {step.name}
          </Anchor>
        ))}
      </Breadcrumbs>
      {listing.error && <Failure error={listing.error} />}
      <div className={classes['grid']!}>
        <DataTable
          label="Objects"
          columns={columns}
          rows={rows}
          rowId={(row) => (row.kind === 'folder' ? row.prefix : row.object.Key)}
          onSelect={(row) => (row.kind === 'folder' ? setPrefix(row.prefix) : setOpened(row.object))}
          selectedId={opened?.Key}
          empty={listing.isFetching ? undefined : <Empty title="No objects">Nothing was uploaded yet.</Empty>}
        />
      </div>
      {listing.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'end' }}
          loading={listing.isFetchingNextPage}
          onClick={() => void listing.fetchNextPage()}
        >
          Load more
        </Button>
      )}
      <ObjectDrawer
        bucket={bucket}
        object={opened}
        onClose={() => setOpened(undefined)}
        onDeleted={() => {
          setOpened(undefined);
          void queryClient.invalidateQueries({ queryKey });
        }}
      />
    </Stack>
  );
}

const toColumns = (prefix: string): readonly DataColumn<ListingRow>[] => [
  {
    id: 'name',
    header: 'Name',
    accessorFn: (row) => rowName(row, prefix),
    cell: ({ row: { original } }) => (
      <Group gap={6} wrap="nowrap">
        {original.kind === 'folder' ? (
          <IconFolder size={15} aria-label="Folder" />
        ) : (
          <IconFile size={15} aria-label="Object" />
        )}
        {rowName(original, prefix)}
      </Group>
    ),
  },
  {
    id: 'size',
    header: 'Size',
    width: 110,
    accessorFn: (row) => (row.kind === 'object' ? row.object.Size : undefined),
    cell: ({ row: { original } }) => (original.kind === 'object' ? formatBytes(original.object.Size) : ''),
  },
  {
    id: 'modified',
    header: 'Modified',
    width: 130,
    accessorFn: (row) => (row.kind === 'object' ? row.object.LastModified : undefined),
    cell: ({ row: { original } }) =>
      original.kind === 'object' ? (
        <time dateTime={original.object.LastModified} title={original.object.LastModified}>
          {formatAge(original.object.LastModified)}
        </time>
      ) : (
        ''
      ),
  },
];
