import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RebuildOptions } from '../../../../build/src/bundler/service-rebuild.ts';
import { createServiceEdits, type ServiceEdits } from './service-edits.ts';

let story: string[];
let tasks: (() => Promise<void>)[];
let build: RebuildOptions;
let edits: ServiceEdits;
let packaging: () => Promise<void>;

beforeEach(() => {
  story = [];
  tasks = [];
  packaging = async () => {};
  edits = createServiceEdits({
    service: 'seats',
    terminal: { info: (line) => story.push(line), error: (line) => story.push(line) },
    createRebuild(options) {
      build = options;
      return {
        start: async () => {},
        edited: (file) => void story.push(`rebuild ${file}`),
        finished: async () => void story.push('rebuild finished'),
        stop: async () => {},
      };
    },
    holdBundles: () => void story.push('hold'),
    async packageService() {
      story.push('package');
      await packaging();
    },
    redeploy: async () => void story.push('redeploy'),
    soon: (task) => void tasks.push(task),
  });
});

const runTasks = async () => {
  for (const task of tasks.splice(0)) await task();
};
const deploying = [
  'rebuild finished',
  'hold',
  'seats: the template changed; deploying again',
  'package',
  'redeploy',
];

describe('the edits of a service', () => {
  it('rebuild code while the template stays the same', () => {
    edits.sourceEdited('sell.ts');
    build.onWriting?.(['sell.mjs', 'sell.environment.json', 'openapi.json']);
    build.onRebuilt(['sell'], ['sell.mjs']);
    expect(story).toEqual(['rebuild sell.ts', 'seats: reloaded sell']);
  });

  it('hold the bundles until the template is deployed', async () => {
    edits.declarationEdited();
    await runTasks();
    expect(story).toEqual(['hold', ...deploying, 'seats: deployed again']);
  });

  it('hold the bundles before a build writes a part of the template', async () => {
    edits.sourceEdited('sell.schema.ts');
    build.onWriting?.(['sell.mjs', 'sell.model.json']);
    build.onRebuilt(['sell'], ['sell.mjs', 'sell.model.json']);
    await runTasks();
    expect(story).toEqual(['rebuild sell.schema.ts', 'hold', ...deploying, 'seats: deployed again']);
  });

  it('keep the previous deployment after a failure, and package again after the next edit of any file', async () => {
    packaging = async () => {
      throw new Error('serverless.yml:3: wrong');
    };
    edits.declarationEdited();
    await runTasks();
    expect(story.at(-1)).toBe('seats: serverless.yml:3: wrong\nseats: the previous deployment keeps running');
    story.length = 0;
    packaging = async () => {};
    edits.sourceEdited('sell.ts');
    await runTasks();
    expect(story).toEqual(['hold', ...deploying, 'seats: builds again and is deployed']);
    story.length = 0;
    edits.sourceEdited('sell.ts');
    expect(story).toEqual(['rebuild sell.ts']);
  });

  it('wait for the next deployment if they happen during one', async () => {
    packaging = async () => edits.sourceEdited('sell.ts');
    edits.declarationEdited();
    await runTasks();
    packaging = async () => {};
    story.length = 0;
    edits.sourceEdited('other.ts');
    expect(story).toEqual(['hold']);
    await runTasks();
    edits.sourceEdited('sell.ts');
    expect(story.at(-1)).toBe('rebuild sell.ts');
  });

  it('say that the code builds again', () => {
    build.onError('sell.ts:3: wrong\n');
    build.onFixed?.();
    expect(story).toEqual([
      'seats: sell.ts:3: wrong\nseats: the previous code keeps running',
      'seats: builds again',
    ]);
  });
});
