import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

const toProject = (file: string): string | undefined => /^(services|libs|tools)\/[^/]+/.exec(file)?.[0];

/**
 * Who imports a project, directly or through others, read from the sources with TypeScript's own scanner: what
 * `nx affected` has to find, found without Nx.
 *
 * @param folder  of a workspace
 * @returns for a file of a project, the names of that project and of all that import it, in the alphabet's order
 */
export function importClosure(folder: string): (file: string) => string[] {
  const importers = new Map<string, Set<string>>();
  for (const file of globSync('{services,libs,tools}/*/**/*.ts', { cwd: folder, exclude: isGenerated })) {
    const importer = toProject(file)!;
    for (const imported of projectsImportedBy(folder, file)) {
      if (imported === importer) continue;
      importers.set(imported, (importers.get(imported) ?? new Set()).add(importer));
    }
  }
  return (file) => {
    const found = new Set<string>();
    const visit = (project: string): void => {
      if (found.has(project)) return;
      found.add(project);
      importers.get(project)?.forEach(visit);
    };
    const edited = toProject(file);
    if (edited) visit(edited);
    return [...found].map((project) => posix.basename(project)).toSorted();
  };
}

const isGenerated = (path: string): boolean => /(^|\/)(node_modules|dist|\.serverless)$/.test(path);

function projectsImportedBy(folder: string, file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(folder, file), 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    const library = /^#libs\/([^/]+)$/.exec(fileName)?.[1];
    if (library !== undefined) return `libs/${library}`;
    return fileName.startsWith('.') ? (toProject(posix.join(posix.dirname(file), fileName)) ?? []) : [];
  });
}
