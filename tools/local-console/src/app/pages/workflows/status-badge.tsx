import { Badge } from '@mantine/core';
import type { VisitStatus } from './model/visits.ts';
import {
  executionColors,
  executionLabels,
  type ExecutionStatus,
  visitColors,
  visitLabels,
} from './status-style.ts';

/** The status of an execution. */
export const ExecutionBadge = ({ status }: { readonly status: ExecutionStatus }) => (
  <Badge variant="light" color={executionColors[status]} size="sm" tt="none">
    {executionLabels[status]}
  </Badge>
);

/** The status of a visit to a state. */
export const VisitBadge = ({ status }: { readonly status: VisitStatus }) => (
  <Badge variant="light" color={visitColors[status]} size="sm" tt="none">
    {visitLabels[status]}
  </Badge>
);
