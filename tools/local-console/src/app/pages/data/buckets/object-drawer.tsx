import { Button, Drawer, Group, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { callAws } from '../../../api/request.ts';
import { useAws } from '../../../api/use-console.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { formatAge, formatBytes } from '../../../components/format.ts';
import { toBytes } from './object-bytes.ts';
import { type ObjectEntry, toPreviewKind } from './object-listing.ts';
import { ObjectPreview } from './object-preview.tsx';

interface ObjectDrawerProps {
  readonly bucket: string;
  readonly object: ObjectEntry | undefined;
  onClose(): void;
  onDeleted(): void;
}

/** An object with its metadata and a preview. */
export function ObjectDrawer({ bucket, object, onClose, onDeleted }: ObjectDrawerProps) {
  return (
    <Drawer
      opened={object !== undefined}
      onClose={onClose}
      position="right"
      size={680}
      title={object?.Key.split('/').at(-1)}
    >
      {object && <ObjectPanel key={object.Key} bucket={bucket} object={object} onDeleted={onDeleted} />}
    </Drawer>
  );
}

interface HeadObject {
  readonly ContentType?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly CacheControl?: string;
}

interface ObjectPanelProps {
  readonly bucket: string;
  readonly object: ObjectEntry;
  onDeleted(): void;
}

function ObjectPanel({ bucket, object, onDeleted }: ObjectPanelProps) {
  const input = { Bucket: bucket, Key: object.Key };
  const head = useAws<HeadObject>('s3', 'HeadObject', input);
  const kind = head.data && toPreviewKind(object.Key, head.data.ContentType);
  const facts = Object.entries({
    Key: object.Key,
    Size: formatBytes(object.Size),
    Type: head.data?.ContentType ?? '',
    Modified: `${object.LastModified} (${formatAge(object.LastModified)})`,
    ETag: object.ETag,
    ...(head.data?.CacheControl && { 'Cache-Control': head.data.CacheControl }),
    ...head.data?.Metadata,
  });
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => void download(input, head.data?.ContentType)}
        >
          Download
        </Button>
        <ConfirmButton
          label="Delete"
          title="Delete the object?"
          confirmLabel="Delete the object"
          isDangerous
          onConfirm={async () => {
            await callAws('s3', 'DeleteObject', input);
            onDeleted();
          }}
        >
          <Text size="sm">{object.Key} is deleted. Local buckets keep no versions.</Text>
        </ConfirmButton>
        <CopyCli call={{ service: 's3', operation: 'HeadObject', input }} />
      </Group>
      <Table withRowBorders={false} verticalSpacing={2} aria-label="Metadata">
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={110} c="dimmed" fw={400}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {kind && (
        <ObjectPreview bucket={bucket} objectKey={object.Key} kind={kind} type={head.data?.ContentType} />
      )}
    </Stack>
  );
}

async function download(input: { Bucket: string; Key: string }, type = 'application/octet-stream') {
  const { Body } = await callAws<{ Body: { $bytes: string } }>('s3', 'GetObject', input);
  const url = URL.createObjectURL(new Blob([toBytes(Body.$bytes)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = input.Key.split('/').at(-1) ?? 'object';
  link.click();
  URL.revokeObjectURL(url);
}
