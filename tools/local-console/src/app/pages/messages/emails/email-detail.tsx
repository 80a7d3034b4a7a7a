import { Anchor, Badge, Code, Group, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import type { Email } from '../../../../server/emails/outbox.ts';
import { useConsole } from '../../../api/use-console.ts';
import { formatAge, formatBytes } from '../../../components/format.ts';
import { QueryState } from '../../../components/query-state.tsx';
import classes from './emails.module.css';
import { toSandboxedHtml } from './sandboxed-html.ts';

/** An email: rendered, as text, its headers and its source. */
export function EmailDetail({ id }: { readonly id: string }) {
  const email = useConsole<Email>(`/api/emails/${encodeURIComponent(id)}`);
  return <QueryState query={email}>{(shown) => <EmailTabs email={shown} />}</QueryState>;
}

function EmailTabs({ email }: { readonly email: Email }) {
  const { subject, from, to, sentAt, correlationId, html, text, headers, attachments, source } = email;
  return (
    <Stack h="100%" gap="xs">
      <Stack gap={2}>
        <Title order={2} size="h4">
          {subject}
        </Title>
        <Text size="sm" c="dimmed">
          {from} to {to}, {formatAge(sentAt)}
        </Text>
        <Group gap="xs">
          {correlationId !== undefined && (
            <Anchor size="sm" href={`/traces/${encodeURIComponent(correlationId)}`}>
              Open the trace
            </Anchor>
          )}
          {attachments.map(({ fileName, contentType, bytes }) => (
            <Badge key={fileName} variant="outline" color="gray" tt="none" title={contentType}>
              {fileName}, {formatBytes(bytes)}
            </Badge>
          ))}
        </Group>
      </Stack>
      <Tabs
        defaultValue={html === undefined ? 'text' : 'html'}
        keepMounted={false}
        className={classes['tabs']!}
      >
        <Tabs.List>
          {html !== undefined && <Tabs.Tab value="html">Rendered</Tabs.Tab>}
          {text !== undefined && <Tabs.Tab value="text">Text</Tabs.Tab>}
          <Tabs.Tab value="headers">Headers</Tabs.Tab>
          <Tabs.Tab value="source">Source</Tabs.Tab>
        </Tabs.List>
        {html !== undefined && (
          <Tabs.Panel value="html" className={classes['panel']!}>
            <iframe
              className={classes['frame']!}
              title={`Email: ${subject}`}
              sandbox=""
              referrerPolicy="no-referrer"
              srcDoc={toSandboxedHtml(html)}
            />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="text" className={classes['panel']!} tabIndex={0}>
          <pre className={classes['text']!}>{text}</pre>
        </Tabs.Panel>
        <Tabs.Panel value="headers" className={classes['panel']!} tabIndex={0}>
          <Table aria-label="Headers" verticalSpacing={4}>
            <Table.Tbody>
              {headers.map(([name, value], index) => (
                <Table.Tr key={index}>
                  <Table.Th w={180}>{name}</Table.Th>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Tabs.Panel>
        <Tabs.Panel value="source" className={classes['panel']!} tabIndex={0}>
          <Code block>{source}</Code>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
