import { Badge, Group, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import { Failure } from '../../components/query-state.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { parseJson } from './model/request-form.ts';
import { TraceBars } from './trace-bars.tsx';
import type { Exchange } from './use-explorer.ts';

/** The answer to a request: status, time, size, JSON, headers, and what it caused. */
export function Answer({ exchange }: { readonly exchange: Exchange }) {
  const { answer, sent } = exchange;
  const { status, statusText, durationMillis, bytes, headers, body } = answer;
  const value = parseJson(body);
  return (
    <Stack gap="sm" aria-live="polite">
      <Group gap="sm">
        <Title order={2} size="h4">
          Answer
        </Title>
        <Badge size="lg" variant="filled" color={status < 300 ? 'sea' : status < 500 ? 'yellow.9' : 'red.9'}>
          {status} {statusText}
        </Badge>
        <Text size="sm" c="dimmed">
          {Math.round(durationMillis)} ms · {bytes} bytes
        </Text>
      </Group>
      <Tabs defaultValue="body" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="body">Body</Tabs.Tab>
          <Tabs.Tab value="headers">Headers ({headers.length})</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="body" pt="sm">
          {value === undefined ? (
            <Text size="sm" c="dimmed">
              {body || 'The answer has no body.'}
            </Text>
          ) : (
            <JsonView value={value} label="Body of the answer" maxHeight={420} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="headers" pt="sm">
          <Table layout="fixed">
            <Table.Tbody>
              {headers.map(([name, text]) => (
                <Table.Tr key={`${name} ${text}`}>
                  <Table.Th scope="row" w={200}>
                    {name}
                  </Table.Th>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{text}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Tabs.Panel>
      </Tabs>
      {sent.correlationId !== undefined && <TraceBars key={sent.id} correlationId={sent.correlationId} />}
    </Stack>
  );
}

/** The request could not be sent. */
export const NoAnswer = ({ error }: { readonly error: Error }) => <Failure error={error} />;
