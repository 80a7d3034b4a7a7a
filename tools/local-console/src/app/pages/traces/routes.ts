import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

export const tracesRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/traces',
    component: lazyRouteComponent(() => import('./traces-page.tsx'), 'TracesPage'),
  }),
] as const;
