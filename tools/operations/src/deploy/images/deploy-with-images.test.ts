import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { dockerCli, type ContainerCli } from './container-cli.ts';
import { deployWithImages } from './deploy-with-images.ts';

const HOST = '1.dkr.ecr.us-east-1.amazonaws.com';

describe('a deploy of a service with tasks', () => {
  let folder = '';
  let steps: string[];
  /** Tags by repository. */
  let repositories: Map<string, Set<string>>;
  let containers: ContainerCli;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'images-'));
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch');
    const images = { 'run-job': { tag: 'a1', entry: 'dist/run-job.mjs' }, sweep: { tag: 'b2', entry: 'x' } };
    writeFileSync(join(folder, 'dist/images.json'), JSON.stringify(images));
    steps = [];
    repositories = new Map([['tradewind-reporting-dev', new Set()]]);
    containers = {
      requireReady: async () => {},
      signIn: async ({ host, user, password }) => void steps.push(`sign in ${host} ${user} ${password}`),
      build: async ({ reference, task }) => void steps.push(`build ${task} ${reference}`),
      async push(reference) {
        const [repository = '', tag = ''] = reference.slice(`${HOST}/`.length).split(':');
        if (!repositories.has(repository)) throw new Error(`no repository ${repository}`);
        repositories.get(repository)!.add(tag);
        steps.push(`push ${tag}`);
      },
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const deploy = (isEmulated = false, deployStack = async () => void steps.push('stack')) =>
    deployWithImages(
      { name: 'reporting', stage: 'dev', folder },
      {
        registry: {
          async find(repository, tag) {
            const tags = repositories.get(repository);
            return tags ? (tags.has(tag) ? 'there' : 'missing') : 'no repository';
          },
          signIn: async () => ({ host: HOST, user: 'AWS', password: 'secret' }),
        },
        containers,
        deployStack,
        root: '/workspace',
        isEmulated,
        print: () => {},
      },
    );
  const image = (tag: string) => `${HOST}/tradewind-reporting-dev:${tag}`;

  it('builds and pushes what the repository lacks, before the stack names it', async () => {
    repositories.get('tradewind-reporting-dev')!.add('a1');
    await deploy();
    expect(steps).toEqual([`sign in ${HOST} AWS secret`, `build sweep ${image('b2')}`, 'push b2', 'stack']);
  });

  it('builds nothing the second time', async () => {
    await deploy();
    steps = [];
    await deploy();
    expect(steps).toEqual(['stack']);
  });

  it('pushes behind the stack where that first makes the repository', async () => {
    repositories.clear();
    await deploy(false, async () => {
      repositories.set('tradewind-reporting-dev', new Set());
      steps.push('stack');
    });
    expect(steps.slice(1)).toEqual([
      `build run-job ${image('a1')}`,
      `build sweep ${image('b2')}`,
      'stack',
      'push a1',
      'push b2',
    ]);
  });

  it('touches nothing where the image cannot be built', async () => {
    containers = { ...containers, build: () => Promise.reject(new CommandError('docker buildx failed')) };
    await expect(deploy()).rejects.toThrow('docker buildx failed');
    expect(steps).not.toContain('stack');
  });

  it('touches nothing where a base image has no digest', async () => {
    writeFileSync(join(folder, 'Dockerfile'), 'FROM node:24-slim AS build\nFROM build\n');
    await expect(deploy()).rejects.toThrow(
      'services/reporting/Dockerfile names node:24-slim by tag, which can be moved to other content. Run "npm run pin-images"',
    );
    expect(steps).toEqual([]);
  });

  it('leaves images alone on an emulator, and where there are none', async () => {
    await deploy(true);
    rmSync(join(folder, 'Dockerfile'));
    await deploy();
    expect(steps).toEqual(['stack', 'stack']);
  });
});

describe('the container CLI', () => {
  const { signal } = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), 'docker-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const program = (script: string) => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'docker');
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return dockerCli(signal, file);
  };

  it('that is missing, or does not run, is asked for', async () => {
    await expect(dockerCli(signal, '/nowhere/docker').requireReady()).rejects.toThrow('is not installed');
    await expect(program('exit 1').requireReady()).rejects.toThrow('does not answer');
    await expect(program('exit 0').requireReady()).resolves.toBeUndefined();
  });

  it('gets the password on standard input and fails with a readable message', async () => {
    const login = { host: HOST, user: 'AWS', password: 'secret' };
    const signingIn = program(
      `[ "$*" = "login --username AWS --password-stdin ${HOST}" ] && [ "$(cat)" = secret ]`,
    );
    await expect(signingIn.signIn(login)).resolves.toBeUndefined();
    await expect(signingIn.signIn({ ...login, password: 'other' })).rejects.toThrow('login failed');
    await expect(program('exit 7').push('x:y')).rejects.toThrow('push failed. Fix the error above');
  });

  it('builds for the architecture that tasks run on, from the root of the workspace', async () => {
    const wanted =
      'buildx build --platform linux/arm64 --provenance false --load --file /w/services/a/Dockerfile --build-arg TASK=run-job --tag x:y /w';
    const image = {
      reference: 'x:y',
      dockerfile: '/w/services/a/Dockerfile',
      context: '/w',
      task: 'run-job',
    };
    await expect(program(`[ "$*" = "${wanted}" ]`).build(image)).resolves.toBeUndefined();
  });

  it('ends with the deployment, because building and pushing require the lock', async () => {
    const stopping = new AbortController();
    const file = join(folder, 'docker');
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
    const pushing = dockerCli(stopping.signal, file).push('x:y');
    stopping.abort(new CommandError('orders was interrupted'));
    await expect(pushing).rejects.toThrow('orders was interrupted');
  });
});
