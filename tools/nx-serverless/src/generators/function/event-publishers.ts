import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';

/**
 * Finds the services that publish an event: a handler calls `eventPublisher`, and the handler or a module that it imports
 * imports the event from #libs/contracts.
 *
 * @returns the names of the services
 */
export const eventPublishers = (tree: Tree, event: string): string[] =>
  tree
    .children('services')
    .filter((service) => publishingModules(tree, service).some((code) => importsEvent(code, event)));

/** The code of the handlers of a service that publish events, and of the modules that they import. */
function publishingModules(tree: Tree, service: string): string[] {
  const folder = `services/${service}/src/handlers`;
  return tree
    .children(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const code = tree.read(`${folder}/${file}`, 'utf8') ?? '';
      if (!code.includes('eventPublisher(')) return [];
      const imported = [...code.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
        posix.join(folder, path),
      );
      return [code, ...imported.map((path) => tree.read(path, 'utf8') ?? '')];
    });
}

const importsEvent = (code: string, event: string): boolean =>
  [...code.matchAll(/import \{([^}]*)\} from '#libs\/contracts'/g)].some(([, names = '']) =>
    names.split(',').some((name) => name.trim() === event),
  );
