import { Button, Group, Menu, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBook2, IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { callAws } from '../../api/request.ts';
import { useAws } from '../../api/use-console.ts';
import { Details } from '../../components/list-and-details.tsx';
import { formatAge, formatTime } from '../../components/format.ts';
import { LineChart } from '../../components/line-chart.tsx';
import { alarmQueries, conditionText, type AlarmState, type ListedAlarm } from './model/alarm-list.ts';
import { alignSeries } from './model/dashboard.ts';
import { RunbookDrawer } from './runbook-drawer.tsx';
import { SeverityBadge, StateBadge } from './state-badge.tsx';
import { useMetricData } from './use-alarms.ts';
import classes from './alarms.module.css';

/** Why an alarm has its state, its history, owner and runbook. */
export function AlarmDetails({
  listed,
  alarms,
}: {
  readonly listed: ListedAlarm;
  readonly alarms: readonly ListedAlarm[];
}) {
  const { alarm, name, kind, state, severity, summary, title, owner, runbook } = listed;
  const [isReading, setReading] = useState(false);
  return (
    <Details label="Alarm">
      <Stack gap="sm">
        <Title order={2} size="h5">
          {summary ?? title}
        </Title>
        <Group justify="space-between" wrap="nowrap">
          <Group gap={6}>
            <StateBadge state={state} />
            <SeverityBadge severity={severity} />
            <Text size="xs" c="dimmed">
              {formatAge(alarm.StateUpdatedTimestamp)}
            </Text>
          </Group>
          <Group gap={6} wrap="nowrap">
            {runbook !== undefined && (
              <Button
                size="xs"
                variant="light"
                leftSection={<IconBook2 size={14} aria-hidden />}
                onClick={() => setReading(true)}
              >
                Runbook
              </Button>
            )}
            <StateMenu name={name} />
          </Group>
        </Group>
        <Text size="sm">{alarm.StateReason}</Text>
        {kind === 'metric' ? <Why listed={listed} /> : <Children listed={listed} alarms={alarms} />}
        <Table layout="fixed" verticalSpacing={3} withRowBorders={false}>
          <Table.Tbody>
            {[
              ['Owner', owner],
              ['Condition', kind === 'metric' ? conditionText(alarm) : alarm.AlarmRule],
              ['Missing data', alarm.TreatMissingData],
              ['Notifies', (alarm.AlarmActions ?? []).map((arn) => arn.split(':').at(-1)).join(', ')],
              ['Name', name],
            ]
              .filter(([, value]) => value !== undefined && value !== '')
              .map(([label, value]) => (
                <Table.Tr key={label}>
                  <Table.Td w={96} c="dimmed" pl={0}>
                    {label}
                  </Table.Td>
                  <Table.Td className={classes['value']!}>{value}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
        <History name={name} />
      </Stack>
      {runbook !== undefined && (
        <RunbookDrawer name={runbook} opened={isReading} onClose={() => setReading(false)} />
      )}
    </Details>
  );
}

const ranges = [
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '180', label: '3 h' },
];

function Why({ listed: { alarm } }: { readonly listed: ListedAlarm }) {
  const [minutes, setMinutes] = useState('15');
  const { data } = useMetricData(alarmQueries(alarm), { minutes: Number(minutes) });
  const results = data?.results ?? [];
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {results.map(({ Label }) => Label).join(', ') || 'The metric has no values yet.'}
          {alarm.Threshold === undefined ? '' : ` · threshold ${alarm.Threshold}`}
        </Text>
        <SegmentedControl size="xs" aria-label="Time" data={ranges} value={minutes} onChange={setMinutes} />
      </Group>
      <div className={classes['why']}>
        {data && (
          <LineChart
            label="Metric of the alarm"
            names={results.map(({ Label }) => Label)}
            data={alignSeries(results)}
            from={data.from}
            to={data.to}
            threshold={alarm.Threshold}
          />
        )}
      </div>
    </Stack>
  );
}

/** The alarms that a composite alarm combines, those that fire first. */
function Children({
  listed: { alarm },
  alarms,
}: {
  readonly listed: ListedAlarm;
  readonly alarms: readonly ListedAlarm[];
}) {
  const names = new Set(
    [...(alarm.AlarmRule ?? '').matchAll(/\("?([^")]+)"?\)/g)].map(([, nameOrArn]) =>
      nameOrArn!.replace(/^arn:.*?:alarm:/, ''),
    ),
  );
  const children = alarms.filter(({ name }) => names.has(name));
  return (
    <Table layout="fixed" verticalSpacing={4} aria-label="Combined alarms">
      <Table.Tbody>
        {children.map((child) => (
          <Table.Tr key={child.name}>
            <Table.Td w={86} pl={0}>
              <StateBadge state={child.state} />
            </Table.Td>
            <Table.Td>
              <Link to="/alarms" search={{ alarm: child.name }} className={classes['child']!}>
                {child.summary ?? child.title}
              </Link>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface HistoryItem {
  readonly Timestamp: string;
  readonly HistorySummary: string;
  readonly HistoryItemType: 'StateUpdate' | 'Action';
}

function History({ name }: { readonly name: string }) {
  const { data } = useAws<{ readonly AlarmHistoryItems: readonly HistoryItem[] }>(
    'cloudwatch',
    'DescribeAlarmHistory',
    { AlarmName: name, MaxRecords: 50 },
    { refreshMillis: 5_000 },
  );
  const items = data?.AlarmHistoryItems ?? [];
  return (
    <Stack gap={4}>
      <Text size="xs" fw={600} c="dimmed">
        History
      </Text>
      {items.length === 0 && <Text size="sm">No change since the start.</Text>}
      <Table verticalSpacing={3} layout="fixed">
        <Table.Tbody>
          {items.map(({ Timestamp, HistorySummary }, index) => (
            <Table.Tr key={`${Timestamp} ${index}`}>
              <Table.Td w={110} pl={0} title={formatAge(Timestamp)}>
                {formatTime(Timestamp)}
              </Table.Td>
              <Table.Td className={classes['value']!}>{shortSummary(HistorySummary)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

const shortSummary = (summary: string): string => summary.replaceAll(/arn:[^ ]+:/g, '');

/** Sets a state until the next evaluation, to try the notification. */
function StateMenu({ name }: { readonly name: string }) {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (StateValue: AlarmState) =>
      callAws('cloudwatch', 'SetAlarmState', {
        AlarmName: name,
        StateValue,
        StateReason: 'Set in the local console.',
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['alarms'] });
      void queryClient.invalidateQueries({ queryKey: ['aws', 'cloudwatch', 'DescribeAlarmHistory'] });
    },
    onError: ({ message }) => notifications.show({ color: 'red', message }),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" px={8} aria-label="Set the state">
          <IconDots size={14} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Set the state until the next evaluation</Menu.Label>
        <Menu.Item onClick={() => mutate('ALARM')}>In alarm</Menu.Item>
        <Menu.Item onClick={() => mutate('OK')}>OK</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
