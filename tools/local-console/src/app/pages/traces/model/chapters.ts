import type { Span } from '../../../../../../local-cloud/src/contract/activity.ts';
import type { SpanNode } from './span-tree.ts';

/** A part of the trace that runs in one go: what happens after it, asynchronously, is a chapter of its own. */
export interface Chapter {
  readonly root: SpanNode;
  /** The call that caused it; undefined for the first. */
  readonly cause: SpanNode | undefined;
}

const asynchronous: ReadonlySet<string> = new Set(['delivery', 'message', 'execution', 'task']);

/**
 * Whether a span starts a chapter: the call that caused it does not wait for it. A state of a workflow waits for its task
 * and its message, so these stay where they are.
 */
export const startsChapter = ({ span, parent }: SpanNode): boolean =>
  parent === undefined ||
  (parent.span.kind !== 'state' && asynchronous.has(span.kind) && !isPassedOn(parent)) ||
  (parent.span.kind === 'call' && span.kind === 'invocation' && outlives(span, parent.span));

/** A function that reads a stream is caused by the call that wrote the item. */
const outlives = (span: Span, cause: Span): boolean =>
  cause.durationMillis !== undefined &&
  (span.durationMillis === undefined ||
    span.startedAt + span.durationMillis > cause.startedAt + cause.durationMillis);

/** A topic passes a message on to a queue: both are one chapter. */
const isPassedOn = (parent: SpanNode): boolean =>
  parent.span.kind === 'delivery' || parent.span.kind === 'message';

/** Cuts a tree into chapters, in the order in which they began: the story of a purchase from top to bottom. */
export function toChapters(roots: readonly SpanNode[]): readonly Chapter[] {
  const chapters: Chapter[] = [];
  const collect = (node: SpanNode) => {
    if (startsChapter(node)) chapters.push({ root: node, cause: node.parent });
    node.children.forEach(collect);
  };
  roots.forEach(collect);
  return chapters.toSorted((one, other) => one.root.span.startedAt - other.root.span.startedAt);
}

/** @returns the children that belong to the same chapter */
export const withinChapter = ({ children }: SpanNode): readonly SpanNode[] =>
  children.filter((child) => !startsChapter(child));
