import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { serviceFolders, workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

interface HttpEvent {
  readonly method: string;
  readonly path: string;
  readonly authorizer?: string;
}
interface Functions {
  readonly functions?: Readonly<
    Record<string, { readonly events?: readonly { readonly http?: HttpEvent }[] } | null>
  >;
}

/** The authorizer of each route, by service: `authorizers.yml:staff` is `staff`. */
function declaredAccess(): Record<string, Record<string, string>> {
  const services = serviceFolders(join(workspaceRoot, 'services')).map((folder) => {
    // The parser does not know CloudFormation's short tags and reads their values as plain text.
    const { functions = {} } = parse(readFileSync(join(folder, 'serverless.yml'), 'utf8'), {
      logLevel: 'silent',
    }) as Functions;
    const routes = Object.values(functions)
      .flatMap((each) => each?.events ?? [])
      .flatMap(({ http }) => http ?? [])
      .map(({ method, path, authorizer }) => [
        `${method.toUpperCase()} ${path}`,
        /:(\w+)\}$/.exec(authorizer ?? '')?.[1] ?? 'none',
      ]);
    return [folder.split('/').at(-1)!, Object.fromEntries(routes.toSorted())] as const;
  });
  return Object.fromEntries(services.filter(([, routes]) => Object.keys(routes).length > 0));
}

describe('the access to routes', () => {
  const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'route-access.json'), 'utf8')) as object;

  // Packaging compares the authorizer with the access that the handler checks. Both can be changed by mistake.
  it('is the recorded one: change route-access.json together with the route', () => {
    expect(declaredAccess()).toEqual(recorded);
  });

  it('lets only staff write where the customer of a record is unknown', () => {
    const isPersonal = (route: string) => /sessions|\/me|endpoints|webhooks|cancel|\{orderId\}/.test(route);
    const open = Object.values(declaredAccess())
      .flatMap((routes) => Object.entries(routes))
      .filter(
        ([route, access]) =>
          !route.startsWith('GET ') && /^(none|customer)/.test(access) && !isPersonal(route),
      );
    expect(open).toEqual([]);
  });
});
