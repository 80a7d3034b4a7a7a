import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.ts';

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('./data-page.tsx'), 'DataPage'),
});

const indexRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/data/tables' });
  },
});

const tablesRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: 'tables',
  component: lazyRouteComponent(() => import('./tables/tables-page.tsx'), 'TablesPage'),
});

const tableRoute = createRoute({
  getParentRoute: () => tablesRoute,
  path: '$table',
  component: lazyRouteComponent(() => import('./tables/table-detail.tsx'), 'TableDetail'),
});

const bucketsRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: 'buckets',
  component: lazyRouteComponent(() => import('./buckets/buckets-page.tsx'), 'BucketsPage'),
});

const bucketRoute = createRoute({
  getParentRoute: () => bucketsRoute,
  path: '$bucket',
  component: lazyRouteComponent(() => import('./buckets/bucket-detail.tsx'), 'BucketDetail'),
});

const parametersRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: 'parameters',
  component: lazyRouteComponent(() => import('./parameters/parameters-page.tsx'), 'ParametersPage'),
});

const usersRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: 'users',
  component: lazyRouteComponent(() => import('./users/users-page.tsx'), 'UsersPage'),
});

export const dataRoutes = [
  dataRoute.addChildren([
    indexRoute,
    tablesRoute.addChildren([tableRoute]),
    bucketsRoute.addChildren([bucketRoute]),
    parametersRoute,
    usersRoute,
  ]),
] as const;
