import { Outlet, useParams } from '@tanstack/react-router';
import { useAllPages } from '../../../api/use-all-pages.ts';
import { lastPart, parseDeployedName } from '../../../aws/deployed-name.ts';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import { SplitView } from '../../../components/split-view.tsx';

/** All topics by service. */
export function TopicsPage() {
  const topics = useAllPages<{ readonly TopicArn: string }>({
    service: 'sns',
    operation: 'ListTopics',
    items: 'Topics',
    cursor: { from: 'NextToken', to: 'NextToken' },
  });
  const { topic } = useParams({ strict: false });
  return (
    <QueryState query={topics}>
      {(all) => (
        <SplitView
          label="Topics"
          entries={all.map(({ TopicArn }) => ({
            ...parseDeployedName(lastPart(TopicArn)),
            id: TopicArn,
            path: `/messages/topics/${lastPart(TopicArn)}`,
          }))}
        >
          {topic === undefined ? (
            <Empty title="Choose a topic">Its subscriptions and their filters appear here.</Empty>
          ) : (
            <Outlet />
          )}
        </SplitView>
      )}
    </QueryState>
  );
}
