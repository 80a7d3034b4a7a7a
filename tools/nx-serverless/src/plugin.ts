import { createNodesFromFiles, type CreateNodes } from '@nx/devkit';
import { projectAt, type ProjectKind } from './targets.ts';

/** What makes a folder a project is a file that is there anyway. */
const projectFiles =
  /^(services\/[^/]+)\/serverless\.yml$|^(libs\/[^/]+)\/src\/index\.ts$|^(tools\/[^/]+)\/(?:src\/)?[^/]+\.ts$/;

/** Infers every project and its targets, so that no folder carries a project.json that repeats the others'. */
export const createNodes: CreateNodes = [
  '{services/*/serverless.yml,libs/*/src/index.ts,tools/*/*.ts,tools/*/src/*.ts}',
  (files, options, context) => createNodesFromFiles((file) => projectsOf(file), files, options, context),
];

function projectsOf(file: string) {
  const [, service, library, tool] = projectFiles.exec(file) ?? [];
  const kind: ProjectKind = service ? 'service' : library ? 'library' : 'tool';
  const root = service ?? library ?? tool;
  return root ? { projects: { [root]: projectAt(root, kind) } } : {};
}
