import { Anchor, Code, Drawer, Stack, Table, Text, Title } from '@mantine/core';
import {
  contentOf,
  labelOf,
  type Message,
} from '../../../../../../operations/src/redrive/messages/message.ts';
import { formatAge } from '../../../components/format.ts';
import { JsonView } from '../../../components/json-view.tsx';
import type { FailureReason } from './failure-reason.ts';
import { type QueueView, shortFunctionName } from './queue-view.ts';

interface MessageDrawerProps {
  readonly view: QueueView;
  readonly message: Message | undefined;
  readonly reason: FailureReason | undefined;
  onClose(): void;
}

/** A message with its reason to fail, its body and its attributes. */
export function MessageDrawer({ view, message, reason, onClose }: MessageDrawerProps) {
  return (
    <Drawer
      opened={message !== undefined}
      onClose={onClose}
      position="right"
      size={680}
      title={message && labelOf(message).type}
    >
      {message && <MessagePanel view={view} message={message} reason={reason} />}
    </Drawer>
  );
}

interface MessagePanelProps {
  readonly view: QueueView;
  readonly message: Message;
  readonly reason: FailureReason | undefined;
}

function MessagePanel({ view, message, reason }: MessagePanelProps) {
  const content = contentOf(message);
  const { subject, correlationId } = labelOf(message);
  const attributes = Object.entries(message.attributes).map(
    ([name, { StringValue, DataType }]) => [name, StringValue ?? DataType ?? ''] as const,
  );
  const facts: readonly (readonly [string, string])[] = [
    ['Message ID', message.id],
    ['Sent', `${message.sentAt.toISOString()} (${formatAge(message.sentAt.getTime())})`],
    [
      'Received',
      `${message.receiveCount} time${message.receiveCount === 1 ? '' : 's'}, reads of this page included`,
    ],
    ...(subject === undefined ? [] : ([['Subject', subject]] as const)),
    ...attributes.map(([name, value]) => [`Attribute ${name}`, value] as const),
  ];
  return (
    <Stack gap="md">
      {reason && <Reason reason={reason} functions={view.functions.map(shortFunctionName)} />}
      <Table withRowBorders={false} verticalSpacing={2} aria-label="Properties">
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={140} c="dimmed" fw={400}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
          {correlationId !== undefined && (
            <Table.Tr>
              <Table.Th w={140} c="dimmed" fw={400}>
                Trace
              </Table.Th>
              <Table.Td>
                <Anchor size="sm" href={`/traces/${encodeURIComponent(correlationId)}`}>
                  {correlationId}
                </Anchor>
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      <Title order={3} size="h6">
        Body
      </Title>
      {content === undefined ? (
        <Code block tabIndex={0}>
          {message.body}
        </Code>
      ) : (
        <JsonView value={content} label="message body" maxHeight={460} />
      )}
    </Stack>
  );
}

function Reason({
  reason,
  functions,
}: {
  readonly reason: FailureReason;
  readonly functions: readonly string[];
}) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600} c="red">
        {reason.text}
      </Text>
      <Text size="xs" c="dimmed">
        {[
          reason.event,
          functions.join(', '),
          reason.attempt && `attempt ${reason.attempt}`,
          reason.at && formatAge(reason.at),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {reason.stack && (
        <Code block mah={180} tabIndex={0} style={{ overflow: 'auto' }}>
          {reason.stack}
        </Code>
      )}
    </Stack>
  );
}
