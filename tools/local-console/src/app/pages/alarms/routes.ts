import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';
import { isTab, type AlarmsTabName } from './tabs.ts';

interface AlarmsSearch {
  readonly tab?: AlarmsTabName;
  /** The name of the selected alarm. */
  readonly alarm?: string;
  readonly dashboard?: string;
}

const text = (value: unknown): value is string => typeof value === 'string';

export const alarmsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alarms',
    validateSearch: ({ tab, alarm, dashboard }: Record<string, unknown>): AlarmsSearch => ({
      ...(isTab(tab) && { tab }),
      ...(text(alarm) && { alarm }),
      ...(text(dashboard) && { dashboard }),
    }),
    component: lazyRouteComponent(() => import('./alarms-page.tsx'), 'AlarmsPage'),
  }),
] as const;
