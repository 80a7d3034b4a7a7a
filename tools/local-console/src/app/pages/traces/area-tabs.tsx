import { Group, SegmentedControl, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';

interface AreaTabsProps {
  readonly active: 'traces' | 'logs';
  /** The number of items that the filters found. */
  readonly count: number;
}

/** Switches between the traces and the log lines. */
export function AreaTabs({ active, count }: AreaTabsProps) {
  const navigate = useNavigate();
  return (
    <Group gap="md" wrap="nowrap">
      <Text size="sm" c="dimmed" role="status">
        {count.toLocaleString('en-US')} {active === 'logs' ? 'lines' : 'traces'}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label="Recorded activity"
        value={active}
        data={[
          { value: 'traces', label: 'Traces' },
          { value: 'logs', label: 'Logs' },
        ]}
        onChange={(tab) => void navigate({ to: tab === 'logs' ? '/traces/logs' : '/traces' })}
      />
    </Group>
  );
}
