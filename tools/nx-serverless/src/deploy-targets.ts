import type { TargetConfiguration } from '@nx/devkit';

/** The services that a service depends on (upstreams) and those that depend on it (downstreams), by name. */
export interface Neighbors {
  readonly upstreams: readonly string[];
  readonly downstreams: readonly string[];
}

/**
 * Targets that act on a stage. Dependencies between services exist only between these targets: in the project graph they
 * would make a change of one service test and package every service that calls it.
 *
 * @param root  the service's folder, such as `services/catalog`
 */
export function stageTargets(
  root: string,
  { upstreams, downstreams }: Neighbors,
): Record<string, TargetConfiguration> {
  const run = (program: string): TargetConfiguration => ({ command: `node tools/${program}.ts ${root}` });
  return {
    diff: { ...run('checks/src/policies/diff-service'), dependsOn: ['package'] },
    deploy: {
      ...run('operations/src/deploy/deploy-service'),
      dependsOn: ['package', ...of(upstreams, 'deploy')],
    },
    remove: run('operations/src/deploy/remove-service'),
    'remove-with-readers': {
      ...run('operations/src/deploy/remove-service'),
      dependsOn: of(downstreams, 'remove-with-readers'),
    },
    prune: run('operations/src/deploy/prune-service'),
    logs: run('operations/src/deploy/logs-of-service'),
    redrive: run('operations/src/redrive/redrive-service'),
  };
}

/** Additional targets of a service that reads parameters at run time. */
export const parameterTargets = (root: string): Record<string, TargetConfiguration> => ({
  config: { command: `node tools/operations/src/configuration/config-of-service.ts ${root}` },
});

/** Forwards the options to the dependencies. Packaging gets its stage from run-stage.ts. */
const of = (projects: readonly string[], target: string) =>
  projects.length > 0 ? [{ projects: [...projects], target, params: 'forward' as const }] : [];

/** The root project, for targets that concern all services. */
export const WORKSPACE = 'tradewind';

/** @returns the targets of the root project */
export function workspaceTargets(services: readonly string[]): Record<string, TargetConfiguration> {
  const dependsOn = [{ projects: [...services], target: 'package' }];
  return {
    // Every file is an input, so each `nx affected -t deploy` with any affected project checks the ledger for all
    // services: git does not list a service whose earlier deployment failed.
    deploy: { executor: 'nx:noop', inputs: ['{workspaceRoot}/**/*'], dependsOn: of(services, 'deploy') },
    'deploy-graph': { command: 'node tools/operations/src/deploy/deploy-graph.ts', dependsOn },
    logs: { command: 'node tools/operations/src/deploy/logs-of-service.ts' },
    'remove-stage': { command: 'node tools/operations/src/deploy/remove-stage.ts' },
    'deploy-status': { command: 'node tools/operations/src/deploy/deploy-status.ts', dependsOn },
  };
}
