import { Button, Group, JsonInput, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { callAws } from '../../api/request.ts';
import { Failure } from '../../components/query-state.tsx';
import { parseJson } from './model/json-text.ts';

interface StartExecutionProps {
  readonly opened: boolean;
  onClose(): void;
  readonly stateMachineArn: string;
  /** JSON text to begin with. */
  readonly input: string;
}

/** Starts an execution with a given input. */
export function StartExecution({ opened, onClose, ...rest }: StartExecutionProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Start an execution"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form {...rest} onClose={onClose} />
    </Modal>
  );
}

function Form({ stateMachineArn, input, onClose }: Omit<StartExecutionProps, 'opened'>) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [text, setText] = useState(() => JSON.stringify(parseJson(input), null, 2));
  const isJson = typeof parseJson(text) === 'object';
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      callAws<{ executionArn: string }>('stepfunctions', 'StartExecution', {
        stateMachineArn,
        input: text,
        ...(name !== '' && { name }),
      }),
    onSuccess({ executionArn }) {
      onClose();
      void navigate({ to: '/workflows/$executionArn', params: { executionArn } });
    },
  });
  return (
    <Stack>
      <TextInput
        label="Name"
        description="Unique for 90 days. Empty: Step Functions chooses one."
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <JsonInput
        label="Input"
        autosize
        minRows={8}
        maxRows={22}
        formatOnBlur
        validationError="The input is not JSON."
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        value={text}
        onChange={setText}
      />
      {error && <Failure error={error} />}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          Calls states:StartExecution.
        </Text>
        <Button onClick={() => mutate()} loading={isPending} disabled={!isJson}>
          Start
        </Button>
      </Group>
    </Stack>
  );
}
