import { Tag } from '../../components/tag.tsx';
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
  <Tag color={executionColors[status]}>{executionLabels[status]}</Tag>
);

/** The status of a visit to a state. */
export const VisitBadge = ({ status }: { readonly status: VisitStatus }) => (
  <Tag color={visitColors[status]}>{visitLabels[status]}</Tag>
);
