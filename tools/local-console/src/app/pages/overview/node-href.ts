import { workflowHref } from '../../components/resource-href.ts';
import type { GraphNode } from '../../../server/graph/graph.ts';

/** Where a click on a resource leads: the page that shows it. */
export function nodeHref({ kind, name, ref, service }: GraphNode): string {
  const lastPart = (text: string | undefined): string =>
    encodeURIComponent((text ?? '').split(/[/:]/).at(-1) ?? '');
  switch (kind) {
    case 'table':
      return `/data/tables/${encodeURIComponent(ref ?? name)}`;
    case 'bucket':
      return `/data/buckets/${encodeURIComponent(ref ?? name)}`;
    case 'parameter':
      return '/data/parameters';
    case 'user-pool':
      return '/data/users';
    case 'queue':
    case 'dead-letter-queue':
      return `/messages/queues/${lastPart(ref)}`;
    case 'topic':
      return `/messages/topics/${lastPart(ref)}`;
    case 'state-machine':
      return workflowHref(ref ?? name);
    case 'task':
      return '/workflows';
    case 'function':
      return `/traces?text=${encodeURIComponent(ref ?? name)}`;
    case 'route':
      return `/traces?route=${encodeURIComponent(name)}`;
    case 'schedule':
    case 'api':
      return `/traces?service=${encodeURIComponent(service)}`;
    case 'external':
      return name.startsWith('Email') ? '/messages/emails' : '/traces';
  }
}
