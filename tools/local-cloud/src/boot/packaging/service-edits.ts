import type { RebuildOptions, ServiceRebuild } from '../../../../build/src/bundler/service-rebuild.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface Dependencies {
  readonly service: string;
  readonly terminal: Pick<Terminal, 'info' | 'error'>;
  createRebuild(options: RebuildOptions): ServiceRebuild;
  /** Keeps the running bundles until the next successful `redeploy`. */
  holdBundles(): void;
  /** Packages the service, which also builds it. @throws Error with the output of the failed task */
  packageService(): Promise<void>;
  /** Deploys the packaged template and then runs the new bundles. */
  redeploy(): Promise<void>;
  /** Runs a task soon, in turn with those of other services. A request while it waits counts once. */
  soon(task: () => Promise<void>): void;
}

export interface ServiceEdits {
  /** Builds what is missing. */
  start(): Promise<void>;
  /** A source file was edited, by its absolute path. */
  sourceEdited(file: string): void;
  /** A file that only packaging reads was edited. */
  declarationEdited(): void;
  stop(): Promise<void>;
}

/**
 * Applies the edits of one service. An edit of code that leaves the template unchanged rebuilds bundles, which functions load
 * at once. Any other edit packages and deploys the service: until that succeeds, the service runs its previous bundles with
 * its previous template, and further edits wait too.
 */
export function createServiceEdits(deps: Dependencies): ServiceEdits {
  const { service, terminal, holdBundles, packageService, redeploy, soon } = deps;
  let isHeld = false;
  let hasFailed = false;
  let isStopped = false;
  let edits = 0;

  const rebuild = deps.createRebuild({
    onWriting(files) {
      if (files.some(isPartOfTemplate)) deployLater();
    },
    onRebuilt(functions) {
      if (!isHeld && functions.length > 0) terminal.info(`${service}: reloaded ${functions.join(', ')}`);
    },
    onError(message) {
      // While the bundles are held, packaging reports the same error.
      if (!isHeld)
        terminal.error(`${service}: ${message.trimEnd()}\n${service}: the previous code keeps running`);
    },
    onFixed() {
      if (!isHeld) terminal.info(`${service}: builds again`);
    },
  });

  function deployLater(): void {
    edits += 1;
    isHeld = true;
    holdBundles();
    soon(deploy);
  }

  async function deploy(): Promise<void> {
    const deployed = edits;
    await rebuild.finished();
    holdBundles();
    terminal.info(`${service}: the template changed; deploying again`);
    try {
      await packageService();
      await redeploy();
    } catch (error) {
      if (isStopped) return;
      hasFailed = true;
      terminal.error(
        `${service}: ${(error as Error).message}\n${service}: the previous deployment keeps running`,
      );
      return;
    }
    terminal.info(`${service}: ${hasFailed ? 'builds again and is deployed' : 'deployed again'}`);
    hasFailed = false;
    // An edit during the deployment is still waiting for the next one.
    isHeld = edits !== deployed;
  }

  return {
    start: rebuild.start,
    sourceEdited(file) {
      if (isHeld) deployLater();
      else rebuild.edited(file);
    },
    declarationEdited: deployLater,
    async stop() {
      isStopped = true;
      await rebuild.stop();
    },
  };
}

/** Whether a built file is part of the template, such as a model of API Gateway; the others only describe bundles. */
const isPartOfTemplate = (file: string): boolean =>
  file.endsWith('.json') && !/^(meta|openapi|.*\.environment)\.json$/.test(file);
