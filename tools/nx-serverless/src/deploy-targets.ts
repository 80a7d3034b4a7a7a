import type { TargetConfiguration } from '@nx/devkit';

/** The services around one, by name: who has to be deployed before it, and who needs it. */
export interface Neighbors {
  readonly upstreams: readonly string[];
  readonly downstreams: readonly string[];
}

/**
 * What touches a stage. The edges between services are between these targets alone: in the project graph they would
 * make each change test and package everyone who merely calls the changed service.
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

/** What a service that reads parameters while it runs has beside that. */
export const parameterTargets = (root: string): Record<string, TargetConfiguration> => ({
  config: { command: `node tools/operations/src/configuration/config-of-service.ts ${root}` },
});

/** The options go along to the deploys before this one; packaging knows its stage by place-of-run.ts. */
const of = (projects: readonly string[], target: string) =>
  projects.length > 0 ? [{ projects: [...projects], target, params: 'forward' as const }] : [];

/** The project of the whole workspace, for what concerns all services at once. */
export const WORKSPACE = 'tradewind';

/** @returns the targets of that project */
export function workspaceTargets(services: readonly string[]): Record<string, TargetConfiguration> {
  const dependsOn = [{ projects: [...services], target: 'package' }];
  return {
    // Any file is an input, so every `nx affected -t deploy` that has something to do asks the ledger about all services:
    // one whose deploy failed, or waited for a failed one, may not be among what git has seen change since.
    deploy: { executor: 'nx:noop', inputs: ['{workspaceRoot}/**/*'], dependsOn: of(services, 'deploy') },
    'deploy-graph': { command: 'node tools/operations/src/deploy/deploy-graph.ts', dependsOn },
    logs: { command: 'node tools/operations/src/deploy/logs-of-service.ts' },
    'remove-stage': { command: 'node tools/operations/src/deploy/remove-stage.ts' },
    'deploy-status': { command: 'node tools/operations/src/deploy/deploy-status.ts', dependsOn },
  };
}
