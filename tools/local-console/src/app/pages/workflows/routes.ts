import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

interface WorkflowsSearch {
  readonly tab?: 'executions' | 'tasks';
  /** The title of a state machine: `PlaceOrder`. */
  readonly machine?: string;
}

export const workflowsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/workflows',
    validateSearch: ({ tab, machine }: Record<string, unknown>): WorkflowsSearch => ({
      ...(tab === 'tasks' && { tab }),
      ...(typeof machine === 'string' && { machine }),
    }),
    component: lazyRouteComponent(() => import('./workflows-page.tsx'), 'WorkflowsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/workflows/$executionArn',
    component: lazyRouteComponent(() => import('./execution-page.tsx'), 'ExecutionPage'),
  }),
] as const;
