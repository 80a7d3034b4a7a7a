import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import rootPackage from '../../../../package.json' with { type: 'json' };
import { workspaceRoot } from './workspace-folders.ts';

const read = (file: string) => readFileSync(join(workspaceRoot, file), 'utf8');

/** The packages of the platforms have no version of Node 24 in common, so only the major version is the same. */
it('has the same major version of Node for all platforms, for Lambda, for .nvmrc and for the check of scripts', () => {
  const platforms = Object.entries(rootPackage.optionalDependencies).filter(([name]) =>
    name.startsWith('node-'),
  );
  expect(platforms).toHaveLength(5);
  const majors = [
    ...platforms.map(([, version]) => version.split('.')[0]),
    /runtime: nodejs(\d+)\.x/.exec(read('tools/serverless-conventions/provider.yml'))?.[1],
    /\d+/.exec(read('.nvmrc'))?.[0],
    /wanted = (\d+)/.exec(read('tools/node-version.cjs'))?.[1],
  ];
  expect(new Set(majors)).toEqual(new Set(['24']));
});
