import { Group, SegmentedControl, Select, Text, Title, useComputedColorScheme } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useAws } from '../../api/use-console.ts';
import { formatValue, LineChart, seriesColor } from '../../components/line-chart.tsx';
import { Empty, QueryState } from '../../components/query-state.tsx';
import {
  alignSeries,
  singleValue,
  widgetQueries,
  widgetSize,
  type DashboardBody,
  type MetricResult,
  type Widget,
} from './model/dashboard.ts';
import { StateBadge } from './state-badge.tsx';
import { useAlarms, useMetricData } from './use-alarms.ts';
import classes from './alarms.module.css';

interface Entry {
  readonly DashboardName: string;
}

const ranges = [
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '180', label: '3 h' },
];
// The deployed periods are for weeks of traffic. Locally a minute shows what just happened.
const LOCAL_PERIOD_SECONDS = 60;

/** The dashboards of the templates, drawn from local metrics. */
export function DashboardsTab() {
  const list = useAws<{ readonly DashboardEntries: readonly Entry[] }>('cloudwatch', 'ListDashboards');
  const { dashboard } = useSearch({ from: '/alarms' });
  const navigate = useNavigate();
  const [minutes, setMinutes] = useState('15');
  const [period, setPeriod] = useState('local');
  return (
    <QueryState query={list}>
      {({ DashboardEntries: entries }) => {
        const names = entries.map(({ DashboardName }) => DashboardName).toSorted();
        const name = dashboard ?? names.find((each) => each.includes('-business-')) ?? names[0];
        if (name === undefined) return <Empty title="No dashboards">No service deploys a dashboard.</Empty>;
        return (
          <div className={classes['dashboards']}>
            <Group justify="space-between" pb="xs">
              <Select
                size="xs"
                w={280}
                aria-label="Dashboard"
                searchable
                allowDeselect={false}
                data={names}
                value={name}
                onChange={(chosen) =>
                  void navigate({
                    to: '/alarms',
                    search: { tab: 'dashboards', ...(chosen !== null && { dashboard: chosen }) },
                  })
                }
              />
              <Group gap="xs">
                <SegmentedControl
                  size="xs"
                  aria-label="Period"
                  data={[
                    { value: 'local', label: 'By minute' },
                    { value: 'deployed', label: 'Period as deployed' },
                  ]}
                  value={period}
                  onChange={setPeriod}
                />
                <SegmentedControl
                  size="xs"
                  aria-label="Time"
                  data={ranges}
                  value={minutes}
                  onChange={setMinutes}
                />
              </Group>
            </Group>
            <Dashboard
              key={name}
              name={name}
              minutes={Number(minutes)}
              periodSeconds={period === 'local' ? LOCAL_PERIOD_SECONDS : undefined}
            />
          </div>
        );
      }}
    </QueryState>
  );
}

interface DrawnWidget {
  readonly minutes: number;
  readonly periodSeconds: number | undefined;
}

function Dashboard({ name, ...range }: DrawnWidget & { readonly name: string }) {
  const query = useAws<{ readonly DashboardBody: string }>('cloudwatch', 'GetDashboard', {
    DashboardName: name,
  });
  return (
    <QueryState query={query}>
      {({ DashboardBody: body }) => {
        const { widgets } = JSON.parse(body) as DashboardBody;
        return (
          <div className={classes['grid']}>
            {widgets.map((widget, index) => {
              const { width, height } = widgetSize(widget);
              const { title = '' } = widget.properties;
              return (
                <section
                  key={index}
                  className={classes['widget']}
                  aria-label={title}
                  style={{
                    gridColumn: `span ${width}`,
                    minHeight: widget.type === 'alarm' ? 0 : height * 36,
                  }}
                >
                  <Title order={2} className={classes['widgetTitle']!}>
                    {title}
                  </Title>
                  <WidgetBody widget={widget} {...range} />
                </section>
              );
            })}
          </div>
        );
      }}
    </QueryState>
  );
}

function WidgetBody({ widget, ...range }: DrawnWidget & { readonly widget: Widget }) {
  if (widget.type === 'alarm') return <AlarmWidget arns={widget.properties.alarms ?? []} />;
  if (widget.type === 'metric') return <MetricWidget widget={widget} {...range} />;
  return <Text size="sm">{widget.properties.markdown}</Text>;
}

function AlarmWidget({ arns }: { readonly arns: readonly string[] }) {
  const { query } = useAlarms();
  const alarms = query.data ?? [];
  return (
    <Group gap="md" px="sm" pb="xs">
      {arns.map((arn) => {
        const name = arn.replace(/^arn:.*?:alarm:/, '');
        const alarm = alarms.find((each) => each.name === name);
        return (
          <Group key={arn} gap={6}>
            <StateBadge state={alarm?.state ?? 'INSUFFICIENT_DATA'} />
            <Link to="/alarms" search={{ alarm: name }} className={classes['child']!}>
              {alarm ? `${alarm.service} ${alarm.title}` : name}
            </Link>
          </Group>
        );
      })}
    </Group>
  );
}

function MetricWidget({ widget, minutes, periodSeconds }: DrawnWidget & { readonly widget: Widget }) {
  const queries = useMemo(() => widgetQueries(widget, periodSeconds), [widget, periodSeconds]);
  const { data, error } = useMetricData(queries, { minutes });
  if (error)
    return (
      <Text size="sm" c="red" px="sm">
        {error.message}
      </Text>
    );
  if (data === undefined) return null;
  const { results, from, to } = data;
  if (widget.properties.view === 'singleValue') return <SingleValues widget={widget} results={results} />;
  return (
    <>
      <div className={classes['plot']}>
        <LineChart
          label={widget.properties.title ?? 'Metric'}
          names={results.map(({ Label }) => Label)}
          data={alignSeries(results)}
          from={from}
          to={to}
        />
      </div>
      <Legend results={results} />
    </>
  );
}

// More names than fit; the pointer shows all.
const MAX_NAMES = 8;

function Legend({ results }: { readonly results: readonly MetricResult[] }) {
  const scheme = useComputedColorScheme('light');
  if (results.every(({ Values }) => Values.length === 0))
    return <p className={classes['legend']}>No values in this time.</p>;
  return (
    <ul className={classes['legend']}>
      {results.slice(0, MAX_NAMES).map(({ Label }, index) => (
        <li key={index}>
          <span style={{ background: seriesColor(index, scheme) }} aria-hidden />
          {shortLabel(Label)}
        </li>
      ))}
      {results.length > MAX_NAMES && <li>and {results.length - MAX_NAMES} more</li>}
    </ul>
  );
}

const shortLabel = (label: string): string => label.replace(/^.*tradewind-[a-z]+-local-/, '');

const SingleValues = ({
  widget,
  results,
}: {
  readonly widget: Widget;
  readonly results: readonly MetricResult[];
}) => (
  <Group gap="xl" px="sm" pb="sm" flex={1} align="center">
    {results.map(({ Id, Label, Values }) => {
      const value = singleValue(widget.properties.stat ?? 'Average', Values);
      return (
        <div key={Id}>
          <Text fz={28} fw={700} lh={1.1}>
            {value === undefined ? '–' : formatValue(value)}
          </Text>
          <Text size="xs" c="dimmed">
            {Label}
          </Text>
        </div>
      );
    })}
  </Group>
);
