import { createProjectGraphAsync } from '@nx/devkit';
import { filterAffected } from 'nx/src/project-graph/affected/affected-project-graph.js';
import { calculateFileChanges } from 'nx/src/project-graph/file-utils.js';
import { WORKSPACE } from '../deploy-targets.ts';

/**
 * What `nx show projects --affected --files=FILE` answers, for many files of the workspace in the working directory
 * and with one project graph: `affected-by.ts FILE…` prints a list of names for each, as JSON. Left out is the project of
 * the whole workspace, which every file affects (../deploy-targets.ts).
 */
const graph = await createProjectGraphAsync({ exitOnError: true });
const affected: string[][] = [];
for (const file of process.argv.slice(2)) {
  const changes = calculateFileChanges([file], { files: [file] });
  const { nodes } = await filterAffected(graph, changes);
  affected.push(
    Object.keys(nodes)
      .filter((name) => name !== WORKSPACE)
      .toSorted(),
  );
}
process.stdout.write(JSON.stringify(affected), () => process.exit());
