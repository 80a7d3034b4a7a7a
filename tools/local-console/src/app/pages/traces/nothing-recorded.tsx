import { Empty } from '../../components/query-state.tsx';

interface NothingRecordedProps {
  /** One entry of the list: `trace`. */
  readonly entry: string;
  readonly isFiltered: boolean;
}

/** Says why a list is empty, and what would change that. */
export function NothingRecorded({ entry, isFiltered }: NothingRecordedProps) {
  if (isFiltered)
    return <Empty title={`No ${entry} matches the filters`}>Remove a filter to see more.</Empty>;
  return (
    <Empty title={`No ${entry}s yet`}>
      Send a request to the API, or buy something in the <a href="/shop">shop</a>.
    </Empty>
  );
}
