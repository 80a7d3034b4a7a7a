import {
  IconApi,
  IconBell,
  IconDatabase,
  IconGitBranch,
  IconInbox,
  IconMap2,
  IconShieldLock,
  IconTimeline,
  type Icon,
} from '@tabler/icons-react';

/** An area of the console: an entry of the navigation. */
export interface Area {
  readonly path: '/' | '/traces' | '/explorer' | '/data' | '/messages' | '/workflows' | '/alarms' | '/access';
  readonly title: string;
  /** One line for the command palette. */
  readonly description: string;
  readonly icon: Icon;
}

export const areas: readonly Area[] = [
  {
    path: '/',
    title: 'Overview',
    description: 'The architecture with live rates and errors',
    icon: IconMap2,
  },
  {
    path: '/traces',
    title: 'Traces',
    description: 'A request or purchase across all services',
    icon: IconTimeline,
  },
  { path: '/explorer', title: 'API explorer', description: 'Send requests as a seeded user', icon: IconApi },
  { path: '/data', title: 'Data', description: 'Tables, buckets, parameters, users', icon: IconDatabase },
  { path: '/messages', title: 'Messages', description: 'Queues, topics, emails, webhooks', icon: IconInbox },
  {
    path: '/workflows',
    title: 'Workflows',
    description: 'Executions of state machines and tasks',
    icon: IconGitBranch,
  },
  {
    path: '/alarms',
    title: 'Alarms and metrics',
    description: 'Alarms, dashboards, log events',
    icon: IconBell,
  },
  {
    path: '/access',
    title: 'Access',
    description: 'What roles allow and what was called',
    icon: IconShieldLock,
  },
];
