import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

interface ExplorerSearch {
  /** The operation id: `createSession`. */
  readonly operation?: string;
}

const validateSearch = ({ operation }: Record<string, unknown>): ExplorerSearch =>
  typeof operation === 'string' ? { operation } : {};

export const explorerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explorer',
  validateSearch,
  component: lazyRouteComponent(() => import('./explorer-page.tsx'), 'ExplorerPage'),
});

export const explorerRoutes = [explorerRoute] as const;
