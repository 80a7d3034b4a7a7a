import type { DeployedResource } from '../contract/resource.ts';

export interface DeployedResources {
  /** The deployed resource of an ARN or a physical name: `checkout/SessionsTable`. */
  keyOf(arnOrName: string): string | undefined;
}

// A resource may be deployed at any time, and a resource of no template is looked up again and again.
const REBUILD_MS = 1_000;

/** Finds deployed resources by their ARNs and names. */
export function createDeployedResources(
  deployed: () => ReadonlyMap<string, DeployedResource>,
  nowMs: () => number = Date.now,
): DeployedResources {
  let index = new Map<string, string>();
  let builtAt = Number.NEGATIVE_INFINITY;

  function build(): void {
    builtAt = nowMs();
    index = new Map();
    for (const [key, { ref, attributes = {} }] of deployed())
      for (const name of [ref, ...toFamily(ref), ...Object.entries(attributes).flatMap(toNames)])
        if (!index.has(name)) index.set(name, key);
  }

  const find = (candidates: readonly string[]): string | undefined => {
    for (const name of candidates) {
      const key = index.get(name);
      if (key !== undefined) return key;
    }
    return undefined;
  };

  return {
    keyOf(arnOrName) {
      const candidates = toCandidates(arnOrName);
      const key = find(candidates);
      if (key !== undefined || nowMs() - builtAt < REBUILD_MS) return key;
      build();
      return find(candidates);
    },
  };
}

/** Only attributes that name the resource itself: an ARN, but no URL or label. */
const toNames = ([name, value]: [string, string]): string[] => (/^(?:.*Arn|Id)$/.test(name) ? [value] : []);

/** Log lines of a task begin with the family of its task definition. */
const toFamily = (ref: string): string[] => /:task-definition\/([^:]+)/.exec(ref)?.slice(1) ?? [];

/** The names under which a resource may be deployed, the most specific first. */
function toCandidates(arnOrName: string): readonly string[] {
  if (!arnOrName.startsWith('arn:')) return [arnOrName, arnOrName.split('/')[0]!];
  const [, , service, , , ...rest] = arnOrName.split(':');
  const path = rest.join(':');
  const names = path.split('/');
  switch (service) {
    // Without an index or a stream.
    case 'dynamodb':
      return [names[1] ?? path];
    case 's3':
      return [names[0]!];
    // /restapis/ID/stages/STAGE
    case 'apigateway':
      return [names[2] ?? path];
    // parameter/NAME: a name with slashes begins with one.
    case 'ssm':
      return [path.replace(/^parameter/, ''), path.replace(/^parameter\//, '')];
    // Without an alias or a version.
    case 'lambda':
      return [rest[1] ?? path];
    default:
      return [arnOrName, path, names.at(-1)!, rest.at(-1)!];
  }
}
