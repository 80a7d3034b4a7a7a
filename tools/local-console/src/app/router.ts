import { createRouter } from '@tanstack/react-router';
import { accessRoutes } from './pages/access/routes.ts';
import { alarmsRoutes } from './pages/alarms/routes.ts';
import { dataRoutes } from './pages/data/routes.ts';
import { explorerRoutes } from './pages/explorer/routes.ts';
import { messagesRoutes } from './pages/messages/routes.ts';
import { overviewRoutes } from './pages/overview/routes.ts';
import { tracesRoutes } from './pages/traces/routes.ts';
import { workflowsRoutes } from './pages/workflows/routes.ts';
import { rootRoute } from './root-route.ts';

const routeTree = rootRoute.addChildren([
  ...overviewRoutes,
  ...tracesRoutes,
  ...explorerRoutes,
  ...dataRoutes,
  ...messagesRoutes,
  ...workflowsRoutes,
  ...alarmsRoutes,
  ...accessRoutes,
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
