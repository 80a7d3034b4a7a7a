import { Tag } from '../../components/tag.tsx';
import type { AlarmState } from './model/alarm-list.ts';

const styles = {
  ALARM: { color: 'red', label: 'In alarm' },
  OK: { color: 'teal', label: 'OK' },
  INSUFFICIENT_DATA: { color: 'gray', label: 'No data' },
} as const;

/** The state of an alarm. */
export const StateBadge = ({ state }: { readonly state: AlarmState }) => (
  <Tag color={styles[state].color} variant={state === 'ALARM' ? 'filled' : 'light'}>
    {styles[state].label}
  </Tag>
);

/** How urgent an alarm is. */
export const SeverityBadge = ({ severity }: { readonly severity: 'critical' | 'warning' | undefined }) =>
  severity === undefined ? null : (
    <Tag color={severity === 'critical' ? 'red' : 'orange'} variant="outline">
      {severity}
    </Tag>
  );
