import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useAws } from '../../../api/use-console.ts';
import { lastPart, parseDeployedName } from '../../../aws/deployed-name.ts';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { Empty } from '../../../components/query-state.tsx';
import classes from '../../data/tables/tables.module.css';
import { SendMessage } from '../send/send-message.tsx';
import { useSubscriptions } from '../send/use-subscriptions.ts';
import { type SubscriptionRow, toRows } from './subscription-row.ts';

/** A topic with its subscriptions. */
export function TopicDetail() {
  const { topic = '' } = useParams({ strict: false });
  const topics = useAws<{ Topics?: readonly { readonly TopicArn: string }[] }>('sns', 'ListTopics');
  const arn = topics.data?.Topics?.map(({ TopicArn }) => TopicArn).find((each) => lastPart(each) === topic);
  if (arn === undefined)
    return topics.isPending ? null : <Empty title="No such topic">Choose one from the list.</Empty>;
  return <Topic key={arn} arn={arn} />;
}

function Topic({ arn }: { readonly arn: string }) {
  const navigate = useNavigate();
  const { service, name } = parseDeployedName(lastPart(arn));
  const rows = toRows(arn, useSubscriptions());
  return (
    <Stack h="100%" gap="sm">
      <Stack gap={4}>
        <Group gap="xs">
          <Title order={2} size="h4">
            {name}
          </Title>
          <Badge variant="light" tt="none">
            {service}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {service} publishes here; {rows.length} subscription{rows.length === 1 ? '' : 's'}.
        </Text>
      </Stack>
      <Group gap="xs">
        <SendMessage destination={{ kind: 'topic', name, service, arn }} onSent={() => {}} />
        <CopyCli call={{ service: 'sns', operation: 'ListSubscriptionsByTopic', input: { TopicArn: arn } }} />
      </Group>
      <div className={classes['grid']!}>
        <DataTable<SubscriptionRow>
          label="Subscriptions"
          columns={columns}
          rows={rows}
          rowId={(row) => row.arn}
          onSelect={({ queueName }) => {
            if (queueName !== undefined) void navigate({ to: `/messages/queues/${queueName}` });
          }}
          empty={
            <Empty title="No subscriptions">
              A service subscribes with AWS::SNS::Subscription in its template.
            </Empty>
          }
        />
      </div>
    </Stack>
  );
}

const columns: readonly DataColumn<SubscriptionRow>[] = [
  { id: 'service', header: 'Service', width: 120, accessorFn: ({ service }) => service },
  { id: 'endpoint', header: 'Endpoint', width: 210, accessorFn: ({ endpointName }) => endpointName },
  { id: 'protocol', header: 'Protocol', width: 84, accessorFn: ({ protocol }) => protocol },
  {
    id: 'filter',
    header: 'Filter',
    accessorFn: ({ filter }) => filter || 'all messages',
    cell: ({ getValue }) => <span title={String(getValue())}>{String(getValue())}</span>,
  },
  { id: 'delivery', header: 'Delivery', width: 100, accessorFn: ({ delivery }) => delivery },
];
