import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

/** What the overview shows, as it is in the URL. */
export interface OverviewSearch {
  /** The service whose resources are shown; without it, the system. */
  readonly service?: string;
  readonly view?: 'list';
}

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: Readonly<Record<string, unknown>>): OverviewSearch => ({
    ...(typeof search['service'] === 'string' ? { service: search['service'] } : {}),
    ...(search['view'] === 'list' ? { view: 'list' } : {}),
  }),
  component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
});

export const overviewRoutes = [overviewRoute] as const;
