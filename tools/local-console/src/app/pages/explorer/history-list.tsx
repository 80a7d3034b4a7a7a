import { Stack, Text, UnstyledButton } from '@mantine/core';
import classes from './explorer.module.css';
import { Method } from './method.tsx';
import type { SentRequest } from './model/history.ts';

interface HistoryListProps {
  readonly history: readonly SentRequest[];
  readonly onChoose: (request: SentRequest) => void;
}

/** The requests of this tab, newest first. A click fills the form again. */
export function HistoryList({ history, onChoose }: HistoryListProps) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="dimmed" mb={4}>
        Sent requests
      </Text>
      {history.map((sent) => (
        <UnstyledButton key={sent.id} className={classes['operation']!} onClick={() => onChoose(sent)}>
          <Method method={sent.method} />
          <Text span size="xs" flex={1} truncate>
            {sent.path}
          </Text>
          <Text span size="xs" c="dimmed">
            {sent.user}
          </Text>
          <Text span size="xs" fw={600}>
            {sent.status}
          </Text>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
