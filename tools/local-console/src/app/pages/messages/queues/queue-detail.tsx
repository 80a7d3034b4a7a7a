import { Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { notifications } from '@mantine/notifications';
import type { Message } from '../../../../../../operations/src/redrive/messages/message.ts';
import { callAws } from '../../../api/request.ts';
import { lastPart } from '../../../aws/deployed-name.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { formatDuration } from '../../../components/format.ts';
import { Empty, Failure } from '../../../components/query-state.tsx';
import { SendMessage } from '../send/send-message.tsx';
import { awsQueue } from './aws-queue.ts';
import { MessageDrawer } from './message-drawer.tsx';
import { MessageTable } from './message-table.tsx';
import { oneAtATime } from './one-at-a-time.ts';
import { holdsFailures, type QueueView, shortFunctionName } from './queue-view.ts';
import { readMessages } from './read-messages.ts';
import { deleteChosen, deliverChanges, redriveChosen } from './redrive-chosen.ts';
import { RedriveAll } from './redrive-all.tsx';
import { type Queues, useOldestAges, useQueues } from './use-queues.ts';
import { useReasons } from './use-reasons.ts';

// Enough to judge what failed; a redrive of all reads every message.
const MAX_READ = 200;
// If the page is closed while it reads, messages are visible again after this time.
const PEEK_HIDDEN_SECONDS = 10;
// A redrive that is interrupted hides the rest for this time, as the command does.
const REDRIVE_HIDDEN_SECONDS = 300;

const noMessages: readonly Message[] = [];

/** A queue with its messages. */
export function QueueDetail() {
  const { queue: name = '' } = useParams({ strict: false });
  const queues = useQueues();
  const view = queues.views.find(({ url }) => lastPart(url) === name);
  if (view === undefined)
    return queues.isPending ? null : <Empty title="No such queue">Choose one from the list.</Empty>;
  return <Queue key={view.arn} view={view} queues={queues} />;
}

function Queue({ view, queues }: { readonly view: QueueView; readonly queues: Queues }) {
  const [opened, setOpened] = useState<Message | undefined>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const isFailing = holdsFailures(view);
  const queryClient = useQueryClient();
  const messages = useQuery({
    // Failures are read again when their number changes; reading hides them, so those in flight count too. Other
    // messages are read only on request, because receiving counts as an attempt.
    queryKey: ['messages', view.url, isFailing ? view.visible + view.inFlight : 0],
    queryFn: () =>
      oneAtATime(view.url, () => readMessages(awsQueue(view.url, callAws, PEEK_HIDDEN_SECONDS), MAX_READ)),
    enabled: isFailing,
    placeholderData: (before) => before,
    staleTime: Infinity,
    // What was read at an earlier time with the same number is outdated.
    gcTime: 0,
    retry: false,
  });
  const reasons = useReasons(isFailing ? view : undefined, messages.data ?? noMessages);
  const reload = async () => {
    setChosen(new Set());
    setOpened(undefined);
    await queryClient.invalidateQueries({
      queryKey: ['aws', 'sqs', 'GetQueueAttributes', { QueueUrl: view.url }],
    });
    if (isFailing) await messages.refetch();
  };

  return (
    <Stack h="100%" gap="sm">
      <QueueHeader view={view} queues={queues.views} />
      <Group gap="xs">
        {isFailing && <RedriveAll view={view} mappings={queues.mappings} onDone={() => void reload()} />}
        {isFailing && chosen.size > 0 && (
          <>
            <RedriveChosenButton view={view} queues={queues} chosen={chosen} onDone={() => void reload()} />
            <ConfirmButton
              label={`Delete ${chosen.size}`}
              title={`Delete ${countMessages(chosen.size)}?`}
              confirmLabel="Delete"
              isDangerous
              onConfirm={async () => {
                const queue = awsQueue(view.url, callAws, REDRIVE_HIDDEN_SECONDS);
                const deleted = await oneAtATime(view.url, () => deleteChosen(queue, chosen));
                notifications.show({ message: `${countMessages(deleted)} deleted.` });
                await reload();
              }}
            >
              <Text size="sm">They are lost. Delete only messages that can never be processed.</Text>
            </ConfirmButton>
          </>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={messages.isFetching}
          onClick={() => void messages.refetch()}
        >
          {isFailing ? 'Read again' : 'Receive messages'}
        </Button>
        <SendMessage
          destination={{
            kind: 'queue',
            url: view.url,
            name: view.name,
            service: view.service,
            arn: view.arn,
          }}
          onSent={() => void reload()}
        />
        <ConfirmButton
          label="Purge"
          title={`Purge ${view.name}?`}
          confirmLabel="Delete all messages"
          isDangerous
          disabled={view.visible + view.inFlight + view.delayed === 0}
          onConfirm={async () => {
            await callAws('sqs', 'PurgeQueue', { QueueUrl: view.url });
            notifications.show({ message: `${view.name} is empty.` });
            await reload();
          }}
        >
          <Text size="sm">
            All {countMessages(view.visible + view.inFlight + view.delayed)} are lost, also those that
            functions process now.
          </Text>
        </ConfirmButton>
        <CopyCli
          call={{
            service: 'sqs',
            operation: 'ReceiveMessage',
            input: {
              QueueUrl: view.url,
              MaxNumberOfMessages: 10,
              VisibilityTimeout: PEEK_HIDDEN_SECONDS,
              MessageAttributeNames: ['All'],
              MessageSystemAttributeNames: ['All'],
            },
          }}
        />
      </Group>
      {messages.error && <Failure error={messages.error} />}
      <MessageTable
        messages={messages.data ?? noMessages}
        reasons={reasons}
        showsReasons={isFailing}
        chosen={chosen}
        onChoose={isFailing ? setChosen : undefined}
        openedId={opened?.id}
        onOpen={setOpened}
        empty={messages.isFetching ? undefined : <NoMessages view={view} />}
      />
      <MessageDrawer
        view={view}
        message={opened}
        reason={opened && reasons.get(opened.id)}
        onClose={() => setOpened(undefined)}
      />
    </Stack>
  );
}

function QueueHeader({ view, queues }: { readonly view: QueueView; readonly queues: readonly QueueView[] }) {
  const oldest = useOldestAges([view]).get(lastPart(view.url));
  const waiting = view.visible + view.inFlight + view.delayed;
  const related = queues.filter(
    ({ arn }) => arn === view.deadLetterQueueArn || view.sourceArns.includes(arn),
  );
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Title order={2} size="h4">
          {view.name}
        </Title>
        <Badge variant="light" tt="none">
          {view.service}
        </Badge>
        {holdsFailures(view) && (
          <Badge variant="light" color="orange" tt="none">
            {view.kind === 'dead-letters' ? 'dead letters' : 'failed changes'}
          </Badge>
        )}
      </Group>
      <Group gap="lg">
        <Text size="sm">
          <b>{view.visible}</b> visible
        </Text>
        <Text size="sm">
          <b>{view.inFlight}</b> in flight
        </Text>
        <Text size="sm">
          <b>{view.delayed}</b> delayed
        </Text>
        {waiting > 0 && oldest !== undefined && (
          <Text size="sm">
            oldest <b>{formatDuration(oldest * 1000)}</b>
          </Text>
        )}
      </Group>
      <Group gap="lg">
        {view.functions.length > 0 && (
          <Text size="xs" c="dimmed">
            {holdsFailures(view) ? 'Failed by' : 'Consumed by'}{' '}
            <code>{view.functions.map(shortFunctionName).join(', ')}</code>
            {view.maxReceiveCount !== undefined && `, at most ${view.maxReceiveCount} attempts`}
          </Text>
        )}
        {related.map(({ arn, url, name, kind }) => (
          <Text key={arn} size="xs" c="dimmed">
            {kind === 'dead-letters' ? 'Dead letters in ' : 'From '}
            <Anchor
              size="xs"
              renderRoot={(props) => <Link to={`/messages/queues/${lastPart(url)}`} {...props} />}
            >
              {name}
            </Anchor>
          </Text>
        ))}
      </Group>
    </Stack>
  );
}

interface RedriveChosenProps {
  readonly view: QueueView;
  readonly queues: Queues;
  readonly chosen: ReadonlySet<string>;
  onDone(): void;
}

function RedriveChosenButton({ view, queues, chosen, onDone }: RedriveChosenProps) {
  const redrive = useMutation({
    mutationFn: () => {
      const source = queues.views.find(({ arn }) => view.sourceArns.includes(arn));
      const deliver =
        source === undefined
          ? deliverChanges(queues.mappings, callAws)
          : awsQueue(source.url, callAws, REDRIVE_HIDDEN_SECONDS).send;
      const queue = awsQueue(view.url, callAws, REDRIVE_HIDDEN_SECONDS);
      return oneAtATime(view.url, () => redriveChosen(queue, chosen, deliver));
    },
    onSuccess: ({ redriven, problems }) => {
      notifications.show({
        color: problems.length > 0 ? 'red' : 'green',
        title: `${countMessages(redriven)} redriven`,
        message: problems.join('\n') || 'They are processed again now.',
        autoClose: problems.length > 0 ? false : 4000,
      });
      onDone();
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  });
  return (
    <Button
      size="xs"
      leftSection={<IconArrowBackUp size={14} aria-hidden />}
      loading={redrive.isPending}
      onClick={() => redrive.mutate()}
    >
      Redrive {chosen.size}
    </Button>
  );
}

function NoMessages({ view }: { readonly view: QueueView }) {
  if (holdsFailures(view)) return <Empty title="No messages">Every message was processed.</Empty>;
  return (
    <Empty title="No messages received">
      {view.functions.length > 0
        ? 'Its function consumes messages at once. Receiving one here counts as an attempt and hides it for a moment.'
        : 'No function consumes this queue. Receive its messages to see them.'}
    </Empty>
  );
}

const countMessages = (count: number): string => `${count} message${count === 1 ? '' : 's'}`;
