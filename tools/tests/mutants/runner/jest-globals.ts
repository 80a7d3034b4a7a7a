/** What tests import from `@jest/globals`, without Jest around it. */
import { bind } from 'jest-each';
import * as tree from './test-tree.ts';

export { expect } from 'expect';
export { afterAll, afterEach, beforeAll, beforeEach } from './test-tree.ts';
export { jest } from './jest-mocks.ts';

export const describe = Object.assign(tree.describe, { each: bind(tree.describe as never, false) });
export const it = Object.assign(tree.it, { each: bind(tree.it as never, false) });
export const test = it;
