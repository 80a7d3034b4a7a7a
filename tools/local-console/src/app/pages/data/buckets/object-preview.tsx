import { Box, Image, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callAws } from '../../../api/request.ts';
import { JsonView } from '../../../components/json-view.tsx';
import { QueryState } from '../../../components/query-state.tsx';
import { toBytes } from './object-bytes.ts';
import type { PreviewKind } from './object-listing.ts';
import { readPreview } from './read-preview.ts';

interface ObjectPreviewProps {
  readonly bucket: string;
  readonly objectKey: string;
  readonly kind: PreviewKind;
  readonly type: string | undefined;
}

/** The content of an object: an image, JSON, the first rows of a table, or text. */
export function ObjectPreview({ bucket, objectKey, kind, type }: ObjectPreviewProps) {
  const preview = useQuery({
    queryKey: ['preview', bucket, objectKey, kind],
    queryFn: async () => {
      const { Body } = await callAws<{ Body: { $bytes: string } }>('s3', 'GetObject', {
        Bucket: bucket,
        Key: objectKey,
      });
      return { base64: Body.$bytes, content: await readPreview(kind, toBytes(Body.$bytes)) };
    },
    enabled: kind !== 'none',
    staleTime: Infinity,
  });
  if (kind === 'none')
    return (
      <Text size="sm" c="dimmed">
        This type has no preview. Download the object.
      </Text>
    );
  return (
    <QueryState query={preview}>
      {({ base64, content }) => {
        if (kind === 'image')
          return (
            <Image
              src={`data:${type?.startsWith('image/') ? type : 'image/png'};base64,${base64}`}
              alt={objectKey}
              fit="contain"
              mah={420}
              radius="md"
            />
          );
        if (content.kind === 'json') return <JsonView value={content.value} label="object" />;
        if (content.kind === 'table')
          return <TablePreview columns={content.columns} rows={content.rows} summary={content.summary} />;
        return (
          <ScrollArea.Autosize
            mah={480}
            viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Text' }}
          >
            <Box component="pre" fz="xs" m={0}>
              {content.text}
            </Box>
          </ScrollArea.Autosize>
        );
      }}
    </QueryState>
  );
}

interface TablePreviewProps {
  readonly columns: readonly { readonly name: string; readonly type?: string }[];
  readonly rows: readonly (readonly string[])[];
  readonly summary: string;
}

function TablePreview({ columns, rows, summary }: TablePreviewProps) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {summary}
      </Text>
      <ScrollArea viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Rows' }}>
        <Table aria-label="Rows" fz="xs" withTableBorder verticalSpacing={4} style={{ whiteSpace: 'nowrap' }}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ name, type }) => (
                <Table.Th key={name}>
                  {name}
                  {type && (
                    <Text size="xs" c="dimmed" fw={400}>
                      {type}
                    </Text>
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={index}>
                {row.map((cell, column) => (
                  <Table.Td key={column} maw={260} style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Stack>
  );
}
