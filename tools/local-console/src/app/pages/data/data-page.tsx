import { Outlet } from '@tanstack/react-router';
import { AreaTabs } from '../../components/area-tabs.tsx';
import { Page } from '../../shell/page.tsx';

const tabs = [
  { path: '/data/tables', title: 'Tables' },
  { path: '/data/buckets', title: 'Buckets' },
  { path: '/data/parameters', title: 'Parameters' },
  { path: '/data/users', title: 'Users' },
];

/** What the system stores: tables, buckets, parameters and users. */
export function DataPage() {
  return (
    <Page title="Data" actions={<AreaTabs label="Kinds of data" tabs={tabs} />}>
      <Outlet />
    </Page>
  );
}
