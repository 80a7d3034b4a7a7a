import type { Span } from '../../../../../../local-cloud/src/contract/activity.ts';
import { formatDuration } from '../../../components/format.ts';
import { describeSpan } from './describe-span.ts';
import { endOf } from './span-tree.ts';

/** Says what caused a chapter, and how long that was before: `56 ms after PutItem SessionsTable`. */
export function causeCaption(span: Span, cause: Span): string {
  const { title, detail } = describeSpan(cause);
  const wait = span.startedAt - endOf(cause, span.startedAt);
  const after = wait >= 1 ? `${formatDuration(wait)} after` : 'during';
  return [after, title, detail].filter(Boolean).join(' ');
}
