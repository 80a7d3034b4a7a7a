import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { callAws } from '../../../api/request.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { awsQueue } from './aws-queue.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { followMoveTask } from './move-task.ts';
import { type EventSourceMapping, type QueueView, shortFunctionName } from './queue-view.ts';
import { readMessages } from './read-messages.ts';
import { deliverChanges, redriveChosen } from './redrive-chosen.ts';

interface RedriveAllProps {
  readonly view: QueueView;
  readonly mappings: readonly EventSourceMapping[];
  onDone(): void;
}

const HIDDEN_SECONDS = 300;

/** Redrives a whole queue: SQS moves messages itself, and changes are delivered to their function. */
export function RedriveAll({ view, mappings, onDone }: RedriveAllProps) {
  const redriveMessages = async () => {
    const moved = await oneAtATime(view.url, async () => {
      await callAws('sqs', 'StartMessageMoveTask', { SourceArn: view.arn });
      return followMoveTask(view.arn, callAws);
    });
    return `${moved} message${moved === 1 ? '' : 's'} moved.`;
  };
  const redriveChanges = async () => {
    const queue = awsQueue(view.url, callAws, HIDDEN_SECONDS);
    const { redriven, problems } = await oneAtATime(view.url, async () => {
      const all = await readMessages(queue, Infinity);
      return redriveChosen(queue, new Set(all.map(({ id }) => id)), deliverChanges(mappings, callAws));
    });
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return `${redriven} batches of changes delivered.`;
  };
  const isMessages = view.kind === 'dead-letters';
  return (
    <ConfirmButton
      label="Redrive all"
      variant="filled"
      disabled={view.visible === 0}
      title={`Redrive all of ${view.name}?`}
      confirmLabel="Redrive all"
      onConfirm={async () => {
        const message = await (isMessages ? redriveMessages() : redriveChanges());
        notifications.show({ color: 'green', message });
        onDone();
      }}
    >
      <Text size="sm">
        {isMessages
          ? 'All messages go back to their queue and are processed again. Fix the cause first: a message that fails again returns.'
          : `${view.functions.map(shortFunctionName).join(', ')} processes the failed changes again. A stream keeps changes for 24 hours.`}
      </Text>
    </ConfirmButton>
  );
}
