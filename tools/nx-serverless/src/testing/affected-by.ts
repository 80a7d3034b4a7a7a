import { createProjectGraphAsync } from '@nx/devkit';
import { filterAffected } from 'nx/src/project-graph/affected/affected-project-graph.js';
import { calculateFileChanges } from 'nx/src/project-graph/file-utils.js';

/**
 * What `nx show projects --affected --files=FILE` answers, for many files of the workspace in the working directory
 * and with one project graph: `affected-by.ts FILE…` prints a list of names for each, as JSON.
 */
const graph = await createProjectGraphAsync({ exitOnError: true });
const affected: string[][] = [];
for (const file of process.argv.slice(2)) {
  const changes = calculateFileChanges([file], { files: [file] });
  const { nodes } = await filterAffected(graph, changes);
  affected.push(Object.keys(nodes).toSorted());
}
process.stdout.write(JSON.stringify(affected), () => process.exit());
