import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { QueryState } from '../../components/query-state.tsx';

interface LiveContentProps {
  readonly query: UseQueryResult<unknown>;
  /** Whether something is shown already: it stays while other filters are applied. */
  readonly hasContent: boolean;
  readonly children: ReactNode;
}

/** A live list, or that it loads, or why it cannot be read. */
export function LiveContent({ query, hasContent, children }: LiveContentProps) {
  if (hasContent && query.error === null) return children;
  return <QueryState query={query}>{() => children}</QueryState>;
}
