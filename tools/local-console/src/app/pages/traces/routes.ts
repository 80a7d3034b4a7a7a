import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';
import { parseLogFilters } from './model/log-filters.ts';
import { parseFilters } from './model/trace-filters.ts';
import { parseTraceView } from './model/trace-view.ts';

export const tracesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces',
  validateSearch: parseFilters,
  component: lazyRouteComponent(() => import('./traces-page.tsx'), 'TracesPage'),
});

export const logsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/logs',
  validateSearch: parseLogFilters,
  component: lazyRouteComponent(() => import('./logs-page.tsx'), 'LogsPage'),
});

export const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/$traceId',
  validateSearch: parseTraceView,
  component: lazyRouteComponent(() => import('./trace-page.tsx'), 'TracePage'),
});

export const tracesRoutes = [tracesRoute, logsRoute, traceRoute] as const;
