import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createNodesFromFiles,
  type CreateNodes,
  type PostTasksExecution,
  type PreTasksExecution,
} from '@nx/devkit';
import { WORKSPACE, workspaceTargets, type Neighbors } from './deploy-targets.ts';
import { hasDeployTarget, writeDeployPlan } from './deploy-plan.ts';
import { hasNoChanges, parseDeployComparison, requireNothingPending } from './pending-deployments.ts';
import { stageEnvironment } from './run-stage.ts';
import { compileCacheFolder } from '../../workspace/src/layout/workspace-folders.ts';
import { serviceSources, upstreamsInSources } from '../../workspace/src/services/service-sources.ts';
import { inferProject, type ProjectKind } from './targets.ts';
import { PLAN_FOLDER, planFolder, takeSkipped } from '../../workspace/src/deployments/plan-folder.ts';

/** The files that make a folder an Nx project. */
const projectFiles =
  /^(services\/[^/]+)\/serverless\.yml$|^(libs\/[^/]+)\/src\/index\.ts$|^(tools\/[^/]+)\/README\.md$/;
const PRINTED_AFTER_MS = 100;
const serviceFile = /^services\/([^/]+)\/serverless\.yml$/;

/** Infers every project and its targets, so that no folder has a project.json. */
export const createNodes: CreateNodes = [
  '{nx.json,services/*/serverless.yml,libs/*/src/index.ts,tools/*/README.md}',
  (files, options, context) => {
    const services = files.flatMap((file) => serviceFile.exec(file)?.[1] ?? []).toSorted();
    const neighbors = findNeighbors(context.workspaceRoot, services);
    return createNodesFromFiles(
      (file) =>
        file === 'nx.json'
          ? inferWorkspaceProject(services)
          : toProject(file, neighbors, context.workspaceRoot),
      files,
      options,
      context,
    );
  },
];

/** Nx passes environment variables that are set here to the tasks of the run. */
export const preTasksExecution: PreTasksExecution = async (_options, run) => {
  const { argv, workspaceRoot, nxJsonConfiguration } = run;
  Object.assign(process.env, stageEnvironment(argv));
  process.env['NODE_COMPILE_CACHE'] ??= compileCacheFolder;
  if (!hasDeployTarget(argv)) return;
  process.env[PLAN_FOLDER] = planFolder(workspaceRoot, run.id);
  const pending = writeDeployPlan(workspaceRoot);
  const compared = parseDeployComparison(argv, { defaultBase: nxJsonConfiguration.defaultBase });
  if (compared && hasNoChanges(compared, workspaceRoot)) requireNothingPending(compared, pending);
};

/** Prints which services were skipped, after all tasks: Nx loses lines of tasks that end at once. */
export const postTasksExecution: PostTasksExecution = async (_options, { id, workspaceRoot }) => {
  const skipped = takeSkipped(planFolder(workspaceRoot, id));
  if (skipped.length === 0) return;
  process.stdout.write(`\n${skipped.join('\n')}\n`);
  // This is a process of its own, and Nx ends without reading what it printed last.
  await sleep(PRINTED_AFTER_MS);
};

function toProject(file: string, neighbors: ReadonlyMap<string, Neighbors>, workspaceRoot: string) {
  const [, service, library, tool] = projectFiles.exec(file) ?? [];
  const kind: ProjectKind = service ? 'service' : library ? 'library' : 'tool';
  const root = service ?? library ?? tool;
  if (root === undefined) return {};
  const hasLayers = existsSync(join(workspaceRoot, root, 'layers.yml'));
  const hasParameters = kind === 'service' && existsSync(join(workspaceRoot, root, 'src/parameters'));
  const hasSite = kind === 'tool' && existsSync(join(workspaceRoot, root, 'vite.config.ts'));
  const surroundings = { neighbors: neighbors.get(root), hasLayers, hasParameters, hasSite };
  return { projects: { [root]: inferProject(root, kind, surroundings) } };
}

/** The root project: `npx nx deploy-graph`. It has no checks, since `npm run check` covers all files. */
const inferWorkspaceProject = (services: readonly string[]) => ({
  projects: { '.': { name: WORKSPACE, root: '.', targets: workspaceTargets(services) } },
});

/** @returns the upstream and downstream services of each service, by folder */
function findNeighbors(workspaceRoot: string, services: readonly string[]): Map<string, Neighbors> {
  const upstreams = new Map(
    services.map((name) => {
      const needed = upstreamsInSources(serviceSources(join(workspaceRoot, 'services', name)));
      return [name, needed.filter((each) => services.includes(each))];
    }),
  );
  const downstreamsOf = (name: string) => services.filter((each) => upstreams.get(each)!.includes(name));
  return new Map(
    services.map((name) => [
      `services/${name}`,
      { upstreams: upstreams.get(name)!, downstreams: downstreamsOf(name) },
    ]),
  );
}
