import { beforeAll } from '@jest/globals';
import { runningCloud } from '#libs/testing';

// Wait for the work of the previous test file: its last webhook would otherwise reach the endpoints of this one.
beforeAll(() => runningCloud().settled());
