import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

export const alarmsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alarms',
    component: lazyRouteComponent(() => import('./alarms-page.tsx'), 'AlarmsPage'),
  }),
] as const;
