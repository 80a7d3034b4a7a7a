import { Badge } from '@mantine/core';
import type { AlarmState } from './model/alarm-list.ts';

const styles = {
  ALARM: { color: 'red', label: 'In alarm' },
  OK: { color: 'teal', label: 'OK' },
  INSUFFICIENT_DATA: { color: 'gray', label: 'No data' },
} as const;

/** The state of an alarm. */
export const StateBadge = ({ state }: { readonly state: AlarmState }) => (
  <Badge variant={state === 'ALARM' ? 'filled' : 'light'} color={styles[state].color} size="sm" tt="none">
    {styles[state].label}
  </Badge>
);

/** How urgent an alarm is. */
export const SeverityBadge = ({ severity }: { readonly severity: 'critical' | 'warning' | undefined }) =>
  severity === undefined ? null : (
    <Badge variant="outline" color={severity === 'critical' ? 'red' : 'yellow.8'} size="sm" tt="none">
      {severity}
    </Badge>
  );
