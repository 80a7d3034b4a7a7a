import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

export const explorerRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/explorer',
    component: lazyRouteComponent(() => import('./explorer-page.tsx'), 'ExplorerPage'),
  }),
] as const;
