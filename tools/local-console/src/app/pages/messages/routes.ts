import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

const messagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/messages',
  component: lazyRouteComponent(() => import('./messages-page.tsx'), 'MessagesPage'),
});

const indexRoute = createRoute({
  getParentRoute: () => messagesRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/messages/queues' });
  },
});

const queuesRoute = createRoute({
  getParentRoute: () => messagesRoute,
  path: 'queues',
  component: lazyRouteComponent(() => import('./queues/queues-page.tsx'), 'QueuesPage'),
});

const queueRoute = createRoute({
  getParentRoute: () => queuesRoute,
  path: '$queue',
  component: lazyRouteComponent(() => import('./queues/queue-detail.tsx'), 'QueueDetail'),
});

const topicsRoute = createRoute({
  getParentRoute: () => messagesRoute,
  path: 'topics',
  component: lazyRouteComponent(() => import('./topics/topics-page.tsx'), 'TopicsPage'),
});

const topicRoute = createRoute({
  getParentRoute: () => topicsRoute,
  path: '$topic',
  component: lazyRouteComponent(() => import('./topics/topic-detail.tsx'), 'TopicDetail'),
});

const emailsRoute = createRoute({
  getParentRoute: () => messagesRoute,
  path: 'emails',
  component: lazyRouteComponent(() => import('./emails/emails-page.tsx'), 'EmailsPage'),
});

const webhooksRoute = createRoute({
  getParentRoute: () => messagesRoute,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('./webhooks/webhooks-page.tsx'), 'WebhooksPage'),
});

export const messagesRoutes = [
  messagesRoute.addChildren([
    indexRoute,
    queuesRoute.addChildren([queueRoute]),
    topicsRoute.addChildren([topicRoute]),
    emailsRoute,
    webhooksRoute,
  ]),
] as const;
