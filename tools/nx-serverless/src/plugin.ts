import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { PLAN_FOLDER } from '../../operations/src/deploy/plan/plan-folder.ts';

/** The files that make a folder an Nx project. */
const projectFiles =
  /^(services\/[^/]+)\/serverless\.yml$|^(libs\/[^/]+)\/src\/index\.ts$|^(tools\/[^/]+)\/README\.md$/;
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

let planFolder: string | undefined;

/** Nx passes environment variables that are set here to the tasks of the run. */
export const preTasksExecution: PreTasksExecution = async (_options, run) => {
  const { argv, workspaceRoot, nxJsonConfiguration } = run;
  Object.assign(process.env, stageEnvironment(argv));
  process.env['NODE_COMPILE_CACHE'] ??= compileCacheFolder;
  if (!hasDeployTarget(argv)) return;
  planFolder = mkdtempSync(join(tmpdir(), 'tradewind-deploy-plan-'));
  process.env[PLAN_FOLDER] = planFolder;
  const pending = writeDeployPlan(workspaceRoot);
  const compared = parseDeployComparison(argv, { defaultBase: nxJsonConfiguration.defaultBase });
  if (compared && hasNoChanges(compared, workspaceRoot)) requireNothingPending(compared, pending);
};

export const postTasksExecution: PostTasksExecution = () => {
  if (planFolder !== undefined) rmSync(planFolder, { recursive: true, force: true });
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
