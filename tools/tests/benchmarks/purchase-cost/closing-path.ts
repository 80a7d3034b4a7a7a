import type { Span } from '../../../local-cloud/src/contract/activity.ts';

const COMPLETE = /^POST .*\/complete$/;
const CLOSING_STATE = 'CloseCheckout';

/**
 * The spans from the request that completes a session to the write that marks it as completed: each is the cause of the
 * next one.
 *
 * @throws Error when the trace has no completed purchase
 */
export function closingPath(spans: readonly Span[]): readonly Span[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const ancestors = (span: Span): Span[] => {
    const parent = byId.get(span.parentId ?? '');
    return parent === undefined ? [span] : [...ancestors(parent), span];
  };
  const closing = spans.findLast(
    (span) =>
      isWrite(span) && ancestors(span).some(({ kind, name }) => kind === 'state' && name === CLOSING_STATE),
  );
  const path = closing === undefined ? [] : ancestors(closing);
  if (path[0] === undefined || !COMPLETE.test(path[0].name))
    throw new Error('The trace contains no request that leads to a completed session.');
  return path;
}

const isWrite = ({ kind, name }: Span): boolean =>
  kind === 'call' && /^dynamodb:(PutItem|UpdateItem|TransactWriteItems)$/.test(name);

/** When a span ended, in milliseconds since 1970. */
export const toEnd = ({ startedAt, durationMillis = 0 }: Span): number => startedAt + durationMillis;
