import { Outlet } from '@tanstack/react-router';
import { AreaTabs } from '../../components/area-tabs.tsx';
import { Page } from '../../shell/page.tsx';

const tabs = [
  { path: '/messages/queues', title: 'Queues' },
  { path: '/messages/topics', title: 'Topics' },
  { path: '/messages/emails', title: 'Emails' },
  { path: '/messages/webhooks', title: 'Webhooks' },
];

/** What is on its way: queues, topics, emails and webhooks. */
export function MessagesPage() {
  return (
    <Page title="Messages" actions={<AreaTabs label="Kinds of messages" tabs={tabs} />}>
      <Outlet />
    </Page>
  );
}
