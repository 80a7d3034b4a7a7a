import { Outlet, useParams } from '@tanstack/react-router';
import { useAws } from '../../../api/use-console.ts';
import { parseDeployedName } from '../../../aws/deployed-name.ts';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import { SplitView } from '../../../components/split-view.tsx';

interface Buckets {
  readonly Buckets?: readonly { readonly Name: string }[];
}

// Deployment artifacts: the local cloud does not upload them.
const isArtifactBucket = (name: string) => name.includes('-serverlessdeployment');

/** All buckets by service. */
export function BucketsPage() {
  const buckets = useAws<Buckets>('s3', 'ListBuckets');
  const { bucket } = useParams({ strict: false });
  return (
    <QueryState query={buckets}>
      {({ Buckets = [] }) => (
        <SplitView
          label="Buckets"
          entries={Buckets.filter(({ Name }) => !isArtifactBucket(Name)).map(({ Name }) => ({
            ...parseDeployedName(Name),
            id: Name,
            path: `/data/buckets/${Name}`,
          }))}
        >
          {bucket === undefined ? (
            <Empty title="Choose a bucket">Its objects appear here.</Empty>
          ) : (
            <Outlet />
          )}
        </SplitView>
      )}
    </QueryState>
  );
}
