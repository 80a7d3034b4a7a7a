import { Box } from '@mantine/core';
import { useState } from 'react';
import type { EmailSummary } from '../../../../server/emails/outbox.ts';
import { useConsole } from '../../../api/use-console.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatAge } from '../../../components/format.ts';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import classes from './emails.module.css';
import { EmailDetail } from './email-detail.tsx';

/** The emails that the local SES saved, newest first, and the chosen one as its recipient sees it. */
export function EmailsPage() {
  const emails = useConsole<readonly EmailSummary[]>('/api/emails', { refreshMillis: 2000 });
  return <QueryState query={emails}>{(all) => <Emails all={all} />}</QueryState>;
}

function Emails({ all }: { readonly all: readonly EmailSummary[] }) {
  const [chosen, setChosen] = useState<string | undefined>();
  const shown = all.find(({ id }) => id === chosen) ?? all[0];
  if (shown === undefined)
    return (
      <Empty title="No emails yet">
        Buy something in the shop: its confirmation appears here. No email leaves this machine.
      </Empty>
    );
  return (
    <div className={classes['split']!}>
      <div className={classes['list']!}>
        <DataTable<EmailSummary>
          label="Emails"
          columns={columns}
          rows={all}
          rowId={({ id }) => id}
          onSelect={({ id }) => setChosen(id)}
          selectedId={shown.id}
        />
      </div>
      <Box h="100%" mih={0}>
        <EmailDetail key={shown.id} id={shown.id} />
      </Box>
    </div>
  );
}

const columns: readonly DataColumn<EmailSummary>[] = [
  {
    id: 'sent',
    header: 'Sent',
    width: 92,
    accessorFn: ({ sentAt }) => sentAt,
    cell: ({ row: { original } }) => (
      <time dateTime={original.sentAt} title={original.sentAt}>
        {formatAge(original.sentAt)}
      </time>
    ),
  },
  {
    id: 'subject',
    header: 'Subject',
    accessorFn: ({ subject }) => subject,
    cell: ({ row: { original } }) => <span title={`To ${original.to}`}>{original.subject}</span>,
  },
];
