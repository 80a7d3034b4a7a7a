import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '../../shell/page.tsx';
import { AlarmsTab } from './alarms-tab.tsx';
import { DashboardsTab } from './dashboards-tab.tsx';
import { LogEventsTab } from './log-events-tab.tsx';
import { tabs, type AlarmsTabName } from './tabs.ts';

/** Alarms, dashboards and log events. */
export function AlarmsPage() {
  const { tab = 'alarms' } = useSearch({ from: '/alarms' });
  const navigate = useNavigate();
  return (
    <Page title="Alarms and metrics">
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ to: '/alarms', search: { tab: value as AlarmsTabName } })}
        h="100%"
        style={{ display: 'flex', flexDirection: 'column' }}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          {Object.entries(tabs).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="alarms" flex={1} mih={0}>
          <AlarmsTab />
        </Tabs.Panel>
        <Tabs.Panel value="dashboards" flex={1} mih={0}>
          <DashboardsTab />
        </Tabs.Panel>
        <Tabs.Panel value="log-events" flex={1} mih={0}>
          <LogEventsTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
