/** A body of a test, a block or a hook. */
type Body = () => unknown;
type HookKind = 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll';

/** A `describe`, or a file. */
export interface Block {
  readonly name: string;
  readonly parent?: Block;
  readonly children: (Block | Test)[];
  readonly hooks: Readonly<Record<HookKind, Body[]>>;
}

/** An `it`. */
export interface Test {
  readonly id: string;
  readonly block: Block;
  readonly body: Body;
}

/** What became of a test. */
export interface Outcome {
  readonly test: Test;
  readonly milliseconds: number;
  readonly error?: unknown;
}

/** Which tests run, and who is informed. */
export interface Run {
  isEnabled(test: Test): boolean;
  onStart(test: Test): void;
  /** @returns false to skip all further tests */
  onEnd(outcome: Outcome): boolean;
}

const newBlock = (name: string, parent?: Block): Block => ({
  name,
  ...(parent && { parent }),
  children: [],
  hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] },
});

let current: Block | undefined;

/** @returns the tests that a file declares while it is loaded */
export async function collectTests(file: string, load: () => Promise<unknown>): Promise<Block> {
  const root = newBlock(file);
  current = root;
  try {
    await load();
  } finally {
    current = undefined;
  }
  return root;
}

function declaring(): Block {
  if (!current) throw new Error('A test is declared while a test runs.');
  return current;
}

/** Declares a block of tests, as that of Jest. */
export function describe(name: string, body: Body): void {
  const parent = declaring();
  const block = newBlock(`${parent.name} ${name}`, parent);
  parent.children.push(block);
  current = block;
  try {
    body();
  } finally {
    current = parent;
  }
}

/** Declares a test, as that of Jest. Its time limit is ignored: Stryker ends a run that takes too long. */
export function it(name: string, body: Body): void {
  const block = declaring();
  const id = `${block.name} ${name}`;
  const sameName = block.children.filter((child) => 'id' in child && child.id.startsWith(`${id} #`)).length;
  block.children.push({ id: `${id} #${sameName}`, block, body });
}

const hook = (kind: HookKind) => (body: Body) => void declaring().hooks[kind].push(body);
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');

/** @returns whether any test below the block is enabled */
const hasEnabled = (block: Block, run: Run): boolean =>
  block.children.some((child) => ('id' in child ? run.isEnabled(child) : hasEnabled(child, run)));

/**
 * Runs the enabled tests of a block one after another, with their hooks.
 *
 * @returns false when `onEnd` asked to skip all further tests
 */
export async function runBlock(block: Block, run: Run): Promise<boolean> {
  if (!hasEnabled(block, run)) return true;
  const failure = await firstError(block.hooks.beforeAll);
  let goesOn = true;
  for (const child of block.children) {
    if (!goesOn) break;
    if (!('id' in child)) goesOn = await runBlock(child, run);
    else if (run.isEnabled(child)) goesOn = await runTest(child, run, failure);
  }
  await firstError(block.hooks.afterAll);
  return goesOn;
}

async function runTest(test: Test, run: Run, failureOfBlock: Failure): Promise<boolean> {
  const blocks = ancestors(test.block);
  const start = performance.now();
  run.onStart(test);
  let failure = failureOfBlock;
  failure ??= await firstError(blocks.toReversed().flatMap(({ hooks }) => hooks.beforeEach));
  failure ??= await firstError([test.body]);
  const cleanUp = await firstError(blocks.flatMap(({ hooks }) => hooks.afterEach));
  failure ??= cleanUp;
  return run.onEnd({
    test,
    milliseconds: performance.now() - start,
    ...(failure && { error: failure.error }),
  });
}

/** @returns the block and those around it, the innermost first */
const ancestors = (block: Block): Block[] => [block, ...(block.parent ? ancestors(block.parent) : [])];

type Failure = { readonly error: unknown } | undefined;

async function firstError(bodies: readonly Body[]): Promise<Failure> {
  let failure: Failure;
  for (const body of bodies)
    try {
      await body();
    } catch (error) {
      failure ??= { error };
    }
  return failure;
}
