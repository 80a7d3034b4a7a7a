import { Button, Group, JsonInput, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callAws } from '../../../api/request.ts';
import { useConsole } from '../../../api/use-console.ts';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { Failure, QueryState } from '../../../components/query-state.tsx';
import classes from '../../data/tables/tables.module.css';
import {
  type Destination,
  type Example,
  expectedTypes,
  prefill,
  sortExamples,
  toSendCall,
} from './test-message.ts';
import { useSubscriptions } from './use-subscriptions.ts';

interface SendMessageProps {
  readonly destination: Destination;
  onSent(): void;
}

/** Sends a test message to a queue or topic, prefilled with an example made from a contract. */
export function SendMessage({ destination, onSent }: SendMessageProps) {
  const [isOpen, dialog] = useDisclosure(false);
  const isTopic = destination.kind === 'topic';
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSend size={14} aria-hidden />}
        onClick={dialog.open}
      >
        {isTopic ? 'Publish a test event' : 'Send a test message'}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={`${isTopic ? 'Publish to' : 'Send to'} ${destination.name}`}
        size="xl"
        centered
      >
        <Examples
          destination={destination}
          onSent={() => {
            dialog.close();
            onSent();
          }}
        />
      </Modal>
    </>
  );
}

function Examples({ destination, onSent }: SendMessageProps) {
  const examples = useConsole<readonly Example[]>('/api/example-events');
  const expected = expectedTypes(destination, useSubscriptions());
  return (
    <QueryState query={examples}>
      {(all) => (
        <Form
          key={expected.join()}
          destination={destination}
          examples={sortExamples(all, expected)}
          expected={expected}
          onSent={onSent}
        />
      )}
    </QueryState>
  );
}

interface FormProps extends SendMessageProps {
  readonly examples: readonly Example[];
  readonly expected: readonly string[];
}

function Form({ destination, examples, expected, onSent }: FormProps) {
  const [type, setType] = useState(examples[0]?.type ?? '');
  const write = (wanted: string) => {
    const example = examples.find((each) => each.type === wanted);
    return example === undefined ? '' : prefill(example, destination, crypto.randomUUID());
  };
  const [body, setBody] = useState(() => write(type));
  const call = toSendCall(destination, body);
  const send = useMutation({
    mutationFn: () => callAws(call.service, call.operation, call.input),
    onSuccess: () => {
      notifications.show({ color: 'green', message: `Sent to ${destination.name}.` });
      onSent();
    },
  });
  return (
    <Stack gap="sm">
      <Select
        label="Example"
        description={
          expected.length > 0
            ? `Subscriptions ${destination.kind === 'topic' ? 'of this topic' : 'to this queue'} accept ${expected.join(', ')}.`
            : 'Made from the contracts in libs/contracts.'
        }
        allowDeselect={false}
        value={type}
        onChange={(next) => {
          setType(next ?? '');
          setBody(write(next ?? ''));
        }}
        data={examples.map((each) => ({ value: each.type, label: `${each.type} (version ${each.version})` }))}
      />
      <JsonInput
        label="Message"
        className={classes['editor']!}
        autosize
        minRows={8}
        maxRows={20}
        value={body}
        onChange={setBody}
      />
      <Text size="xs" c="dimmed">
        Consumers process it like any other message.
      </Text>
      {send.error && <Failure error={send.error} />}
      <Group justify="flex-end">
        <CopyCli call={call} />
        <Button disabled={body === ''} loading={send.isPending} onClick={() => send.mutate()}>
          Send
        </Button>
      </Group>
    </Stack>
  );
}
