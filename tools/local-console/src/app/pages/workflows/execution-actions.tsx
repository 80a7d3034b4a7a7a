import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPlay, IconPlayerStop, IconRotate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callAws } from '../../api/request.ts';
import { StartExecution } from './start-execution.tsx';
import type { Execution } from './use-execution.ts';

/** Stops or redrives an execution, or starts another one with the same input. */
export function ExecutionActions({ execution }: { readonly execution: Execution }) {
  const queryClient = useQueryClient();
  const [isStarting, setStarting] = useState(false);
  const { executionArn, status, redriveStatus } = execution;
  const { mutate, isPending } = useMutation({
    mutationFn: ({ operation, input }: { operation: string; input?: object }) =>
      callAws('stepfunctions', operation, { executionArn, ...input }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['aws', 'stepfunctions'] }),
    onError: ({ message }) => notifications.show({ color: 'red', message }),
  });
  return (
    <>
      {status === 'RUNNING' && (
        <Button
          size="xs"
          color="red"
          variant="light"
          loading={isPending}
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={() =>
            mutate({ operation: 'StopExecution', input: { cause: 'Stopped in the local console.' } })
          }
        >
          Stop
        </Button>
      )}
      {redriveStatus === 'REDRIVABLE' && (
        <Button
          size="xs"
          variant="light"
          loading={isPending}
          leftSection={<IconRotate size={14} aria-hidden />}
          onClick={() => mutate({ operation: 'RedriveExecution' })}
        >
          Redrive
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        onClick={() => setStarting(true)}
      >
        Start with this input
      </Button>
      <StartExecution
        opened={isStarting}
        onClose={() => setStarting(false)}
        stateMachineArn={execution.stateMachineArn}
        input={execution.input ?? '{}'}
      />
    </>
  );
}
