import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { SeededUser } from '#libs/testing';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** Who may call a route, as its `schema.ts` declares it and the build writes it. */
export interface Access {
  readonly allows: 'anyone' | 'guest-or-customer' | 'customer' | 'staff' | 'customer-or-staff';
  readonly scope?: string;
}

/** Reads the access to every route of every service: `GET /orders/{orderId}`. */
export const readAccess = (): ReadonlyMap<string, Access> =>
  new Map(
    globSync('services/*/dist/*.access.json', { cwd: workspaceRoot }).flatMap((file) => {
      const service = basename(dirname(dirname(file)));
      const routes = JSON.parse(readFileSync(resolve(workspaceRoot, file), 'utf8')) as Record<string, Access>;
      return Object.entries(routes).map(([route, access]): [string, Access] => {
        const [method, path] = route.split(' ') as [string, string];
        return [`${method} /${service}${path === '/' ? '' : path}`, access];
      });
    }),
  );

/** A seeded user who may call a route that needs a token. */
export const callerOf = ({ allows }: Access): SeededUser => (allows === 'staff' ? 'staff' : 'customer');
