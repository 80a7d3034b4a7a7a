import {
  IconAddressBook,
  IconApi,
  IconBellRinging,
  IconBox,
  IconBucket,
  IconClock,
  IconCode,
  IconGitBranch,
  IconInbox,
  IconKey,
  IconMailX,
  IconRoute,
  IconTable,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import type { NodeKind } from '../../../server/graph/graph.ts';

/** How each kind of resource looks and is called. */
export const resourceKinds: Readonly<
  Record<NodeKind, { readonly icon: Icon; readonly one: string; readonly many: string }>
> = {
  api: { icon: IconApi, one: 'API', many: 'APIs' },
  route: { icon: IconRoute, one: 'route', many: 'routes' },
  function: { icon: IconCode, one: 'function', many: 'functions' },
  task: { icon: IconBox, one: 'task', many: 'tasks' },
  'state-machine': { icon: IconGitBranch, one: 'workflow', many: 'workflows' },
  topic: { icon: IconBellRinging, one: 'topic', many: 'topics' },
  queue: { icon: IconInbox, one: 'queue', many: 'queues' },
  'dead-letter-queue': { icon: IconMailX, one: 'dead-letter queue', many: 'dead-letter queues' },
  table: { icon: IconTable, one: 'table', many: 'tables' },
  bucket: { icon: IconBucket, one: 'bucket', many: 'buckets' },
  schedule: { icon: IconClock, one: 'schedule', many: 'schedules' },
  'user-pool': { icon: IconAddressBook, one: 'user pool', many: 'user pools' },
  parameter: { icon: IconKey, one: 'parameter', many: 'parameters' },
  external: { icon: IconWorld, one: 'external party', many: 'external parties' },
};
